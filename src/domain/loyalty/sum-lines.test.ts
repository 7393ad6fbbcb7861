import { expect, test } from 'vitest'
import { countersByGuest, totalsByKind } from './sum-lines.ts'

test('lines are added up by what they are', () => {
  expect(
    totalsByKind([
      { kind: 'topUp', sum: 300n },
      { kind: 'chargeOff', sum: -50n },
      { kind: 'topUp', sum: 1n },
    ]),
  ).toEqual([
    { kind: 'topUp', count: 2, sum: 301n },
    { kind: 'chargeOff', count: 1, sum: -50n },
  ])
  expect(totalsByKind([])).toEqual([])
})

test('orders are counted by guest; who spent most comes first, an order without a sum counts all the same', () => {
  expect(
    countersByGuest([
      { guestId: 'a', orderSum: 100n, at: 5 },
      { guestId: 'b', orderSum: 700n, at: 1 },
      { guestId: 'a', orderSum: null, at: 2 },
    ]),
  ).toEqual([
    { guestId: 'b', count: 1, sum: 700n, lastAt: 1 },
    { guestId: 'a', count: 2, sum: 100n, lastAt: 5 },
  ])
})
