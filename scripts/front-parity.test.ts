import { expect, test } from 'vitest'
import { frontDisagreements, makeFrontLedger } from './front-parity.ts'

test('the ledger of the front says what the code does', () => {
  expect(frontDisagreements()).toEqual([])
})

test('every name of front-api §2 stands in it, each proved by a test or with its reason', () => {
  const { operations, streams } = makeFrontLedger()
  // 397 operations of the original, and the getters of the directory and actions of sessions that are names of their own.
  expect(Object.keys(operations).length).toBeGreaterThanOrEqual(397)
  for (const [name, { state, reason, tests }] of Object.entries({ ...operations, ...streams }))
    if (state === 'built') expect(tests, name).not.toEqual([])
    else expect(reason, name).not.toBe('not built')
})

test('all 31 hooks stand in it, each proved by a test or with its reason', () => {
  const { hooks } = makeFrontLedger()
  expect(Object.keys(hooks)).toHaveLength(31)
  for (const [name, { state, reason, tests }] of Object.entries(hooks)) {
    if (state === 'built') expect(tests, name).not.toEqual([])
    else expect(reason, name).not.toBe('nobody raises it')
  }
})
