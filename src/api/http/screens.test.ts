import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { screensPlugin } from './screens.ts'

let webDir: string
let server: FastifyInstance

beforeEach(() => {
  webDir = mkdtempSync(join(tmpdir(), 'trapeza-web-'))
  server = fastify({ routerOptions: { ignoreTrailingSlash: true } })
})
afterEach(async () => {
  await server.close()
  rmSync(webDir, { recursive: true })
})

async function serveBuild(): Promise<void> {
  mkdirSync(join(webDir, 'assets'))
  mkdirSync(join(webDir, 'pos'))
  writeFileSync(join(webDir, 'pos/index.html'), '<!doctype html><title>till</title>')
  writeFileSync(join(webDir, 'assets/pos-abc.js'), 'export {}')
  await server.register(screensPlugin, { webDir, onMissing: expect.fail })
}

test('a page is asked for anew each time and lets in no foreign script', async () => {
  await serveBuild()
  const page = await server.inject('/pos/?till=pokrovka')
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.headers['cache-control']).toBe('no-cache')
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
})

test('an address without its slash is sent on, query included: links of a page are relative', async () => {
  await serveBuild()
  const page = await server.inject('/pos?till=pokrovka')
  expect(page.statusCode).toBe(308)
  expect(page.headers.location).toBe('./pos/?till=pokrovka')
})

test('what a page loads carries a hash and is kept for good', async () => {
  await serveBuild()
  const script = await server.inject('/assets/pos-abc.js')
  expect(script.headers['cache-control']).toContain('immutable')
  expect(script.headers['content-type']).toContain('javascript')
  expect((await server.inject('/assets/../pos/index.html')).statusCode).toBe(404)
  expect((await server.inject('/office/')).statusCode).toBe(404)
})

test('a service worker is served beside its page, for that page only, and asked for anew each time', async () => {
  mkdirSync(join(webDir, 'assets'))
  mkdirSync(join(webDir, 'pos'))
  writeFileSync(join(webDir, 'pos/index.html'), '<!doctype html>')
  writeFileSync(join(webDir, 'pos/service-worker.js'), 'self')
  writeFileSync(join(webDir, 'pos/pos.webmanifest'), '{}')
  await server.register(screensPlugin, { webDir, onMissing: expect.fail })
  const worker = await server.inject('/pos/service-worker.js')
  expect(worker.headers['content-type']).toContain('text/javascript')
  expect(worker.headers['cache-control']).toBe('no-cache')
  expect(worker.headers['service-worker-allowed']).toBeUndefined()
  expect((await server.inject('/pos/pos.webmanifest')).headers['content-type']).toContain('manifest+json')
  expect((await server.inject('/pos/index.html')).statusCode).toBe(404)
})

test('a build that is missing is told in words and breaks nothing', async () => {
  const told: string[] = []
  await server.register(screensPlugin, {
    webDir: join(webDir, 'nowhere'),
    onMissing: (text) => told.push(text),
  })
  expect((await server.inject('/pos/')).statusCode).toBe(404)
  expect(told).toEqual([expect.stringContaining('npm run build')])
})
