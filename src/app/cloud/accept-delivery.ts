import { createHash } from 'node:crypto'
import type { PlaceDelivery } from '../../domain/orders/commands.ts'
import { amountsOfInputs } from '../../domain/orders/ordered-amounts.ts'
import { rejectedByStopList } from '../../domain/stop-list/stop-list-changes.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import { printDecimal } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { AcceptedDelivery, App, CloudOrder } from '../ports.ts'
import { withoutSecrets } from '../till/command-secrets.ts'
import { type TillCommandPayload, tillCommandKind } from '../till/till-command.ts'
import { assignTill } from './assign-till.ts'
import type { DeliveryRequest } from './delivery-request.ts'
import { knownStopLists } from './known-stop-lists.ts'
import { actorOf, type Login } from './login.ts'

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
  const parted = withoutSecrets(command)
  const written = records(app, login, request, {
    command,
    deadline,
    payload: { command: parted.command, deadline, secretsId: parted.texts && contactId },
    refusal: assigned.refusal,
    terminalGroupId: assigned.group?.terminalGroupId ?? null,
    now,
  })
  const accepted = await app.storage.now.commands.acceptDelivery({
    ...written,
    contact: {
      id: contactId,
      contact: parted.texts ? { ...request.contact, texts: parted.texts } : request.contact,
    },
    digest,
  })
  if (!accepted) return repeated(app, login, request, orderId, digest)
  app.wake()
  return { order: written.order, isReplay: false }
}

type Decision = {
  command: PlaceDelivery
  deadline: number
  payload: TillCommandPayload
  /** A preliminary failure: the order is kept as an Error and goes to no till. */
  refusal: RefusalNote | null
  terminalGroupId: Uuid | null
  now: number
}

/** The order's first picture, its command and its journal entry. */
function records(
  app: App,
  login: Login,
  { organizationId, correlationId }: DeliveryRequest,
  { command, deadline, payload, refusal, terminalGroupId, now }: Decision,
): Pick<AcceptedDelivery, 'order' | 'command' | 'entry'> {
  const place = { tenantId: login.key.tenantId, organizationId, terminalGroupId }
  const state = refusal ? 'Error' : 'InProgress'
  return {
    order: {
      ...place,
      id: command.orderId,
      loginId: login.key.id,
      sourceKey: command.sourceKey,
      externalNumber: command.externalNumber,
      creationStatus: state,
      error: refusal,
      revision: BigInt(now) * 1000n,
      receivedAt: now,
      receivedFromFrontAt: null,
      contactId: command.contactId,
      trackingLink: null,
      state: null,
    },
    command: {
      ...place,
      id: correlationId,
      kind: command.kind,
      orderId: command.orderId,
      state,
      error: refusal,
      acceptedAt: now,
      deadline,
      finishedAt: refusal ? now : null,
    },
    entry: {
      ...place,
      entryId: app.random.uuid(),
      at: now,
      actor: actorOf(login),
      kind: refusal ? 'cloud.deliveryRejected' : tillCommandKind,
      entity: 'delivery',
      entityId: command.orderId,
      correlationId,
      completes: false,
      payload: refusal ? { refusal } : payload,
    },
  }
}

async function refuseStopped(
  app: App,
  login: Login,
  request: DeliveryRequest,
  terminalGroupId: Uuid,
): Promise<void> {
  const lists = await knownStopLists(app, login.key.tenantId, [request.organizationId])
  const list = lists.get(terminalGroupId) ?? new Map()
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
