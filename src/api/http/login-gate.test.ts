import { describe, expect, test } from 'vitest'
import { LoginGate } from './login-gate.ts'

const anna = { login: 'anna', address: '10.0.0.1' }
const right = async () => 'anna'
const wrong = async () => null

async function tries(gate: LoginGate, who: typeof anna, times: number, now = 0): Promise<unknown[]> {
  const outcomes: unknown[] = []
  for (let index = 0; index < times; index++) outcomes.push(await gate.attempt(who, () => now, wrong))
  return outcomes
}

const stranger = { entered: null }

describe('one login from one address', () => {
  test('is closed for half a minute after five wrong tries, for a minute after five more', async () => {
    const gate = new LoginGate()
    expect(await tries(gate, anna, 6)).toEqual([...Array(5).fill(stranger), { waitMs: 30_000 }])
    expect(await gate.attempt(anna, () => 29_000, right)).toEqual({ waitMs: 1000 })
    expect((await tries(gate, anna, 6, 30_000)).at(-1)).toEqual({ waitMs: 60_000 })
  })
  test('is open from everywhere else, and in any letter case the same', async () => {
    const gate = new LoginGate()
    await tries(gate, anna, 5)
    expect(await gate.attempt({ ...anna, address: '10.0.0.2' }, () => 0, right)).toEqual({ entered: 'anna' })
    expect(await gate.attempt({ ...anna, login: ' ANNA' }, () => 0, right)).toEqual({ waitMs: 30_000 })
  })
  test('many at once are not more than five, and right ones are all let in', async () => {
    const gate = new LoginGate()
    const guesses = await Promise.all(Array.from({ length: 15 }, () => gate.attempt(anna, () => 0, wrong)))
    expect(guesses.filter((one) => 'entered' in one)).toHaveLength(5)
    const boris = { ...anna, login: 'boris' }
    const entered = await Promise.all(Array.from({ length: 15 }, () => gate.attempt(boris, () => 0, right)))
    expect(entered).toEqual(Array(15).fill({ entered: 'anna' }))
  })
  test('a flood is turned away', async () => {
    const gate = new LoginGate()
    const all = await Promise.all(Array.from({ length: 30 }, () => gate.attempt(anna, () => 0, right)))
    expect(all.filter((one) => 'waitMs' in one)).toHaveLength(10)
    expect(await gate.attempt(anna, () => 0, right)).toEqual({ entered: 'anna' })
  })
})

describe('one address over all logins', () => {
  const guess = async (gate: LoginGate, address: (index: number) => string) => {
    for (let index = 0; index < 30; index++)
      await gate.attempt({ login: `guess ${index}`, address: address(index) }, () => 0, wrong)
  }
  test('is closed to strangers, not to who entered from there before', async () => {
    const gate = new LoginGate()
    await gate.attempt(anna, () => 0, right)
    await guess(gate, () => anna.address)
    expect(await gate.attempt({ ...anna, login: 'boris' }, () => 0, right)).toEqual({ waitMs: 30_000 })
    expect(await gate.attempt(anna, () => 0, right)).toEqual({ entered: 'anna' })
  })
  test('a network of the sixth version is one address', async () => {
    const gate = new LoginGate()
    await guess(gate, (index) => `2001:db8:0:1::${index + 1}`)
    const boris = (address: string) => gate.attempt({ login: 'boris', address }, () => 0, right)
    expect(await boris('2001:db8:0:1:ffff::9')).toEqual({ waitMs: 30_000 })
    expect(await boris('2001:db8:0:2::9')).toEqual({ entered: 'anna' })
    expect(await boris('::ffff:10.0.0.9')).toEqual({ entered: 'anna' })
  })
})
