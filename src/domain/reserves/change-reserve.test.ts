import { expect, test } from 'vitest'
import type { PaymentInput } from '../orders/commands.ts'
import type { Payment } from '../orders/order.ts'
import { aHallTill, aTablePlacement, tables } from '../orders/testing/a-table.ts'
import { aContact, anItem, aPayment, minutes, noon } from '../orders/testing/a-till.ts'
import { codeOf, refusalOf } from '../orders/testing/refusal-of.ts'
import { orderTotals } from '../orders/totals.ts'
import { anId, ids } from '../reference/testing/catalog-ids.ts'
import { changeReserve } from './change-reserve.ts'
import type { ChangeReserve, PlaceReserve } from './commands.ts'
import { evolveReserve } from './evolve-reserve.ts'
import { placeReserve } from './place-reserve.ts'
import type { Reserve } from './reserve.ts'

const till = aHallTill({ contact: aContact() })

const aPlacement = (changes: Partial<PlaceReserve> = {}): PlaceReserve => {
  const { tabName: _, servicePrint: __, waiterId: ___, ...sale } = aTablePlacement()
  return {
    ...{ ...sale, kind: 'reserve.place', contactId: ids.contact, isBanquet: true, guestCount: 2 },
    ...{ comment: null, durationInMinutes: 60, shouldRemind: false, tableIds: [tables.first] },
    ...{ estimatedStartTime: noon + minutes(60), eventType: null },
    ...changes,
  }
}
const aReserve = (changes: Partial<PlaceReserve> = {}, others: Reserve[] = []): Reserve => {
  const [placed] = placeReserve(till, aPlacement(changes), others)
  if (!placed) throw new Error('nothing was placed')
  return evolveReserve(null, placed, noon)
}
type Step = ChangeReserve extends infer C ? (C extends unknown ? Omit<C, 'orderId'> : never) : never
const decide = (reserve: Reserve, step: Step, others: Reserve[] = []) =>
  changeReserve(till, reserve, { orderId: reserve.id, ...step } as ChangeReserve, others)
const after = (reserve: Reserve, step: Step): Reserve =>
  decide(reserve, step).reduce((state, event) => evolveReserve(state, event, noon), reserve)

const items = [anItem(ids.tea)]
const add: Step = { kind: 'reserve.addItems', items, combos: [] }
const came: Step = { kind: 'reserve.guestsCame' }
const cancel: Step = { kind: 'reserve.cancel', cancelReason: 'ClientRefused' }

test('a table is kept from its start to its end, and not a minute more', () => {
  const kept = aReserve()
  const other =
    (start: number, changes = {}) =>
    () =>
      aReserve({ orderId: anId(0x901), estimatedStartTime: noon + minutes(start), ...changes }, [kept])
  expect(refusalOf(other(60))).toEqual({
    code: 'reserve.table-taken',
    params: {
      ...{ id: tables.first, reserveId: kept.id, table: 'Table 1' },
      ...{ start: expect.stringMatching(/ \d\d:\d\d$/), end: expect.stringMatching(/ \d\d:\d\d$/) },
    },
  })
  for (const start of [1, 119]) expect(codeOf(other(start))).toBe('reserve.table-taken')
  for (const start of [0, 120]) expect(other(start)).not.toThrow()
  expect(other(60, { tableIds: [tables.second] })).not.toThrow()
  expect(() => aReserve({ orderId: anId(0x902) }, [after(kept, cancel)])).not.toThrow()
})

test.each([
  ['order.date-too-small', { estimatedStartTime: noon - minutes(2) }],
  ['order.date-too-far', { estimatedStartTime: noon + minutes(92 * 24 * 60) }],
  ['table.unknown', { tableIds: [anId(0x903)] }],
  ['request.field-required', { tableIds: [] }],
  ['request.field-invalid', { durationInMinutes: 0 }],
  ['request.field-invalid', { eventType: 'e'.repeat(161) }],
  ['order.no-items', { items: [] }],
] as const)('%s', (code, changes) => {
  expect(codeOf(() => aReserve(changes as Partial<PlaceReserve>))).toBe(code)
})

test('guests who come start a banquet and end a reserve', () => {
  expect(after(aReserve(), came)).toMatchObject({
    status: 'Started',
    guestsComingTime: noon,
    cancelReason: null,
  })
  const plain = after(aReserve({ isBanquet: false, items: [] }), came)
  expect(plain).toMatchObject({ status: 'Closed', guestsComingTime: noon, cancelReason: null })
})

test('only New is cancelled; dishes may be added while a banquet goes on, and to nothing else', () => {
  const started = after(aReserve(), came)
  expect(codeOf(() => decide(started, cancel))).toBe('order.wrong-status')
  const { banquet } = after(started, add)
  expect(banquet && orderTotals(banquet).sum).toBe(55_000n)
  const closed = after(aReserve(), cancel)
  expect(closed).toMatchObject({ status: 'Closed', cancelReason: 'ClientRefused' })
  expect(codeOf(() => decide(closed, add))).toBe('order.wrong-status')
  expect(codeOf(() => decide(aReserve({ isBanquet: false, items: [] }), add))).toBe('reserve.no-order')
})

