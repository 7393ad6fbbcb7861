import { expect, test, vi } from 'vitest'
import { newCommandId, Refused, TillApi, Unreachable } from './till-api.ts'

const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status })
const open = { kind: 'shift.open' } as const

/** A till behind a network that answers each try in turn: a response, or null for a lost one. */
function aTill(...answers: (Response | null)[]) {
  const bodies: { id: string }[] = []
  const waits: number[] = []
  const api = new TillApi('pokrovka', {
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(String(init?.body ?? '{}')) as { id: string })
      const next = answers.shift()
      if (!next) throw new TypeError('network')
      return next
    },
    sleep: async (ms) => {
      waits.push(ms)
    },
  })
  return { api, bodies, waits }
}

test('a command whose answer was lost is said again under the same id', async () => {
  const { api, bodies, waits } = aTill(null, answer(503, {}), answer(200, { ok: true }))
  await api.send(open)
  expect(bodies).toHaveLength(3)
  expect(new Set(bodies.map(({ id }) => id)).size).toBe(1)
  expect(waits).toEqual([400, 800])
})

test('a refusal is not tried again and keeps its words', async () => {
  const text = { ru: 'Смена уже открыта', en: 'The shift is open' }
  const { api, bodies } = aTill(answer(409, { code: 'shift.already-open', text }))
  const refused = await api.send(open).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refused)
  expect(refused).toMatchObject({ status: 409, code: 'shift.already-open', text })
  expect(bodies).toHaveLength(1)
})

test('a till that stays silent is given up after the last try', async () => {
  const { api, bodies } = aTill()
  await expect(api.send(open)).rejects.toBeInstanceOf(Unreachable)
  expect(bodies).toHaveLength(5)
})

test('a question whose answer was lost is asked again, twice at most', async () => {
  const patient = aTill(null, answer(502, {}), answer(200, []))
  expect(await patient.api.receipts(false)).toEqual([])
  expect(patient.waits).toEqual([400, 800])
  const gone = aTill()
  await expect(gone.api.receipts(false)).rejects.toBeInstanceOf(Unreachable)
  expect(gone.bodies).toHaveLength(3)
})

test('a till that says nothing is not waited for three times', async () => {
  let asked = 0
  const api = new TillApi('pokrovka', {
    fetch: () => {
      asked += 1
      return Promise.reject(new DOMException('signal timed out', 'TimeoutError'))
    },
    sleep: async () => {},
  })
  await expect(api.receipts(false)).rejects.toBeInstanceOf(Unreachable)
  expect(asked).toBe(1)
})

test('a paper whose answer was lost is printed under the same id', async () => {
  const { api, bodies } = aTill(null, answer(200, { ok: true }))
  await api.doWithPrintJob('job', 'again')
  expect(bodies).toHaveLength(2)
  expect(new Set(bodies.map(({ id }) => id)).size).toBe(1)
})

test('a question that is refused is not asked again', async () => {
  const { api, bodies } = aTill(answer(409, { code: 'guest.unknown' }))
  await expect(api.guest('phone', '79005550103')).rejects.toBeInstanceOf(Refused)
  expect(bodies).toHaveLength(1)
})

test('a number from elsewhere that is no json is a status in words', async () => {
  const { api } = aTill(new Response('<html>', { status: 418 }))
  await expect(api.send(open)).rejects.toMatchObject({ status: 418, text: { en: 'HTTP 418' } })
})

test('ids of commands are uuids of version 4, also where the page is not secure', () => {
  vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
    throw new Error('https only')
  })
  expect(newCommandId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  vi.restoreAllMocks()
})
