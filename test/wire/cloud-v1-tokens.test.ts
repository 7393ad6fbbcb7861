import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { expectValid, good, refused } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

// The first way to a token is at its end (cloud-api §1.1); who wants to know what that means switches it off.

const v1 = '/api/1/access_token'
const v2 = '/api/v2/access_token'
const organizations = '/api/1/organizations'
const text = 'Tokens of the first version are switched off'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterEach(() => server.post('/__/cloud', { v1Tokens: true, limits: 'off' }, null))
afterAll(() => server.close())

test('with the first version off, a key alone opens nothing; with an application it does', async () => {
  const { apiLogin, apiKey, appId, clientSecret } = server.credentials.cloud
  const { token: old } = await good(server, v1, { apiLogin })
  const { token } = await good(server, v2, { apiKey, appId, clientSecret })
  const switched = await server.post('/__/cloud', { v1Tokens: false }, null)
  expect(switched.json).toEqual({ limits: 'off', v1Tokens: false })

  await refused(server, v1, { apiLogin }, { status: 403, text, token: null })
  await refused(server, organizations, {}, { status: 401, text, token: old })
  await good(server, organizations, {}, token)
  await good(server, v2, { apiKey, appId, clientSecret })

  await server.post('/__/cloud', { v1Tokens: true }, null)
  await good(server, organizations, {}, old)
})

test('the sandbox sets the budgets of restriction groups by the name of a profile', async () => {
  const { json } = await server.post('/__/cloud', { limits: 'strict' }, null)
  expect(json).toEqual({ limits: 'strict', v1Tokens: true })
  const answers = []
  for (let call = 0; call < 6; call++)
    answers.push(await server.post('/api/1/regions', { organizationIds: [] }))
  const last = answers.at(-1)
  expect(last?.status).toBe(429)
  expect(last?.headers.get('x-restriction-group')).toBe('Data: geo')
  if (last) expectValid('/api/1/regions', last)
  const unknown = await server.post('/__/cloud', { limits: 'wide' }, null)
  expect([unknown.status, unknown.text]).toEqual([400, expect.stringContaining('iiko-like')])
  expect((await server.get('/__/cloud', null)).json.limits).toBe('strict')
})
