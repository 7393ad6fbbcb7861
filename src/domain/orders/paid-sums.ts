import { printDecimal } from '../../kernel/exact.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Organization } from '../reference/books.ts'
import type { Sale } from './order.ts'
import { orderSums } from './totals.ts'

type Paid = Pick<Sale, 'items' | 'combos' | 'discounts' | 'payments'>

/** More cannot be taken than the order costs: "entered sum is too large" (cloud-api §4.6). */
export function refuseOverpaid(organization: Organization, order: Paid): void {
  if (order.payments.length === 0) return
  const { processedPaymentsSum, sum } = orderSums(order)
  if (processedPaymentsSum <= sum) return
  const { scale } = organization.currency
  const total = printDecimal(sum, scale)
  throw refuse('order.payment-too-large', { paid: printDecimal(processedPaymentsSum, scale), total })
}
