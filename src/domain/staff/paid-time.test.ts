import { describe, expect, test } from 'vitest'
import { paidTime, toMinute, withoutPeriods } from './paid-time.ts'

const hour = 3_600_000
const usual = {
  from: 0,
  to: 8 * hour,
  nonPaidMinutes: 30,
  paymentPerHour: 30_000n,
  payRateThousandths: 1000,
  isOvertime: false,
}

describe('paid time [server-api §9.4]', () => {
  test('is what was worked without the break', () => {
    expect(paidTime(usual)).toEqual({
      regularMinutes: 450,
      regularSum: 225_000n,
      overtimeMinutes: 0,
      overtimeSum: 0n,
    })
  })
  test('of overtime stands apart, by its rate', () => {
    expect(paidTime({ ...usual, payRateThousandths: 1500, isOvertime: true })).toEqual({
      regularMinutes: 0,
      regularSum: 0n,
      overtimeMinutes: 450,
      overtimeSum: 337_500n,
    })
  })
  test('is rounded to the minor unit and never negative', () => {
    expect(paidTime({ ...usual, to: 60_000, nonPaidMinutes: 0, paymentPerHour: 100n }).regularSum).toBe(2n)
    expect(paidTime({ ...usual, nonPaidMinutes: 600 }).regularMinutes).toBe(0)
  })
})

test('moments are kept to the minute', () => {
  expect([toMinute(29_999), toMinute(30_000), toMinute(90_000)]).toEqual([0, 60_000, 120_000])
})

test('what is taken from a period leaves the rest of it', () => {
  const whole = { from: 0, to: 100 }
  expect(withoutPeriods(whole, [])).toEqual([whole])
  expect(
    withoutPeriods(whole, [
      { from: 20, to: 30 },
      { from: 25, to: 40 },
      { from: 90, to: null },
    ]),
  ).toEqual([
    { from: 0, to: 20 },
    { from: 40, to: 90 },
  ])
  expect(withoutPeriods(whole, [{ from: -5, to: 200 }])).toEqual([])
})
