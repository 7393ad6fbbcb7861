/** What a fiscal cheque says of a sale or of a return (front-api §2.16.2, `ChequeTask`). Sums are minor units. */
import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { isLiving } from '../orders/cooking.ts'
import type { OrderItem, Payment, Sale, SaleReturn } from '../orders/order.ts'
import { portionsOf, returnsBefore, shareOf } from '../orders/returns/returned-share.ts'
import { orderTotals } from '../orders/totals.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { PaidSum } from '../shifts/shifts.ts'

/** `amount` in thousandths; `sum` is what it was sold for, modifiers and discounts counted. */
export type ChequeSale = { productId: Uuid; name: string; amount: Quantity; sum: Money }

export type Cheque = {
  orderId: Uuid
  orderNumber: string
  sales: ChequeSale[]
  sum: Money
  /** Paid in cash; the rest is {@link Cheque.cashless}. */
  cash: Money
  cashless: { name: string; sum: Money }[]
  /** Paid by prepayments, which have had cheques of their own (front-api §2.16.2 `PrepaymentSum`). */
  prepaid: Money
}

type Paid = Pick<Payment, 'type' | 'sum'> &
  Partial<Pick<Payment, 'isFiscalizedExternally' | 'isPreliminary' | 'prepaidIn'>>

/**
 * A cheque is printed when any of the money is of a fiscal type (`printCheque` of its book) and nobody else made a cheque
 * for it. Unverified: what iiko does with the part that is paid by other types; here it stands among the payments.
 */
const isFiscal = (catalog: Catalog, { type, isFiscalizedExternally }: Paid): boolean =>
  !isFiscalizedExternally && (catalog.find('paymentType', type.id)?.body.printCheque ?? true)

/** Null: the law asks for no cheque. */
export function saleCheque(catalog: Catalog, sale: Sale): Cheque | null {
  const payments = sale.payments.filter(({ isPreliminary }) => !isPreliminary)
  if (!payments.some((one) => isFiscal(catalog, one))) return null
  const { positions } = orderTotals(sale)
  const sales = sale.items.flatMap((item, index) =>
    isLiving(item) ? [saleOf(item, item.amount, positions[index]?.resultSum ?? 0n)] : [],
  )
  return chequeOf(sale, sales, payments)
}

/** Null: the sale had no cheque either. */
export function returnCheque(catalog: Catalog, sale: Sale, returned: SaleReturn): Cheque | null {
  if (!returned.payments.some((one) => isFiscal(catalog, one))) return null
  const portions = portionsOf(sale.items, returned, returnsBefore(sale, returned))
  const { positions } = orderTotals(sale)
  const sales = sale.items.flatMap((item, index) => {
    const portion = portions.get(item.positionId)
    if (!portion || !isLiving(item)) return []
    const parts = positions[index]?.parts ?? []
    const sum = parts.reduce((total, { resultSum }) => total + shareOf(resultSum, portion), 0n)
    return [saleOf(item, portion.after - portion.before, sum)]
  })
  return chequeOf(sale, sales, returned.payments)
}

/** Of a prepayment, or of one that goes back; null: the law asks for no cheque. */
export function prepaymentCheque(catalog: Catalog, order: Sale, paid: PaidSum): Cheque | null {
  const payment = { type: paid, sum: paid.sum }
  if (!isFiscal(catalog, payment)) return null
  const name = `Предоплата, заказ № ${order.number}`
  return chequeOf(order, [{ productId: order.id, name, amount: 1000n, sum: paid.sum }], [payment])
}

function chequeOf({ id, number }: Sale, sales: ChequeSale[], payments: readonly Paid[]): Cheque {
  const total = (of: readonly { sum: Money }[]): Money => of.reduce((sum, one) => sum + one.sum, 0n)
  const present = payments.filter(({ prepaidIn }) => !prepaidIn)
  return {
    ...{ orderId: id, orderNumber: String(number), sales, sum: total(sales) },
    prepaid: total(payments.filter(({ prepaidIn }) => prepaidIn)),
    cash: total(present.filter(({ type }) => type.kind === 'Cash')),
    cashless: present
      .filter(({ type }) => type.kind !== 'Cash')
      .map(({ type, sum }) => ({ name: type.name, sum })),
  }
}

const saleOf = (item: OrderItem, amount: Quantity, sum: Money): ChequeSale => ({
  ...{ productId: item.productId, name: item.name, amount, sum },
})
