import { expect, test } from 'vitest'
import { Breaker } from './breaker.ts'
import { Budget } from './budget.ts'

test('five failures in a minute pause a handler for a minute, and then it is tried again', () => {
  const breaker = new Breaker()
  for (const at of [0, 20_000, 40_000, 61_000]) breaker.failed(at)
  expect(breaker.mayTry(61_000)).toBe(true)
  breaker.failed(62_000)
  expect(breaker.mayTry(62_000)).toBe(true)
  breaker.failed(63_000)
  expect(breaker.mayTry(63_000)).toBe(false)
  expect(breaker.mayTry(123_000)).toBe(true)
  expect(breaker.succeeded()).toBe(true)
  expect(breaker.succeeded()).toBe(false)
})

test('a budget rests while a person answers', async () => {
  let isSpent = false
  const budget = new Budget(60, () => {
    isSpent = true
  })
  await budget.resting(() => new Promise((resolve) => setTimeout(resolve, 150)))
  expect([isSpent, budget.isSpent]).toEqual([false, false])
  await new Promise((resolve) => setTimeout(resolve, 120))
  expect([isSpent, budget.isSpent]).toEqual([true, true])
})
