/** The money side of an order for a screen: tips, what a bank is doing, whose order it is. */
import type { Sale } from '../../domain/orders/order.ts'
import { bankSum } from '../../domain/orders/paying/bank-payment.ts'
import { isReturning } from '../../domain/orders/paying/fold-paying.ts'
import { moneyToJson } from '../../kernel/exact.ts'

export type SaleMoneyView = {
  guestId: string | null
  /** Null: usual prices. */
  priceCategory: { id: string; name: string } | null
  coupon: string | null
  manualConditionIds: string[]
  tips: { id: string; name: string; tipsType: string | null; sum: number; isPreliminary: boolean }[]
  /** What a bank is asked just now. */
  bankPayment: {
    transactionId: string
    phase: 'authorizing' | 'returning' | 'unknown'
    sum: number
    isReturn: boolean
  } | null
  /** Why it came to nothing the last time. */
  bankFailure: { transactionId: string; reason: string; text: string } | null
}

export const saleMoneyView = (sale: Sale, scale: number): SaleMoneyView => ({
  guestId: sale.guestId,
  priceCategory: sale.priceCategory,
  coupon: sale.loyalty?.coupon ?? null,
  manualConditionIds: sale.loyalty?.appliedManualConditions ?? [],
  tips: sale.tips.map(({ id, type, tipsType, sum, isPreliminary }) => ({
    id,
    name: type.name,
    tipsType: tipsType?.name ?? null,
    sum: moneyToJson(sum, scale),
    isPreliminary,
  })),
  bankPayment: sale.bankPayment
    ? {
        transactionId: sale.bankPayment.transactionId,
        phase: sale.bankPayment.phase,
        sum: moneyToJson(bankSum(sale.bankPayment), scale),
        isReturn: isReturning(sale, sale.bankPayment),
      }
    : null,
  bankFailure: sale.bankFailure ?? null,
})
