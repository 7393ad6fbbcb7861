import { describe, expect, test } from 'vitest'
import { anId, ids } from '../../reference/testing/catalog-ids.ts'
import { stopListKey } from '../../stop-list/stop-list.ts'
import { aHallTill, aTableOrder, type TableStep, tables } from '../testing/a-table.ts'
import { anItem, aPayment, noon } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import { orderSums, orderTotals } from '../totals.ts'

const [anna, boris] = [anId(900), anId(901)]
const [first, second] = [anId(910), anId(911)]
const dishes = [
  anItem(ids.soup, { positionId: first, amount: 2000n }),
  anItem(ids.tea, { positionId: second }),
]
const order = (...steps: TableStep[]) =>
  aTableOrder({ items: dishes, guestCount: 2, isExternal: false }).after(
    { kind: 'tableOrder.addGuest', guestId: anna, name: ' Anna ' },
    { kind: 'tableOrder.addGuest', guestId: boris, name: null },
    ...steps,
  )
const print: TableStep = { kind: 'tableOrder.printToKitchen' }
const removal = (changes: object = {}): TableStep =>
  ({
    kind: 'tableOrder.deletePrintedItems',
    parts: [{ positionId: first, amount: null }],
    removalTypeId: ids.toCafe,
    comment: 'Cold',
    userIdForWriteoff: null,
    withoutWriteoff: false,
    ...changes,
  }) as TableStep

describe('guests (front-api §2.6.3)', () => {
  test('those who sat down are there without names, and others come', () => {
    const { guests, guestCount } = order().order
    expect(guests.map(({ name, rank }) => [name, rank])).toEqual([
      [null, 1],
      [null, 2],
      ['Anna', 3],
      [null, 4],
    ])
    expect(guestCount).toBe(4)
  })
  test('who is here already is not added again, and who is gone is not removed again', () => {
    const seated = order()
    expect(seated.decide({ kind: 'tableOrder.addGuest', guestId: anna, name: 'Other' })).toEqual([])
    const gone = seated.after({ kind: 'tableOrder.removeGuest', guestId: boris })
    expect(gone.order.guestCount).toBe(3)
    expect(gone.decide({ kind: 'tableOrder.removeGuest', guestId: boris })).toEqual([])
  })
  test('one with dishes stays; dishes are given to guests and back to all', () => {
    const given = order({ kind: 'tableOrder.assignItems', positionIds: [first], guestId: anna })
    expect(given.order.items[0]?.orderGuestId).toBe(anna)
    expect(codeOf(() => given.decide({ kind: 'tableOrder.removeGuest', guestId: anna }))).toBe(
      'table.guest-has-items',
    )
    const common = given.after({ kind: 'tableOrder.assignItems', positionIds: [first], guestId: null })
    expect(common.order.items[0]).not.toHaveProperty('orderGuestId')
    expect(
      codeOf(() => given.decide({ kind: 'tableOrder.assignItems', positionIds: [first], guestId: anId(99) })),
    ).toBe('table.guest-unknown')
  })
  test('fewer are not expected than are there', () => {
    const fewer: TableStep = { kind: 'tableOrder.changeGuestCount', guestCount: 3 }
    expect(codeOf(() => order().decide(fewer))).toBe('request.field-invalid')
    expect(order({ kind: 'tableOrder.changeGuestCount', guestCount: 9 }).order.guestCount).toBe(9)
  })
  test('a new dish comes with its guest and its course', () => {
    const items = [anItem(ids.tea, { orderGuestId: anna, course: 2 })]
    const added = order({ kind: 'tableOrder.addItems', items, combos: [], servicePrint: false })
    expect(added.order.items[2]).toMatchObject({ orderGuestId: anna, course: 2 })
    const stranger = [anItem(ids.tea, { orderGuestId: anId(99) })]
    expect(
      codeOf(() =>
        order().decide({ kind: 'tableOrder.addItems', items: stranger, combos: [], servicePrint: false }),
      ),
    ).toBe('table.guest-unknown')
  })
})

describe('courses', () => {
  const late: TableStep = { kind: 'tableOrder.changeCourse', positionIds: [second], course: 2 }
  test('a course is served when it is called for, and only what is new is printed', () => {
    const called = order(late, { kind: 'tableOrder.printToKitchen', course: null })
    expect(called.order.items.map(({ status }) => status)).toEqual(['PrintedNotCooking', 'Added'])
    const serve: TableStep = { kind: 'tableOrder.printToKitchen', course: 2 }
    expect(called.decide(serve)).toEqual([{ kind: 'tableOrder.itemsPrinted', positionIds: [second] }])
    expect(called.after(serve).decide(print)).toEqual([])
  })
  test('chosen dishes go alone; one that is not there refuses', () => {
    expect(order().decide({ kind: 'tableOrder.printToKitchen', positionIds: [second] })).toEqual([
      { kind: 'tableOrder.itemsPrinted', positionIds: [second] },
    ])
    const unknown: TableStep = { kind: 'tableOrder.printToKitchen', positionIds: [anId(99)] }
    expect(codeOf(() => order().decide(unknown))).toBe('item.position-unknown')
  })
  test('a printed dish keeps its course; there are twenty of them', () => {
    expect(codeOf(() => order(print).decide(late))).toBe('item.wrong-status')
    const far = { ...late, course: 21 } as TableStep
    expect(codeOf(() => order().decide(far))).toBe('request.field-invalid')
  })
})

