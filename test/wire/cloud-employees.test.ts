import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { saveCourierLocation } from '../../src/app/cloud/courier-locations.ts'
import { usualTiming } from '../../src/link/timing.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { foreignId, good, refused } from '../support/cloud-answers.ts'
import { linkedPair } from '../support/link-ends.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { type Deliveries, deliveriesOf, employeeId, type Json, noon } from './cloud-deliveries-driver.ts'

const paths = {
  clockin: '/api/1/employees/shift/clockin',
  clockout: '/api/1/employees/shift/clockout',
  isOpen: '/api/1/employees/shift/is_open',
  byCourier: '/api/1/employees/shifts/by_courier',
  active: '/api/1/employees/couriers/active_location',
  activeAt: '/api/1/employees/couriers/active_location/by_terminal',
  tracks: '/api/1/employees/couriers/locations/by_time_offset',
} as const

const roleId = (code: string): string => demoId('role', code)
const waiter = employeeId('4444')
const courier = employeeId('5555')
const other = employeeId('5556')

let server: TestServer
let shop: Deliveries
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())
beforeEach(() => server.clock.jumpTo(noon))

const at = (employee: string, more: Json = {}): Json => ({ ...shop.place, employeeId: employee, ...more })
const groupsOf = async (employee: string, token?: string): Promise<string[]> =>
  (await good(server, paths.byCourier, { employeeId: employee }, token)).terminalGroupIds

/** Sends a clock command and tells how it ended. */
async function clocked(path: typeof paths.clockin | typeof paths.clockout, body: Json): Promise<Json> {
  const { correlationId, error } = await good(server, path, body)
  expect(error).toBeNull()
  await server.settle()
  return shop.commandStatus(correlationId)
}

describe('clockin and clockout', () => {
  test('open and close a shift at the till, and the cloud sees it', async () => {
    expect(await groupsOf(waiter)).toEqual([])
    expect(await clocked(paths.clockin, at(waiter, { roleId: roleId('WAIT') }))).toEqual({ state: 'Success' })
    expect(await groupsOf(waiter)).toEqual([shop.terminalGroupId])
    expect(await good(server, paths.isOpen, at(waiter))).toMatchObject({ isSessionOpened: true, error: null })
    // Who is at work already stays so.
    expect(await clocked(paths.clockin, at(waiter, { roleId: roleId('WAIT') }))).toEqual({ state: 'Success' })

    expect(await clocked(paths.clockout, at(waiter))).toEqual({ state: 'Success' })
    expect(await groupsOf(waiter)).toEqual([])
    expect(await good(server, paths.isOpen, at(waiter))).toMatchObject({
      isSessionOpened: false,
      error: null,
    })
    expect(await clocked(paths.clockout, at(waiter))).toMatchObject({
      state: 'Error',
      errorReason: 'personal-shift.not-open',
    })
  })

  test('a shift belongs to the till that opened it', async () => {
    const { terminalGroupId } = server.till('taganka')
    const role = { roleId: roleId('COUR'), terminalGroupId }
    expect(await clocked(paths.clockin, at(courier, role))).toMatchObject({
      state: 'Error',
      errorReason: 'personal-shift.open-elsewhere',
    })
    expect((await clocked(paths.clockout, at(courier, { terminalGroupId }))).state).toBe('Error')
    expect(await groupsOf(courier)).toEqual([shop.terminalGroupId])
    const there = await good(server, paths.isOpen, at(courier, { terminalGroupId }))
    expect(there).toMatchObject({ isSessionOpened: false, error: null })
  })

  test('what the cloud knows to be wrong stands in the answer', async () => {
    const errors: [typeof paths.clockin | typeof paths.clockout, Json, string][] = [
      [paths.clockin, at(waiter), 'roleId'],
      [paths.clockin, at(waiter, { roleId: roleId('MNGR') }), 'does not have role'],
      [paths.clockin, at(waiter, { roleId: roleId('WAIT'), terminalGroupId: foreignId }), foreignId],
      [paths.clockout, at(waiter, { terminalGroupId: foreignId }), foreignId],
    ]
    for (const [path, body, text] of errors) {
      const answer = await good(server, path, body)
      expect(answer.error).toContain(text)
      await refused(
        server,
        '/api/1/commands/status',
        { organizationId: shop.organizationId, correlationId: answer.correlationId },
        { status: 410 },
      )
    }
    for (const path of [paths.clockin, paths.clockout, paths.isOpen]) {
      const answer = await refused(server, path, at(foreignId), { status: 400, text: foreignId })
      expect(answer.json.error).toBe('DELIVERY_COURIER_NOT_FOUND')
    }
  })

  test('calls with one key are one call', async () => {
    const key = { 'Idempotency-Key': 'clock-1' }
    const body = at(waiter, { roleId: roleId('WAIT') })
    const [first, again] = [
      await server.post(paths.clockin, body, undefined, key),
      await server.post(paths.clockin, body, undefined, key),
    ]
    expect(again.json).toEqual(first.json)
    expect(again.headers.get('idempotent-replay')).toBe('true')
    await server.settle()
    await clocked(paths.clockout, at(waiter))
  })

  test('PersonalShift tells of both', async () => {
    const receiver = await startWebhookReceiver()
    try {
      await good(server, '/api/1/webhooks/update_settings', {
        organizationId: shop.organizationId,
        webHooksUri: receiver.url,
        webHooksFilter: { personalShiftFilter: { updates: true } },
      })
      await clocked(paths.clockin, at(waiter, { roleId: roleId('WAIT') }))
      await clocked(paths.clockout, at(waiter))
      const info = { id: waiter, roleId: roleId('WAIT'), terminalGroupId: shop.terminalGroupId }
      expect(receiver.events).toMatchObject([
        { eventType: 'PersonalShift', eventInfo: { ...info, opened: true } },
        { eventType: 'PersonalShift', eventInfo: { ...info, opened: false } },
      ])
    } finally {
      await receiver.close()
    }
  })
})

