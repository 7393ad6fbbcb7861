import { expect, test } from 'vitest'
import { frontDisagreements, makeFrontLedger } from './front-parity.ts'

test('the ledger of the front says what the code does', () => {
  expect(frontDisagreements()).toEqual([])
})

test('all 31 hooks stand in it, each proved by a test or with its reason', () => {
  const { hooks } = makeFrontLedger()
  expect(Object.keys(hooks)).toHaveLength(31)
  for (const [name, { state, reason, tests }] of Object.entries(hooks)) {
    if (state === 'built') expect(tests, name).not.toEqual([])
    else expect(reason, name).not.toBe('nobody raises it')
  }
})
