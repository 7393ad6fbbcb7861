/** What the page of the call centre does over HTTP. */
import { expect } from 'vitest'
import { streetId } from '../../src/seed/demo/geography/streets.ts'
import { outletId, tillId } from '../../src/seed/demo/outlets.ts'
import { productByCode } from '../support/orders.ts'
import type { Answer, TestServer } from '../support/start-server.ts'
import { paymentTypeId } from './cloud-deliveries-driver.ts'

export type Json = Answer['json']
type Init = { method?: string; body?: unknown; headers?: Record<string, string> }

/** One request to `/callcentre/api` with the header that the page sends, unless others are given. */
export async function callDesk(server: TestServer, path: string, init: Init = {}): Promise<Answer> {
  const { method = 'GET', body, headers = { 'x-trapeza-admin': '1' } } = init
  const response = await fetch(`${server.baseUrl}/callcentre/api${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    json: text ? JSON.parse(text) : undefined,
    text,
    headers: response.headers,
  }
}

export const pokrovka = outletId('pokrovka')
export const pokrovkaTill = tillId('pokrovka')
export const pokrovkaStreet = streetId('moscow', 'Покровка')

/** An operator who is logged in, by default the demo's. */
export async function openCallCentre(server: TestServer, login = server.credentials.callCentre) {
  const answer = await callDesk(server, '/login', { method: 'POST', body: login })
  if (answer.status !== 200) throw new Error(`no login: ${answer.text}`)
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const headers = { 'x-trapeza-admin': '1', cookie }
  const get = (path: string): Promise<Answer> => callDesk(server, path, { headers })
  const post = (path: string, body?: unknown): Promise<Answer> =>
    callDesk(server, path, { method: 'POST', body, headers })
  async function good(answer: Promise<Answer>): Promise<Json> {
    const { status, text, json } = await answer
    expect(status, text).toBe(200)
    return json
  }
  /** Two bowls of borscht to a street of the directory, paid in cash. */
  const anOrder = (more: Json = {}): Json => ({
    id: crypto.randomUUID(),
    ...{ organizationId: pokrovka, terminalGroupId: pokrovkaTill, isPickup: false, guestId: null },
    ...{ phone: '8 900 555-03-12', name: 'Анна', completeBefore: null, comment: 'Без лука', persons: 2 },
    address: { streetId: pokrovkaStreet, house: '17', flat: '12', entrance: '1', floor: '3' },
    items: [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 2, modifiers: [] }],
    payment: { typeId: paymentTypeId('cash'), sum: '840' },
    ...more,
  })
  const sent = (order: Json = anOrder()): Promise<Json> => good(post('/orders', order))
  return { cookie, get, post, good, anOrder, sent, told: (path: string) => good(get(path)) }
}
export type CallCentreDesk = Awaited<ReturnType<typeof openCallCentre>>
