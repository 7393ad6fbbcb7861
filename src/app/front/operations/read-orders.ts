/** Orders, deliveries, reserves and what the kitchen has of them, as they are (front-api §2.6.2, §2.7, §2.8, §2.17). */
import type { Uuid } from '../../../kernel/ids.ts'
import { saleOf } from '../edit/session-plan.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { deliveryOf } from '../model/deliveries.ts'
import { donationTypeOf } from '../model/organisation.ts'
import { reserveOf } from '../model/reserves.ts'
import { kitchenFrom, orderFrom, salesAtHand, salesWith, shownTo, type TillSale } from '../read-sales.ts'
import { living } from './books.ts'
import { type Asking, directory, operation } from './define.ts'
import { allergenGroupsOf } from './menu.ts'

/** What stands under an id. */
async function saleNamed({ door, caller }: Asking, id: Uuid): Promise<TillSale | undefined> {
  const sale = (await salesWith(door, [id])).get(id)
  return sale && shownTo(caller, sale)
}

/** The order that an argument names. */
async function orderNamed(asking: Asking, field = 'order') {
  const id = asking.args.id(field)
  const sale = await saleNamed(asking, id)
  const order = sale && orderFrom(asking.place, sale)
  if (!order) throw notFound('Order', id)
  return order
}

async function orders(asking: Asking) {
  const { args, place, door, caller } = asking
  const withDeleted = args.flag('includeDeleted')
  const isHallOnly = args.flag('excludeDeliveryOrders')
  return (await salesAtHand(door))
    .filter((sale) => !isHallOnly || sale.kind !== 'delivery')
    .flatMap((sale) => orderFrom(place, shownTo(caller, sale)) ?? [])
    .filter((order) => withDeleted || order.status !== 'Deleted')
}

/** A cancelled delivery is listed as cancelled; deleted ones come when they are asked for (front-api §2.7). */
async function deliveries({ args, place, door }: Asking) {
  const withDeleted = args.flag('includeDeleted')
  return (await salesAtHand(door)).flatMap((sale) =>
    sale.kind === 'delivery' && (withDeleted || !sale.order.isDeleted)
      ? [deliveryOf(place, sale.order, sale.contact)]
      : [],
  )
}

const reserves = async ({ place, door }: Asking) =>
  (await salesAtHand(door)).flatMap((sale) =>
    sale.kind === 'reserve' ? [reserveOf(place, sale.reserve, sale.contact)] : [],
  )

const kitchenOrders = async ({ place, door }: Asking) =>
  (await salesAtHand(door)).flatMap((sale) => kitchenFrom(place, sale) ?? [])

/** May this user see and change it: it is open, nobody else holds it, and they have the right of its kind. */
async function mayEdit(asking: Asking): Promise<boolean> {
  const { door, caller, args } = asking
  const id = args.id('order')
  const sale = (await salesWith(door, [id])).get(id)
  if (!sale) throw notFound('Order', id)
  const isHeld = door.locks.holderBesides(caller.name, [id]) !== null
  const order = orderFrom(asking.place, sale)
  const isOpen = order?.status === 'New' || order?.status === 'Bill'
  const right = door.rightNeeded(`${sale.kind}.addItems`)
  const owned = caller.actor?.rights
  return isOpen && !isHeld && (!right || !owned || owned.has(right))
}

/** Dishes that a discount is for; nothing: it is for all of the order, or not on it (front-api §8.3). */
async function selectiveSettings(asking: Asking) {
  const { args, door } = asking
  const id = args.id('order')
  const sale = (await salesWith(door, [id])).get(id)
  const order = sale && saleOf(sale)
  if (!order) throw notFound('Order', id)
  const typeId = args.has('discountType')
    ? args.id('discountType')
    : args.part('discountItem').id('discountType')
  const positions = order.discounts.find(({ type }) => type.id === typeId)?.positions
  if (!positions) return undefined
  const chosen = new Set(positions)
  const items = order.items.filter(({ positionId }) => chosen.has(positionId))
  const halves = order.items.flatMap((item) =>
    item.kind === 'Compound' ? [item.primary, ...(item.secondary ? [item.secondary] : [])] : [],
  )
  const modifiers = order.items.flatMap((item) => item.modifiers)
  const named = <T extends { positionId: Uuid }>(all: readonly T[]): Uuid[] =>
    all.flatMap(({ positionId }) => (chosen.has(positionId) ? [positionId] : []))
  return { products: named(items), modifiers: named(modifiers), compoundItemComponents: named(halves) }
}

