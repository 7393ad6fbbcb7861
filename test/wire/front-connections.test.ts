/** Many boards at once: each holds a seat of its own, and one change is told to all of them (front-api §7.6). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startServer, type TestServer } from '../support/start-server.ts'
import { anOrderInTheKitchen } from './front-driver.ts'
import { waiterOf } from './hall-driver.ts'

const boards = Number(process.env['FRONT_BOARDS'] ?? 150)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

test(`${boards} boards hear of an order that is cooked, and the next one finds no seat`, async () => {
  const { tenantId } = server.till('pokrovka')
  const licence = { module: '2050', seats: boards, expiresAt: null }
  await server.node.app.storage.now.licences.save(tenantId, licence)
  server.licences.forget(tenantId)
  const { apiLogin: apiKey } = server.credentials.cloud
  const enter = () =>
    server.post('/v1/sessions', { clientId: crypto.randomUUID(), apiKey, scopes: ['queue'] }, null)
  const heard = new Map<number, Set<string>>()
  const sockets: WebSocket[] = []
  const subscribe = { jsonrpc: '2.0', id: 1, method: 'subscribe', params: { topics: ['kitchenOrder'] } }
  for (let index = 0; index < boards; index++) {
    const { json } = await enter()
    const socket = new WebSocket(
      `${server.baseUrl.replace('http', 'ws')}/v1/stream?access_token=${json.token}`,
    )
    sockets.push(socket)
    heard.set(index, new Set())
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.once('open', () => socket.send(JSON.stringify(subscribe)))
      socket.on('message', (data) => {
        const { method, params } = JSON.parse(String(data))
        if (method === 'kitchenOrder.changed') heard.get(index)?.add(params.id)
        else resolve()
      })
    })
  }
  expect((await enter()).status).toBe(429)
  const orderId = await anOrderInTheKitchen(server, await waiterOf(server))
  await expect
    .poll(() => [...heard.values()].filter((ids) => ids.has(orderId)).length, { timeout: 20_000 })
    .toBe(boards)
  const [first] = sockets
  first?.terminate()
  for (const socket of sockets) socket.close()
}, 120_000)
