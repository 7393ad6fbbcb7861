import { readdirSync } from 'node:fs'
import SwaggerParser from '@apidevtools/swagger-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hookNames } from '../../sdk/plugin/src/hooks.ts'
import { operations } from '../../src/api/cloud/generated/operations.ts'
import { frontOperations } from '../../src/app/front/front-operations.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

test('the index names every document, and what it names answers', async () => {
  const { text } = await server.get('/docs/')
  const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')
  expect(links).toContain('/docs/cloud/')
  for (const link of links) expect([link, (await server.get(link)).status]).toEqual([link, 200])
})

test('the page of a family loads nothing from elsewhere and what it loads is there', async () => {
  const page = await server.get('/docs/cloud')
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '')
  expect(loaded).toHaveLength(3)
  for (const path of loaded) {
    const { status, text } = await server.get(new URL(path, 'http://host/docs/cloud/').pathname)
    expect([path, status]).toEqual([path, 200])
    expect(text.length).toBeGreaterThan(50)
  }
})

test('the readable document is valid OpenAPI and names every operation once', async () => {
  const { json } = await server.get('/docs/cloud/openapi.json')
  const ids = Object.values<Record<string, { operationId: string }>>(json.paths).flatMap((verbs) =>
    Object.values(verbs).map(({ operationId }) => operationId),
  )
  expect(new Set(ids)).toEqual(new Set(Object.values(operations).map(({ name }) => name)))
  expect(ids).toHaveLength(Object.keys(operations).length)
  const { paths } = await SwaggerParser.validate(json)
  expect(Object.keys(paths ?? {})).toHaveLength(224)
})

test('every operation but the two that give tokens wants one', async () => {
  const { json } = await server.get('/docs/cloud/openapi.json')
  const open = Object.entries<Record<string, { security?: unknown[] }>>(json.paths).flatMap(([path, verbs]) =>
    Object.values(verbs).flatMap(({ security }) => (security ? [] : [path])),
  )
  expect(open).toEqual(['/api/1/access_token', '/api/v2/access_token'])
})

test('the published document stands beside it, unrepaired', async () => {
  const { json } = await server.get('/docs/cloud/published.json')
  await expect(SwaggerParser.validate(json)).rejects.toThrow()
})

test('the Front Web API has a valid document, whose every path is answered by the family', async () => {
  const { json } = await server.get('/docs/front/openapi.json')
  const { paths = {} } = await SwaggerParser.validate(json)
  expect(Object.keys(paths)).toHaveLength(30)
  for (const path of Object.keys(paths)) {
    const url = path.replace('{number}', '1').replace(/\{\w+\}/g, crypto.randomUUID())
    for (const method of Object.keys(paths[path] ?? {})) {
      const response = await fetch(`${server.baseUrl}${url}`, { method: method.toUpperCase() })
      // Without a session nothing is told, and no address is unknown.
      const expected = path === '/v1/sessions' ? 400 : path === '/api/login/{code}' ? 500 : 401
      expect([method, path, response.status]).toEqual([
        method,
        path,
        path.includes('logout') ? 200 : expected,
      ])
    }
  }
})

test('plugins: every page of the SDK is there, and what it links answers', async () => {
  const seen = new Set<string>()
  const waiting = ['/docs/plugins']
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const { status, text, headers } = await server.get(path, null)
    expect([path, status]).toEqual([path, 200])
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const [, link = ''] of text.matchAll(/href="(\/docs\/plugins\/[^"]*)"/g)) {
      if (seen.has(link)) continue
      seen.add(link)
      waiting.push(link)
    }
  }
  const told = (kind: string): string[] =>
    [...seen]
      .filter((link) => link.startsWith(`/docs/plugins/${kind}/`))
      .map((link) => link.split('/')[4] ?? '')
  for (const name of frontOperations.keys()) expect(told('operations')).toContain(name)
  for (const name of hookNames) expect(told('hooks')).toContain(name)
  for (const name of ['EntityModifiedError', 'InsufficientLicenseError'])
    expect(told('exceptions')).toContain(name)
  const examples = readdirSync(new URL('../../examples', import.meta.url), { withFileTypes: true })
  const names = examples.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(new Set(told('examples').filter((name) => name !== ''))).toEqual(new Set(names))
  expect((await server.get('/docs/plugins/operations/flyToTheMoon', null)).status).toBe(404)
})

test('plugins: a page says what an operation takes, gives and may be refused for', async () => {
  const { text } = await server.get('/docs/plugins/operations/addOrderGuest', null)
  expect(text).toContain('orders:write')
  expect(text).toContain('addOrderGuest(args')
  expect(text).toContain('<a href="/docs/plugins/types/Named">Named</a>')
  expect(text).toContain("Stub</a>&lt;'Guest'&gt;")
  const veto = await server.get('/docs/plugins/hooks/beforeDoCheque', null)
  expect(veto.text).toContain('stops the deed')
  const pending = await server.get('/docs/plugins/operations/addButtonToPluginsMenu', null)
  expect(pending.text).toContain('class="pending"')
  const { text: booking } = await server.get('/docs/plugins/examples/booking', null)
  expect(booking).toContain('<h1>Booking</h1>')
  expect(booking).toContain('&quot;moduleId&quot;: 21016318')
})