describe('is_open', () => {
  test('a till that is not alive cannot be asked: null and the reason', async () => {
    const till = server.till('pokrovka')
    await till.unplug()
    try {
      server.clock.advance(91_000)
      const answer = await good(server, paths.isOpen, at(courier))
      expect(answer.isSessionOpened).toBeNull()
      expect(answer.error).toContain('does not answer')
    } finally {
      till.plug()
    }
  })

  test('a till that has just fallen silent is waited for as long as the client says: 408', async () => {
    const till = server.till('pokrovka')
    await server.settle()
    const { liveness } = server.node.storage.now
    await liveness.beat(till.tenantId, shop.organizationId, till.terminalGroupId, server.clock.now())
    await till.unplug()
    try {
      const answer = await server.post(paths.isOpen, at(courier), undefined, { Timeout: '1' })
      expect(answer.status, answer.text).toBe(408)
    } finally {
      till.plug()
      await server.settle()
    }
  })

  test('the till’s answer sets right what the cloud remembers of other times', async () => {
    const { tenantId } = server.till('pokrovka')
    const place = { tenantId, ...shop.place, employeeId: waiter }
    await server.node.storage.now.knownShifts.opened({ ...place, roleId: null, openedAt: noon })
    expect(await groupsOf(waiter)).toEqual([shop.terminalGroupId])
    expect(await good(server, paths.isOpen, at(waiter))).toMatchObject({ isSessionOpened: false })
    expect(await groupsOf(waiter)).toEqual([])
    await server.node.storage.now.knownShifts.closed({ ...place, employeeId: courier })
    expect(await good(server, paths.isOpen, at(courier))).toMatchObject({ isSessionOpened: true })
    expect(await groupsOf(courier)).toEqual([shop.terminalGroupId])
  })

  test('an unknown group has no sessions', async () => {
    const answer = await good(server, paths.isOpen, at(courier, { terminalGroupId: foreignId }))
    expect(answer.isSessionOpened).toBeNull()
    expect(answer.error).toContain(foreignId)
  })
})

describe('shifts/by_courier', () => {
  test('tells nothing of organizations that the login does not reach, nor of unknown people', async () => {
    const theirs = employeeId('5559')
    expect(await groupsOf(theirs)).toEqual([server.till('baumana').terminalGroupId])
    const site = await server.token('de300000-0000-4000-8000-000000000002')
    expect(await groupsOf(theirs, site)).toEqual([])
    expect(await groupsOf(foreignId)).toEqual([])
  })
})

