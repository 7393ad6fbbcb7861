import { expect, test } from 'vitest'
import { aDelivery } from '../../kit/testing/a-delivery.ts'
import { deadlineOf } from './deadline.ts'

const minutes = (count: number): number => count * 60_000

test.each([
  [0, 'calm', 1],
  [44, 'calm', 16 / 60],
  [45, 'soon', 15 / 60],
  [60, 'soon', 0],
  [61, 'late', 0],
] as const)('at minute %i of 60 an order is %s', (now, urgency, share) => {
  const deadline = deadlineOf(aDelivery(), minutes(now))
  expect(deadline).toMatchObject({ urgency, isSettled: false, leftMs: minutes(60 - now) })
  expect(deadline.share).toBeCloseTo(share)
})

test('once it is delivered nothing ticks: the promise was kept or broken then', () => {
  const kept = deadlineOf(aDelivery({ whenDelivered: minutes(50) }), minutes(90))
  expect(kept).toMatchObject({ urgency: 'calm', isSettled: true, leftMs: minutes(10) })
  const broken = deadlineOf(aDelivery({ whenDelivered: minutes(70) }), minutes(90))
  expect(broken).toMatchObject({ urgency: 'late', isSettled: true, leftMs: -minutes(10) })
})
