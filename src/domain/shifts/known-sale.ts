/** A closed order as the back office counts it: what was sold, for how much, and how it was paid. */
import { divideRounded, type Money, type Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { isLiving } from '../orders/cooking.ts'
import type { ItemModifier, OrderItem, Sale, SaleReturn } from '../orders/order.ts'
import { portionsOf, returnsBefore, shareOf } from '../orders/returns/returned-share.ts'
import { orderTotals } from '../orders/totals.ts'
import type { PaymentTypeKind } from '../reference/books.ts'
import type { PaidSum } from './shifts.ts'

/** A product of one size; `amount` in thousandths. `sum`: what was paid for it, `discount`: what was not. */
export type SoldLine = { productId: Uuid; sizeId: Uuid | null; amount: Quantity; sum: Money; discount: Money }

export type SalePayment = { id: Uuid; typeId: Uuid; kind: PaymentTypeKind; sum: Money }

/** `back` of a return, whose sums and amounts are below zero: whether the goods came back too. */
export type KnownSale = {
  sum: Money
  lines: SoldLine[]
  payments: SalePayment[]
  back?: 'IN_STOCK' | 'WRITTEN_OFF'
}

type Part = { positionId: Uuid; productId: Uuid; sizeId: Uuid | null; amount: Quantity }

const modifierPart = (modifier: ItemModifier, parent: Quantity): Part => ({
  positionId: modifier.positionId,
  productId: modifier.productId,
  sizeId: null,
  amount: modifier.amountIndependentOfParentAmount
    ? modifier.amount
    : divideRounded(modifier.amount * parent, 1000n),
})

/** Products of an item: itself or its halves, and its modifiers. */
export function partsOf(item: OrderItem): Part[] {
  const sizeId = item.size?.id ?? null
  const own = item.modifiers.map((modifier) => modifierPart(modifier, item.amount))
  if (item.kind === 'Product') {
    const { positionId, productId, amount } = item
    return [{ positionId, productId, sizeId, amount }, ...own]
  }
  const halves = item.secondary ? [item.primary, item.secondary] : [item.primary]
  return [
    ...halves.flatMap(({ positionId, productId, modifiers }, index) => [
      { positionId, productId, sizeId, amount: halfOf(item.amount, halves.length, index) },
      ...modifiers.map((modifier) => modifierPart(modifier, item.amount)),
    ]),
    ...own,
  ]
}

/** Halves sum to the whole: what does not divide is of the first one. */
const halfOf = (amount: Quantity, count: number, index: number): Quantity =>
  index === 0 ? amount - (amount / BigInt(count)) * BigInt(count - 1) : amount / BigInt(count)

/** What a closed order brought and took; its lines sum to what was paid for it. */
export function knownSaleOf(order: Sale): KnownSale {
  const totals = orderTotals(order)
  const sums = new Map(
    totals.positions.flatMap(({ parts }) => parts.map((part) => [part.positionId, part] as const)),
  )
  const lines = order.items.filter(isLiving).flatMap((item) =>
    partsOf(item).map(({ positionId, productId, sizeId, amount }): SoldLine => {
      const { cost = 0n, resultSum = 0n } = sums.get(positionId) ?? {}
      return { productId, sizeId, amount, sum: resultSum, discount: cost - resultSum }
    }),
  )
  // A prepayment was taken in a shift of its own moment, which counts it.
  const payments = order.payments
    .filter(({ isPreliminary, prepaidIn }) => !isPreliminary && !prepaidIn)
    .map(({ id, type, sum }) => ({ id, typeId: type.id, kind: type.kind, sum }))
  return { sum: totals.sum, lines, payments }
}

/** A prepayment as the shift that moved it counts it: money without anything sold yet; `id` names the movement. */
export const knownPrepaymentOf = (
  id: Uuid,
  { paid, isReturned }: { paid: PaidSum; isReturned: boolean },
): KnownSale => ({
  ...{ sum: 0n, lines: [] },
  payments: [{ id, typeId: paid.id, kind: paid.kind, sum: isReturned ? -paid.sum : paid.sum }],
})

/** What came back with a return of an order, as a sale below zero; `id` of each payment is of the return and its type. */
export function knownReturnOf(order: Sale, returned: SaleReturn, idOf: (typeId: Uuid) => Uuid): KnownSale {
  const portions = portionsOf(order.items, returned, returnsBefore(order, returned))
  const positions = orderTotals(order).positions
  const lines = order.items.flatMap((item, index) => {
    const portion = portions.get(item.positionId)
    if (!portion) return []
    const sums = new Map(positions[index]?.parts.map((part) => [part.positionId, part]))
    return partsOf(item).map(({ positionId, productId, sizeId, amount }): SoldLine => {
      const { cost = 0n, resultSum = 0n } = sums.get(positionId) ?? {}
      const sum = shareOf(resultSum, portion)
      return {
        ...{ productId, sizeId, amount: -shareOf(amount, portion) },
        ...{ sum: -sum, discount: -(shareOf(cost, portion) - sum) },
      }
    })
  })
  const payments = returned.payments.map(({ type, sum }) => ({
    ...{ id: idOf(type.id), typeId: type.id, kind: type.kind },
    sum: -sum,
  }))
  return {
    ...{ sum: -returned.sum, lines, payments },
    back: returned.isBackInStock ? 'IN_STOCK' : 'WRITTEN_OFF',
  }
}

/** Lines of many sales as one of each product and size, in the order in which they were first sold. */
export function linesTogether(sales: readonly Pick<KnownSale, 'lines'>[]): SoldLine[] {
  const together = new Map<string, SoldLine>()
  for (const line of sales.flatMap(({ lines }) => lines)) {
    const key = `${line.productId}/${line.sizeId ?? ''}`
    const before = together.get(key)
    together.set(key, {
      ...line,
      amount: line.amount + (before?.amount ?? 0n),
      sum: line.sum + (before?.sum ?? 0n),
      discount: line.discount + (before?.discount ?? 0n),
    })
  }
  return [...together.values()].filter(({ amount }) => amount > 0n)
}

/** How the money of a shift came in (server-api §17.1); what is neither cash nor on credit counts as by card. */
export function takingsOf(
  sales: readonly KnownSale[],
): Record<'cash' | 'card' | 'credit' | 'writeoff', Money> {
  const takings = { cash: 0n, card: 0n, credit: 0n, writeoff: 0n }
  for (const { kind, sum } of sales.flatMap(({ payments }) => payments)) takings[takingOf(kind)] += sum
  return takings
}

export function takingOf(kind: PaymentTypeKind): 'cash' | 'card' | 'credit' | 'writeoff' {
  if (kind === 'Cash') return 'cash'
  if (kind === 'Credit') return 'credit'
  return kind === 'Writeoff' ? 'writeoff' : 'card'
}
