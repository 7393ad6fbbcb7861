/** An order on a table that lives: commands are decided by the till, their events folded, as the till itself does it. */
import type { RestaurantSection } from '../../reference/books.ts'
import type { CatalogChanges } from '../../reference/testing/a-catalog.ts'
import { bookItem, ids } from '../../reference/testing/catalog-ids.ts'
import { changeTableOrder } from '../tables/change-table-order.ts'
import type { ChangeTableOrder, PlaceTableOrder } from '../tables/commands.ts'
import type { TableOrderEvent } from '../tables/events.ts'
import { evolveTableOrder } from '../tables/evolve-table-order.ts'
import { placeTableOrder } from '../tables/place-table-order.ts'
import type { TableOrder } from '../tables/table-order.ts'
import type { TillContext } from '../till-context.ts'
import { anItem, aTill } from './a-till.ts'

/** A change without the order it is about. */
export type TableStep = ChangeTableOrder extends infer C
  ? C extends { orderId: string }
    ? Omit<C, 'orderId'>
    : never
  : never

/** Two tables of the test organization's only hall, by number. */
export const tables = { first: ids.small, second: ids.large }

const table = (id: string, number: number) => ({
  ...{ id, posId: ids.pizzas, number, name: `Table ${number}`, seats: 4 },
  ...{ x: 0, y: 0, width: 1, height: 1 },
})
export const aHall = (changes: Partial<RestaurantSection> = {}) =>
  bookItem('restaurantSection', ids.scale, {
    name: 'Hall',
    terminalGroupId: ids.terminalGroup,
    forbidsSecondOrder: false,
    tables: [table(tables.second, 2), table(tables.first, 1)],
    ...changes,
  })

/** A till of the test organization with a hall; nobody is named. */
export const aHallTill = (changes: Partial<TillContext> = {}, books: CatalogChanges = {}): TillContext =>
  aTill({ contact: null, ...changes }, { ...books, items: [aHall(), ...(books.items ?? [])] })

export const aTablePlacement = (changes: Partial<PlaceTableOrder> = {}): PlaceTableOrder => ({
  kind: 'tableOrder.place',
  orderId: ids.order,
  contactId: null,
  guestId: null,
  hasCustomer: false,
  externalNumber: null,
  sourceKey: null,
  menuId: null,
  priceCategoryId: null,
  orderTypeId: null,
  tableIds: [tables.second],
  guestCount: null,
  tabName: null,
  waiterId: null,
  servicePrint: false,
  items: [anItem(ids.soup), anItem(ids.tea)],
  combos: [],
  payments: [],
  tips: [],
  discountCardTrack: null,
  discounts: [],
  loyalty: null,
  cheque: null,
  externalData: [],
  whenReceivedByApi: null,
  isExternal: true,
  ...changes,
})

const fold = (order: TableOrder | null, events: readonly TableOrderEvent[], at: number): TableOrder => {
  const folded = events.reduce<TableOrder | null>((state, event) => evolveTableOrder(state, event, at), order)
  if (!folded) throw new Error('nothing was placed')
  return folded
}

export type LivingTable = {
  readonly order: TableOrder
  /** The events a step would make; the order stays as it is. */
  decide(step: TableStep): TableOrderEvent[]
  after(...steps: TableStep[]): LivingTable
  /** The order with another till, for example at other prices. */
  at(changes: Partial<TillContext>): LivingTable
}

export function aTableOrder(
  placement: Partial<PlaceTableOrder> = {},
  till: TillContext = aHallTill(),
): LivingTable {
  return living(fold(null, placeTableOrder(till, aTablePlacement(placement)), till.now), till)
}

function living(order: TableOrder, till: TillContext): LivingTable {
  const decide = (step: TableStep) =>
    changeTableOrder(till, order, { orderId: order.id, ...step } as ChangeTableOrder)
  return {
    order,
    decide,
    at: (changes) => living(order, { ...till, ...changes }),
    after: (...[first, ...rest]) =>
      first ? living(fold(order, decide(first), till.now), till).after(...rest) : living(order, till),
  }
}
