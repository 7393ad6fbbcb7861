import type { PlaceDelivery } from '../../domain/orders/commands.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal, type RefusalNote, refuse } from '../../kernel/refusals.ts'
import { toldApart } from '../journey/told-apart.ts'
import type { AcceptedDelivery, App, CloudOrder, StoredEntry, TillAtHand, Tx } from '../ports.ts'
import { withoutSecrets } from '../till/command-secrets.ts'
import { paysByBonuses } from '../till/open-guest-wallets.ts'
import { type TillCommandPayload, tillCommandKind } from '../till/till-command.ts'
import { type Assignment, assignTill } from './assign-till.ts'
import type { DeliveryRequest } from './delivery-request.ts'
import { callUnderKey, type IdempotencyKey, takeKey } from './idempotency.ts'
import { actorOf, type Login } from './login.ts'
import { payingGuest } from './paying-guest.ts'
import { refuseStopped } from './refuse-stopped.ts'

/**
 * `isReplay`: the same request with the same order id or key came before; this is the present state of that order, and
 * `correlationId` is the handle of that request.
 */
export type AcceptedOrder = { order: CloudOrder; correlationId: Uuid; isReplay: boolean }

const rejectedKind = 'cloud.deliveryRejected'
type Alongside = (tx: Tx) => Promise<void>

/**
 * Accepts a delivery: checks what can be known without the till, keeps the command safe in one statement and answers.
 * The till decides later. Preliminary failures that iiko reports as `200` with `creationStatus: Error` are returned as
 * such; refusals with their own status are thrown. What is done `alongside` is done in the order's transaction, or not at
 * all when the order was accepted before.
 */
export async function acceptDelivery(
  app: App,
  login: Login,
  request: DeliveryRequest,
  key: IdempotencyKey | null = null,
  alongside: Alongside | null = null,
): Promise<AcceptedOrder> {
  const first = key && (await callUnderKey(app, login, key))
  if (first) return ofFirstCall(app, login, request, first)
  const now = app.clock.now()
  const orderId = request.order.orderId ?? app.random.uuid()
  const digest = requestDigest(app, request)
  const assigned = await checkedTill(app, login, request).catch(async (error: unknown) => {
    // What is out today was there when the order was taken: a repeat gets its answer all the same.
    const isRepeat =
      error instanceof Refusal && !alongside && (await app.storage.now.commands.claimOf(orderId)) !== null
    if (!isRepeat) throw error
    return null
  })
  if (!assigned) return repeated(app, login, request, orderId, digest)

  const contactId = app.random.uuid()
  const payer = { guestId: request.guestId, payments: request.order.payments }
  const command = placementOf(login, request, {
    orderId,
    contactId,
    guestId: await payingGuest(app, login.key.tenantId, payer, request.contact.phone),
    group: assigned.group,
    now,
  })
  const deadline = request.route
    ? ownedUntil(now, command.completeBefore)
    : deadlineOf(now, request.transportToFrontTimeoutSeconds)
  const parted = withoutSecrets(command)
  const written = records(app, login, request, {
    command,
    deadline,
    payload: {
      command: parted.command,
      deadline,
      secretsId: parted.texts && contactId,
      ...(request.route ? { route: request.route } : {}),
    },
    refusal: assigned.refusal,
    terminalGroupId: assigned.group?.terminalGroupId ?? null,
    now,
  })
  const contact = parted.texts ? { ...request.contact, texts: parted.texts } : request.contact
  // In this order: members that are put into a copy cost a microsecond each.
  const delivery = { contact: { id: contactId, contact }, digest, ...written }
  const till = key || alongside ? null : await tillAtHand(app, delivery)
  if (till) {
    if (!(await till.take(delivery))) return repeated(app, login, request, orderId, digest)
    return { order: written.order, correlationId: request.correlationId, isReplay: false }
  }
  const known = await write(app, login, delivery, key, alongside)
  if (known === 'order') return repeated(app, login, request, orderId, digest)
  if (known !== null) return ofFirstCall(app, login, request, known.call)
  app.wake()
  return { order: written.order, correlationId: request.correlationId, isReplay: false }
}

type Chosen = {
  orderId: Uuid
  contactId: Uuid
  guestId: Uuid | null
  group: Assignment['group']
  now: number
}

/** What the till is asked. One literal on purpose: a copy with changes costs several times as much. */
function placementOf(
  { key }: Login,
  { order }: DeliveryRequest,
  { orderId, contactId, guestId, group, now }: Chosen,
): PlaceDelivery {
  return {
    kind: 'delivery.place',
    orderId,
    contactId,
    guestId,
    hasCustomer: order.hasCustomer,
    hasDeliveryPoint: order.hasDeliveryPoint,
    externalNumber: order.externalNumber,
    sourceKey: key.settings.sourceKey ?? order.sourceKey,
    menuId: order.menuId,
    priceCategoryId: order.priceCategoryId,
    orderTypeId: order.orderTypeId,
    serviceType: order.serviceType,
    completeBefore: order.completeBefore,
    comment: order.comment,
    guests: order.guests,
    marketingSourceId: order.marketingSourceId,
    operatorId: order.operatorId,
    items: order.items,
    combos: order.combos,
    payments: order.payments,
    tips: order.tips,
    discountCardTrack: order.discountCardTrack,
    discounts: order.discounts,
    loyalty: order.loyalty,
    cheque: order.cheque,
    externalData: order.externalData,
    deliveryDuration: order.deliveryDuration ?? group?.deliveryDurationInMinutes ?? null,
    deliveryZone: order.deliveryZone ?? group?.zone ?? null,
    deliveryServiceProductId: group?.deliveryServiceProductId ?? null,
    whenReceivedByApi: now,
    isExternal: true,
  }
}

