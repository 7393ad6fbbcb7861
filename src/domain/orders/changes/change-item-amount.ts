import { refuseIfBilled } from './bill.ts'
import { changedAmount } from './changed-amount.ts'
import type { Deed } from './deed.ts'
import { livingItem } from './living-item.ts'

export const changeItemAmount: Deed<'delivery.changeItemAmount'> = (ctx, order, { positionId, by }) => {
  refuseIfBilled(order)
  const amount = changedAmount(ctx, livingItem(order, positionId), by)
  return amount === null ? [] : [{ kind: 'delivery.itemAmountChanged', positionId, amount }]
}
