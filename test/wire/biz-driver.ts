/** Talks to iiko.biz as its clients do: the token in the query, everything else tolerant. */
import { expect } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import type { TestServer } from '../support/start-server.ts'

export type Json = any // any: a test looks where it likes

export type BizAnswer = { status: number; text: string; json: Json }

export const login = {
  id: demoId('apiKey', 'de300000-0000-4000-8000-000000000001'),
  secret: 'de300000-0000-4000-8000-000000000001',
}

export async function bizOf(server: TestServer, outlet = 'pokrovka') {
  const organization = demoId('organization', outlet)

  async function call(
    method: string,
    url: string,
    body?: Json,
    type = 'application/json',
  ): Promise<BizAnswer> {
    const answer = await fetch(`${server.baseUrl}${url}`, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'content-type': type },
            body: typeof body === 'object' && !(body instanceof Uint8Array) ? JSON.stringify(body) : body,
          }),
    })
    const text = await answer.text()
    let json: Json
    try {
      json = text === '' ? undefined : JSON.parse(text)
    } catch {
      json = undefined
    }
    return { status: answer.status, text, json }
  }

  const tokenFor = async (userId: string, userSecret: string): Promise<BizAnswer> =>
    call(
      'GET',
      `/api/0/auth/access_token?user_id=${encodeURIComponent(userId)}&user_secret=${encodeURIComponent(userSecret)}`,
    )
  const token: string = (await tokenFor(login.id, login.secret)).json

  const get = (path: string, query: Record<string, string> = {}): Promise<BizAnswer> =>
    call('GET', `/api/0/${path}?${new URLSearchParams({ access_token: token, ...query })}`)
  const post = (path: string, body: Json, query: Record<string, string> = {}): Promise<BizAnswer> =>
    call('POST', `/api/0/${path}?${new URLSearchParams({ access_token: token, ...query })}`, body)
  /** A good answer to a question about the outlet. */
  async function ask(path: string, query: Record<string, string> = {}): Promise<Json> {
    const answer = await get(path, { organization, ...query })
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }

  const product = (code: string): string => productByCode(server.chain, code)

  /** Two bowls of borscht by courier to a known street, paid in cash: the published sample with things of the demo. */
  const anOrder = (order: Json = {}, more: Json = {}): Json => ({
    organization,
    deliveryTerminalId: null,
    customer: { id: null, name: 'Anna', phone: '+79005550311' },
    order: {
      externalId: 'WEB-1042',
      date: null,
      phone: '+7 (900) 555-03-11',
      isSelfService: 'false',
      personsCount: 2,
      fullSum: 840,
      comment: 'no onions',
      items: [{ id: product('10101'), code: '10101', name: 'Борщ', amount: 2, sum: 840, modifiers: [] }],
      address: { city: 'Москва', street: 'Покровка', home: '17', apartment: '12', entrance: '1', floor: '3' },
      paymentItems: [
        {
          sum: 840,
          paymentType: { code: 'CASH' },
          isProcessedExternally: false,
          isPreliminary: false,
          isExternal: true,
          additionalData: null,
        },
      ],
      ...order,
    },
    ...more,
  })

  /** An order that the restaurant has taken. */
  async function added(body: Json = anOrder()): Promise<Json> {
    const answer = await post('orders/add', body, { request_timeout: '00:00:20' })
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }
  const read = async (orderId: string): Promise<Json> => ask('orders/info', { order: orderId })

  return { organization, token, tokenFor, call, get, post, ask, anOrder, added, read, product }
}

export type Biz = Awaited<ReturnType<typeof bizOf>>
