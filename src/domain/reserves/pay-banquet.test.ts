import { expect, test } from 'vitest'
import type { PaymentInput } from '../orders/commands.ts'
import { aPayment, noon } from '../orders/testing/a-till.ts'
import { codeOf } from '../orders/testing/refusal-of.ts'
import { orderTotals } from '../orders/totals.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { aBanquet, type BanquetStep as Step } from './testing/a-banquet.ts'

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
