import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App, Draft, Tx } from '../../ports.ts'
import { type IdempotencyKey, takeKey } from '../idempotency.ts'
import type { Login } from '../login.ts'
import { requireTill } from '../usable-till.ts'
import { draftForChange, requireAtRest, requireDraftsEnabled, requireOperator } from './draft-access.ts'
import { type DraftEvent, draftEntry } from './draft-entries.ts'
import { type ComposedOrder, sealedOrder } from './draft-order.ts'

/** A call that changes one draft. */
export type DraftCall = {
  correlationId: Uuid
  organizationId: Uuid
  orderId: Uuid
  idempotencyKey: IdempotencyKey | null
}
export type ChangedDraft = { correlationId: Uuid; isReplay: boolean }

type Change = (tx: Tx, draft: Draft, now: number) => Promise<DraftEvent>

/** Changes a draft and writes what happened, in one transaction; of calls with one key the first alone does it. */
async function changeDraft(app: App, login: Login, call: DraftCall, change: Change): Promise<ChangedDraft> {
  const { organizationId, orderId, idempotencyKey, correlationId } = call
  const now = app.clock.now()
  const first = await app.storage.transaction(async (tx) => {
    const taken = await takeKey(tx, login, idempotencyKey, { correlationId, now })
    if (taken) return taken
    const draft = await draftForChange(tx, login, organizationId, orderId)
    const event = await change(tx, draft, now)
    await tx.journal.append([draftEntry(app, login, draft, { event, correlationId, at: now })])
    return null
  })
  if (first) return { correlationId: first, isReplay: true }
  app.wake()
  return { correlationId, isReplay: false }
}

const requireNotLockedByOther = ({ lock, id }: Draft, employeeId: Uuid): void => {
  if (lock && lock.employeeId !== employeeId)
    throw refuse('draft.locked', { orderId: id, employeeId: lock.employeeId })
}

/** Replaces the order of a draft as a whole; a draft that another operator has locked is theirs (cloud-api §5.6). */
export async function saveDraft(
  app: App,
  login: Login,
  call: DraftCall & { employeeId: Uuid },
  composed: ComposedOrder,
): Promise<ChangedDraft> {
  const { organizationId, employeeId } = call
  const { terminalGroupId, order, contact } = composed.request
  await requireDraftsEnabled(app, login, [organizationId])
  await requireOperator(app, login, organizationId, employeeId)
  if (terminalGroupId)
    requireTill(await app.catalog(login.key.tenantId), login, organizationId, terminalGroupId)
  return changeDraft(app, login, call, async (tx, draft) => {
    requireNotLockedByOther(draft, employeeId)
    await requireAtRest(tx, draft)
    const saved: Draft = {
      ...draft,
      terminalGroupId,
      sourceKey: login.key.settings.sourceKey ?? order.sourceKey,
      operatorId: order.operatorId,
      orderTypeId: order.orderTypeId,
      version: draft.version + 1,
    }
    // The same record under a new key: what the draft said before is gone for good.
    await tx.contacts.save(draft.tenantId, [{ id: draft.contactId, contact: sealedOrder(composed) }])
    await tx.drafts.save(saved, contact.phone)
    const { contactId } = draft
    return { kind: 'draft.saved', terminalGroupId, contactId, employeeId, version: saved.version }
  })
}

/** An operator takes a draft for editing; taking it again only renews the moment. */
export async function lockDraft(
  app: App,
  login: Login,
  call: DraftCall & { employeeId: Uuid },
): Promise<ChangedDraft> {
  const { organizationId, employeeId } = call
  await requireDraftsEnabled(app, login, [organizationId])
  await requireOperator(app, login, organizationId, employeeId)
  return changeDraft(app, login, call, async (tx, draft, now) => {
    requireNotLockedByOther(draft, employeeId)
    await tx.drafts.save({ ...draft, lock: { employeeId, at: now } }, null)
    return { kind: 'draft.locked', employeeId }
  })
}

/** The operator who locked a draft gives it back; a draft that nobody has locked stays so. */
export async function unlockDraft(
  app: App,
  login: Login,
  call: DraftCall & { employeeId: Uuid },
): Promise<ChangedDraft> {
  const { organizationId, employeeId } = call
  await requireDraftsEnabled(app, login, [organizationId])
  await requireOperator(app, login, organizationId, employeeId)
  return changeDraft(app, login, call, async (tx, draft) => {
    requireNotLockedByOther(draft, employeeId)
    await tx.drafts.save({ ...draft, lock: null }, null)
    return { kind: 'draft.unlocked', employeeId }
  })
}

/** Throws a draft away, with all that it said of a person. The call names no operator, so no lock stops it. */
export async function deleteDraft(app: App, login: Login, call: DraftCall): Promise<ChangedDraft> {
  await requireDraftsEnabled(app, login, [call.organizationId])
  return changeDraft(app, login, call, async (tx, draft) => {
    await requireAtRest(tx, draft)
    await tx.drafts.remove(draft.tenantId, draft.organizationId, draft.id)
    return { kind: 'draft.deleted' }
  })
}
