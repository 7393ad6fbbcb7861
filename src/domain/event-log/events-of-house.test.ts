import { describe, expect, test } from 'vitest'
import { eventKinds } from './event-kinds.ts'
import { eventsOfShift, eventsOfStopList } from './events-of-house.ts'
import { attributesOf } from './logged-event.ts'

const place = { zone: 'Asia/Yekaterinburg', dayStartMinutes: 0, moneyScale: 2 }
const product = 'a0000000-0000-4000-8000-000000000001'

describe('the stop list', () => {
  const item = { productId: product, sizeId: null, balance: 0n, isCounted: false, dateAdd: 0 }
  test('says each product once and how many lines there are', () => {
    const items = [item, { ...item, sizeId: 'a0000000-0000-4000-8000-000000000002' }]
    expect(eventsOfStopList({ kind: 'stopList.changed', items, isFull: false })).toEqual([
      { type: 'stopListChanged', values: { productCount: 2, product: [product] } },
    ])
  })
  test('a resynchronisation is no event', () => {
    expect(eventsOfStopList({ kind: 'stopList.changed', items: [item], isFull: true })).toEqual([])
  })
})

test('a sale that a shift counted is no event of the shift', () => {
  const counted = { shiftId: product, orderId: product, sum: 1n, discount: 0n, guests: 1, byPaymentType: [] }
  expect(eventsOfShift({ kind: 'shift.saleCounted', ...counted })).toEqual([])
})

test('values are written by the clock, the day and the money of the place; null is not said', () => {
  const values = {
    openTime: { moment: Date.UTC(2031, 2, 4, 14, 24, 29, 33) },
    isDelivery: true,
    orderSum: { money: 84050n },
    amount: { thousandths: 1500n },
    waiter: null,
    product: [product, product],
  }
  expect(attributesOf(values, place)).toEqual([
    { name: 'openTime', value: '2031-03-04T19:24:29.033', type: 'java.util.Date' },
    { name: 'isDelivery', value: '1', type: 'java.lang.Boolean' },
    { name: 'orderSum', value: '840.5', type: 'java.math.BigDecimal' },
    { name: 'amount', value: '1.5', type: 'java.math.BigDecimal' },
    { name: 'product', value: product, type: 'Product' },
    { name: 'product', value: product, type: 'Product' },
  ])
})

test('the published kinds are registered [server-api §18]', () => {
  const published = [
    'orderOpened',
    'orderPaid',
    'orderCancelPrecheque',
    'documentCreated',
    'documentModified',
    'productUpdated',
    'backLogin',
    'backLogout',
  ]
  expect(Object.keys(eventKinds)).toEqual(expect.arrayContaining(published))
  expect(eventKinds.documentCreated.always).toEqual(['documentId', 'documentType', 'documentNumber'])
})
