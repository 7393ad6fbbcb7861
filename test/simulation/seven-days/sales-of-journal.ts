/**
 * What was sold, once more, from the orders of the journal: an order is what its entries make of it, its money is what
 * it says itself. Nothing here is of `src/domain/reports` or `src/storage`.
 */

import type { ItemModifier, OrderItem, Payment, SaleReturn } from '../../../src/domain/orders/order.ts'
import { orderTotals } from '../../../src/domain/orders/totals.ts'
import type { Catalog } from '../../../src/domain/reference/catalog.ts'
import type { Over } from './journal.ts'
import { rounded } from './tables.ts'
import type { House, World } from './world.ts'

/** Amounts are thousandths, sums kopecks; times are those of the restaurant's clock. */
export type SoldLine = {
  sale: Sold
  productId: string
  amount: bigint
  cost: bigint
  result: bigint
  /** Hundredths of a kopeck, inside the result. */
  vat: bigint
  printedAt: number | null
}
export type Sold = {
  id: string
  house: House
  kind: Over['kind']
  day: string
  openedAt: string
  hourOpen: string
  hourClose: string
  guests: number
  guestId: string | null
  lines: SoldLine[]
  payments: Pick<Payment, 'type' | 'sum'>[]
  over: Over
  /** What came back; its lines are below zero. */
  back: SaleReturn | null
}

const clocks = new Map<string, Intl.DateTimeFormat>()
/** `yyyy-MM-dd HH:mm:ss` by the clock of a zone. */
export function localOf(at: number, timeZone: string): string {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  clocks.set(timeZone, clock)
  return clock.format(at)
}
export const accountingDayOf = (at: number, { body }: House): string =>
  localOf(at - body.accountingDayStartMinutes * 60_000, body.timeZone).slice(0, 10)

type Piece = { positionId: string; productId: string; amount: bigint }

const ofModifier =
  (parent: bigint) =>
  (modifier: ItemModifier): Piece => ({
    positionId: modifier.positionId,
    productId: modifier.productId,
    amount: modifier.amountIndependentOfParentAmount ? modifier.amount : (modifier.amount * parent) / 1000n,
  })

/** Of an item and its modifiers. */
export function piecesOf(item: OrderItem): Piece[] {
  if (item.kind !== 'Product') throw new Error('this week sells no halves')
  const { positionId, productId, amount } = item
  return [{ positionId, productId, amount }, ...item.modifiers.map(ofModifier(amount))]
}

/** Percents of VAT of products by the present books, hundredths. */
const vatPercents = (catalog: Catalog): Map<string, bigint> =>
  new Map(
    catalog.all('product').map(({ id, body }): [string, bigint] => {
      const percent = catalog.find('taxCategory', body.taxCategoryId)?.body.percentage ?? 0
      return [id, BigInt(Math.round(percent * 100))]
    }),
  )

export function salesOf(
  { houses, catalog }: Pick<World, 'houses' | 'catalog'>,
  orders: readonly Over[],
): Sold[] {
  const percents = vatPercents(catalog)
  return orders.map((over): Sold => {
    const { order } = over
    const house = houses.find(({ id }) => id === order.organizationId)
    if (!house) throw new Error(`order ${order.id} is of no restaurant`)
    const openedAt = localOf(order.whenCreated, house.body.timeZone)
    const closedAt = localOf(order.whenClosed ?? order.whenCreated, house.body.timeZone)
    const sale: Sold = {
      ...{ id: order.id, house, kind: over.kind, openedAt, over },
      day: accountingDayOf(order.whenCreated, house),
      hourOpen: openedAt.slice(11, 13),
      hourClose: closedAt.slice(11, 13),
      guests: over.kind === 'delivery' ? over.order.guests.count : over.order.guestCount,
      guestId: order.guestId,
      lines: [],
      payments: order.payments,
      back: null,
    }
    const sums = new Map(
      orderTotals(order).positions.flatMap(({ parts }) =>
        parts.map((part) => [part.positionId, part] as const),
      ),
    )
    for (const item of order.items.filter(({ deleted }) => deleted === null))
      for (const { positionId, productId, amount } of piecesOf(item)) {
        const { cost = 0n, resultSum: result = 0n } = sums.get(positionId) ?? {}
        const percent = percents.get(productId) ?? 0n
        const vat = rounded(result * 100n * percent, 10_000n + percent)
        sale.lines.push({ sale, productId, amount, cost, result, vat, printedAt: item.whenPrinted })
      }
    return sale
  })
}

const part = (figure: bigint, amount: bigint, whole: bigint): bigint => rounded(figure * amount, whole)

/** What came back of the orders: each return with the part of every figure that the returns before it had left. */
export function returnsOf(world: Pick<World, 'houses' | 'catalog'>, orders: readonly Over[]): Sold[] {
  const percents = vatPercents(world.catalog)
  return orders.flatMap((over) => {
    const { order } = over
    const [sold] = salesOf(world, [over])
    if (!sold) return []
    const sums = new Map(
      orderTotals(order).positions.flatMap(({ parts }) => parts.map((one) => [one.positionId, one] as const)),
    )
    const before = new Map<string, bigint>()
    return (order.returns ?? []).map((back): Sold => {
      const moment = localOf(back.at, sold.house.body.timeZone)
      const hours = { hourOpen: moment.slice(11, 13), hourClose: moment.slice(11, 13) }
      const day = accountingDayOf(back.at, sold.house)
      const payments = back.payments.map(({ type, sum }) => ({ type, sum: -sum }))
      const own = { id: back.id, openedAt: moment, day, guests: 0, lines: [], payments, back }
      const receipt: Sold = { ...sold, ...hours, ...own }
      for (const item of order.items) {
        const line = back.lines.find(({ positionId }) => positionId === item.positionId)
        if (!line) continue
        const from = before.get(item.positionId) ?? 0n
        const to = from + line.amount
        before.set(item.positionId, to)
        const less = (figure: bigint): bigint =>
          part(figure, from, item.amount) - part(figure, to, item.amount)
        for (const { positionId, productId, amount } of piecesOf(item)) {
          const { cost = 0n, resultSum = 0n } = sums.get(positionId) ?? {}
          const result = less(resultSum)
          const percent = percents.get(productId) ?? 0n
          receipt.lines.push({
            ...{ sale: receipt, productId, amount: less(amount), cost: less(cost), result },
            vat: -rounded(-result * 100n * percent, 10_000n + percent),
            printedAt: null,
          })
        }
      }
      return receipt
    })
  })
}

/** What discounts took off a line and what surcharges added, each below zero where the line came back. */
export function loweredOf({ cost, result, sale }: SoldLine): bigint {
  const isLower = sale.back ? cost < result : cost > result
  return isLower ? cost - result : 0n
}
export function raisedOf({ cost, result, sale }: SoldLine): bigint {
  const isHigher = sale.back ? cost > result : cost < result
  return isHigher ? result - cost : 0n
}
