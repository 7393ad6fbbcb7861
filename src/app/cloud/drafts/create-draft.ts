import type { Uuid } from '../../../kernel/ids.ts'
import { Refusal, refuse } from '../../../kernel/refusals.ts'
import type { App, Draft } from '../../ports.ts'
import { callUnderKey, type IdempotencyKey, takeKey } from '../idempotency.ts'
import type { Login } from '../login.ts'
import { requireTill } from '../usable-till.ts'
import { requireDraftsEnabled } from './draft-access.ts'
import { draftEntry } from './draft-entries.ts'
import { type ComposedOrder, sealedOrder } from './draft-order.ts'

/** `isReplay`: the same draft was created before by the same id or key. */
export type CreatedDraft = { orderId: Uuid; correlationId: Uuid; isReplay: boolean }

/** Keeps an order that an operator composes; no till hears of it (cloud-api §5.6). */
export async function createDraft(
  app: App,
  login: Login,
  composed: ComposedOrder,
  key: IdempotencyKey | null,
): Promise<CreatedDraft> {
  const { organizationId, terminalGroupId, correlationId, order, contact } = composed.request
  await requireDraftsEnabled(app, login, [organizationId])
  const first = key && (await callUnderKey(app, login, key))
  if (first) return ofFirstCall(app, login, first)
  const catalog = await app.catalog(login.key.tenantId)
  if (terminalGroupId) requireTill(catalog, login, organizationId, terminalGroupId)
  const now = app.clock.now()
  const draft: Draft = {
    tenantId: login.key.tenantId,
    organizationId,
    id: order.orderId ?? app.random.uuid(),
    terminalGroupId,
    loginId: login.key.id,
    sourceKey: login.key.settings.sourceKey ?? order.sourceKey,
    operatorId: order.operatorId,
    orderTypeId: order.orderTypeId,
    contactId: app.random.uuid(),
    createdAt: now,
    version: 1,
    lock: null,
    committedAs: null,
  }
  const digest = order.orderId === null ? null : digestOf(app, composed)
  const taken = await app.storage
    .transaction(async (tx) => {
      const call = await takeKey(tx, login, key, { correlationId, now })
      if (call) return call
      if (await tx.commands.claimOf(draft.id)) throw refuse('order.duplicate-id')
      // A repeat under a new key leaves nothing behind, the key neither.
      if (!(await tx.drafts.claim(draft, digest))) throw refuse('order.duplicate-id')
      await tx.drafts.insert(draft, contact.phone)
      await tx.contacts.save(draft.tenantId, [{ id: draft.contactId, contact: sealedOrder(composed) }])
      const event = { kind: 'draft.created', terminalGroupId, contactId: draft.contactId } as const
      await tx.journal.append([draftEntry(app, login, draft, { event, correlationId, at: now })])
      return null
    })
    .catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'order.duplicate-id') return 'id' as const
      throw error
    })
  if (taken === 'id') return repeated(app, draft, digest)
  if (taken !== null) return ofFirstCall(app, login, taken)
  app.wake()
  return { orderId: draft.id, correlationId, isReplay: false }
}

const digestOf = ({ storage }: App, { request, document }: ComposedOrder): Buffer =>
  storage.digestOf([request.organizationId, request.terminalGroupId, JSON.parse(document)])

/** The id was used before: the same draft, still there, is answered as the first time; anything else is a duplicate. */
async function repeated(app: App, { tenantId, organizationId, id }: Draft, digest: Buffer | null) {
  const claim = await app.storage.now.drafts.claimOf(id)
  const isSame =
    claim?.tenantId === tenantId &&
    claim.organizationId === organizationId &&
    digest !== null &&
    claim.digest?.equals(digest)
  const draft = isSame ? await app.storage.now.drafts.find(tenantId, organizationId, id) : null
  if (!draft) throw refuse('order.duplicate-id')
  const entries = await app.storage.now.journal.ofEntity(tenantId, id)
  const created = entries.find(({ kind }) => kind === 'draft.created')
  if (!created?.correlationId) throw refuse('order.duplicate-id')
  return { orderId: id, correlationId: created.correlationId, isReplay: true }
}

async function ofFirstCall(app: App, login: Login, correlationId: Uuid): Promise<CreatedDraft> {
  const entries = await app.storage.now.journal.ofCorrelation(login.key.tenantId, correlationId)
  const created = entries.find(({ kind }) => kind === 'draft.created')
  if (!created) throw refuse('request.key-reused')
  return { orderId: created.entityId, correlationId, isReplay: true }
}
