import { allocate, type Money, printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Permission } from '../../reference/books.ts'
import type { Catalog } from '../../reference/catalog.ts'
import { resolveRemoval } from '../changes/removal.ts'
import type { ReturnedLine, ReturnedPayment, Sale, SaleReturn } from '../order.ts'
import { movedBy, pluginOf } from '../paying/moved-by.ts'
import { namedRef, organizationOf } from '../placing/sale-terms.ts'
import type { TillContext } from '../till-context.ts'
import type { ReturnRequest } from './return-request.ts'
import { refundable, returnableLines, returnedSum } from './returned-share.ts'

/**
 * Decides the return of a closed order (front-api §2.6.7): what comes back, how much it was sold for and by which
 * payment types the money goes. Null: this return is made already. `takenBy`: who took the order. Refuses without an open
 * shift, more than was sold or paid, and cash that is not in the drawer.
 */
export function returnOf(
  ctx: TillContext,
  sale: Sale,
  takenBy: string | null,
  request: ReturnRequest,
): SaleReturn | null {
  const { returnId, isRepeatAllowed } = request
  const earlier = sale.returns ?? []
  if (earlier.some(({ id }) => id === returnId)) return null
  if (!ctx.cashShiftId || !ctx.drawer) throw refuse('shift.not-open')
  const isOfPastShift = sale.whenClosed !== null && sale.whenClosed < ctx.drawer.openedAt
  if (isOfPastShift && earlier.length > 0 && !isRepeatAllowed) throw refuse('return.repeated')
  const lines = linesOf(sale, request.lines)
  const sum = returnedSum(sale, { lines }, earlier)
  const payments = paymentsOf(ctx, sale, sum, request.refunds)
  const { removalType, comment } = resolveRemoval(ctx, takenBy, request, true)
  if (!removalType) throw refuse('cancel.removal-type-required')
  return {
    ...{ id: returnId, lines, sum, payments, removalType, comment },
    isBackInStock: rightToReturn(ctx.catalog, removalType.id) === 'orders.return-to-stock',
    shiftId: ctx.cashShiftId,
    by: namedRef(ctx, 'employee', request.employeeId),
    confirmedBy: namedRef(ctx, 'employee', request.confirmedById),
    at: ctx.now,
  }
}

/** F_STRN where the goods are written off, F_SWWOFF where they are not (front-api §2.6.7): the removal type says. */
export function rightToReturn(catalog: Catalog, removalTypeId: string | null): Permission {
  const type = catalog.living('removalType', removalTypeId)?.body
  const isLoss = !type || type.canWriteoffToCafe || type.canWriteoffToWaiter || type.canWriteoffToUser
  return isLoss ? 'orders.return' : 'orders.return-to-stock'
}

function linesOf(sale: Sale, wanted: readonly ReturnedLine[] | null): ReturnedLine[] {
  const left = new Map(returnableLines(sale).map(({ item, amount }) => [item.positionId, { item, amount }]))
  if (left.size === 0) throw refuse('return.nothing-left')
  if (wanted === null) return [...left].map(([positionId, { amount }]) => ({ positionId, amount }))
  if (wanted.length === 0) throw refuse('request.field-required', { field: 'lines' })
  const together = new Map<string, bigint>()
  for (const { positionId, amount } of wanted) {
    if (amount <= 0n)
      throw refuse('request.field-invalid', { field: 'lines.amount', message: 'must be greater than zero' })
    together.set(positionId, (together.get(positionId) ?? 0n) + amount)
  }
  return [...together].map(([positionId, amount]) => {
    const sold = sale.items.find((item) => item.positionId === positionId)
    if (!sold) throw refuse('item.position-unknown', { positionId })
    const most = left.get(positionId)?.amount ?? 0n
    if (amount > most) throw refuse('return.more-than-sold', { name: sold.name, left: printDecimal(most, 3) })
    return { positionId, amount }
  })
}

/** By the types that paid, never more than each has paid; cash only as much as there is. */
function paymentsOf(
  ctx: TillContext,
  sale: Sale,
  sum: Money,
  wanted: ReturnRequest['refunds'],
): ReturnedPayment[] {
  const { scale } = organizationOf(ctx).currency
  const print = (money: Money): string => printDecimal(money, scale)
  const left = refundable(sale)
  const payments = wanted === null ? inProportion(left, sum) : chosen(ctx, sale, left, wanted, print)
  const given = payments.reduce((total, payment) => total + payment.sum, 0n)
  if (given !== sum) throw refuse('return.sum-differs', { given: print(given), sum: print(sum) })
  const cash = payments.reduce((total, { type, sum: one }) => total + (type.kind === 'Cash' ? one : 0n), 0n)
  const inDrawer = ctx.drawer?.cash ?? 0n
  if (cash > inDrawer)
    throw refuse('shift.drawer-too-small', { sum: print(cash), cash: print(inDrawer > 0n ? inDrawer : 0n) })
  return payments
}

/** A type that paid nothing gives money back only where a plugin moves it (front-api §3.2, `ReturnPaymentWithoutOrder`). */
function unpaidType(ctx: TillContext, id: Uuid, isGoodsReturn: boolean): ReturnedPayment['type'] {
  const body = ctx.catalog.living('paymentType', id)?.body
  const type = body && { id, name: body.name, kind: body.kind }
  if (!type) throw refuse('return.not-paid-so', { id })
  if (pluginOf(ctx, type) === null && !(isGoodsReturn && isGivenByHand(ctx, type)))
    throw refuse('return.not-paid-so', { id })
  return type
}

/** The cashier gives it themselves: cash, and by a card reader that the till knows nothing of. */
const isGivenByHand = (ctx: TillContext, type: ReturnedPayment['type']): boolean =>
  (type.kind === 'Cash' || type.kind === 'Card') && movedBy(ctx, type) === null

function inProportion(left: readonly ReturnedPayment[], sum: Money): ReturnedPayment[] {
  const paid = left.reduce((total, payment) => total + payment.sum, 0n)
  if (sum > paid || sum === 0n) return []
  const shares = allocate(
    sum,
    left.map((payment) => payment.sum),
  )
  return left
    .map(({ type }, index) => ({ type, sum: shares[index] ?? 0n }))
    .filter((payment) => payment.sum > 0n)
}

function chosen(
  ctx: TillContext,
  { isGoodsReturn }: Pick<Sale, 'isGoodsReturn'>,
  left: readonly ReturnedPayment[],
  wanted: readonly { typeId: string; sum: Money }[],
  print: (money: Money) => string,
): ReturnedPayment[] {
  const together = new Map<string, Money>()
  for (const { typeId, sum } of wanted) {
    if (sum <= 0n)
      throw refuse('request.field-invalid', { field: 'refunds.sum', message: 'must be greater than zero' })
    together.set(typeId, (together.get(typeId) ?? 0n) + sum)
  }
  return [...together].map(([typeId, sum]) => {
    const paid = left.find(({ type }) => type.id === typeId)
    if (!paid) return { type: unpaidType(ctx, typeId, isGoodsReturn ?? false), sum }
    if (sum > paid.sum) throw refuse('return.more-than-paid', { name: paid.type.name, left: print(paid.sum) })
    return { type: paid.type, sum }
  })
}
