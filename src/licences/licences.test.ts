import { describe, expect, test } from 'vitest'
import type { Licence } from '../app/ports.ts'
import { createLicences, type LicensingOptions } from './licences.ts'

const day = 86_400_000
const tenant = 'tenant'

function world(mode: LicensingOptions['mode'], licences: Licence[] = []) {
  const given = { now: 100 * day, reads: 0, isDown: false }
  const storage = {
    now: {
      licences: {
        async of(tenantId: string) {
          given.reads += 1
          if (given.isDown) throw new Error('down')
          return tenantId === tenant ? [...licences] : []
        },
      },
    },
  }
  const clock = { now: () => given.now, sleep: async () => {} }
  return { given, licences, ...createLicences({ storage, clock, mode }) }
}
const expired = { code: 'access.licence-expired' }
const full = { code: 'access.licence-seats' }

describe('a module without a licence', () => {
  test('is ample, with as many seats as anybody wants', async () => {
    const { check, takeSeat, state } = world('ample')
    await check(tenant, 'iikoAPI Cloud')
    for (let i = 0; i < 100; i++) await takeSeat(tenant, 'iikoAPIFront Web', `board ${i}`)
    expect((await state(tenant)).find(({ name }) => name === 'iikoAPIFront Web')).toEqual({
      name: 'iikoAPIFront Web',
      ids: [2050],
      opens: expect.any(String),
      isValid: true,
      seats: null,
      taken: 100,
      expiresAt: null,
    })
  })

  test('is refused by a strict node', async () => {
    const { check, takeSeat, state } = world('strict', [{ module: '2050', seats: 1, expiresAt: null }])
    await expect(check(tenant, 'iikoAPI Cloud')).rejects.toMatchObject({
      ...expired,
      params: { module: 'iikoAPI Cloud' },
    })
    await expect(takeSeat(tenant, 'iikoAPIServer', 'x')).rejects.toMatchObject(expired)
    await check(tenant, 'iikoAPIFront Web')
    expect((await state(tenant)).filter(({ isValid }) => isValid).map(({ name }) => name)).toEqual([
      'iikoAPIFront Web',
    ])
  })
})

describe('a licence', () => {
  test('is good until it expires, in any mode', async () => {
    const { check, given } = world('ample', [{ module: 'iikoAPI Cloud', seats: 1, expiresAt: 101 * day }])
    await check(tenant, 'iikoAPI Cloud')
    await check('another tenant', 'iikoAPI Cloud')
    given.now = 101 * day
    await expect(check(tenant, 'iikoAPI Cloud')).rejects.toMatchObject(expired)
    await check('another tenant', 'iikoAPI Cloud')
  })

  test('is asked for by name in any letter case or by number, with zeros in front too', async () => {
    const { check } = world('strict', [
      { module: '21005918', seats: 1, expiresAt: null },
      { module: 'iikoapiserver', seats: 1, expiresAt: null },
      { module: '777', seats: 1, expiresAt: null },
    ])
    for (const asked of ['iikoAPIPayment', 'IIKOAPIPAYMENT', 21005918, '0021005918', 2000, '2200', 777])
      await check(tenant, asked)
    await expect(check(tenant, 778)).rejects.toMatchObject({ ...expired, params: { module: '778' } })
  })

  test('of package Cloud includes iikoAPI Cloud', async () => {
    const { check, state } = world('strict', [{ module: 'Cloud', seats: 3, expiresAt: 200 * day }])
    await check(tenant, 'iikoAPI Cloud')
    await expect(check(tenant, 'iikoAPI Delivery')).rejects.toMatchObject(expired)
    const states = await state(tenant)
    expect(states.map(({ name }) => name)).not.toContain('Cloud')
    expect(states.find(({ name }) => name === 'iikoAPI Cloud')).toMatchObject({
      seats: 3,
      expiresAt: 200 * day,
    })
  })

  test('adds up with others of its module while they last', async () => {
    const { takeSeat, given } = world('ample', [
      { module: 'iikoAPI Cloud', seats: 1, expiresAt: 101 * day },
      { module: 'Cloud', seats: 1, expiresAt: 300 * day },
    ])
    const first = await takeSeat(tenant, 'iikoAPI Cloud', 'a')
    await takeSeat(tenant, 'iikoAPI Cloud', 'b')
    first.release()
    given.now = 150 * day
    await expect(takeSeat(tenant, 'iikoAPI Cloud', 'c')).rejects.toMatchObject({
      ...full,
      params: { module: 'iikoAPI Cloud', seats: 1 },
    })
  })
})

