import { describe, expect, test } from 'vitest'
import { Pool } from './pool.ts'

const units = (count: number) => BigInt(Math.round(count * 1000)) * 1_000_000n

describe('moving average', () => {
  test('a receipt moves the price, an issue does not', () => {
    const pool = new Pool('Average')
    pool.receive(units(10), units(100))
    pool.receive(units(10), units(200))
    expect(pool.issue(units(5))).toBe(units(75))
    expect(pool.issue(units(5))).toBe(units(75))
    expect(pool.balance).toEqual({ amount: units(10), cost: units(150) })
  })

  test('the last piece takes what rounding left', () => {
    const pool = new Pool('Average')
    pool.receive(3n, 10n)
    expect([pool.issue(1n), pool.issue(1n), pool.issue(1n)]).toEqual([3n, 4n, 3n])
    expect(pool.balance).toEqual({ amount: 0n, cost: 0n })
  })
})

test('FIFO takes the oldest lot first', () => {
  const pool = new Pool('Fifo')
  pool.receive(units(10), units(100))
  pool.receive(units(10), units(200))
  expect(pool.issue(units(15))).toBe(units(200))
  expect(pool.balance).toEqual({ amount: units(5), cost: units(100) })
})

describe.each(['Average', 'Fifo'] as const)('%s beyond the stock', (method) => {
  test('an issue is estimated by the last receipt and the next receipt tells the difference', () => {
    const pool = new Pool(method)
    pool.receive(units(4), units(40))
    expect(pool.issue(units(6))).toBe(units(60))
    expect(pool.lacking).toBe(units(2))
    // Five at 12: two of them were written off at 10.
    expect(pool.receive(units(5), units(60))).toBe(units(4))
    expect(pool.balance).toEqual({ amount: units(3), cost: units(36) })
    expect(pool.lacking).toBe(0n)
  })

  test('a cheaper receipt gives the difference back', () => {
    const pool = new Pool(method)
    pool.receive(units(1), units(10))
    pool.issue(units(3))
    expect(pool.receive(units(2), units(16))).toBe(units(-4))
    expect(pool.balance).toEqual({ amount: 0n, cost: 0n })
  })

  test('a receipt that does not cover all leaves the rest lacking at its old estimate', () => {
    const pool = new Pool(method)
    pool.receive(units(1), units(10))
    pool.issue(units(5))
    expect(pool.receive(units(1), units(12))).toBe(units(2))
    expect(pool.lacking).toBe(units(3))
    expect(pool.balance).toEqual({ amount: units(-3), cost: units(-30) })
  })

  test('nothing is known of what never came', () => {
    const pool = new Pool(method)
    expect(pool.unit).toBeNull()
    expect(pool.issue(units(2))).toBe(0n)
    expect(pool.receive(units(2), units(30))).toBe(units(30))
  })

  test('a cost without an amount falls on what is there, and on nobody when nothing is', () => {
    const pool = new Pool(method)
    expect(pool.receive(0n, units(5))).toBe(units(5))
    pool.receive(units(2), units(10))
    expect(pool.receive(0n, units(2))).toBe(0n)
    expect(pool.issue(units(2))).toBe(units(12))
  })
})
