/**
 * A thousand boards at once, on WebSockets, on event streams and polling: each holds a seat of its own, and one change is
 * told to all of them (front-api §7.6).
 */
import { type ClientRequest, get } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startServer, type TestServer } from '../support/start-server.ts'
import { anOrderInTheKitchen } from './front-driver.ts'
import { waiterOf } from './hall-driver.ts'

const boards = Number(process.env['FRONT_BOARDS'] ?? 1000)
const atOnce = 25

let server: TestServer
const sockets: WebSocket[] = []
const streams: ClientRequest[] = []
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  for (const socket of sockets) socket.terminate()
  for (const stream of streams) stream.destroy()
  await server.close()
})

const subscribe = { jsonrpc: '2.0', id: 1, method: 'subscribe', params: { topics: ['kitchenOrder'] } }

/** Resolves when the board hears what changes; `hear` gets ids of orders. */
function onSocket(token: string, hear: (id: string) => void): Promise<void> {
  const socket = new WebSocket(`${server.baseUrl.replace('http', 'ws')}/v1/stream?access_token=${token}`)
  sockets.push(socket)
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('open', () => socket.send(JSON.stringify(subscribe)))
    socket.on('message', (data) => {
      const { method, params } = JSON.parse(String(data))
      if (method === 'kitchenOrder.changed') hear(params.id)
      else resolve()
    })
  })
}

function onStream(token: string, hear: (id: string) => void): Promise<void> {
  const url = `${server.baseUrl}/v1/stream?topics=kitchenOrder&access_token=${token}`
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      let text = ''
      response.on('error', () => {})
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
        if (text.includes('event: subscribed')) resolve()
        for (const [, id] of text.matchAll(/"id":"([0-9a-f-]{36})"/g)) hear(id ?? '')
      })
    })
    request.once('error', reject)
    streams.push(request)
  })
}

test(`${boards} boards hear of an order that is cooked, and the next one finds no seat`, async () => {
  const { tenantId } = server.till('pokrovka')
  await server.node.app.storage.now.licences.save(tenantId, {
    module: '2050',
    seats: boards,
    expiresAt: null,
  })
  server.licences.forget(tenantId)
  const { apiLogin: apiKey } = server.credentials.cloud
  const enter = () =>
    server.post(
      '/v1/sessions',
      { clientId: crypto.randomUUID(), apiKey, scopes: ['queue', 'monitoring'] },
      null,
    )
  const heard = Array.from({ length: boards }, () => new Set<string>())
  const polling: { index: number; token: string }[] = []
  const open = async (index: number): Promise<void> => {
    const { status, json, text } = await enter()
    expect(status, text).toBe(201)
    const hear = (id: string): void => void heard[index]?.add(id)
    if (index % 10 === 9) polling.push({ index, token: json.token })
    else await (index % 3 === 0 ? onStream(json.token, hear) : onSocket(json.token, hear))
  }
  for (let first = 0; first < boards; first += atOnce)
    await Promise.all(
      Array.from({ length: Math.min(atOnce, boards - first) }, (_, index) => open(first + index)),
    )

  expect((await enter()).status).toBe(429)
  const [seats] = server.licences.seats(tenantId)
  expect(seats).toMatchObject({ module: 'iikoAPIFront Web', taken: boards, freed: 0, refused: 1 })
  expect(seats?.holders).toHaveLength(boards)

  const orderId = await anOrderInTheKitchen(server, await waiterOf(server))
  const poll = async ({ index, token }: (typeof polling)[number]): Promise<void> => {
    const { json } = await server.get('/v1/kitchen-orders', token)
    for (const { id } of json.items ?? json) heard[index]?.add(id)
  }
  for (let first = 0; first < polling.length; first += atOnce)
    await Promise.all(polling.slice(first, first + atOnce).map(poll))
  await expect.poll(() => heard.filter((ids) => ids.has(orderId)).length, { timeout: 20_000 }).toBe(boards)
}, 120_000)
