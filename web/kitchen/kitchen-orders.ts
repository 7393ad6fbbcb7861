import type { Board, Delivery, Item, TableOrder } from '../kit/till-types.ts'

/** An order as the kitchen sees it, wherever it is eaten. */
export type KitchenOrder = {
  kind: 'delivery' | 'tableOrder'
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
}: Pick<Board, 'deliveries' | 'tableOrders'>): KitchenOrder[] => [
  ...deliveries.map(ofDelivery),
  ...tableOrders.filter(({ status }) => status !== 'Deleted').map(ofTable),
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
