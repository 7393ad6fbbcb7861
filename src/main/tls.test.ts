import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTlsIdentity } from './tls.ts'

const dayMs = 86_400_000
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'trapeza-tls-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** What a client that trusts `ca` gets from a server with this identity, called by `host`. */
async function call(identity: { key: string; cert: string }, host: string, ca: string): Promise<string> {
  const server = createServer(identity, (_request, response) => response.end('hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, ca, servername: host, agent: false }, (response) => {
        response.on('data', (chunk) => resolve(String(chunk)))
      }).on('error', reject)
    })
  } finally {
    server.close()
  }
}

test('clients that trust our authority believe the server under each of its names, and nobody else does', async () => {
  const identity = await openTlsIdentity(dir, 'trapeza.example', Date.now())
  const ca = readFileSync(identity.caFile, 'utf8')
  expect(await call(identity, 'localhost', ca)).toBe('hello')
  expect(await call(identity, 'trapeza.example', ca)).toBe('hello')
  await expect(call(identity, 'other.example', ca)).rejects.toThrow(/other\.example/)
  const stranger = await openTlsIdentity(join(dir, 'stranger'), 'trapeza.example', Date.now())
  await expect(call(identity, 'localhost', readFileSync(stranger.caFile, 'utf8'))).rejects.toThrow()
})

test('it is kept while it is good, and renewed under the same authority when the host changes or time runs out', async () => {
  const now = Date.now()
  const first = await openTlsIdentity(dir, '127.0.0.1', now)
  const ca = readFileSync(first.caFile, 'utf8')
  expect(await openTlsIdentity(dir, '127.0.0.1', now + 300 * dayMs)).toEqual(first)
  const other = await openTlsIdentity(dir, 'till.example', now)
  expect(other.cert).not.toBe(first.cert)
  const later = await openTlsIdentity(dir, 'till.example', now + 380 * dayMs)
  expect(later.cert).not.toBe(other.cert)
  expect(readFileSync(first.caFile, 'utf8')).toBe(ca)
  expect(await call(other, 'till.example', ca)).toBe('hello')
})

test('keys are for their owner only', async () => {
  await openTlsIdentity(dir, '127.0.0.1', Date.now())
  for (const name of ['ca.key', 'server.key']) expect(statSync(join(dir, 'tls', name)).mode & 0o077).toBe(0)
})