const restore: Step = { kind: 'reserve.restore' }

test('a closed reserve is opened again as it was, unless its table, its time or its money is gone', () => {
  const given = after(aReserve(), cancel)
  expect(after(given, restore)).toMatchObject({
    ...{ status: 'New', cancelReason: null, guestsComingTime: null },
    banquet: { items: [{}, {}], whenClosed: null },
  })
  expect(codeOf(() => decide(after(given, restore), restore))).toBe('order.wrong-status')
  const other = aReserve({ orderId: anId(0x904) }, [given])
  expect(codeOf(() => decide(given, restore, [other]))).toBe('reserve.table-taken')
  const late = { ...given, estimatedStartTime: noon - minutes(59) }
  expect(after(late, restore).status).toBe('New')
  expect(codeOf(() => decide({ ...given, estimatedStartTime: noon - minutes(60) }, restore))).toBe(
    'order.date-too-small',
  )
  const paid = after(after(aReserve(), came), close(aPayment(ids.cash, 45_000n)))
  expect(codeOf(() => decide(paid, restore))).toBe('order.wrong-status')
})

test('guests who were seated by mistake are awaited again; their order is named and goes on', () => {
  const seating = { orderId: anId(0x905), waiterId: null }
  const seated = after(aReserve({ isBanquet: false, items: [] }), { kind: 'reserve.guestsCame', seating })
  expect(decide(seated, restore)).toEqual([{ kind: 'reserve.restored', previousOrderId: seating.orderId }])
  const { seatedOrderId, previousOrderId, status } = after(seated, restore)
  expect([status, seatedOrderId, previousOrderId]).toEqual(['New', undefined, seating.orderId])
})

test('bonuses of a banquet that was given up are back in their wallet: a restored one is not paid by them', () => {
  const { banquet, ...given } = after(aReserve(), cancel)
  if (!banquet) throw new Error('a banquet has an order')
  const bonuses = { type: { kind: 'IikoCard' }, sum: 100n, isPreliminary: true } as Payment
  const other = { type: { kind: 'Card' }, sum: 100n, isProcessedExternally: true } as Payment
  const paid: Reserve = { ...given, banquet: { ...banquet, payments: [bonuses, other] } }
  expect(after(paid, restore).banquet?.payments).toEqual([other])
})

test('replaced dishes may be cheaper, but not than what is paid', () => {
  const replace: Step = { kind: 'reserve.changeItems', items, combos: [] }
  expect(after(aReserve(), replace).banquet?.items).toHaveLength(1)
  const payments = [aPayment(ids.card, 20_000n, { isProcessedExternally: true })]
  const paid = after(aReserve(), { kind: 'reserve.addPayments', payments, tips: [] })
  expect(paid.banquet?.payments).toMatchObject([{ isPrepay: true }])
  expect(codeOf(() => decide(paid, replace))).toBe('order.payment-too-large')
  expect(decide(paid, { kind: 'reserve.changeItems', items: null, combos: [] })).toEqual([])
})

const step = (kind: 'printToKitchen' | 'printBill' | 'cancelBill'): Step => ({ kind: `reserve.${kind}` })
const close = (...payments: PaymentInput[]): Step => ({ kind: 'reserve.close', payments, cheque: null })

test('the bill and the money of a banquet come after its guests; a plain reserve has none', () => {
  for (const early of [step('printToKitchen'), step('printBill'), step('cancelBill'), close()]) {
    expect(codeOf(() => decide(aReserve(), early))).toBe('order.wrong-status')
    expect(codeOf(() => decide(aReserve({ isBanquet: false, items: [] }), early))).toBe('reserve.no-order')
  }
})

test('the bill sends dishes to the kitchen and freezes them until it is taken back', () => {
  const started = after(aReserve(), came)
  const billed = after(started, step('printBill'))
  expect(billed.status).toBe('Started')
  expect(billed.banquet).toMatchObject({ whenBillPrinted: noon, items: [{ whenPrinted: noon }, {}] })
  expect(codeOf(() => decide(billed, add))).toBe('order.bill-printed')
  const again = after(after(billed, step('cancelBill')), add)
  expect(again.banquet?.items).toHaveLength(3)
  expect(decide(started, step('cancelBill'))).toEqual([])
})

