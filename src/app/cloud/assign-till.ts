import { chooseTerminalGroup, type RestrictionQuery } from '../../domain/delivery/restrictions.ts'
import type { ItemInput } from '../../domain/orders/commands.ts'
import { amountsOfInputs } from '../../domain/orders/ordered-amounts.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { priceOf } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal, type RefusalNote, refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import type { DeliveryRequest } from './delivery-request.ts'
import type { Login } from './login.ts'
import { restrictionContext } from './restriction-context.ts'
import { tillTrouble } from './usable-till.ts'

export type AssignedTill = {
  terminalGroupId: Uuid
  /** What the restrictions found; null when the client named the group itself. */
  deliveryDurationInMinutes: number | null
  zone: string | null
  deliveryServiceProductId: Uuid | null
}
/** Exactly one of the two is there. */
export type Assignment = { group: AssignedTill; refusal: null } | { group: null; refusal: RefusalNote }

/** The till that shall take a delivery; an unknown or closed group fails the order, not the call (cloud-api §2.5). */
export async function assignTill(app: App, login: Login, request: DeliveryRequest): Promise<Assignment> {
  const catalog = await app.catalog(login.key.tenantId)
  if (request.terminalGroupId)
    return givenTill(catalog, login, request.organizationId, request.terminalGroupId)
  if (request.checkStopList) {
    throw refuse('request.field-invalid', {
      field: 'createOrderSettings.checkStopList',
      message: 'cannot be used without terminalGroupId',
    })
  }
  try {
    return { group: await chosenTill(app, catalog, login, request), refusal: null }
  } catch (error) {
    if (error instanceof Refusal) return { group: null, refusal: error.note }
    throw error
  }
}

function givenTill(catalog: Catalog, login: Login, organizationId: Uuid, terminalGroupId: Uuid): Assignment {
  const refusal = tillTrouble(catalog, login, organizationId, terminalGroupId)
  if (refusal) return { group: null, refusal }
  const till = {
    terminalGroupId,
    deliveryDurationInMinutes: null,
    zone: null,
    deliveryServiceProductId: null,
  }
  return { group: till, refusal: null }
}

/** Chooses by zones, schedules, minimum sums, stop lists and living tills (cloud-api §5.4). */
async function chosenTill(
  app: App,
  catalog: Catalog,
  login: Login,
  request: DeliveryRequest,
): Promise<AssignedTill> {
  const { organizationId, order, contact } = request
  const isPickup =
    order.serviceType === 'DeliveryByClient' ||
    serviceTypeOf(catalog, order.orderTypeId) === 'DeliveryByClient'
  return chooseTerminalGroup(await restrictionContext(app, login, catalog, [organizationId]), {
    organizationId,
    isCourierDelivery: !isPickup,
    location: contact.deliveryPoint?.coordinates ?? null,
    address: addressOf(request),
    deliveryDate: order.completeBefore ?? app.clock.now(),
    deliverySum: sumOf(catalog, organizationId, order.priceCategoryId, order.items),
    discountSum: 0n,
    items: amountsOfInputs(order.items).map((item) => ({
      ...item,
      isModifier: catalog.find('product', item.productId)?.body.type === 'Modifier',
    })),
  })
}

const serviceTypeOf = (catalog: Catalog, orderTypeId: Uuid | null): string | null =>
  catalog.living('orderType', orderTypeId)?.body.serviceType ?? null

function addressOf({ contact }: DeliveryRequest): RestrictionQuery['address'] {
  const address = contact.deliveryPoint?.address
  if (!address) return null
  return {
    city: address.street?.city?.name ?? null,
    streetName: address.street?.name ?? address.line1,
    streetId: address.street?.id ?? null,
    house: address.house,
    building: address.building,
    index: address.index,
  }
}

/** The sum before discounts, by the prices that were sent or else those of the books. */
function sumOf(
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