describe('seats', () => {
  test('run out, and are free again when released', async () => {
    const { takeSeat, holders } = world('ample', [{ module: '21016318', seats: 2, expiresAt: null }])
    const first = await takeSeat(tenant, 21016318, 'kiosk 1')
    await takeSeat(tenant, 21016318, 'kiosk 2')
    expect(holders(tenant, '0021016318')).toEqual(['kiosk 1', 'kiosk 2'])
    await expect(takeSeat(tenant, 21016318, 'kiosk 3')).rejects.toMatchObject(full)
    await takeSeat(tenant, 21005108, 'another module')
    first.release()
    await takeSeat(tenant, 21016318, 'kiosk 3')
  })

  test('the same holder again has the same seat; an old release frees no new one', async () => {
    const { takeSeat } = world('ample', [{ module: '2050', seats: 1, expiresAt: null }])
    const first = await takeSeat(tenant, 2050, 'board')
    expect(await takeSeat(tenant, 'iikoAPIFront Web', 'board')).toBe(first)
    first.release()
    const second = await takeSeat(tenant, 2050, 'board')
    first.release()
    await expect(takeSeat(tenant, 2050, 'other')).rejects.toMatchObject(full)
    second.release()
    await takeSeat(tenant, 2050, 'other')
  })

  test('are told with their holders, and what became of them; a key is never told whole', async () => {
    const { takeSeat, seats, given } = world('ample', [{ module: '2050', seats: 2, expiresAt: null }])
    const key = '6f0c9b1e-28bc-4d75-8d75-0f51d2c1a7aa'
    const web = await takeSeat(tenant, 2050, `web ${key}`, day)
    await takeSeat(tenant, 2050, 'plugin board at main')
    await expect(takeSeat(tenant, 2050, 'one more')).rejects.toMatchObject(full)
    const at = given.now
    expect(seats(tenant)).toEqual([
      {
        module: 'iikoAPIFront Web',
        holders: [
          { holder: 'web 6f0c9b1e…', since: at, until: at + day },
          { holder: 'plugin board at main', since: at, until: null },
        ],
        ...{ taken: 2, freed: 0, refused: 1, lastRefusal: { holder: 'one more', at } },
      },
    ])
    given.now += day
    web.release()
    expect(seats(tenant)).toMatchObject([{ taken: 2, freed: 1, holders: [{ since: at }] }])
    expect(seats('another tenant')).toEqual([])
  })

  test('are not given twice to those who come at once', async () => {
    const { takeSeat } = world('ample', [{ module: '2050', seats: 3, expiresAt: null }])
    const tries = Array.from({ length: 10 }, (_, i) => takeSeat(tenant, 2050, `board ${i}`))
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  })
})

describe('a leased seat', () => {
  const one: Licence[] = [{ module: '2000', seats: 1, expiresAt: null }]

  test('is free when its lease ends; the same holder again prolongs it and never shortens it', async () => {
    const { takeSeat, given } = world('ample', [...one])
    await takeSeat(tenant, 2000, 'session', 1000)
    given.now += 900
    await takeSeat(tenant, 2000, 'session', 1000)
    await takeSeat(tenant, 2000, 'session', 10)
    given.now += 900
    await expect(takeSeat(tenant, 2000, 'other')).rejects.toMatchObject(full)
    given.now += 100
    await takeSeat(tenant, 2000, 'other')
  })

  test('is freed with all others of its holder, in its tenant', async () => {
    const { takeSeat, free, state } = world('ample', [...one])
    await takeSeat(tenant, 2000, 'session', 1000)
    free('another tenant', 'session')
    await expect(takeSeat(tenant, 2000, 'other')).rejects.toMatchObject(full)
    free(tenant, 'session')
    await takeSeat(tenant, 2000, 'other')
    expect((await state(tenant)).find(({ name }) => name === 'iikoAPIServer')).toMatchObject({ taken: 1 })
  })
})

test('seats that are not counted never run out, whatever other licences say', async () => {
  const { takeSeat } = world('strict', [
    { module: 'iikoAPI Cloud', seats: 1, expiresAt: null },
    { module: 'Cloud', seats: null, expiresAt: null },
  ])
  for (let i = 0; i < 5; i++) await takeSeat(tenant, 'iikoAPI Cloud', `key ${i}`)
})

describe('what was read', () => {
  test('is kept for half a minute of the clock, or until it is forgotten', async () => {
    const { check, forget, given, licences } = world('ample')
    await Promise.all([check(tenant, 2000), check(tenant, 2050), check(tenant, 2000)])
    expect(given.reads).toBe(1)
    licences.push({ module: '2000', seats: 0, expiresAt: 1 })
    given.now += 30_001
    await expect(check(tenant, 2000)).rejects.toMatchObject(expired)
    expect(given.reads).toBe(2)
    given.now -= day
    await expect(check(tenant, 2000)).rejects.toMatchObject(expired)
    expect(given.reads).toBe(3)
    licences.length = 0
    forget(tenant)
    await check(tenant, 2000)
  })

  test('is not a failure', async () => {
    const { check, given } = world('ample')
    given.isDown = true
    await expect(check(tenant, 2000)).rejects.toThrow('down')
    given.isDown = false
    await check(tenant, 2000)
  })
})