/** A minute more than the client gives its order to reach the till (cloud-api §3.5). */
export const deadlineOf = (now: number, transportToFrontTimeoutSeconds: number): number =>
  now + transportToFrontTimeoutSeconds * 1000 + graceMs
const graceMs = 60_000

/** A call centre's server keeps an order for a till that is off until a day after it was promised (biz-card-api §16.6). */
const ownedUntil = (now: number, completeBefore: number | null): number =>
  Math.max(now, completeBefore ?? now) + ownedMs
const ownedMs = 86_400_000

/** Tells a repeat from another order; null when the client chose no id, for what we chose nobody can repeat. */
const requestDigest = (
  { storage }: App,
  { organizationId, order, contact }: DeliveryRequest,
): Buffer | null => (order.orderId === null ? null : storage.digestOf([organizationId, order, contact]))

/** The till that shall take the order, after all that the cloud itself can check. */
async function checkedTill(app: App, login: Login, request: DeliveryRequest): Promise<Assignment> {
  const assigned = await assignTill(app, login, request)
  if (request.checkStopList && assigned.group) {
    await refuseStopped(app, login, { ...request, terminalGroupId: assigned.group.terminalGroupId })
  }
  return assigned
}

/** Null when it is written; otherwise what was used before: the order's id, or the key by another call. */
async function write(
  app: App,
  login: Login,
  delivery: AcceptedDelivery,
  key: IdempotencyKey | null,
  alongside: Alongside | null,
): Promise<'order' | { call: Uuid } | null> {
  if (!key && !alongside) return (await app.storage.acceptDelivery(delivery)) ? null : 'order'
  const { id: correlationId, acceptedAt: now } = delivery.command
  try {
    return await app.storage.transaction(async (tx) => {
      const call = await takeKey(tx, login, key, { correlationId, now })
      if (call) return { call }
      await alongside?.(tx)
      // A repeat of the order under a new key leaves nothing behind, the key neither.
      if (!(await tx.commands.acceptDelivery(delivery))) throw refuse('order.duplicate-id')
      return null
    })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'order.duplicate-id') return 'order'
    throw error
  }
}

/**
 * The till that the delivery can be handed to, to be decided when it is accepted (ADR 24); null when it goes the way of the
 * journal. So does what bonuses pay for: the till has to know first what it is being told of wallets there.
 */
async function tillAtHand(app: App, { command, entry }: AcceptedDelivery): Promise<TillAtHand | null> {
  const { terminalGroupId, state, tenantId } = command
  if (!terminalGroupId || state !== 'InProgress') return null
  const asked = (entry.payload as TillCommandPayload).command
  if (paysByBonuses(await app.catalog(tenantId), asked)) return null
  // Asked last: a till may be given to another node at any moment.
  return app.tillAtHand(terminalGroupId)
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
  const { tenantId, id: loginId } = login.key
  const state = refusal ? 'Error' : 'InProgress'
  return {
    order: {
      tenantId,
      organizationId,
      terminalGroupId,
      id: command.orderId,
      loginId,
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
      tenantId,
      organizationId,
      terminalGroupId,
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
      tenantId,
      organizationId,
      terminalGroupId,
      entryId: app.random.uuid(),
      at: now,
      actor: actorOf(login),
      kind: refusal ? rejectedKind : tillCommandKind,
      entity: 'delivery',
      entityId: command.orderId,
      correlationId,
      completes: false,
      // An order that no outlet fits stays with the call centre's server.
      payload: refusal ? { refusal, ...(payload.route ? payload : {}) } : payload,
    },
  }
}

/** The id was used before: the same request is answered with the first order, another one is a duplicate. */
async function repeated(
  app: App,
  login: Login,
  request: DeliveryRequest,
  orderId: Uuid,
  digest: Buffer | null,
): Promise<AcceptedOrder> {
  const claim = await app.storage.now.commands.claimOf(orderId)
  const isSame =
    claim?.tenantId === login.key.tenantId &&
    claim.organizationId === request.organizationId &&
    digest !== null &&
    claim.digest?.equals(digest)
  if (!isSame) throw refuse('order.duplicate-id')
  return presentOrder(app, login, request, orderId)
}

async function ofFirstCall(
  app: App,
  login: Login,
  request: DeliveryRequest,
  correlationId: Uuid,
): Promise<AcceptedOrder> {
  const command = await app.storage.now.commands.find(
    login.key.tenantId,
    request.organizationId,
    correlationId,
  )
  if (!command?.orderId) throw refuse('request.key-reused')
  return presentOrder(app, login, request, command.orderId)
}

/** The order as it is now; the journal knows the call that brought it, of several the last. */
export async function presentOrder(
  app: App,
  login: Login,
  { organizationId, correlationId }: Pick<DeliveryRequest, 'organizationId' | 'correlationId'>,
  orderId: Uuid,
): Promise<AcceptedOrder> {
  const { tenantId } = login.key
  const [order] = await app.storage.now.cloudOrders.search({
    tenantId,
    organizationIds: [organizationId],
    sourceKeys: null,
    orderIds: [orderId],
    limit: 1,
  })
  if (!order) throw refuse('order.duplicate-id')
  const entries = await app.storage.now.journal.ofEntity(tenantId, orderId)
  const asked = entries.flatMap(toldApart).findLast(isPlacement)
  return { order, correlationId: asked?.correlationId ?? correlationId, isReplay: true }
}

const isPlacement = ({ kind, payload }: StoredEntry): boolean =>
  kind === rejectedKind ||
  (kind === tillCommandKind && (payload as TillCommandPayload).command.kind === 'delivery.place')
