import { expect, test } from 'vitest'
import type { ServerEvent } from '../server-events.ts'
import { type AddressStore, TillAddresses } from '../till-addresses.ts'
import { Refused } from '../till-api.ts'
import { DeviceApi, enrolDevice } from './device-api.ts'

const main = 'http://main:8080'
const standby = 'http://standby:8080'
const toMain = { epoch: 1, partnerUrl: main }

function anAddressBook(): TillAddresses {
  const kept = new Map<string, string>()
  const store: AddressStore = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
  }
  return new TillAddresses('a', store, main)
}

type Asked = { url: string; epoch: string | null; key: string | null; id: string | null }
type Node = (path: string, signal: AbortSignal | null) => Promise<Response>
const held: Node = async () => Response.json({ code: 'till.standby' }, { status: 503 })
const dead: Node = async () => {
  throw new TypeError('connection refused')
}

/** A till whose nodes answer as they are told; what was asked is written down. */
function aPair(nodes: { own: Node; other: Node }) {
  const asked: Asked[] = []
  const waits: number[] = []
  const addresses = anAddressBook()
  const around = {
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const url = String(input)
      const headers = new Headers(init?.headers)
      const id = init?.body ? (JSON.parse(String(init.body)) as { id?: string }).id : null
      asked.push({
        url,
        epoch: headers.get('x-till-epoch'),
        key: headers.get('authorization'),
        id: id ?? null,
      })
      const node = url.startsWith(standby) ? nodes.other : nodes.own
      return node(url.replace(standby, ''), init?.signal ?? null)
    },
    sleep: async (ms: number) => void waits.push(ms),
    addresses,
  }
  return { api: new DeviceApi('a', 'k', around), around, addresses, asked, waits }
}

/** A stream that says this and stays open until its request is aborted. */
const saying = (signal: AbortSignal | null, ...states: object[]): Response => {
  const text = states.map((state) => `event: state\ndata: ${JSON.stringify(state)}\n\n`).join('')
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text))
      signal?.addEventListener('abort', () => controller.error(new DOMException('over', 'AbortError')))
    },
  })
  return new Response(body)
}

async function first(events: AsyncGenerator<ServerEvent>): Promise<unknown> {
  const { value } = await events.next()
  return (value as ServerEvent | undefined)?.data
}
const alive = () => new AbortController().signal

test('an order whose node died goes on to the other one, with its id, until that one plays the till', async () => {
  let left = 5
  const { api, addresses, asked } = aPair({
    own: dead,
    other: async (path, signal) => (left-- > 0 ? held(path, signal) : Response.json({ number: 7 })),
  })
  addresses.heard({ epoch: 2, partnerUrl: standby })
  expect(await api.send('/kiosk/orders', { orderId: 'x' })).toEqual({ number: 7 })
  expect(asked.length).toBe(12)
  expect(asked.slice(0, 3).map(({ url }) => url)).toEqual([
    '/till/a/api/kiosk/orders',
    `${standby}/till/a/api/kiosk/orders`,
    '/till/a/api/kiosk/orders',
  ])
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
  expect(new Set(asked.map(({ epoch, key }) => `${epoch} ${key}`))).toEqual(new Set(['2 Bearer k']))
})

test('a till of one node is asked four times, and one of two nodes for the time of a takeover', async () => {
  const alone = aPair({ own: dead, other: dead })
  await expect(alone.api.send('/kiosk/orders', {})).rejects.toThrow('no answer')
  expect(alone.asked).toHaveLength(4)
  const two = aPair({ own: dead, other: held })
  two.addresses.heard({ epoch: 0, partnerUrl: standby })
  await expect(two.api.send('/kiosk/orders', {})).rejects.toThrow()
  expect(two.waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(20_000)
})

test('the stream tells of the other node, and is there when the first one is gone', async () => {
  let isDead = false
  const { api, addresses } = aPair({
    own: async (path, signal) =>
      isDead
        ? dead(path, signal)
        : saying(signal, { now: 1, pair: { epoch: 0, partnerUrl: standby }, picture: 'old' }),
    other: async (_path, signal) => saying(signal, { now: 2, pair: toMain, picture: 'new' }),
  })
  expect(await first(api.stream('/queue/stream', alive()))).toMatchObject({ picture: 'old' })
  isDead = true
  expect(await first(api.stream('/queue/stream', alive()))).toMatchObject({ picture: 'new' })
  expect([addresses.base, addresses.epoch]).toEqual([standby, 1])
})

test('a till of an earlier reign is not listened to', async () => {
  const { api, addresses } = aPair({
    own: async (_path, signal) =>
      saying(signal, { now: 1, pair: { epoch: 0, partnerUrl: standby }, picture: 'superseded' }),
    other: async (_path, signal) => saying(signal, { now: 2, pair: toMain, picture: 'new' }),
  })
  addresses.heard({ epoch: 1, partnerUrl: standby })
  expect(await first(api.stream('/queue/stream', alive()))).toMatchObject({ picture: 'new' })
  expect(addresses.base).toBe(standby)
})

test('when a request finds that a node is gone the stream of that node ends, too', async () => {
  const { api, addresses } = aPair({
    own: async (path, signal) =>
      path.endsWith('/stream')
        ? saying(signal, { now: 1, pair: { epoch: 0, partnerUrl: standby }, picture: 'old' })
        : dead(path, signal),
    other: async () => Response.json({ ok: true }),
  })
  const events = api.stream('/kiosk/stream', alive())
  await first(events)
  const next = events.next()
  expect(await api.send('/kiosk/orders', {})).toEqual({ ok: true })
  await expect(next).rejects.toThrow()
  expect(addresses.base).toBe(standby)
})

test('a no is no loss of the node, and a key that was given instead is shown from then on', async () => {
  const no = async () => Response.json({ code: 'x', text: { ru: '', en: '' } }, { status: 401 })
  const { api, addresses, asked } = aPair({ own: no, other: no })
  addresses.heard({ epoch: 0, partnerUrl: standby })
  await expect(api.get('/kiosk/menu')).rejects.toThrow(Refused)
  api.takeKey('another')
  await expect(first(api.stream('/kiosk/stream', alive()))).rejects.toThrow(Refused)
  expect(asked.map(({ url, key }) => [url, key])).toEqual([
    ['/till/a/api/kiosk/menu', 'Bearer k'],
    ['/till/a/api/kiosk/stream', 'Bearer another'],
  ])
})

test('a device is let in from a page of the standby, too', async () => {
  const { around, addresses, asked } = aPair({
    own: async (path, signal) =>
      path === '/till/standing'
        ? Response.json({ role: 'standby', epoch: 3, partnerUrl: standby })
        : held(path, signal),
    other: async () => Response.json({ key: 'k', till: {} }),
  })
  const pass = await enrolDevice('a', { use: 'board', pin: '1', deviceId: 'd' }, around)
  expect(pass.key).toBe('k')
  expect(asked.map(({ url }) => url)).toEqual([
    '/till/a/api/devices',
    '/till/standing',
    `${standby}/till/a/api/devices`,
  ])
  expect(addresses.epoch).toBe(3)
})
