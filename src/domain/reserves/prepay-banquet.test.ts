import { describe, expect, test } from 'vitest'
import { aPayment, noon } from '../orders/testing/a-till.ts'
import { codeOf } from '../orders/testing/refusal-of.ts'
import { orderTotals } from '../orders/totals.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { aBanquet, type BanquetStep } from './testing/a-banquet.ts'

const drawer = { openedAt: noon, cash: 1_000_000n }
const prepay = (typeId: string, sum: bigint, id: string | null = null): BanquetStep => ({
  kind: 'reserve.prepay',
  payment: aPayment(typeId, sum, id ? { id } : {}),
})
type Banquet = ReturnType<typeof aBanquet>
const approved = { system: 'bank', cardNumber: null, cardType: null, rollbackData: 'rrn' }
const answer = (banquet: Banquet, isGood = true): void =>
  banquet.does({
    kind: 'reserve.endBankPayment',
    transactionId: banquet.order().bankPayment?.transactionId ?? '',
    result: isGood ? { status: 'approved', receipt: approved } : { status: 'declined', text: 'no' },
  })
const dueOf = (banquet: Banquet): bigint => orderTotals(banquet.order()).due

describe('a prepayment of a banquet (front-api §3.4)', () => {
  test('is taken before the guests come, and the rest at the end', () => {
    const banquet = aBanquet({ drawer })
    const { sum } = orderTotals(banquet.order())
    banquet.does(prepay(ids.cash, 10_000n))
    expect(banquet.order().payments).toMatchObject([
      { sum: 10_000n, isPrepay: true, isPreliminary: false, prepaidIn: expect.any(String) },
    ])
    expect(dueOf(banquet)).toBe(sum - 10_000n)
    banquet.does({ kind: 'reserve.guestsCame' })
    banquet.does({ kind: 'reserve.pay', payments: [aPayment(ids.cash, sum)], tips: [] })
    expect(banquet.now().status).toBe('Closed')
    // Change is given from what was not taken before.
    expect(banquet.order().payments.map((line) => line.sum)).toEqual([10_000n, sum - 10_000n])
    expect(banquet.replayed()).toEqual(banquet.now())
  })

  test('by card is asked of the bank, and stays off the order when it declines', () => {
    const banquet = aBanquet({ drawer })
    banquet.does(prepay(ids.card, 10_000n))
    expect(banquet.order()).toMatchObject({
      payments: [],
      bankPayment: { phase: 'authorizing', waiting: null, payment: { isPrepay: true } },
    })
    answer(banquet, false)
    expect(banquet.order()).toMatchObject({ payments: [], bankFailure: { reason: 'declined' } })
    banquet.does(prepay(ids.card, 10_000n))
    answer(banquet)
    expect(banquet.order().payments).toMatchObject([{ sum: 10_000n, bank: { rollbackData: 'rrn' } }])
    expect(banquet.now().status).toBe('New')
  })

  test('of a planned line takes that line, once', () => {
    const banquet = aBanquet({ drawer })
    banquet.does({ kind: 'reserve.addPayments', payments: [aPayment(ids.cash, 10_000n)], tips: [] })
    const [planned] = banquet.order().payments
    const plannedId = planned?.id ?? ''
    const takes: BanquetStep = { kind: 'reserve.prepay', payment: { plannedId } }
    banquet.does(takes)
    expect(banquet.order().payments).toMatchObject([{ id: plannedId, isPreliminary: false }])
    expect(banquet.decide(takes)).toEqual([])
  })

  test('the same line twice is taken once', () => {
    const banquet = aBanquet({ drawer })
    const same = prepay(ids.cash, 10_000n, ids.tea)
    banquet.does(same)
    expect(banquet.decide(same)).toEqual([])
  })

  test('is refused beyond what the order costs, without a shift, by bonuses and on credit', () => {
    const banquet = aBanquet({ drawer })
    const { sum } = orderTotals(banquet.order())
    const refused = (step: BanquetStep) => codeOf(() => banquet.decide(step))
    expect(refused(prepay(ids.cash, sum + 1n))).toBe('order.payment-too-large')
    banquet.does(prepay(ids.cash, sum))
    expect(refused(prepay(ids.card, 100n))).toBe('order.payment-too-large')
    expect(refused(prepay(ids.bonus, 100n))).toBe('payment.not-prepaid')
    expect(refused({ kind: 'reserve.prepay', payment: { plannedId: ids.tea } })).toBe('payment.line-unknown')
    const closed = aBanquet({ cashShiftId: null, drawer: null })
    expect(codeOf(() => closed.decide(prepay(ids.cash, 100n)))).toBe('shift.not-open')
  })

  test('goes back by hand or by its bank; cash only as much as there is', () => {
    const banquet = aBanquet({ drawer: { openedAt: noon, cash: 5_000n } })
    banquet.does(prepay(ids.cash, 10_000n))
    const [cash] = banquet.order().payments
    const back = (paymentId = ''): BanquetStep => ({
      ...{ kind: 'reserve.returnPayment', paymentId, transactionId: ids.tea },
    })
    expect(codeOf(() => banquet.decide(back(cash?.id)))).toBe('shift.drawer-too-small')
    const rich = aBanquet({ drawer })
    rich.does(prepay(ids.cash, 10_000n))
    rich.does(prepay(ids.card, 5_000n))
    answer(rich)
    const [first, second] = rich.order().payments
    rich.does(back(first?.id))
    expect(rich.order().payments.map(({ id }) => id)).toEqual([second?.id])
    rich.does(back(second?.id))
    expect(rich.order().bankPayment).toMatchObject({ phase: 'returning' })
    answer(rich)
    expect(rich.order().payments).toEqual([])
  })
})

describe('a banquet that is given up', () => {
  const cancel: BanquetStep = {
    kind: 'reserve.cancel',
    cancelReason: 'ClientRefused',
    returnsPrepayments: true,
  }
  test('gives its prepayments back first: the bank, then the drawer, then it is closed', () => {
    const banquet = aBanquet({ drawer })
    banquet.does(prepay(ids.cash, 10_000n))
    banquet.does(prepay(ids.card, 5_000n))
    answer(banquet)
    const { returnsPrepayments: _, ...plainly } = cancel
    expect(codeOf(() => banquet.decide(plainly))).toBe('cancel.has-processed-payments')
    banquet.does(cancel)
    expect(banquet.now().status).toBe('New')
    answer(banquet)
    expect(banquet.now()).toMatchObject({ status: 'Closed', cancelReason: 'ClientRefused' })
    expect(banquet.order().payments).toEqual([])
    expect(banquet.replayed()).toEqual(banquet.now())
  })
  test('goes on where its bank declines, with all of its money', () => {
    const banquet = aBanquet({ drawer })
    banquet.does(prepay(ids.cash, 10_000n))
    banquet.does(prepay(ids.card, 5_000n))
    answer(banquet)
    banquet.does(cancel)
    answer(banquet, false)
    expect(banquet.now().status).toBe('New')
    expect(banquet.order()).toMatchObject({
      ...{ payments: [{ sum: 10_000n }, { sum: 5_000n }] },
      bankFailure: { reason: 'not-returned' },
    })
  })
})
