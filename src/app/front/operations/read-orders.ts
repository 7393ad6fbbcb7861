/** Orders, deliveries, reserves and what the kitchen has of them, as they are (front-api §2.6.2, §2.7, §2.8, §2.17). */
import type { Uuid } from '../../../kernel/ids.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { deliveryOf } from '../model/deliveries.ts'
import { donationTypeOf } from '../model/organisation.ts'
import { reserveOf } from '../model/reserves.ts'
import { kitchenFrom, orderFrom, salesAtHand, salesWith, shownTo, type TillSale } from '../read-sales.ts'
import { living } from './books.ts'
import { type Asking, directory, operation } from './define.ts'

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
