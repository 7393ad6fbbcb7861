import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import type { FuzzRequest } from './requests.ts'
import { goodToken } from './requests.ts'
import { verdict } from './verdict.ts'
import { WireClient } from './wire-client.ts'

/* Requests that a fuzz run once found to be answered wrongly, each by the name of what was wrong. */

const call = (method: string, url: string, body: string | null = '{}'): FuzzRequest => ({
  method,
  url,
  headers: { 'content-type': 'application/json', authorization: goodToken },
  body,
})

let server: TestServer
let client: WireClient
beforeAll(async () => {
  server = await startServer()
  client = new WireClient(server.baseUrl, await server.token())
})
afterAll(async () => {
  client.close()
  await server.close()
})

test.each<[string, number, FuzzRequest]>([
  [
    'an address that cannot be decoded had no correlationId',
    404,
    call('POST', '/api/1/loyalty/iiko/delete_customers%zz'),
  ],
  ['a verb that no route takes had no correlationId', 405, call('SEARCH', '/api/1/deliveries/by_id')],
  ['a back-office address and such a verb', 405, call('SEARCH', '/api/inventory/v1/costings/calculate')],
  ['the bare prefix with a broken body was told about JSON', 404, call('POST', '/api/', '{"a": ')],
  ['such a verb with a broken body', 405, call('SEARCH', '/api/1/deliveries/by_id', '{"a": ')],
  ['the bare prefix of the family had no correlationId', 404, call('POST', '/api/')],
])('%s', async (_name, status, request) => {
  const answer = await client.send(request)
  expect(answer.status, answer.text).toBe(status)
  expect(verdict(request, answer)).toEqual([])
})
