import type { Contact, PersonalTexts } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, CloudOrder, NewEntry } from '../ports.ts'
import { withoutSecrets } from '../till/command-secrets.ts'
import {
  isOfReserve,
  isOfTable,
  orderEntityOf,
  type TillCommand,
  type TillCommandPayload,
  tillCommandKind,
} from '../till/till-command.ts'
import { nobody } from './accept-placement.ts'
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
  const parted = withoutSecrets(command)
  const sealed = parted.texts ? await sealedTexts(app, login, request, orderId, parted.texts) : null
  const payload: TillCommandPayload = { command: parted.command, deadline, secretsId: sealed?.id ?? null }
  const entry: NewEntry = {
    tenantId,
    organizationId,
    terminalGroupId,
    entryId: app.random.uuid(),
    at: now,
    actor: actorOf(login),
    kind: tillCommandKind,
    entity: orderId ? orderEntityOf(command.kind) : 'terminalGroup',
    entityId: orderId ?? terminalGroupId,
    correlationId,
    completes: false,
    payload,
  }
  const records = [request.contact, sealed].filter((record) => record != null)
  const first = await app.storage.transaction(async (tx) => {
    const taken = await takeKey(tx, login, request.idempotencyKey, { correlationId, now })
    if (taken) return taken
    await tx.contacts.save(tenantId, records)
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

/** The group whose till owns the order. */
async function groupOfOrder(
  app: App,
  login: Login,
  organizationId: Uuid,
  orderId: Uuid | null,
): Promise<Uuid> {
  const order = await orderOf(app, login, organizationId, orderId)
  if (!order?.terminalGroupId) throw refuse('order.not-found', { orderId })
  return order.terminalGroupId
}

/**
 * A record for the texts that were parted from a command, under the phone of its order, so that they are destroyed
 * with the guest. Of a guest who is forgotten already nothing is kept: null.
 */
async function sealedTexts(
  app: App,
  login: Login,
  { organizationId, command }: CommandRequest,
  orderId: Uuid | null,
  texts: PersonalTexts,
): Promise<{ id: Uuid; contact: Contact } | null> {
  const contactId = await contactOf(app, login, organizationId, command, orderId)
  // An order on a table may name nobody: what is secret about its payments is sealed all the same.
  if (!contactId) return isOfTable(command) ? { id: app.random.uuid(), contact: { ...nobody, texts } } : null
  const contact = (await app.storage.now.contacts.load(login.key.tenantId, [contactId])).get(contactId)
  if (!contact) return null
  return { id: app.random.uuid(), contact: { ...nobody, phone: contact.phone, texts } }
}

/** The record of who is behind the order or reserve that a command names. */
async function contactOf(
  app: App,
  login: Login,
  organizationId: Uuid,
  command: TillCommand,
  orderId: Uuid | null,
): Promise<Uuid | null> {
  const { tenantId } = login.key
  const { cloudTableOrders, cloudReserves } = app.storage.now
  if (orderId && isOfTable(command))
    return (await cloudTableOrders.load(tenantId, [orderId])).get(orderId)?.contactId ?? null
  if (orderId && isOfReserve(command))
    return (await cloudReserves.load(tenantId, [orderId])).get(orderId)?.contactId ?? null
  return (await orderOf(app, login, organizationId, orderId))?.contactId ?? null
}

/** A login with a source key does not know other orders. */
async function orderOf(
  app: App,
  login: Login,
  organizationId: Uuid,
  orderId: Uuid | null,
): Promise<CloudOrder | undefined> {
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
  return order
}
