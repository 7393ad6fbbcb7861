import { describe, expect, test } from 'vitest'
import { LoginPace } from './login-pace.ts'
import { FrontSessions } from './sessions.ts'

const till = { tenantId: 'tenant', organizationId: 'organization', terminalGroupId: 'group' }

function world(seats = 1) {
  const clock = { at: 1_000_000, now: () => clock.at }
  const taken = new Map<string, number>()
  const licences = {
    async takeSeat(_tenantId: string, _module: number, holder: string, leaseMs: number) {
      for (const [one, until] of taken) if (until <= clock.at) taken.delete(one)
      if (!taken.has(holder) && taken.size >= seats) throw new Error('no seat')
      taken.set(holder, clock.at + leaseMs)
      return { release: () => taken.delete(holder) }
    },
    free: (_tenantId: string, holder: string) => void taken.delete(holder),
  }
  const sessions = new FrontSessions(licences, clock)
  const open = (secret: string, holder = secret) =>
    sessions.open(secret, {
      ...{ till, holder, module: 2050, idleMs: 1000 },
      ...{ owner: { kind: 'licence' }, scopes: new Set(['monitoring'] as const) },
    })
  const isIn = async (secret: string, group = till.terminalGroupId) =>
    (await sessions.use(secret, group)) !== undefined
  return { clock, taken, sessions, open, isIn }
}

describe('a session', () => {
  test('lives while it is used and ends after its silence, with its seat', async () => {
    const { clock, open, isIn } = world()
    await open('first')
    clock.at += 900
    expect(await isIn('first')).toBe(true)
    clock.at += 900
    expect(await isIn('first')).toBe(true)
    await expect(open('second')).rejects.toThrow('no seat')
    clock.at += 1000
    expect(await isIn('first')).toBe(false)
    await open('second')
  })

  test('is of one till, and frees its seat when it is closed', async () => {
    const { open, isIn, sessions } = world()
    await open('first')
    expect(await isIn('first', 'another group')).toBe(false)
    expect([sessions.close('first'), sessions.close('first')]).toEqual([true, false])
    expect(await isIn('first')).toBe(false)
    await open('second')
  })

  test('of the same client takes the place of its older one', async () => {
    const { open, isIn, taken } = world()
    await open('first', 'client')
    await open('second', 'client')
    expect([await isIn('first'), await isIn('second')]).toEqual([false, true])
    expect(taken.size).toBe(1)
  })

  test('ends with all others when the data are exchanged', async () => {
    const { open, isIn, sessions, taken } = world(2)
    await open('first')
    await open('second')
    sessions.forget()
    expect([await isIn('first'), await isIn('second'), taken.size]).toEqual([false, false, 0])
  })
})

test('logins of a door wait when there were too many within a minute, and only they', () => {
  const pace = new LoginPace(2)
  expect([pace.begin('a', 0), pace.begin('a', 10_000), pace.begin('a', 20_000)]).toEqual([0, 0, 40_000])
  expect(pace.begin('b', 20_000)).toBe(0)
  expect([pace.begin('a', 60_000), pace.begin('a', 61_000)]).toEqual([0, 9000])
  // A clock that was set back closes nobody out.
  expect(pace.begin('a', 5000)).toBe(0)
})
