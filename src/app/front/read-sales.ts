/** Orders, deliveries and reserves of the till as entities of the front. */
import type { Contact, DeliveryOrder as TillDelivery } from '../../domain/orders/order.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { Reserve as TillReserve } from '../../domain/reserves/reserve.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { readBoard, readDeliveries } from '../till/board.ts'
import { readHall, readHallBoard } from '../till/hall-board.ts'
import type { FrontDoor } from './front-door.ts'
import type { FrontCaller } from './front-operation.ts'
import { type DeliveryOrder, deliveryOf } from './model/deliveries.ts'
import { type KitchenOrder, kitchenOrderOf } from './model/kitchen-orders.ts'
import { orderOfBanquet, orderOfTable } from './model/make-order.ts'
import type { Order } from './model/orders.ts'
import { type Reserve, reserveOf } from './model/reserves.ts'
import type { TillPlace } from './model/till-place.ts'

/** What the till knows under an id. */
export type TillSale =
  | { kind: 'tableOrder'; order: TableOrder }
  | { kind: 'delivery'; order: TillDelivery; contact: Contact | null }
  | { kind: 'reserve'; reserve: TillReserve; contact: Contact | null }

/** All that the till has at hand: what is open, and what ended today. Reserves come with their banquets. */
export async function salesAtHand({ app, till }: FrontDoor): Promise<TillSale[]> {
  const [hall, board] = await Promise.all([readHallBoard(app, till), readBoard(app, till)])
  return [
    ...hall.tableOrders.map(({ order }): TillSale => ({ kind: 'tableOrder', order })),
    ...board.orders.map(({ order, contact }): TillSale => ({ kind: 'delivery', order, contact })),
    ...hall.reserves.map(({ reserve, contact }): TillSale => ({ kind: 'reserve', reserve, contact })),
  ]
}

/** What the till has under these ids, by id; a banquet's order has the id of its reserve. */
export async function salesWith(door: FrontDoor, ids: readonly Uuid[]): Promise<Map<Uuid, TillSale>> {
  const { app, till } = door
  if (ids.length === 0) return new Map()
  const [hall, deliveries] = await Promise.all([
    readHall(app, till, { tableOrders: ids, reserves: ids }),
    readDeliveries(app, till, ids),
  ])
  const found: TillSale[] = [
    ...hall.tableOrders.map(({ order }): TillSale => ({ kind: 'tableOrder', order })),
    ...hall.reserves.map(({ reserve, contact }): TillSale => ({ kind: 'reserve', reserve, contact })),
    ...deliveries.map(({ order, contact }): TillSale => ({ kind: 'delivery', order, contact })),
  ]
  const own = found.filter((sale) => stateOf(sale).terminalGroupId === till.terminalGroupId)
  return new Map(own.map((sale) => [stateOf(sale).id, sale]))
}

/** Who it is for is told to those alone who may read deliveries, or reserves. */
export function shownTo({ permissions }: Pick<FrontCaller, 'permissions'>, sale: TillSale): TillSale {
  if (sale.kind === 'tableOrder') return sale
  const needed = sale.kind === 'delivery' ? 'deliveries:read' : 'reserves:read'
  return permissions.has(needed) ? sale : { ...sale, contact: null }
}

/** The till's own state of it. */
export const stateOf = (sale: TillSale): TableOrder | TillDelivery | TillReserve =>
  sale.kind === 'reserve' ? sale.reserve : sale.order

/** As an order; null: a reserve without one. */
export function orderFrom(place: TillPlace, sale: TillSale): Order | DeliveryOrder | null {
  switch (sale.kind) {
    case 'tableOrder':
      return orderOfTable(place, sale.order)
    case 'delivery':
      return deliveryOf(place, sale.order, sale.contact)
    case 'reserve':
      return orderOfBanquet(place, sale.reserve)
  }
}

/** As what it is first of all: a reserve is a reserve. */
export const entityFrom = (place: TillPlace, sale: TillSale): Order | DeliveryOrder | Reserve =>
  sale.kind === 'reserve'
    ? reserveOf(place, sale.reserve, sale.contact)
    : sale.kind === 'delivery'
      ? deliveryOf(place, sale.order, sale.contact)
      : orderOfTable(place, sale.order)

/** What the kitchen has of it; null: nothing was printed. */
export function kitchenFrom(place: TillPlace, sale: TillSale): KitchenOrder | null {
  const state = sale.kind === 'reserve' ? sale.reserve.banquet : sale.order
  const order = orderFrom(place, sale)
  return state && order ? kitchenOrderOf(place, state, order) : null
}
