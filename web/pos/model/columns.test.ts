import { describe, expect, test } from 'vitest'
import { aDelivery } from '../../kit/testing/a-delivery.ts'
import { byEnd, byPromise, columnOf, matches } from './columns.ts'

test.each([
  ['Unconfirmed', null, 'new'],
  ['WaitCooking', null, 'new'],
  ['WaitCooking', 1, 'kitchen'],
  ['CookingStarted', 1, 'kitchen'],
  ['CookingCompleted', 1, 'ready'],
  ['Waiting', 1, 'ready'],
  ['OnWay', 1, 'road'],
  ['Delivered', 1, 'delivered'],
  ['Closed', 1, null],
  ['Cancelled', 1, null],
] as const)('%s, printed %s, hangs in the column %s', (status, whenPrinted, column) => {
  expect(columnOf(aDelivery({ status, whenPrinted }))).toBe(column)
})

test('what is promised first comes first, and of two at once the older number', () => {
  const list = [
    aDelivery({ number: 3, completeBefore: 9 }),
    aDelivery({ number: 2, completeBefore: 5 }),
    aDelivery({ number: 1, completeBefore: 9 }),
  ]
  expect(list.sort(byPromise).map(({ number }) => number)).toEqual([2, 1, 3])
})

test('what ended last comes first, cancelled or closed', () => {
  const list = [
    aDelivery({ number: 1, whenClosed: 5 }),
    aDelivery({ number: 2, cancel: { at: 8, cause: null, comment: null } }),
    aDelivery({ number: 3, whenClosed: 6 }),
  ]
  expect(list.sort(byEnd).map(({ number }) => number)).toEqual([2, 3, 1])
})

describe('a delivery is found', () => {
  const delivery = aDelivery({ number: 48, externalNumber: 'YE-48213' })
  test.each([
    ['by its number', '48'],
    ['by its number as people write it', '№ 48'],
    ['by the end of the phone', '0177'],
    ['by the phone as it is dialled at home', '8 (900) 555-01-77'],
    ['by a part of the name', 'смирн'],
    ['by a part of the address', 'покровка, 17'],
    ['by the partner’s number', 'ye-48213'],
    ['by nothing at all', '  '],
  ])('%s', (_, query) => {
    expect(matches(delivery, query)).toBe(true)
  })

  test.each(['9', '49', '55', 'Солянка', '+7 900 555-01-78'])('not by %s', (query) => {
    expect(matches(delivery, query)).toBe(false)
  })
})
