import type { Reserve, Sale, TableOrder } from '../../kit/till-types.ts'

/** An order that sits at tables: one of the hall's own, or a banquet whose guests have come. */
export type HallOrder = {
  id: string
  of: 'table' | 'banquet'
  sale: Sale
  tableIds: string[]
  guests: number
  /** Who is served, as far as it is known. */
  name: string | null
  waiter: string | null
  /** When the guests sat down. */
  since: number
  isBilled: boolean
  isEnded: boolean
  /** Kinds of commands that may be tried now. */
  allowed: string[]
}

export const ofTable = (order: TableOrder): HallOrder => ({
  id: order.id,
  of: 'table',
  sale: order,
  tableIds: order.tableIds,
  guests: order.guests,
  name: order.tabName ?? order.customerName,
  waiter: order.waiter,
  since: order.whenCreated,
  isBilled: order.status === 'Bill',
  isEnded: order.status === 'Closed' || order.status === 'Deleted',
  allowed: order.allowed,
})

/** Null: nothing is ordered with it. */
export const ofBanquet = (reserve: Reserve): HallOrder | null =>
  reserve.banquet && {
    id: reserve.id,
    of: 'banquet',
    sale: reserve.banquet,
    tableIds: reserve.tableIds,
    guests: reserve.guests,
    name: reserve.customerName,
    waiter: null,
    since: reserve.guestsComingTime ?? reserve.startsAt,
    isBilled: reserve.banquet.whenBillPrinted !== null,
    isEnded: reserve.status === 'Closed',
    allowed: reserve.allowed,
  }

export type Hall = { tableOrders: readonly TableOrder[]; reserves: readonly Reserve[] }

/** Orders that sit somewhere now, the oldest first. */
export function seatedOrders(hall: Hall): readonly HallOrder[] {
  const known = seated.get(hall)
  if (known) return known
  const found = findSeated(hall)
  seated.set(hall, found)
  return found
}

/** Each table of a hall asks the same board. */
const seated = new WeakMap<Hall, readonly HallOrder[]>()

const findSeated = ({ tableOrders, reserves }: Hall): HallOrder[] =>
  [
    ...tableOrders.map(ofTable),
    ...reserves.filter(({ status }) => status === 'Started').flatMap((reserve) => ofBanquet(reserve) ?? []),
  ]
    .filter(({ isEnded }) => !isEnded)
    .sort((a, b) => a.since - b.since)

export type TableState = {
  /** `soon`: free, but kept for guests who are about to come. */
  kind: 'free' | 'soon' | 'taken' | 'billed'
  orders: HallOrder[]
  /** The next reserve of the table. */
  reserve: Reserve | null
}

/** A table is kept in sight of the hall this long before its guests come. */
const soonMs = 2 * 3_600_000
const minuteMs = 60_000

/** What stands on a table now, and who is to come. */
export function tableStateOf(tableId: string, hall: Hall, now: number): TableState {
  const orders = seatedOrders(hall).filter(({ tableIds }) => tableIds.includes(tableId))
  const [reserve = null] = hall.reserves
    .filter(({ status, tableIds }) => status === 'New' && tableIds.includes(tableId))
    .filter(({ startsAt, durationInMinutes }) => {
      const isAhead = startsAt - now <= soonMs
      return isAhead && now < startsAt + durationInMinutes * minuteMs
    })
    .sort((a, b) => a.startsAt - b.startsAt)
  const kind =
    orders.length === 0 ? (reserve ? 'soon' : 'free') : orders.every((o) => o.isBilled) ? 'billed' : 'taken'
  return { kind, orders, reserve }
}

/** Reserves in the order of a day's work: those who are awaited, those who sit, those who are gone. */
export function inOrderOfWork(reserves: readonly Reserve[]): Reserve[] {
  const rank = { New: 0, Started: 1, Closed: 2 }
  return [...reserves].sort((a, b) => rank[a.status] - rank[b.status] || a.startsAt - b.startsAt)
}
