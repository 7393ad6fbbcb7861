import type { Item } from '../kit/item-types.ts'
import type { PaidKind } from '../kit/paying-types.ts'
import type { Board, Delivery, Reserve, TableOrder } from '../kit/till-types.ts'

/** An order as the kitchen sees it, wherever it is eaten. */
export type KitchenOrder = {
  kind: PaidKind
  id: string
  number: number
  items: Item[]
  comment: string | null
  whenCreated: number
  /** What the guest was promised; null: as soon as it can be. */
  promisedAt: number | null
  place: 'courier' | 'pickup' | 'table' | 'counter'
  tableIds: string[]
  /** Table, takeaway: the type's name, in the chain's language. */
  orderType: string | null
  /** The kitchen may move its dishes now. */
  isOpen: boolean
}

/** Everything that the kitchen may have tickets of. */
export const kitchenOrders = ({
  deliveries,
  tableOrders,
  reserves,
}: Pick<Board, 'deliveries' | 'tableOrders' | 'reserves'>): KitchenOrder[] => [
  ...deliveries.map(ofDelivery),
  ...tableOrders.filter(({ status }) => status !== 'Deleted').map(ofTable),
  ...reserves.flatMap((reserve) => ofBanquet(reserve) ?? []),
]

const ofDelivery = (delivery: Delivery): KitchenOrder => ({
  kind: 'delivery',
  id: delivery.id,
  number: delivery.number,
  items: delivery.items,
  comment: delivery.comment,
  whenCreated: delivery.whenCreated,
  promisedAt: delivery.completeBefore,
  place: delivery.serviceType === 'DeliveryByClient' ? 'pickup' : 'courier',
  tableIds: [],
  orderType: null,
  isOpen: delivery.allowed.includes('delivery.setCooking'),
})

/** Without a waiter it was ordered at a counter, and its guest fetches it by its number. */
const ofTable = (order: TableOrder): KitchenOrder => ({
  kind: 'tableOrder',
  id: order.id,
  number: order.number,
  items: order.items,
  comment: null,
  whenCreated: order.whenCreated,
  promisedAt: null,
  place: order.waiter === null ? 'counter' : 'table',
  tableIds: order.tableIds,
  orderType: order.orderType,
  isOpen: order.allowed.includes('tableOrder.setCooking'),
})

/** Guests of a banquet sit at tables; before they have come nothing of it is printed. */
const ofBanquet = (reserve: Reserve): KitchenOrder | null =>
  reserve.banquet && {
    kind: 'reserve',
    id: reserve.id,
    number: reserve.banquet.number,
    items: reserve.banquet.items,
    comment: reserve.comment,
    whenCreated: reserve.guestsComingTime ?? reserve.startsAt,
    promisedAt: null,
    place: 'table',
    tableIds: reserve.tableIds,
    orderType: null,
    isOpen: reserve.allowed.includes('reserve.setCooking'),
  }
