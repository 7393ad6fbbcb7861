import { describe, expect, test } from 'vitest'
import { changedItem } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { knownReturnOf } from '../../shifts/known-sale.ts'
import { isReturning } from '../paying/fold-paying.ts'
import { changeTableOrder } from '../tables/change-table-order.ts'
import type { ReturnGoods } from '../tables/commands.ts'
import type { TableOrderEvent } from '../tables/events.ts'
import { evolveTableOrder } from '../tables/evolve-table-order.ts'
import type { TableOrder } from '../tables/table-order.ts'
import { aHallTill } from '../testing/a-table.ts'
import { anItem, noon } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import type { TillContext } from '../till-context.ts'
import { isGoodsReturnOfNote, isReturnOfGoods, returnGoods } from './return-goods.ts'

const returnId = '5eed0000-0000-4000-8000-00000000000a'
/** Two borscht for 350 and a tea for 100, in cash. */
const goods = (changes: Partial<ReturnGoods> = {}): ReturnGoods => ({
  ...{ kind: 'tableOrder.returnGoods', orderId: ids.order, returnId },
  items: [anItem(ids.soup, { amount: 2000n, price: 1n }), anItem(ids.tea)],
  ...{ paymentTypeId: ids.cash, orderTypeId: null, removalTypeId: ids.toCafe, comment: 'Не вскрыт' },
  ...{ userIdForWriteoff: null, employeeId: null, confirmedById: null },
  ...changes,
})
const fold = (events: readonly TableOrderEvent[]): TableOrder => {
  const order = events.reduce<TableOrder | null>((state, event) => evolveTableOrder(state, event, noon), null)
  if (!order) throw new Error('nothing came back')
  return order
}
const back = (changes: Partial<ReturnGoods> = {}, till = aHallTill()): TableOrder =>
  fold(returnGoods(till, goods(changes)))

describe('goods without any order (front-api §2.6.7)', () => {
  test('come back at the price of the menu in an order that is over at once and sold nothing', () => {
    const order = back()
    expect(order).toMatchObject({
      ...{ status: 'Closed', isGoodsReturn: true, isShown: false, whenClosed: noon, tableIds: [] },
      ...{ payments: [], tips: [] },
      returns: [
        {
          ...{ id: returnId, sum: 80_000n, isBackInStock: false, comment: 'Не вскрыт' },
          payments: [{ type: { id: ids.cash }, sum: 80_000n }],
        },
      ],
    })
    expect(knownReturnOf(order, order.returns?.[0] as never, (id) => id)).toMatchObject({
      ...{ sum: -80_000n, back: 'WRITTEN_OFF' },
      lines: [
        { productId: ids.soup, amount: -2000n, sum: -70_000n },
        { productId: ids.tea, amount: -1000n, sum: -10_000n },
      ],
    })
    expect(isReturnOfGoods(order, { returnId })).toBe(true)
    expect(isReturnOfGoods(order, { returnId: ids.order })).toBe(false)
  })

  test('need an open shift, goods, a reason and the cash in the drawer', () => {
    const refused = (changes: Partial<ReturnGoods>, till?: TillContext) => codeOf(() => back(changes, till))
    const drawerOf = (cash: bigint) => aHallTill({ drawer: { openedAt: noon, cash } })
    expect(refused({}, aHallTill({ cashShiftId: null }))).toBe('shift.not-open')
    expect(refused({ items: [] })).toBe('order.no-items')
    expect(refused({ removalTypeId: null })).toBe('cancel.removal-type-required')
    expect(refused({}, drawerOf(79_999n))).toBe('shift.drawer-too-small')
    expect(back({}, drawerOf(80_000n)).returns).toHaveLength(1)
    expect(refused({ items: [anItem(ids.tenant)] })).toMatch(/^item\./)
  })

  test('go back in cash, by a card of which the till knows nothing, or by a plugin', () => {
    const refused = (paymentTypeId: string, till?: TillContext) => codeOf(() => back({ paymentTypeId }, till))
    expect(back({ paymentTypeId: ids.tillCard }).returns).toHaveLength(1)
    // A terminal gives back only what it took.
    expect(refused(ids.tillCard, aHallTill({ hasTerminal: true }))).toBe('return.not-paid-so')
    expect(refused(ids.partner)).toBe('return.not-paid-so')
    expect(refused(ids.tenant)).toBe('return.not-paid-so')
  })

  test('by a plugin are asked for first; what it declines came to nothing', () => {
    const till = aHallTill(
      {},
      { items: [changedItem('paymentType', ids.partner, { paymentSystem: 'hotel' })] },
    )
    const asked = back({ paymentTypeId: ids.partner }, till)
    expect(asked.bankPayment).toMatchObject({
      phase: 'returning',
      system: 'hotel',
      payment: { sum: 80_000n },
    })
    expect([asked.returns, isGoodsReturnOfNote(asked), isReturnOfGoods(asked, { returnId })]).toEqual([
      undefined,
      true,
      true,
    ])
    // The log and the screens tell it for money that goes out.
    expect(asked.bankPayment && isReturning(asked, asked.bankPayment)).toBe(true)
    const transactionId = asked.bankPayment?.transactionId ?? ''
    const receipt = { system: 'hotel', cardNumber: null, cardType: null, rollbackData: null, details: null }
    const ends = (result: object): TableOrder =>
      changeTableOrder(till, asked, {
        ...{ kind: 'tableOrder.endBankPayment', orderId: asked.id, transactionId, result: result as never },
      }).reduce((state, event) => evolveTableOrder(state, event, noon), asked)
    const given = ends({ status: 'approved', receipt })
    expect(given.returns).toMatchObject([{ sum: 80_000n, byBank: [{ sum: 80_000n }] }])
    const declined = ends({ status: 'declined', text: 'Нет' })
    expect(declined).toMatchObject({ bankPayment: null, bankFailure: { text: 'Нет' } })
    expect(isGoodsReturnOfNote(declined)).toBe(false)
  })
})
