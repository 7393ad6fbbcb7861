import { printDecimal } from '../../../kernel/exact.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { isPrinted } from '../cooking.ts'
import { activeProduct, checkAmount } from '../placing/products.ts'
import { saleTerms } from '../placing/sale-terms.ts'
import { refuseStopped } from '../placing/stopped-items.ts'
import { refuseIfBilled } from './bill.ts'
import type { Deed } from './deed.ts'
import { livingItem } from './living-item.ts'

/** Only what the kitchen has not got yet; the rise must be on hand; a combo's member keeps the combo's amount. */
export const changeItemAmount: Deed<'delivery.changeItemAmount'> = (ctx, order, { positionId, amount }) => {
  refuseIfBilled(order)
  const item = livingItem(order, positionId)
  if (isPrinted(item)) throw refuse('item.wrong-status', { name: item.name, status: item.status })
  if (item.amount === amount) return []
  checkAmount(activeProduct(saleTerms(ctx, null), item.productId), amount)
  if (item.combo) {
    const expected = printDecimal(item.amount, 3)
    throw refuse('combo.amount', { actual: printDecimal(amount, 3), name: item.name, expected })
  }
  if (amount > item.amount) refuseStopped(ctx, [{ ...item, amount: amount - item.amount }])
  return [{ kind: 'delivery.itemAmountChanged', positionId, amount }]
}