test('a banquet is closed when it is paid to the last kopeck, and its reserve with it', () => {
  const started = after(aReserve(), came)
  const sum = orderTotals(started.banquet ?? { items: [], combos: [], discounts: [], payments: [] }).sum
  expect(codeOf(() => decide(started, close(aPayment(ids.cash, sum - 1_00n))))).toBe(
    'order.payment-not-enough',
  )
  const prepaid = after(started, {
    kind: 'reserve.addPayments',
    payments: [aPayment(ids.card, 10_000n, { isProcessedExternally: true })],
    tips: [],
  })
  const closed = after(prepaid, close(aPayment(ids.cash, sum)))
  expect(closed).toMatchObject({ status: 'Closed', cancelReason: null, guestsComingTime: noon })
  // Change is given: the till keeps what was due.
  expect(closed.banquet?.payments.map(({ sum: part, isPreliminary }) => [part, isPreliminary])).toEqual([
    [10_000n, false],
    [sum - 10_000n, false],
  ])
  expect(closed.banquet?.whenClosed).toBe(noon)
  expect(codeOf(() => decide(closed, close()))).toBe('order.wrong-status')
})

const change = (changes: Extract<Step, { kind: 'reserve.change' }>['changes']): Step => ({
  kind: 'reserve.change',
  changes,
})

test('a reserve is changed in one deed; what is not said stays, and saying the same changes nothing', () => {
  const kept = aReserve({ comment: 'cake' })
  const asked = { tableIds: [tables.second], estimatedStartTime: noon + minutes(90), guestCount: 5 }
  const changed = after(kept, change(asked))
  expect(changed).toMatchObject({ ...asked, comment: 'cake', durationInMinutes: 60, shouldRemind: false })
  expect(decide(changed, change(asked))).toEqual([])
  expect(after(changed, change({ comment: null, shouldRemind: true }))).toMatchObject({
    ...{ comment: null, shouldRemind: true, guestCount: 5 },
  })
})

test('a place and a time are free together, or nothing of the change happens', () => {
  const other = aReserve({ orderId: anId(0x910), tableIds: [tables.second] })
  const kept = aReserve({ estimatedStartTime: noon + minutes(240) })
  const there = (more: object) => () => decide(kept, change({ tableIds: [tables.second], ...more }), [other])
  expect(there({})).not.toThrow()
  expect(refusalOf(there({ estimatedStartTime: noon + minutes(90), guestCount: 9 }))).toMatchObject({
    ...{ code: 'reserve.table-taken', params: { table: 'Table 2', reserveId: other.id } },
  })
  const longer = aReserve({
    estimatedStartTime: noon + minutes(10),
    durationInMinutes: 50,
    tableIds: [tables.second],
  })
  expect(codeOf(() => decide(longer, change({ durationInMinutes: 51 }), [other]))).toBe('reserve.table-taken')
})

test('what is late may still be changed, but not moved into the past; guests who sit come at no other time', () => {
  const late = { ...aReserve(), estimatedStartTime: noon - minutes(20) }
  expect(after(late, change({ guestCount: 3 })).guestCount).toBe(3)
  expect(codeOf(() => decide(late, change({ estimatedStartTime: noon - minutes(10) })))).toBe(
    'order.date-too-small',
  )
  const started = after(aReserve(), came)
  expect(after(started, change({ durationInMinutes: 90 })).durationInMinutes).toBe(90)
  expect(codeOf(() => decide(started, change({ estimatedStartTime: noon + minutes(90) })))).toBe(
    'order.wrong-status',
  )
  expect(codeOf(() => decide(after(aReserve(), cancel), change({ guestCount: 3 })))).toBe(
    'order.wrong-status',
  )
})

test.each([
  [{ durationInMinutes: 14 }, 'durationInMinutes'],
  [{ durationInMinutes: 24 * 60 }, 'durationInMinutes'],
  [{ guestCount: 1001 }, 'guestCount'],
  [{ comment: 'c'.repeat(251) }, 'comment'],
  [{ eventType: 'e'.repeat(161) }, 'eventType'],
] as const)('people at the till keep to its limits: %o', (changes, field) => {
  const refused = { code: 'request.field-invalid', params: { field } }
  expect(refusalOf(() => decide(aReserve(), change(changes)))).toMatchObject(refused)
  expect(refusalOf(() => aReserve({ isExternal: false, ...changes }))).toMatchObject(refused)
})

test('a person at the till writes a banquet down before anything is ordered', () => {
  const banquet = aReserve({ isExternal: false, items: [] })
  expect(banquet.banquet?.items).toEqual([])
  expect(after(banquet, add).banquet?.items).toHaveLength(1)
})

test('a plain reserve remembers the order of its guests, a banquet has its own', () => {
  const seating = { orderId: anId(0x911), waiterId: null }
  const plain = after(aReserve({ isBanquet: false, items: [] }), { ...came, seating } as Step)
  expect(plain).toMatchObject({ status: 'Closed', seatedOrderId: seating.orderId })
  expect(after(aReserve(), { ...came, seating } as Step).seatedOrderId).toBeUndefined()
})
