import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, noon } from './cloud-deliveries-driver.ts'
import { type ConsoleDriver, consoleOf } from './console-driver.ts'

let server: TestServer
let sandbox: ConsoleDriver
let pokrovka: Deliveries
beforeAll(async () => {
  server = await startServer()
  sandbox = consoleOf(server)
  pokrovka = deliveriesOf(server, 'pokrovka')
})
afterAll(() => server.close())

const idsOf = async (...ids: string[]): Promise<string[]> => {
  const { organizationId } = pokrovka
  const { json } = await pokrovka.post('deliveries/by_id', { organizationId, orderIds: ids })
  return json.orders.map(({ id }: { id: string }) => id)
}

test('a snapshot brings back every order, the stop list and the clock as they were', async () => {
  await sandbox.freezeAt(noon)
  const before = await pokrovka.placed(pokrovka.aPickup())
  const kept = await sandbox.post('/snapshots/before lunch')
  expect(kept).toMatchObject({ name: 'before lunch', bytes: expect.any(Number) })

  await pokrovka.change('cancel', before.id)
  await sandbox.advance('PT2H')
  const later = await pokrovka.placed(pokrovka.aPickup())
  expect(await idsOf(before.id, later.id)).toHaveLength(2)

  await sandbox.post('/snapshots/before%20lunch/restore')
  expect(await idsOf(before.id, later.id)).toEqual([before.id])
  expect((await pokrovka.byId(before.id)).order.status).toBe('WaitCooking')
  expect((await sandbox.get('/clock')).json).toMatchObject({
    now: '2027-03-12T09:00:00.000Z',
    isFrozen: true,
  })

  // The same moment a second time: another order gets the number that the lost one had.
  const again = await pokrovka.placed(pokrovka.aPickup())
  expect(again.order.number).toBe(later.order.number)
  expect(await server.node.storage.verifyJournal()).toMatchObject({ brokenAt: null })
})

test('a kept state can be gone back to again and again; what is unknown is 404', async () => {
  await sandbox.post('/snapshots/again')
  for (let round = 0; round < 3; round++) {
    const info = await pokrovka.placed(pokrovka.aPickup())
    await sandbox.post('/snapshots/again/restore')
    expect(await idsOf(info.id)).toEqual([])
  }
  expect((await sandbox.get('/snapshots')).json.map(({ name }: { name: string }) => name)).toContain('again')
  expect((await sandbox.delete('/snapshots/again')).status).toBe(200)
  expect((await sandbox.delete('/snapshots/again')).status).toBe(404)
  expect((await sandbox.refused('/snapshots/again/restore', {})).status).toBe(404)
  const bad = await sandbox.refused('/snapshots/..%2Fetc', {})
  expect([bad.status, bad.json.field]).toEqual([400, 'name'])
})

test('nothing that was kept in memory outlives the state that it is of', async () => {
  await sandbox.freezeAt(noon)
  const [, second] = server.chain.apiKeys
  const token = await server.token(second?.apiLogin)
  const status = async () => (await server.post('/api/1/organizations', {}, token)).status
  await sandbox.post('/snapshots/keys')
  const { keys } = server.node.storage.now
  const key = await keys.byId(second?.id ?? '')
  if (!key) throw new Error('the key is missing')
  await keys.save({ ...key, isActive: false }, null)
  await sandbox.advance('PT15S')
  expect(await status()).toBe(401)
  await sandbox.post('/snapshots/keys/restore')
  expect(await status()).toBe(200)
})

test('clients that write meanwhile see one state or the other, never an error', async () => {
  await sandbox.post('/snapshots/storm')
  let isOver = false
  const storm = Array.from({ length: 4 }, async () => {
    const seen = new Set<number>()
    while (!isOver) {
      seen.add((await server.post('/api/1/deliveries/create', pokrovka.aPickup())).status)
      seen.add(
        (await server.post('/api/1/stop_lists', { organizationIds: [pokrovka.organizationId] })).status,
      )
    }
    return [...seen]
  })
  for (let round = 0; round < 3; round++) await sandbox.post('/snapshots/storm/restore')
  await sandbox.post('/reset')
  isOver = true
  for (const statuses of await Promise.all(storm)) expect(statuses).toEqual([200])
  expect(await server.node.storage.verifyJournal()).toMatchObject({ brokenAt: null })
})

test('reset: the seed, the wall clock, no faults, no scripts, no calls', async () => {
  await sandbox.freezeAt(noon)
  const info = await pokrovka.placed(pokrovka.aPickup())
  await sandbox.post('/faults', { webhooks: { refuse: true } })
  await sandbox.post('/till/pokrovka/script', { preset: 'happy' })
  await sandbox.post('/till/taganka/cable', { plugged: false })
  expect(await sandbox.post('/reset')).toEqual({ reset: true })

  expect(await idsOf(info.id)).toEqual([])
  expect((await sandbox.get('/clock')).json.speed).toBe(1)
  expect((await sandbox.get('/faults')).json.webhooks).toBeNull()
  const tills = (await sandbox.get('/till')).json
  expect(tills).toHaveLength(6)
  for (const till of tills) expect(till).toMatchObject({ plugged: true, scripts: [] })
  // The tokens of before stay good: the node is the same.
  const { order } = await pokrovka.placed(pokrovka.aPickup())
  expect(order.number).toBe(1)
})

test('screens that are open come back and see the data of the snapshot', async () => {
  await sandbox.post('/snapshots/screens')
  const { json } = await server.post('/till/pokrovka/api/login', { pin: '1111' }, null)
  const abort = new AbortController()
  const stream = await fetch(`${server.baseUrl}/till/pokrovka/api/stream`, {
    headers: { authorization: `Bearer ${json.token}` },
    signal: abort.signal,
  })
  const ended = (async () => {
    for await (const _chunk of stream.body ?? []);
  })()
  await pokrovka.placed(pokrovka.aPickup())
  await sandbox.post('/snapshots/screens/restore')
  await ended
  abort.abort()
})

test('data of a node with tills elsewhere is not taken back', async () => {
  await sandbox.post('/snapshots/linked')
  const { tenantId, organizationId, terminalGroupId } = server.till('kiosk')
  const peer = { id: server.node.app.random.uuid(), tenantId, organizationId, terminalGroupId, name: 'kiosk' }
  await server.node.storage.now.links.savePeer(peer, 'a token')
  for (const path of ['/snapshots/linked/restore', '/reset']) {
    const answer = await sandbox.refused(path, {}, 'ru')
    expect([answer.status, answer.json.code]).toEqual([409, 'linked-tills'])
  }
})

test('an empty server is seeded when it is asked, once', async () => {
  const empty = await startServer({ isEmpty: true })
  const own = consoleOf(empty)
  const login = { apiLogin: empty.chain.apiKeys[0]?.apiLogin }
  expect((await empty.post('/api/1/access_token', login, null)).status).toBe(401)
  const unknown = await own.refused('/seed', { name: 'toys' })
  expect([unknown.status, unknown.json.field]).toEqual([400, 'name'])
  await own.post('/seed', { name: 'demo' })
  expect((await empty.post('/api/1/access_token', login, null)).status).toBe(200)
  expect((await own.refused('/seed', { name: 'demo' })).status).toBe(409)
  await empty.close()
})
