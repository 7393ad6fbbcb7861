import { describe, expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { knownReturnOf, knownSaleOf } from '../../shifts/known-sale.ts'
import type { Sale, SaleReturn } from '../order.ts'
import { aHallTill, aTableOrder, type TableStep } from '../testing/a-table.ts'
import { anItem, aPayment, minutes, noon } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'
import { refundable } from './returned-share.ts'

type Return = Extract<TableStep, { kind: 'tableOrder.return' }>

let made = 0
const giveBack = (changes: Partial<Return> = {}): Return => ({
  kind: 'tableOrder.return',
  returnId: `5eed0000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
  ...{ lines: null, refunds: null, removalTypeId: ids.toCafe, comment: null, userIdForWriteoff: null },
  ...{ employeeId: null, confirmedById: null, isRepeatAllowed: false },
  ...changes,
})
/** Three borscht for 350 and a tea for 100: 1000 in cash, 150 by card. */
const closed = (till = aHallTill()) =>
  aTableOrder({ items: [anItem(ids.soup, { amount: 3000n }), anItem(ids.tea)] }, till).after({
    kind: 'tableOrder.close',
    payments: [aPayment(ids.cash, 100_000n), aPayment(ids.tillCard, 15_000n)],
    cheque: null,
  })
const positionOf = (sale: Sale, productId: string): string =>
  sale.items.find((item) => item.productId === productId)?.positionId ?? ''
const only = (sale: Sale, productId: string, amount: bigint) => [
  { positionId: positionOf(sale, productId), amount },
]
const returns = (sale: Sale): SaleReturn[] => sale.returns ?? []

describe('the return of a closed order (front-api §2.6.7)', () => {
  test('gives all of it back as it was paid, and once', () => {
    const whole = giveBack()
    const back = closed().after(whole)
    expect(back.order.status).toBe('Closed')
    expect(returns(back.order)).toMatchObject([{ sum: 115_000n, isBackInStock: false }])
    expect(returns(back.order)[0]?.payments.map(({ type, sum }) => [type.id, sum])).toEqual([
      [ids.cash, 100_000n],
      [ids.tillCard, 15_000n],
    ])
    expect(back.decide(whole)).toEqual([])
    expect(codeOf(() => back.decide(giveBack()))).toBe('return.nothing-left')
  })
  test('in parts adds up to what was sold and paid, to the last kopeck', () => {
    let living = closed()
    const soup = positionOf(living.order, ids.soup)
    for (const amount of [333n, 1000n, 667n, 1000n])
      living = living.after(giveBack({ lines: [{ positionId: soup, amount }] }))
    living = living.after(giveBack())
    const sum = returns(living.order).reduce((total, one) => total + one.sum, 0n)
    expect(sum).toBe(115_000n)
    expect(refundable(living.order)).toEqual([])
    const sold = knownSaleOf(living.order)
    const back = returns(living.order).map((one) => knownReturnOf(living.order, one, (id) => id))
    const amounts = (productId: string): bigint =>
      [sold, ...back]
        .flatMap(({ lines }) => lines)
        .reduce((total, line) => (line.productId === productId ? total + line.amount : total), 0n)
    expect([amounts(ids.soup), amounts(ids.tea)]).toEqual([0n, 0n])
  })
  test('takes the payment types that the cashier chooses among those that paid', () => {
    const paid = closed()
    const tea = only(paid.order, ids.tea, 1000n)
    const byCard = paid.after(giveBack({ lines: tea, refunds: [{ typeId: ids.tillCard, sum: 10_000n }] }))
    expect(returns(byCard.order)[0]?.payments).toMatchObject([{ sum: 10_000n }])
    const refused = (typeId: string, sum: bigint) =>
      codeOf(() => paid.decide(giveBack({ lines: tea, refunds: [{ typeId, sum }] })))
    expect(refused(ids.tillCard, 9_000n)).toBe('return.sum-differs')
    expect(refused(ids.aggregator, 10_000n)).toBe('return.not-paid-so')
    const soup = only(paid.order, ids.soup, 1000n)
    const tooMuch = giveBack({ lines: soup, refunds: [{ typeId: ids.tillCard, sum: 35_000n }] })
    expect(refusalOf(() => paid.decide(tooMuch))).toMatchObject({
      code: 'return.more-than-paid',
      params: { left: '150' },
    })
  })
  test('never takes more than was sold', () => {
    const paid = closed()
    expect(codeOf(() => paid.decide(giveBack({ lines: only(paid.order, ids.soup, 3001n) })))).toBe(
      'return.more-than-sold',
    )
    const twice = [...only(paid.order, ids.soup, 2000n), ...only(paid.order, ids.soup, 2000n)]
    expect(codeOf(() => paid.decide(giveBack({ lines: twice })))).toBe('return.more-than-sold')
    expect(codeOf(() => paid.decide(giveBack({ lines: [] })))).toBe('request.field-required')
    const unknown = [{ positionId: ids.tenant, amount: 1000n }]
    expect(codeOf(() => paid.decide(giveBack({ lines: unknown })))).toBe('item.position-unknown')
  })
  test('needs an open shift, a reason and the cash in the drawer', () => {
    const drawerOf = (cash: bigint) => ({ drawer: { openedAt: noon, cash } })
    expect(codeOf(() => closed(aHallTill(drawerOf(99_999n))).decide(giveBack()))).toBe(
      'shift.drawer-too-small',
    )
    expect(closed(aHallTill(drawerOf(100_000n))).decide(giveBack())).toHaveLength(1)
    expect(codeOf(() => closed().decide(giveBack({ removalTypeId: null })))).toBe(
      'cancel.removal-type-required',
    )
    expect(codeOf(() => closed().decide(giveBack({ removalTypeId: ids.withReason })))).toBe(
      'cancel.removal-comment-required',
    )
    expect(codeOf(() => aTableOrder().decide(giveBack()))).toBe('order.wrong-status')
  })
  test('of a closed shift needs a right of its own the second time (F_STRNA)', () => {
    const till = aHallTill()
    const paid = closed(till)
    till.drawer = { openedAt: noon + minutes(60), cash: 1_000_000n }
    const once = paid.after(giveBack({ lines: only(paid.order, ids.soup, 1000n) }))
    expect(codeOf(() => once.decide(giveBack()))).toBe('return.repeated')
    expect(once.decide(giveBack({ isRepeatAllowed: true }))).toHaveLength(1)
  })
})
