import { expect, test } from 'vitest'
import type { PaymentInput } from '../orders/commands.ts'
import { aHallTill, aTablePlacement, tables } from '../orders/testing/a-table.ts'
import { aContact, anItem, aPayment, minutes, noon } from '../orders/testing/a-till.ts'
import { codeOf } from '../orders/testing/refusal-of.ts'
import { orderTotals } from '../orders/totals.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { changeReserve } from './change-reserve.ts'
import type { ChangeReserve, PlaceReserve } from './commands.ts'
import type { ReserveEvent } from './events.ts'
import { evolveReserve, replayReserve } from './evolve-reserve.ts'
import { placeReserve } from './place-reserve.ts'
import type { Reserve } from './reserve.ts'

const till = aHallTill({ contact: aContact(), hasTerminal: true })
type Step = ChangeReserve extends infer C ? (C extends unknown ? Omit<C, 'orderId'> : never) : never

/** A banquet whose commands are decided and folded in turn, as its till does it. */
function aBanquet() {
  const { tabName: _, servicePrint: __, waiterId: ___, ...sale } = aTablePlacement()
  const placement: PlaceReserve = {
    ...{ ...sale, kind: 'reserve.place', contactId: ids.contact, isBanquet: true, guestCount: 2 },
    ...{ comment: null, durationInMinutes: 60, shouldRemind: false, tableIds: [tables.first] },
    ...{ estimatedStartTime: noon + minutes(60), eventType: null, items: [anItem(ids.soup)] },
  }
  const told: { event: ReserveEvent; at: number }[] = []
  let state: Reserve | null = null
  const take = (events: readonly ReserveEvent[]): void => {
    for (const event of events) {
      state = evolveReserve(state, event, noon)
      told.push({ event, at: noon })
    }
  }
  take(placeReserve(till, placement, []))
  const now = (): Reserve => {
    if (!state) throw new Error('nothing was placed')
    return state
  }
  const decide = (step: Step) =>
    changeReserve(till, now(), { orderId: now().id, ...step } as ChangeReserve, [])
  return {
    now,
    decide,
    does: (step: Step): void => take(decide(step)),
    order: () => now().banquet ?? expect.fail('no order'),
    replayed: () => replayReserve(told),
  }
}
const pay = (...payments: PaymentInput[]): Step => ({ kind: 'reserve.pay', payments, tips: [] })
const approved = { system: 'bank', cardNumber: null, cardType: null, rollbackData: null }

test('a card is asked of the bank first, and its answer closes banquet and reserve', () => {
  const banquet = aBanquet()
  expect(codeOf(() => banquet.decide(pay(aPayment(ids.card, 1n))))).toBe('order.wrong-status')
  banquet.does({ kind: 'reserve.guestsCame' })
  const { sum } = orderTotals(banquet.order())
  expect(codeOf(() => banquet.decide(pay(aPayment(ids.card, sum - 1n))))).toBe('order.payment-not-enough')
  banquet.does(pay(aPayment(ids.card, sum)))
  const transactionId = banquet.order().bankPayment?.transactionId ?? ''
  expect(banquet.order()).toMatchObject({ payments: [], bankPayment: { phase: 'authorizing' } })
  for (const step of [
    pay(aPayment(ids.cash, sum)),
    { kind: 'reserve.addItems', items: [], combos: [] } as Step,
  ])
    expect(codeOf(() => banquet.decide(step))).toBe('order.bank-is-asked')
  banquet.does({
    ...{ kind: 'reserve.endBankPayment', transactionId },
    result: { status: 'approved', receipt: approved },
  })
  expect(banquet.now()).toMatchObject({ status: 'Closed', cancelReason: null })
  expect(banquet.order()).toMatchObject({
    ...{ bankPayment: null, whenClosed: noon, payments: [{ sum, bank: { transactionId } }] },
    items: [{ status: 'PrintedNotCooking' }],
  })
  expect(banquet.replayed()).toEqual(banquet.now())
})

test('declined: the banquet goes on, and what is found at a start closes nothing by itself', () => {
  for (const result of [
    { status: 'declined', text: 'no money' },
    { status: 'approved', receipt: approved, isFoundAtStart: true },
  ] as const) {
    const banquet = aBanquet()
    banquet.does({ kind: 'reserve.guestsCame' })
    banquet.does(pay(aPayment(ids.card, orderTotals(banquet.order()).sum)))
    const transactionId = banquet.order().bankPayment?.transactionId ?? ''
    banquet.does({ kind: 'reserve.endBankPayment', transactionId, result })
    expect(banquet.now().status).toBe('Started')
    expect(banquet.order().payments).toHaveLength(result.status === 'approved' ? 1 : 0)
  }
})

test('dishes of a banquet are cooked once they are printed, after its receipt too', () => {
  const banquet = aBanquet()
  const [item] = banquet.order().items
  const positionIds = [item?.positionId ?? '']
  const cook: Step = { kind: 'reserve.setCooking', positionIds, status: 'CookingStarted' }
  expect(codeOf(() => banquet.decide(cook))).toBe('order.wrong-status')
  banquet.does({ kind: 'reserve.guestsCame' })
  expect(codeOf(() => banquet.decide(cook))).toBe('item.wrong-status')
  banquet.does(pay(aPayment(ids.cash, orderTotals(banquet.order()).sum)))
  expect(banquet.now().status).toBe('Closed')
  banquet.does(cook)
  expect(banquet.order().items).toMatchObject([{ status: 'CookingStarted', whenCookingStarted: noon }])
  expect(banquet.decide(cook)).toEqual([])
})
