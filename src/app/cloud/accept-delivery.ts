import { createHash } from 'node:crypto'
import type { PlaceDelivery } from '../../domain/orders/commands.ts'
import type { Contact } from '../../domain/orders/order.ts'
import { amountsOfInputs } from '../../domain/orders/ordered-amounts.ts'
import { stopListKey } from '../../domain/stop-list/stop-list.ts'
import { rejectedByStopList } from '../../domain/stop-list/stop-list-changes.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import { printDecimal } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, CloudOrder, CommandRecord, NewEntry } from '../ports.ts'
import { type TillCommandPayload, tillCommandKind } from '../till/till-command.ts'
import { assignTill } from './assign-till.ts'
import { actorOf, type Login } from './login.ts'

export type DeliveryRequest = {
  correlationId: Uuid
  organizationId: Uuid
  /** Null: the cloud chooses by the delivery restrictions. */
  terminalGroupId: Uuid | null
  /** Seconds the cloud tries to reach the till; one more minute is added (cloud-api §3.5). */
  transportToFrontTimeoutSeconds: number
  checkStopList: boolean
  /** `orderId` null: the cloud makes one. */
  order: Omit<
    PlaceDelivery,
    'kind' | 'orderId' | 'contactId' | 'guestId' | 'whenReceivedByApi' | 'isExternal'
  > & { orderId: Uuid | null }
  contact: Contact
  guestId: Uuid | null
}

/** `isReplay`: the same request with the same order id came before; this is the present state of that order. */
export type AcceptedOrder = { order: CloudOrder; isReplay: boolean }

const graceMs = 60_000

/**
 * Accepts a delivery: checks what can be known without the till, keeps the command safe in one statement and answers.
 * The till decides later. Preliminary failures that iiko reports as `200` with `creationStatus: Error` are returned as
 * such; refusals with their own status are thrown.
 */
export async function acceptDelivery(
  app: App,
  login: Login,
  request: DeliveryRequest,
): Promise<AcceptedOrder> {
  const { tenantId } = login.key
  const now = app.clock.now()
  const orderId = request.order.orderId ?? app.random.uuid()
  const digest = createHash('sha256')
    .update(canonicalJson([request.organizationId, request.order, request.contact]))
    .digest()
  const assigned = await assignTill(app, login, request)
  if (request.checkStopList && assigned.group)
    await refuseStopped(app, login, request, assigned.group.terminalGroupId)

  const contactId = app.random.uuid()
  const command: PlaceDelivery = {
    ...request.order,
    kind: 'delivery.place',
    orderId,
    contactId,
    guestId: request.guestId,
    sourceKey: login.key.settings.sourceKey ?? request.order.sourceKey,
    deliveryDuration: request.order.deliveryDuration ?? assigned.group?.deliveryDurationInMinutes ?? null,
    deliveryZone: request.order.deliveryZone ?? assigned.group?.zone ?? null,
    deliveryServiceProductId: assigned.group?.deliveryServiceProductId ?? null,
    whenReceivedByApi: now,
    isExternal: true,
  }
  const deadline = now + request.transportToFrontTimeoutSeconds * 1000 + graceMs
  const failed = assigned.refusal
  const order: CloudOrder = {
    tenantId,
    organizationId: request.organizationId,
    id: orderId,
    terminalGroupId: assigned.group?.terminalGroupId ?? null,
    loginId: login.key.id,
    sourceKey: command.sourceKey,
    externalNumber: command.externalNumber,
    creationStatus: failed ? 'Error' : 'InProgress',
    error: failed,
    revision: BigInt(now) * 1000n,
    receivedAt: now,
    receivedFromFrontAt: null,
    contactId,
    trackingLink: null,
    state: null,
  }
  const record: CommandRecord = {
    tenantId,
    organizationId: request.organizationId,
    id: request.correlationId,
    terminalGroupId: order.terminalGroupId,
    kind: command.kind,
    orderId,
    state: failed ? 'Error' : 'InProgress',
    error: failed,
    acceptedAt: now,
    deadline,
    finishedAt: failed ? now : null,
  }
  const payload: TillCommandPayload = { command, deadline }
  const entry: NewEntry = {
    tenantId,
    organizationId: request.organizationId,
    terminalGroupId: order.terminalGroupId,
    entryId: app.random.uuid(),
    at: now,
    actor: actorOf(login),
    kind: failed ? 'cloud.deliveryRejected' : tillCommandKind,
    entity: 'delivery',
    entityId: orderId,
    correlationId: request.correlationId,
    completes: false,
    payload: failed ? { refusal: failed } : payload,
  }
  const accepted = await app.storage.now.commands.acceptDelivery({
    command: record,
    order,
    contact: { id: contactId, contact: request.contact },
    digest,
    entry,
  })
  if (!accepted) return repeated(app, login, request, orderId, digest)
  app.wake()
  return { order, isReplay: false }
}

async function refuseStopped(
  app: App,
  login: Login,
  request: DeliveryRequest,
  terminalGroupId: Uuid,
): Promise<void> {
  const lists = await app.storage.now.stopLists.inCloud(login.key.tenantId, [request.organizationId])
  const items = lists.find((list) => list.terminalGroupId === terminalGroupId)?.items ?? []
  const list = new Map(items.map((item) => [stopListKey(item.productId, item.sizeId), item]))
  const [stopped] = rejectedByStopList(list, amountsOfInputs(request.order.items))
  if (!stopped) return
  const catalog = await app.catalog(login.key.tenantId)
  throw refuse('item.stopped', {
    name: catalog.find('product', stopped.productId)?.body.name ?? stopped.productId,
    balance: printDecimal(stopped.balance, 3),
  })
}

/** The id was used before: the same request is answered with the first order, another one is a duplicate. */
async function repeated(
  app: App,
  login: Login,
  request: DeliveryRequest,
  orderId: Uuid,
  digest: Buffer,
): Promise<AcceptedOrder> {
  const claim = await app.storage.now.commands.claimOf(orderId)
  const isSame =
    claim?.tenantId === login.key.tenantId &&
    claim.organizationId === request.organizationId &&
    claim.digest?.equals(digest)
  if (!isSame) throw refuse('order.duplicate-id')
  const [order] = await app.storage.now.cloudOrders.search({
    tenantId: login.key.tenantId,
    organizationIds: [request.organizationId],
    sourceKeys: null,
    orderIds: [orderId],
    limit: 1,
  })
  if (!order) throw refuse('order.duplicate-id')
  return { order, isReplay: true }
}
