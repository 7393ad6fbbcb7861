import { refuse } from '../../../kernel/refusals.ts'
import type { OrderItem, Sale } from '../order.ts'
import { resolveItem } from '../placing/items.ts'
import { chooseHallType } from '../placing/order-type.ts'
import { claimPositions } from '../placing/positions.ts'
import { saleTerms } from '../placing/sale-terms.ts'
import type { ReturnGoods } from '../tables/commands.ts'
import type { TableOrderEvent } from '../tables/events.ts'
import { newSale } from '../tables/new-sale.ts'
import type { TableOrder } from '../tables/table-order.ts'
import type { TillContext } from '../till-context.ts'
import { orderSums } from '../totals.ts'
import { returnByBank } from './return-by-bank.ts'

/**
 * Decides a return of goods without any order (front-api §2.6.7, §3.2): an order of its own that is over as soon as it is
 * there and sold nothing, and the return of all of it, by the rules that every return has. A dish that is stopped comes
 * back all the same. Refuses goods that are not on the menu, no goods at all, and what `returnOf` does.
 */
export function returnGoods(ctx: TillContext, command: ReturnGoods): TableOrderEvent[] {
  if (!ctx.cashShiftId) throw refuse('shift.not-open')
  if (command.items.length === 0) throw refuse('order.no-items')
  const order = orderOfGoods(ctx, command)
  const { sum } = orderSums(order)
  const returned = returnByBank(ctx, 'tableOrder', { ...order, version: 1 }, null, {
    ...command,
    lines: null,
    refunds: sum > 0n ? [{ typeId: command.paymentTypeId, sum }] : [],
    isRepeatAllowed: true,
  })
  return [{ kind: 'tableOrder.placed', order }, ...returned]
}

/** The same goods of the same command, whatever became of their money. */
export const isReturnOfGoods = (
  { isGoodsReturn, returns = [], bankPayment }: Sale,
  { returnId }: Pick<ReturnGoods, 'returnId'>,
): boolean =>
  isGoodsReturn === true &&
  (returns.some(({ id }) => id === returnId) || bankPayment?.ofReturn?.returned.id === returnId)

/** Money of it went back, or may have: an attempt that a payment system declined came to nothing. */
export const isGoodsReturnOfNote = ({ returns = [], returning, bankPayment }: Sale): boolean =>
  returns.length > 0 || (returning ?? bankPayment ?? null) !== null

function orderOfGoods(ctx: TillContext, command: ReturnGoods): Omit<TableOrder, 'version'> {
  const terms = saleTerms(ctx, null)
  const claim = claimPositions(ctx)
  const items = command.items.map((item): OrderItem => resolveItem(terms, claim, atMenuPrice(item)))
  return {
    ...newSale(ctx, { orderId: command.orderId, ...unsaid }, { items, ...withoutMoney }),
    orderType: chooseHallType(ctx, command.orderTypeId),
    ...{ tableIds: [], status: 'Closed', whenClosed: ctx.now, isGoodsReturn: true },
    ...{ contactId: null, guestCount: 0, guests: [], tabName: null, waiter: null, isShown: false },
  }
}

/** Prices that somebody names are ignored (front-api §2.6.7). */
function atMenuPrice(item: ReturnGoods['items'][number]): ReturnGoods['items'][number] {
  const modifiers = item.modifiers.map((modifier) => ({ ...modifier, price: null }))
  const own = { modifiers, positionId: null, combo: null }
  if (item.kind === 'Product') return { ...item, ...own, price: null }
  const half = <Half extends typeof item.primary>(part: Half): Half => ({
    ...part,
    positionId: null,
    price: null,
    modifiers: part.modifiers.map((modifier) => ({ ...modifier, price: null })),
  })
  return { ...item, ...own, primary: half(item.primary), secondary: item.secondary && half(item.secondary) }
}

const unsaid = {
  ...{ externalNumber: null, sourceKey: null, menuId: null, priceCategoryId: null, guestId: null },
  ...{ loyalty: null, cheque: null, externalData: [], whenReceivedByApi: null },
}
const withoutMoney = { combos: [], payments: [], tips: [], discounts: [] }
