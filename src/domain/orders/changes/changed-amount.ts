import { printDecimal, type Quantity } from '../../../kernel/exact.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { isPrinted } from '../cooking.ts'
import type { OrderItem } from '../order.ts'
import { activeProduct, checkAmount } from '../placing/products.ts'
import { saleTerms } from '../placing/sale-terms.ts'
import { refuseStopped } from '../placing/stopped-items.ts'
import type { TillContext } from '../till-context.ts'
import { wrongStatus } from './wrong-status.ts'

/**
 * What an amount becomes, more or less by what was asked: what two people add is added twice. Only what the kitchen has
 * not got yet; the rise must be on hand; a combo's member keeps the combo's amount. Null: it stays.
 */
export function changedAmount(ctx: TillContext, item: OrderItem, by: Quantity): Quantity | null {
  if (isPrinted(item)) throw wrongStatus(item)
  if (by === 0n) return null
  const amount = item.amount + by
  if (item.combo) {
    const expected = printDecimal(item.amount, 3)
    throw refuse('combo.amount', { actual: printDecimal(amount, 3), name: item.name, expected })
  }
  checkAmount(activeProduct(saleTerms(ctx, null), item.productId), amount)
  if (by > 0n) refuseStopped(ctx, [{ ...item, amount: by }])
  return amount
}
