import { chooseTerminalGroup, type RestrictionQuery } from '../../domain/delivery/restrictions.ts'
import { addressOfPoint } from '../../domain/orders/address-of-point.ts'
import type { ItemInput } from '../../domain/orders/commands.ts'
import { amountsOfInputs } from '../../domain/orders/ordered-amounts.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { priceOf } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal, type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import type { DeliveryRequest } from './delivery-request.ts'
import type { Login } from './login.ts'
import { deliveryGate } from './placement-gates.ts'
import { restrictionContext } from './restriction-context.ts'
import { ageTrouble, placementTrouble } from './usable-till.ts'
import { wayToGuest } from './way-to-guest.ts'

export type AssignedTill = {
  terminalGroupId: Uuid
  /** What the restrictions found; null where they know nothing of the way. */
  deliveryDurationInMinutes: number | null
  zone: string | null
  deliveryServiceProductId: Uuid | null
}
/** Exactly one of the two is there. */
export type Assignment = { group: AssignedTill; refusal: null } | { group: null; refusal: RefusalNote }

/** The till that shall take a delivery; an unknown or closed group fails the order, not the call (cloud-api §2.5). */
export async function assignTill(app: App, login: Login, request: DeliveryRequest): Promise<Assignment> {
  const catalog = await app.catalog(login.key.tenantId)
  if (request.terminalGroupId) return givenTill(app, catalog, login, request, request.terminalGroupId)
  if (request.checkStopList) {
    throw refuse('request.field-invalid', {
      field: 'createOrderSettings.checkStopList',
      message: 'cannot be used without terminalGroupId',
    })
  }
  try {
    const group = await chosenTill(app, catalog, login, request)
    const refusal = ageTrouble(catalog, group.terminalGroupId, deliveryGate(request))
    return refusal ? { group: null, refusal } : { group, refusal: null }
  } catch (error) {
    if (error instanceof Refusal) return { group: null, refusal: error.note }
    throw error
  }
}

/** The client has chosen; how far it is and what the way costs is still told by the restrictions (cloud-api §5.5). */
async function givenTill(
  app: App,
  catalog: Catalog,
  login: Login,
  { organizationId, order, contact }: DeliveryRequest,
  terminalGroupId: Uuid,
): Promise<Assignment> {
  const refusal = await placementTrouble(
    app,
    login,
    { organizationId, terminalGroupId },
    deliveryGate({ order, contact }),
  )
  if (refusal) return { group: null, refusal }
  const way = isPickup(catalog, order)
    ? null
    : wayToGuest(
        catalog,
        { organizationId, terminalGroupId },
        contact,
        order.completeBefore ?? app.clock.now(),
      )
  const { zone = null, deliveryDurationInMinutes = null, deliveryServiceProductId = null } = way ?? {}
  return {
    group: { terminalGroupId, zone, deliveryDurationInMinutes, deliveryServiceProductId },
    refusal: null,
  }
}

/** Chooses by zones, schedules, minimum sums, stop lists and living tills (cloud-api §5.4). */
async function chosenTill(
  app: App,
  catalog: Catalog,
  login: Login,
  request: DeliveryRequest,
): Promise<AssignedTill> {
  const { organizationId } = request
  const known = await restrictionContext(app, login, catalog, [organizationId])
  // In the legacy scheme a till may be off: its server waits for it (biz-card-api §16.4, §16.6).
  const context = request.route ? { ...known, isAlive: () => true } : known
  return chooseTerminalGroup(context, { organizationId, ...restrictionQuestion(app, catalog, request) })
}

/** What the delivery restrictions have to know of an order. */
export function restrictionQuestion(
  { clock }: Pick<App, 'clock'>,
  catalog: Catalog,
  { organizationId, order, contact }: DeliveryRequest,
): Omit<RestrictionQuery, 'organizationIds'> & { deliverySum: bigint } {
  return {
    isCourierDelivery: !isPickup(catalog, order),
    location: contact.deliveryPoint?.coordinates ?? null,
    address: addressOfPoint(contact.deliveryPoint),
    deliveryDate: order.completeBefore ?? clock.now(),
    deliverySum: sumOf(catalog, organizationId, order.priceCategoryId, order.items),
    discountSum: 0n,
    items: amountsOfInputs(order.items).map((item) => ({
      ...item,
      isModifier: catalog.find('product', item.productId)?.body.type === 'Modifier',
    })),
  }
}

const isPickup = (catalog: Catalog, { serviceType, orderTypeId }: DeliveryRequest['order']): boolean =>
  (serviceType ?? catalog.living('orderType', orderTypeId)?.body.serviceType) === 'DeliveryByClient'

/** The sum before discounts, by the prices that were sent or else those of the books. */
export function sumOf(
  catalog: Catalog,
  organizationId: Uuid,
  priceCategoryId: Uuid | null,
  items: readonly ItemInput[],
): bigint {
  const priceIn = (productId: Uuid, sizeId: Uuid | null): bigint =>
    catalog.price(organizationId, productId, sizeId, priceCategoryId)?.price ?? 0n
  let sum = 0n
  for (const item of items) {
    const parts =
      item.kind === 'Product' ? [item] : [item.primary, ...(item.secondary ? [item.secondary] : [])]
    for (const part of parts) {
      sum += priceOf(part.price ?? priceIn(part.productId, item.sizeId), item.amount)
      for (const modifier of part.modifiers) {
        sum += priceOf(
          priceOf(modifier.price ?? priceIn(modifier.productId, null), modifier.amount),
          item.amount,
        )
      }
    }
  }
  return sum
}
