import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

test.each([
  ['/nothing', 'Nothing answers GET /nothing'],
  ['/rms/1', 'Nothing answers GET /rms/1'],
])('%s answers 404 in words', async (path, words) => {
  const answer = await server.get(path, null)
  expect(answer.status).toBe(404)
  expect(answer.json.message).toContain(words)
})

test('iikoServer answers where the role is, and says 501 where it is not', async () => {
  const own = await server.get('/resto/api/corporation/stores', null)
  expect([own.status, own.headers.get('content-type')]).toEqual([401, 'text/plain; charset=utf-8'])
  const till = await startServer({ roles: ['cloud', 'till'] })
  const absent = await till.get('/rms/1/resto/api/corporation/stores', null)
  expect([absent.status, absent.json.family]).toEqual([501, 'iikoServer API'])
  const nowhere = await till.get('/rms/nowhere/resto/api/products', null)
  expect([nowhere.status, nowhere.json.message]).toEqual([404, 'There is no restaurant nowhere.'])
  await till.close()
})

test('the cloud’s own addresses stay the cloud’s', async () => {
  expect((await server.get('/api/1/nothing')).json).toMatchObject({ error: 'NOT_FOUND' })
  expect((await server.post('/api/1/organizations')).status).toBe(200)
  expect((await server.get('/thisistheway', null)).text).toBe('This is the way')
})

test('pages of other origins may ask the cloud', async () => {
  const answer = await server.post('/api/1/organizations')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
})

test('--tls serves HTTPS that clients with our authority trust', async () => {
  const secure = await startServer({ isEmpty: true, isTls: true })
  expect(secure.baseUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  const ca = readFileSync(join(secure.dataDir, 'tls/ca.pem'), 'utf8')
  const text = await new Promise<string>((resolve, reject) => {
    get(`${secure.baseUrl}/thisistheway`, { ca, agent: false }, (response) => {
      response.on('data', (chunk) => resolve(String(chunk)))
    }).on('error', reject)
  })
  expect(text).toBe('This is the way')
  await secure.close()
})
