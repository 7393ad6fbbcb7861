/** Kiosks and queue boards of a till of two nodes (ADR 32): let in at one, known at the other, and no order is made twice. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { issueDeviceKey } from '../../src/api/till/devices/device-keys.ts'
import { deviceSecretOf } from '../../src/api/till/pair-routes.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { nextState } from './device-driver.ts'

const token = 'token of the pair'
const till = '/till/pokrovka/api'
const patience = { timeout: 60_000, interval: 100 }

let cloud: TestServer
let main: TestServer
let standby: TestServer
let place: ReturnType<TestServer['till']>
const databases: TestDatabase[] = []
beforeAll(async () => {
  cloud = await startServer()
  place = cloud.till('pokrovka')
  const { tenantId, organizationId, terminalGroupId } = place
  const peer = {
    id: cloud.node.app.random.uuid(),
    name: 'pokrovka',
    tenantId,
    organizationId,
    terminalGroupId,
  }
  await cloud.node.storage.now.links.savePeer(peer, token)
  await cloud.node.restartTills()
  const aNode = async (standbyOf?: string) => {
    const database = await testDatabase()
    databases.push(database)
    return startServer({
      ...{ roles: ['till'], isEmpty: true, engine: { ...database, close: async () => {} } },
      link: { url: `${cloud.baseUrl.replace('http', 'ws')}/link`, token },
      ...(standbyOf ? { standbyOf } : {}),
    })
  }
  main = await aNode()
  await vi.waitFor(() => expect(main.node.tills.size).toBe(1), patience)
  standby = await aNode(main.baseUrl)
  await vi.waitFor(async () => expect((await standing(main)).standby).toBe('in-sync'), patience)
})
afterAll(async () => {
  for (const server of [standby, main, cloud]) await server.close()
  for (const database of databases) await database.close()
})

const standing = async (server: TestServer): Promise<Answer['json']> =>
  (await server.get('/till/standing', null)).json
const keyAt = async (server: TestServer, use: 'kiosk' | 'board'): Promise<string> => {
  const wanted = { use, pin: '8888', deviceId: crypto.randomUUID() }
  const { status, json, text } = await server.post(`${till}/devices`, wanted, null)
  expect(status, text).toBe(200)
  return json.key
}
const anOrder = () => ({
  ...{ id: crypto.randomUUID(), orderId: crypto.randomUUID(), orderTypeId: demoId('orderType', 'takeaway') },
  items: [{ productId: productByCode(cloud.chain, '10101'), sizeId: null, amount: 1, modifiers: [] }],
})
const deed = (server: TestServer, key: string, path: string, body: object, headers = {}): Promise<Answer> =>
  server.post(`${till}/kiosk/orders${path}`, body, key, headers)
const pay = (server: TestServer, key: string, orderId: string): Promise<Answer> =>
  deed(server, key, `/${orderId}/pay`, { id: crypto.randomUUID() })

/** All events of a stream until its first picture. */
async function saidBy(server: TestServer, path: string, key: string): Promise<Map<string, Answer['json']>> {
  const ended = new AbortController()
  const headers = { authorization: `Bearer ${key}` }
  const response = await fetch(`${server.baseUrl}${till}${path}`, { headers, signal: ended.signal })
  if (!response.body) throw new Error(`${path} answered ${response.status}`)
  const said = new Map<string, Answer['json']>()
  let text = ''
  try {
    for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) {
      text += bytes
      for (const [, event = '', data = ''] of text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g))
        said.set(event, JSON.parse(data))
      if (said.has('state')) return said
    }
  } finally {
    ended.abort()
  }
  throw new Error(`${path} ended without a picture`)
}

test('a key from before keys were of both nodes is exchanged, and one of another pair opens nothing', async () => {
  const employeeId = demoId('employee', '8888')
  const device = { id: crypto.randomUUID(), use: 'board' as const, employeeId }
  const issue = (secret: Uint8Array) => issueDeviceKey(secret, device, place.terminalGroupId, Date.now())
  const said = await saidBy(main, '/queue/stream', await issue(main.node.storage.node.secret))
  const { key } = said.get('key')
  const again = await saidBy(main, '/queue/stream', key)
  expect([...again.keys()]).toEqual(['state'])
  for (const foreign of [deviceSecretOf('token of others'), standby.node.storage.node.secret])
    expect((await main.get(`${till}/queue/stream`, await issue(foreign))).status).toBe(401)
})

test('what a kiosk was told is at the standby once, its key opens that, and the board goes on', async () => {
  const [kiosk, board] = [await keyAt(main, 'kiosk'), await keyAt(main, 'board')]
  const said = (await saidBy(main, '/kiosk/stream', kiosk)).get('state')
  expect(said.pair).toMatchObject({ epoch: 0, partnerUrl: standby.baseUrl })
  expect((await standby.get(`${till}/kiosk/menu`, kiosk)).status).toBe(503)
  expect((await standby.post(`${till}/devices`, { use: 'kiosk', pin: '8888' }, null)).status).toBe(503)

  const [paid, open, unsent] = [anOrder(), anOrder(), anOrder()]
  const placed = await deed(main, kiosk, '', paid)
  expect(placed.status, placed.text).toBe(200)
  expect((await pay(main, kiosk, paid.orderId)).json).toEqual({ ok: true })
  const placedOpen = await deed(main, kiosk, '', open)
  expect(placedOpen.status).toBe(200)
  await main.close()

  const promoted = await standby.post('/till/promote', { pin: '1111' }, null)
  expect(promoted.status, promoted.text).toBe(200)
  // Said again, since the answer may have been lost: the same orders, and the money once.
  expect((await deed(standby, kiosk, '', paid)).json).toEqual(placed.json)
  expect((await deed(standby, kiosk, '', open)).json).toEqual(placedOpen.json)
  for (const { orderId } of [paid, open])
    expect((await pay(standby, kiosk, orderId)).json).toEqual({ ok: true })
  const late = await deed(standby, kiosk, '', unsent)
  expect(late.status, late.text).toBe(200)
  expect((await deed(standby, kiosk, '', unsent)).json).toEqual(late.json)
  expect((await pay(standby, kiosk, unsent.orderId)).json).toEqual({ ok: true })
  const queue = await nextState(`${standby.baseUrl}${till}/queue/stream`, board)
  const labels = queue.entries.map(({ label }: { label: string }) => label)
  expect(labels).toEqual([placed, placedOpen, late].map(({ json }) => json.label))
  expect(new Set(labels).size).toBe(3)
  const { tenantId, terminalGroupId } = place
  const orders = await standby.node.storage.now.tableOrders.board(tenantId, terminalGroupId, 0)
  expect(orders.map(({ status, payments }) => [status, payments.length])).toEqual([
    ['Closed', 1],
    ['Closed', 1],
    ['Closed', 1],
  ])
  const state = (await saidBy(standby, '/kiosk/stream', kiosk)).get('state')
  expect(state.pair).toMatchObject({ epoch: 1, partnerUrl: main.baseUrl })
})

test('a main till that a device knows to be superseded answers it nothing and stops', async () => {
  const kiosk = await keyAt(standby, 'kiosk')
  const later = { 'x-till-epoch': '2' }
  const held = await deed(standby, kiosk, '', anOrder(), later)
  expect([held.status, held.json.code]).toEqual([503, 'till.standby'])
  await sleep(100)
  expect(await standing(standby)).toMatchObject({ role: 'waiting', epoch: 1 })
  expect((await deed(standby, kiosk, '', anOrder())).status).toBe(503)
})
