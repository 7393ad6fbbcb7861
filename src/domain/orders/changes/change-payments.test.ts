import { describe, expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, dispatch, type Step, setStatus } from '../testing/a-delivery.ts'
import { aPayment } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'

type Payments = Extract<Step, { kind: 'delivery.addPayments' }>['payments']
const add = (...payments: Payments): Step => ({ kind: 'delivery.addPayments', payments, tips: [] })
const change = (...payments: Payments): Step => ({ kind: 'delivery.changePayments', payments, tips: [] })
const cash = aPayment(ids.cash, 45_000n)
const paid = aPayment(ids.card, 20_000n, { isProcessedExternally: true })
const sums = (delivery: ReturnType<typeof aDelivery>) => delivery.order.payments.map((payment) => payment.sum)

test('adding appends, and a repeat adds again', () => {
  expect(sums(aDelivery({ payments: [cash] }).after(add(paid), add(paid)))).toEqual([
    45_000n,
    20_000n,
    20_000n,
  ])
  expect(aDelivery().decide(add())).toEqual([])
})

test('changing replaces everything, unless money is taken already', () => {
  expect(sums(aDelivery({ payments: [cash] }).after(change(paid)))).toEqual([20_000n])
  expect(sums(aDelivery({ payments: [cash] }).after(change()))).toEqual([])
  expect(codeOf(() => aDelivery({ payments: [paid] }).decide(change(cash)))).toBe('payment.processed-exists')
})

test('tips go with them', () => {
  const tips = [{ ...aPayment(ids.card, 5_000n), tipsTypeId: ids.tips }]
  const tipped = aDelivery().after({ kind: 'delivery.addPayments', payments: [], tips })
  expect(tipped.order.tips).toMatchObject([{ sum: 5_000n }])
  expect(tipped.after(change(cash)).order.tips).toEqual([])
})

test('no more than the order costs is taken outside', () => {
  const rest = aPayment(ids.card, 25_001n, { isProcessedExternally: true })
  expect(codeOf(() => aDelivery({ payments: [paid] }).decide(add(rest)))).toBe('order.payment-too-large')
})

describe('a delivered order', () => {
  test('still takes payments where it is paid at closing', () => {
    expect(
      aDelivery()
        .after(...dispatch, setStatus('Delivered'))
        .decide(add(cash)),
    ).toHaveLength(1)
  })
  test('is settled where it was paid before sending', () => {
    const all = aPayment(ids.card, 45_000n, { isProcessedExternally: true })
    const payFirst = { organization: { deliveryOrderPaymentSettings: 'WhenOrderOnTheWay' } } as const
    const delivered = aDelivery({ payments: [all] }, payFirst).after(...dispatch, setStatus('Delivered'))
    expect(codeOf(() => delivered.decide(add(cash)))).toBe('order.wrong-status')
  })
})
