import type { Contact } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, NewEntry } from '../ports.ts'
import { type TillCommand, type TillCommandPayload, tillCommandKind } from '../till/till-command.ts'
import { type IdempotencyKey, takeKey } from './idempotency.ts'
import { actorOf, type Login } from './login.ts'

export type CommandRequest = {
  correlationId: Uuid
  organizationId: Uuid
  /** Where the command goes; null: to the till of the order it names. */
  terminalGroupId: Uuid | null
  command: TillCommand
  /** The contact that the command's `contactId` names. */
  contact?: { id: Uuid; contact: Contact }
  idempotencyKey: IdempotencyKey | null
}

/** `correlationId` is the handle of the command: of the first call when this one only repeats it. */
export type AcceptedCommand = { correlationId: Uuid; isReplay: boolean }

/** A till that returns later than this does not do the command any more (cloud-api §11.3). */
const commandTimeoutMs = 60_000

/** Keeps a change safe and sends it to the till; the outcome is read by `commands/status` (cloud-api §3). */
export async function acceptCommand(
  app: App,
  login: Login,
  request: CommandRequest,
): Promise<AcceptedCommand> {
  const { tenantId } = login.key
  const { command, organizationId, correlationId } = request
  const now = app.clock.now()
  const orderId = 'orderId' in command ? command.orderId : null
  const terminalGroupId = request.terminalGroupId ?? (await groupOfOrder(app, login, organizationId, orderId))
  const deadline = now + commandTimeoutMs
  const payload: TillCommandPayload = { command, deadline }
  const entry: NewEntry = {
    tenantId,
    organizationId,
    terminalGroupId,
    entryId: app.random.uuid(),
    at: now,
    actor: actorOf(login),
    kind: tillCommandKind,
    entity: orderId ? 'delivery' : 'terminalGroup',
    entityId: orderId ?? terminalGroupId,
    correlationId,
    completes: false,
    payload,
  }
  const first = await app.storage.transaction(async (tx) => {
    const taken = await takeKey(tx, login, request.idempotencyKey, { correlationId, now })
    if (taken) return taken
    if (request.contact) await tx.contacts.save(tenantId, [request.contact])
    await tx.commands.insert({
      tenantId,
      organizationId,
      id: correlationId,
      terminalGroupId,
      kind: command.kind,
      orderId,
      state: 'InProgress',
      error: null,
      acceptedAt: now,
      deadline,
      finishedAt: null,
    })
    await tx.journal.append([entry])
    return null
  })
  if (first) return { correlationId: first, isReplay: true }
  app.wake()
  return { correlationId, isReplay: false }
}

/** The group whose till owns the order; a login with a source key does not know other orders. */
async function groupOfOrder(
  app: App,
  login: Login,
  organizationId: Uuid,
  orderId: Uuid | null,
): Promise<Uuid> {
  const { sourceKey } = login.key.settings
  const [order] = orderId
    ? await app.storage.now.cloudOrders.search({
        tenantId: login.key.tenantId,
        organizationIds: [organizationId],
        sourceKeys: sourceKey === null ? null : [sourceKey],
        orderIds: [orderId],
        limit: 1,
      })
    : []
  if (!order?.terminalGroupId) throw refuse('order.not-found', { orderId })
  return order.terminalGroupId
}
