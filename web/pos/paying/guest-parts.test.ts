import { expect, test } from 'vitest'
import { anItem } from '../../kit/testing/a-delivery.ts'
import { guestParts } from './guest-parts.ts'

const rubles = { isoName: 'RUB', scale: 2 }
const of = (guestId: string | null, sum: number, isDeleted = false) => anItem({ guestId, sum, isDeleted })

test('guests pay their own dishes and equal parts of the shared ones, to the kopeck', () => {
  const items = [of('a', 420), of('b', 320), of('a', 80), of('c', 10), of(null, 100), of('b', 999, true)]
  const parts = guestParts(items, rubles)
  expect(parts).toEqual([53_334, 35_333, 4_333])
  expect(parts.reduce((total, part) => total + part, 0)).toBe(93_000)
})

test('an order that nobody has split has no parts', () => {
  expect(guestParts([of('a', 420), of(null, 100)], rubles)).toEqual([])
})
