import { describe, expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, close, dispatch, print, setStatus } from '../testing/a-delivery.ts'
import { aPayment, noon } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

const pickup = { serviceType: 'DeliveryByClient' } as const
const payFirst = { organization: { deliveryOrderPaymentSettings: 'WhenOrderOnTheWay' } } as const
const cash = (sum: bigint) => aPayment(ids.cash, sum)
const card = (sum: bigint) => aPayment(ids.card, sum)
const paid = (sum: bigint) => aPayment(ids.card, sum, { isProcessedExternally: true })
const taken = (delivery: ReturnType<typeof aDelivery>) =>
  delivery.order.payments.map(({ type, sum, isPreliminary }) => [type.kind, sum, isPreliminary])

describe('which orders close [cloud-api §4.10]', () => {
  test('a pickup at once, whatever is printed', () => {
    const { order } = aDelivery(pickup).after(close(cash(45_000n)))
    expect(order).toMatchObject({
      status: 'Closed',
      whenClosed: noon,
      whenDelivered: noon,
      whenPrinted: noon,
    })
  })
  test('a courier order on the way or delivered', () => {
    const sent = aDelivery({ payments: [cash(45_000n)] }).after(...dispatch)
    expect(sent.after(close()).order.status).toBe('Closed')
    expect(sent.after(setStatus('Delivered', 77), close()).order).toMatchObject({
      status: 'Closed',
      whenDelivered: 77,
    })
    expect(sent.after({ kind: 'delivery.close', deliveryDate: 88, payments: [] }).order.whenDelivered).toBe(
      88,
    )
  })
  test('not a courier order before it is sent', () => {
    const waiting = aDelivery({ payments: [cash(45_000n)] }).after(print, setStatus('Waiting'))
    expect(refusalOf(() => waiting.decide(close()))).toEqual({
      code: 'order.wrong-status',
      params: { operation: 'close', status: 'Waiting' },
    })
  })
  test('where it is paid before sending it is paid and waits', () => {
    const delivery = aDelivery({ payments: [cash(45_000n)] }, payFirst).after(close())
    expect(delivery.order.status).toBe('Waiting')
    expect(taken(delivery)).toEqual([['Cash', 45_000n, false]])
    expect(delivery.decide(close())).toEqual([])
  })
})

describe('money', () => {
  test('needs an open cash shift', () => {
    expect(codeOf(() => aDelivery(pickup).decide(close(cash(45_000n)), { cashShiftId: null }))).toBe(
      'shift.not-open',
    )
  })
  test('enough of it', () => {
    expect(
      refusalOf(() => aDelivery({ ...pickup, payments: [paid(20_000n), cash(20_000n)] }).decide(close())),
    ).toEqual({
      code: 'order.payment-not-enough',
      params: { paid: '400', total: '450' },
    })
  })
  test('planned money becomes taken money', () => {
    const delivery = aDelivery({ ...pickup, payments: [paid(20_000n), cash(25_000n)] }).after(close())
    expect(taken(delivery)).toEqual([
      ['Card', 20_000n, false],
      ['Cash', 25_000n, false],
    ])
    expect(orderTotals(delivery.order).due).toBe(0n)
  })
  test('change is given from cash only; what is kept is what was due', () => {
    expect(taken(aDelivery(pickup).after(close(cash(100_000n))))).toEqual([['Cash', 45_000n, false]])
    expect(codeOf(() => aDelivery(pickup).decide(close(card(45_001n))))).toBe('order.payment-too-large')
    const mixed = aDelivery({ ...pickup, payments: [card(40_000n)] })
    expect(taken(mixed.after(close(cash(10_000n))))).toEqual([
      ['Card', 40_000n, false],
      ['Cash', 5_000n, false],
    ])
  })
  test('a card at the door takes the place of the cash that was promised', () => {
    const promised = aDelivery({ payments: [cash(45_000n)] }).after(...dispatch)
    expect(taken(promised.after(close(card(45_000n))))).toEqual([['Card', 45_000n, false]])
  })
  test('the payment of a cashier is not an external one', () => {
    const { order } = aDelivery(pickup).after(close(cash(45_000n)))
    expect(order.payments[0]?.isExternal).toBe(false)
  })
  test('tips are taken as well', () => {
    const tips = [{ ...card(5_000n), tipsTypeId: null }]
    const { order } = aDelivery({ ...pickup, payments: [cash(45_000n)], tips }).after(close())
    expect(order.tips).toMatchObject([{ sum: 5_000n, isPreliminary: false }])
  })
  test('what is paid to the end is only closed', () => {
    const delivery = aDelivery({ payments: [paid(45_000n)] }).after(...dispatch)
    expect(delivery.decide(close())).toEqual([{ kind: 'delivery.closed', deliveryDate: null }])
  })
})
