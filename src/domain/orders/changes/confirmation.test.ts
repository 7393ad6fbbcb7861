import { describe, expect, test } from 'vitest'
import { aDelivery, print } from '../testing/a-delivery.ts'
import { minutes, noon } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'

const books = { organization: { isConfirmationEnabled: true, confirmAllowedIntervalInMinutes: 120 } }
const confirm = { kind: 'delivery.confirm' } as const
const takeBack = { kind: 'delivery.cancelConfirmation' } as const

describe('confirming [cloud-api §4.11]', () => {
  test('accepts the order', () => {
    expect(aDelivery({}, books).after(confirm).order).toMatchObject({
      status: 'WaitCooking',
      whenConfirmed: noon,
    })
  })
  test('not earlier than the interval before the time', () => {
    const early = aDelivery({ completeBefore: noon + minutes(121) }, books)
    expect(refusalOf(() => early.decide(confirm))).toEqual({
      code: 'order.confirmation-too-early',
      params: { minutes: 120 },
    })
    expect(early.at({ now: noon + minutes(1) }).decide(confirm)).toHaveLength(1)
  })
  test('only once, and only where the organization wants it', () => {
    expect(codeOf(() => aDelivery({}, books).after(confirm, confirm))).toBe('order.wrong-status')
    expect(codeOf(() => aDelivery().decide(takeBack))).toBe('order.confirmation-off')
  })
})

describe('taking the confirmation back', () => {
  test('before anything is printed', () => {
    const order = aDelivery({}, books).after(confirm, takeBack).order
    expect(order).toMatchObject({ status: 'Unconfirmed', whenConfirmed: null })
  })
  test('not after', () => {
    expect(codeOf(() => aDelivery({}, books).after(confirm, print, takeBack))).toBe('order.printed-items')
  })
})

test('an order that waits for confirmation is not cooked', () => {
  expect(codeOf(() => aDelivery({}, books).decide(print))).toBe('order.wrong-status')
})