describe('amounts and comments', () => {
  const more = (by: bigint, positionId = first): TableStep => ({
    kind: 'tableOrder.changeItemAmount',
    positionId,
    by,
  })
  test('two waiters who add one add two; below one it does not go', () => {
    expect(order(more(1000n), more(1000n)).order.items[0]?.amount).toBe(4000n)
    expect(codeOf(() => order().decide(more(-2000n)))).toBe('item.amount-invalid')
  })
  test('only before printing, and only what is on hand', () => {
    expect(codeOf(() => order(print).decide(more(1000n)))).toBe('item.wrong-status')
    const stop = { productId: ids.soup, sizeId: null, balance: 1000n, isCounted: true, dateAdd: noon }
    const short = aHallTill({ stopList: new Map([[stopListKey(ids.soup, null), stop]]) })
    const living = aTableOrder({ items: [anItem(ids.soup, { positionId: first })] }, short)
    expect(codeOf(() => living.decide(more(2000n)))).toBe('item.stopped')
    expect(living.decide(more(1000n))).toHaveLength(1)
  })
  test('a comment of a printed dish is changed by who may do that', () => {
    const comment = 'no salt'
    const plain: TableStep = { kind: 'tableOrder.changeItemComment', positionId: first, comment }
    const printed: TableStep = { kind: 'tableOrder.changePrintedComment', positionId: first, comment }
    expect(order(plain).order.items[0]?.comment).toBe(comment)
    expect(codeOf(() => order(print).decide(plain))).toBe('item.wrong-status')
    expect(codeOf(() => order().decide(printed))).toBe('item.wrong-status')
    expect(order(print, printed).order.items[0]?.comment).toBe(comment)
  })
})

describe('deletion (front-api §2.6.5)', () => {
  test('what is new just goes, in part as well; what is printed does not go that way', () => {
    const part: TableStep = {
      kind: 'tableOrder.deleteItems',
      parts: [{ positionId: first, amount: 500n }],
    }
    const { items } = order(part).order
    expect(items.map(({ amount, deleted }) => [amount, deleted !== null])).toEqual([
      [1500n, false],
      [500n, true],
      [1000n, false],
    ])
    expect(codeOf(() => order(print).decide(part))).toBe('item.wrong-status')
  })
  test('what is printed goes with a type, its comment and who pays', () => {
    expect(order(print, removal()).order.items[0]?.deleted).toEqual({
      ...{ removalType: { id: ids.toCafe, name: 'Spoiled' }, comment: 'Cold', writeoffUserId: null },
      at: noon,
    })
    expect(codeOf(() => order(print).decide(removal({ removalTypeId: null })))).toBe(
      'cancel.removal-type-required',
    )
    const unexplained = removal({ removalTypeId: ids.withReason, comment: null })
    expect(codeOf(() => order(print).decide(unexplained))).toBe('cancel.removal-comment-required')
    const kept = order(print, removal({ withoutWriteoff: true }))
    expect(kept.order.items[0]?.deleted).toMatchObject({ withoutWriteoff: true })
  })
  test('twice is not possible, nor under the bill, nor below what is paid', () => {
    expect(codeOf(() => order(print, removal()).decide(removal()))).toBe('item.position-unknown')
    const billed = order({ kind: 'tableOrder.printBill' })
    expect(codeOf(() => billed.decide(removal()))).toBe('order.bill-printed')
    const payments = [aPayment(ids.card, 80_000n, { isProcessedExternally: true, isPrepay: true })]
    const paid = order(print, { kind: 'tableOrder.addPayments', payments, tips: [] })
    expect(codeOf(() => paid.decide(removal()))).toBe('order.payment-too-large')
  })
})

describe('sharing', () => {
  test('a dish in three parts comes to itself, in amount and in money and with a percent off', () => {
    const items = [anItem(ids.soup, { positionId: first, price: 99_99n })]
    const discounts = [{ source: 'RMS' as const, discountTypeId: ids.tenPercent, sum: null, positions: null }]
    const whole = aTableOrder({ items, discounts, guestCount: 3, isExternal: false })
    const guestIds = whole.order.guests.map(({ id }) => id)
    const shared = whole.after({ kind: 'tableOrder.shareItems', positionIds: [first], guestIds })
    expect(shared.order.items.map(({ amount, orderGuestId }) => [amount, orderGuestId])).toEqual([
      [334n, guestIds[0]],
      [333n, guestIds[1]],
      [333n, guestIds[2]],
    ])
    expect(orderSums(shared.order)).toEqual(orderSums(whole.order))
    const costs = orderTotals(shared.order).positions.map(({ cost }) => cost)
    expect(costs.reduce((sum, cost) => sum + cost, 0n)).toBe(9999n)
  })
})

test('the order changes its table, its waiter and its name, the bill notwithstanding', () => {
  const moved = order(
    { kind: 'tableOrder.printBill' },
    { kind: 'tableOrder.changeTables', tableIds: [tables.first] },
    { kind: 'tableOrder.changeWaiter', waiterId: ids.operator },
    { kind: 'tableOrder.changeTabName', tabName: ' Oleg ' },
  ).order
  expect(moved).toMatchObject({ tableIds: [tables.first], tabName: 'Oleg', waiter: { id: ids.operator } })
  const nowhere: TableStep = { kind: 'tableOrder.changeTables', tableIds: [] }
  expect(codeOf(() => order().decide(nowhere))).toBe('request.field-required')
  const nobody: TableStep = { kind: 'tableOrder.changeWaiter', waiterId: anId(99) }
  expect(codeOf(() => order().decide(nobody))).toBe('order.operator-unknown')
})
