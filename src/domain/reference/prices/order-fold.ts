/** How orders of prices add up: the later one of a kind wins, scheduled ones come on top (server-api §13). */
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { LocalDate } from '../../../kernel/local-time.ts'
import type { BookItem } from '../books.ts'
import type { PeriodSchedule, PriceOrderLine } from '../price-books.ts'

/** An order that is in force on its days, its lines by restaurant and by the key of the price. */
export type MenuOrder = {
  id: Uuid
  revision: bigint
  number: string
  from: LocalDate
  until: LocalDate | null
  schedule: PeriodSchedule | null
  scheduleId: Uuid | null
  replacesMenu: boolean
  lines: ReadonlyMap<Uuid, ReadonlyMap<string, PriceOrderLine>>
}

/** Price null: no order set it. Line null: no order named the product, one took it from the menu. */
export type DatedPrice = { price: Money | null; line: PriceOrderLine | null; isIncludedInMenu: boolean }

/** What orders make of a restaurant's menu; `replacesOthers`: what is not among `prices` is not on it. */
export type MenuOfDay = { prices: ReadonlyMap<string, DatedPrice>; replacesOthers: boolean }

export const noMenu: MenuOfDay = { prices: new Map(), replacesOthers: false }

export const priceKeyOf = (productId: Uuid, sizeId: Uuid | null): string =>
  sizeId ? `${productId}:${sizeId}` : productId

type ScheduleById = (id: Uuid) => PeriodSchedule | undefined

/** An order as it adds up; `scheduleOf` knows deleted schedules too: they go on for the orders that have them. */
export function menuOrder(
  { id, revision, body }: BookItem<'priceOrder'>,
  scheduleOf: ScheduleById,
): MenuOrder {
  const lines = new Map<Uuid, Map<string, PriceOrderLine>>()
  for (const line of body.lines) {
    const own = lines.get(line.organizationId) ?? new Map<string, PriceOrderLine>()
    lines.set(line.organizationId, own.set(priceKeyOf(line.productId, line.sizeId), line))
  }
  const { number, from, until, scheduleId, replacesMenu } = body
  const schedule = scheduleId === null ? null : (scheduleOf(scheduleId) ?? noHours)
  return { id, revision, number, from, until, schedule, scheduleId, replacesMenu, lines }
}

/** Of an order whose schedule is not here yet. */
const noHours: PeriodSchedule = { name: '', periods: [] }

/** Base orders first, then scheduled ones; of each the earlier first, of a day by number, then by id. */
export const inOrder = (orders: readonly MenuOrder[]): MenuOrder[] =>
  [...orders].sort(
    (a, b) =>
      Number(a.schedule !== null) - Number(b.schedule !== null) ||
      compare(a.from, b.from) ||
      a.number.localeCompare(b.number, 'en', { numeric: true }) ||
      compare(a.id, b.id),
  )

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** A menu after one more order. */
export function menuAfter(menu: MenuOfDay, order: MenuOrder, organizationId: Uuid): MenuOfDay {
  const lines = order.lines.get(organizationId)
  if (!lines) return menu
  const prices = new Map(menu.prices)
  if (order.replacesMenu)
    for (const [key, one] of prices) if (!lines.has(key)) prices.set(key, { ...one, isIncludedInMenu: false })
  for (const [key, line] of lines) {
    const before = prices.get(key)
    prices.set(key, {
      price: line.price ?? before?.price ?? null,
      // Only base orders say under which tax a product is sold (server-api §13.1).
      line: order.schedule === null ? line : { ...line, ...taxOf(before?.line) },
      isIncludedInMenu: line.isIncludedInMenu,
    })
  }
  return { prices, replacesOthers: menu.replacesOthers || order.replacesMenu }
}

const taxOf = (line: PriceOrderLine | null | undefined) => ({
  taxCategoryId: line?.taxCategoryId ?? null,
  isTaxCategoryEnabled: line?.isTaxCategoryEnabled ?? false,
})
