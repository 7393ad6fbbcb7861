import { printDecimal } from '../../../kernel/exact.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { type ProductAmount, productsOf, rejectedByStopList } from '../../stop-list/stop-list-changes.ts'
import type { OrderItem } from '../order.ts'
import { amountsOfItems, takesAnyOf } from '../ordered-amounts.ts'
import type { TillContext } from '../till-context.ts'

/** The till itself refuses what it is out of, whatever the cloud has checked (cloud-api §4.5). */
export function refuseStopped(ctx: TillContext, items: readonly OrderItem[]): void {
  if (takesAnyOf(items, productsOf(ctx.stopList))) refuseStoppedAmounts(ctx, amountsOfItems(items))
}

export function refuseStoppedAmounts(ctx: TillContext, amounts: readonly ProductAmount[]): void {
  const [stopped] = rejectedByStopList(ctx.stopList, amounts)
  if (!stopped) return
  const name = ctx.catalog.find('product', stopped.productId)?.body.name ?? stopped.productId
  throw refuse('item.stopped', { name, balance: printDecimal(stopped.balance, 3) })
}