describe('locations', () => {
  const till = '/till/pokrovka/api'
  const tokenOf = async (pin: string): Promise<string> =>
    (await server.post(`${till}/login`, { pin }, null)).json.token
  const located = (token: string | null, body: Json) => server.post(`${till}/location`, body, token)
  const itemsOf = async (path: typeof paths.active | typeof paths.activeAt, body: Json): Promise<Json[]> =>
    (await good(server, path, body)).activeCourierLocations[0].items
  const tracks = async (offsetInSeconds: number | null): Promise<Json[]> =>
    (await good(server, paths.tracks, { organizationIds: [shop.organizationId], offsetInSeconds }))
      .courierLocations[0].items

  test('couriers on shift are listed, with a position once their device has told one', async () => {
    const body = { organizationIds: [shop.organizationId] }
    expect(await itemsOf(paths.active, body)).toContainEqual({
      courierId: courier,
      lastActiveLatitude: null,
      lastActiveLongitude: null,
      lastActiveClientDate: null,
    })
    const token = await tokenOf('5555')
    const first = { latitude: 55.75, longitude: 37.61, at: server.clock.now() - 5000 }
    expect((await located(token, first)).status).toBe(200)
    server.clock.advance(60_000)
    expect((await located(token, { latitude: 55.76, longitude: 37.62, at: noon + 59_000 })).status).toBe(200)
    const known = {
      courierId: courier,
      lastActiveLatitude: 55.76,
      lastActiveLongitude: 37.62,
      lastActiveClientDate: '2027-03-12 12:00:59.000',
    }
    expect(await itemsOf(paths.active, body)).toContainEqual(known)
    expect(await itemsOf(paths.activeAt, shop.place)).toContainEqual(known)
    const taganka = { ...shop.place, terminalGroupId: server.till('taganka').terminalGroupId }
    expect(await itemsOf(paths.activeAt, taganka)).toEqual([])

    expect(await tracks(30)).toEqual([
      {
        courierId: courier,
        locations: [{ latitude: 55.76, longitude: 37.62, serverTimestamp: expect.any(Number) }],
      },
    ])
    const [track] = await tracks(3600)
    expect(track.locations.map(({ latitude }: Json) => latitude)).toEqual([55.75, 55.76])
    expect(Math.abs(track.locations[0].serverTimestamp - noon / 1000)).toBeLessThan(30)
    expect(await tracks(null)).toHaveLength(1)
    server.clock.advance(25 * 3_600_000)
    expect(await tracks(null)).toEqual([])
  })

  test('who has gone home is not active and tells no positions', async () => {
    await clocked(paths.clockout, at(other))
    const listed = await itemsOf(paths.active, { organizationIds: [shop.organizationId] })
    expect(listed.map(({ courierId }) => courierId)).not.toContain(other)
    const answer = await located(await tokenOf('5556'), { latitude: 1, longitude: 1 })
    expect(answer.status).toBe(400)
    expect(answer.json.code).toBe('personal-shift.not-open')
    await clocked(paths.clockin, at(other, { roleId: roleId('COUR') }))
  })

  test('a position is degrees and comes from a courier', async () => {
    const token = await tokenOf('5555')
    const cases: [Json, string][] = [
      [{ longitude: 1 }, 'latitude'],
      [{ latitude: 91, longitude: 1 }, 'latitude'],
      [{ latitude: 1, longitude: '1' }, 'longitude'],
      [{ latitude: 1, longitude: 1, at: 'now' }, 'at'],
    ]
    for (const [body, field] of cases) {
      const answer = await located(token, body)
      expect(answer.status).toBe(400)
      expect(answer.json.text.en).toContain(field)
    }
    expect((await located(null, { latitude: 1, longitude: 1 })).status).toBe(401)
    expect((await located(await tokenOf('2222'), { latitude: 1, longitude: 1 })).status).toBe(400)
  })

  test('refuses a negative offset', async () => {
    const body = { organizationIds: [shop.organizationId], offsetInSeconds: -1 }
    await refused(server, paths.tracks, body, { status: 400, text: 'offsetInSeconds' })
  })
})

test('shifts and positions at a till on its own node come to the cloud', async () => {
  const pair = await linkedPair('taganka', () => 'pass', { ...usualTiming, beatMs: 50 })
  try {
    const { tenantId, organizationId, terminalGroupId } = {
      tenantId: pair.chain.tenant.id,
      organizationId: pair.organizationId,
      terminalGroupId: pair.terminalGroupId,
    }
    const ownTill = () => pair.till.tills.get(terminalGroupId)
    await expect.poll(ownTill, { timeout: 20_000 }).toBeDefined()
    const { app } = pair.till
    const command = {
      kind: 'personalShift.open' as const,
      personalShiftId: crypto.randomUUID(),
      employeeId: waiter,
      roleId: null,
    }
    const request = { id: crypto.randomUUID(), command, actor: 'till', deadline: null }
    expect(await ownTill()?.run(request)).toMatchObject({ refusal: null })
    await pair.converge()
    const known = pair.cloud.storage.now
    expect(await known.knownShifts.ofEmployee(tenantId, waiter)).toMatchObject([{ terminalGroupId }])

    const place = { tenantId, organizationId, terminalGroupId }
    const position = { latitude: 55.7, longitude: 37.6, measuredAt: noon }
    await saveCourierLocation(app, place, { id: waiter, name: 'Maria' }, position)
    await expect
      .poll(() => known.courierLocations.last(tenantId, [organizationId]), { timeout: 20_000 })
      .toMatchObject([{ courierId: waiter, ...position }])
  } finally {
    await pair.close()
  }
})

test('all refuse malformed bodies, callers without a token and organizations of others', async () => {
  const place = { organizationId: foreignId, organizationIds: [foreignId] }
  for (const path of Object.values(paths)) {
    const body = { ...place, terminalGroupId: foreignId, employeeId: courier }
    await refused(server, path, body, { status: 401, token: null })
    if (path !== paths.byCourier) await refused(server, path, body, { status: 403, text: foreignId })
    const field = path === paths.active || path === paths.tracks ? 'organizationIds' : 'employeeId'
    const isOfGroup = path === paths.activeAt
    const bad = { ...shop.place, organizationIds: ['x'], employeeId: 'x' }
    if (isOfGroup)
      await refused(server, path, { ...bad, terminalGroupId: 'x' }, { status: 400, text: 'terminalGroupId' })
    else await refused(server, path, bad, { status: 400, text: field })
  }
})