/** Of a dish with its halves and modifiers. */
async function allergensOf(asking: Asking) {
  const { args, door, place } = asking
  const [id, itemId] = [args.id('order'), args.id('orderRootItem')]
  const sale = (await salesWith(door, [id])).get(id)
  const item = sale && saleOf(sale)?.items.find(({ positionId }) => positionId === itemId)
  if (!item) throw notFound('OrderItem', itemId)
  const halves = item.kind === 'Compound' ? [item.primary, ...(item.secondary ? [item.secondary] : [])] : []
  const all = [...item.modifiers, ...halves, ...halves.flatMap(({ modifiers }) => modifiers)]
  return allergenGroupsOf(
    place,
    [item, ...all].map(({ productId }) => productId),
  )
}

export const readOrderOperations: readonly FrontOperation[] = [
  ...directory({
    entity: 'Order',
    list: 'getOrders',
    needs: 'orders:read',
    all: orders,
    byId: async (asking, id) => {
      const sale = await saleNamed(asking, id)
      return (sale && orderFrom(asking.place, sale)) ?? undefined
    },
  }),
  ...directory({
    entity: 'DeliveryOrder',
    list: 'getDeliveryOrders',
    needs: 'deliveries:read',
    all: deliveries,
    byId: async (asking, id) => {
      const sale = await saleNamed(asking, id)
      return sale?.kind === 'delivery' ? deliveryOf(asking.place, sale.order, sale.contact) : undefined
    },
  }),
  ...directory({
    entity: 'Reserve',
    list: 'getReserves',
    needs: 'reserves:read',
    all: reserves,
    byId: async (asking, id) => {
      const sale = await saleNamed(asking, id)
      return sale?.kind === 'reserve' ? reserveOf(asking.place, sale.reserve, sale.contact) : undefined
    },
  }),
  ...directory({
    entity: 'KitchenOrder',
    list: 'getKitchenOrders',
    needs: 'kitchen:read',
    all: kitchenOrders,
    byId: async (asking, id) => {
      const sale = await saleNamed(asking, id)
      return (sale && kitchenFrom(asking.place, sale)) ?? undefined
    },
  }),
  operation('tryGetKitchenOrderByOrder', 'kitchen:read', async (asking) => {
    const sale = await saleNamed(asking, asking.args.id('baseOrder'))
    return (sale && kitchenFrom(asking.place, sale)) ?? undefined
  }),
  operation('getDonationTypesCompatibleWith', 'orders:read', async (asking) => {
    const { place } = asking
    const { orderServiceType } = (await orderNamed(asking)).orderType
    return living(place, 'tipsType')
      .filter(({ body }) => body.organizationIds.includes(place.organizationId))
      .map((item) => donationTypeOf(place, item))
      .filter(({ orderServiceTypes }) => orderServiceTypes.includes(orderServiceType))
  }),
  operation('tryGetReserveByExternalId', 'reserves:read', async (asking) => {
    const externalId = asking.args.text('externalId', 50).toLowerCase()
    const all = await reserves(asking)
    return all.find((one) => one.externalNumber?.toLowerCase() === externalId)
  }),
  operation('checkCanEditOrder', 'orders:read', mayEdit),
  operation('tryGetSelectiveDiscountItemSettings', 'orders:read', selectiveSettings),
  operation('getAllergenGroupsByOrderRootItem', 'orders:read', allergensOf),
  operation('tryGetOrderExternalDataByKey', 'orders:read', async (asking) => {
    const { externalData } = await orderNamed(asking)
    return externalData[asking.args.text('key', 256)]?.value
  }),
  operation('getOrderAllExternalData', 'orders:read', async (asking) => {
    const { externalData } = await orderNamed(asking)
    const isPublicOnly = asking.args.flag('publicDataOnly')
    return Object.fromEntries(
      Object.entries(externalData)
        .filter(([, item]) => !isPublicOnly || item.isPublic)
        .map(([key, item]) => [key, item.value]),
    )
  }),
]
