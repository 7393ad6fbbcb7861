import { describe, expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, assign, close, dispatch, print, setStatus } from '../testing/a-delivery.ts'
import { aPayment, noon } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'

const payFirst = { organization: { deliveryOrderPaymentSettings: 'WhenOrderOnTheWay' } } as const
const paid = { payments: [aPayment(ids.card, 45_000n, { isProcessedExternally: true })] }

describe('paid at closing [cloud-api §4.9]', () => {
  test('Waiting, OnWay, Delivered', () => {
    const waiting = aDelivery().after(print, setStatus('Waiting'))
    expect(waiting.order).toMatchObject({ status: 'Waiting', whenPacked: noon })
    const delivered = waiting.after(assign(ids.courier), setStatus('OnWay'), setStatus('Delivered', 77))
    expect(delivered.order).toMatchObject({ status: 'Delivered', whenSended: noon, whenDelivered: 77 })
  })
  test('straight from the kitchen to the way', () => {
    expect(aDelivery().after(...dispatch).order.status).toBe('OnWay')
  })
  test('and back', () => {
    const delivered = aDelivery().after(...dispatch, setStatus('Delivered'))
    expect(delivered.after(setStatus('OnWay')).order.status).toBe('OnWay')
    expect(delivered.after(setStatus('Waiting')).order.status).toBe('Waiting')
  })
  test('Delivered only from OnWay', () => {
    const waiting = aDelivery().after(print, setStatus('Waiting'))
    expect(codeOf(() => waiting.decide(setStatus('Delivered')))).toBe('order.status-changed-at-till')
    expect(codeOf(() => aDelivery().after(print).decide(setStatus('Delivered')))).toBe(
      'order.status-changed-at-till',
    )
  })
})

describe('paid at dispatch', () => {
  test('Waiting cannot be set', () => {
    expect(codeOf(() => aDelivery({}, payFirst).after(print, setStatus('Waiting')))).toBe(
      'order.status-changed-at-till',
    )
  })
  test('nothing leaves unpaid; planned money is not money', () => {
    const planned = aDelivery({ payments: [aPayment(ids.cash, 45_000n)] }, payFirst)
    expect(refusalOf(() => planned.after(...dispatch))).toEqual({
      code: 'order.not-paid-before-sending',
      params: { paid: '0', total: '450' },
    })
    expect(aDelivery(paid, payFirst).after(...dispatch, setStatus('Delivered')).order.status).toBe(
      'Delivered',
    )
  })
  test('the cashier takes the money first', () => {
    const order = aDelivery({}, payFirst).after(close(aPayment(ids.cash, 45_000n)), ...dispatch).order
    expect(order).toMatchObject({ status: 'OnWay', payments: [{ isPreliminary: false }] })
  })
})

describe('dispatch needs', () => {
  test('a courier', () => {
    expect(codeOf(() => aDelivery().after(print, setStatus('OnWay')))).toBe('courier.required')
  })
  test('on shift', () => {
    const ready = aDelivery().after(assign(ids.courier), print)
    const gone = { hasOpenPersonalShift: () => false }
    expect(refusalOf(() => ready.decide(setStatus('OnWay'), gone))).toEqual({
      code: 'personal-shift.not-open',
      params: { employee: 'Gleb' },
    })
    const delivered = ready.after(setStatus('OnWay'), setStatus('Delivered'))
    expect(delivered.decide(setStatus('OnWay'), gone)).toHaveLength(1)
  })
  test('but not for a guest who comes himself', () => {
    const pickup = aDelivery({ serviceType: 'DeliveryByClient' }).after(print, setStatus('OnWay'))
    expect(pickup.order.status).toBe('OnWay')
  })
  test('everything printed', () => {
    expect(codeOf(() => aDelivery().after(assign(ids.courier), setStatus('OnWay')))).toBe(
      'order.illegal-status',
    )
    expect(codeOf(() => aDelivery().decide(setStatus('Waiting')))).toBe('order.illegal-status')
  })
})

describe('a repeat', () => {
  test('changes nothing', () => {
    const sent = aDelivery().after(...dispatch)
    expect(sent.decide(setStatus('OnWay'))).toEqual([])
    expect(sent.after(setStatus('Delivered')).decide(setStatus('Delivered'))).toEqual([])
    const packed = aDelivery({}, payFirst).after(print, { kind: 'delivery.printBill' })
    expect(packed.decide(setStatus('Waiting'))).toEqual([])
  })
  test('with another time corrects it', () => {
    const delivered = aDelivery().after(...dispatch, setStatus('Delivered', 77))
    expect(delivered.decide(setStatus('Delivered', 77))).toEqual([])
    expect(delivered.after(setStatus('Delivered', 78)).order.whenDelivered).toBe(78)
  })
})
