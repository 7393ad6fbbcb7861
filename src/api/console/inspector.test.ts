import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type InspectedCall, Inspector, keptBody, shownBody } from './inspector.ts'

const secret = { apiLogin: 'de300000-0000-4000-8000-000000000001', name: 'Анна' }
const shown = { apiLogin: '***', name: 'Анна' }
const bytes = Buffer.from(JSON.stringify(secret))

test.each([
  ['JSON bytes', bytes, undefined, shown],
  ['a parsed body', secret, undefined, shown],
  ['gzip', gzipSync(bytes), 'gzip', shown],
  ['text', 'call +79005550133', undefined, 'call ***33'],
  ['nothing', '', undefined, null],
  ['no body', undefined, undefined, null],
])('%s is shown without secrets', (_what, body, encoding, expected) => {
  expect(shownBody(body, encoding)).toEqual(expected)
})

test('what cannot be shown is described', () => {
  expect(shownBody(brotliCompressSync(bytes), 'br')).toMatch(/^\(\d+ bytes, br\)$/)
  for (const large of [Buffer.alloc(2 * 1024 * 1024), 'x'.repeat(2 * 1024 * 1024)])
    expect(shownBody(keptBody(large), undefined)).toBe('(2097152 bytes)')
  expect(keptBody(bytes)).toBe(bytes)
})

const call = (id: number): InspectedCall => ({
  correlationId: String(id),
  at: id,
  family: 'cloud',
  method: 'GET',
  url: '/',
  status: 200,
  milliseconds: 1,
  request: { headers: {}, body: null },
  answer: { headers: {}, body: null },
})
const everything = { text: null, status: null, family: null, limit: 10_000 }

test('the oldest calls go when there are too many of them, or they are too large', () => {
  const inspector = new Inspector()
  for (let id = 0; id < 600; id++) inspector.add(() => call(id), 100)
  const kept = inspector.search(everything)
  expect(kept).toHaveLength(500)
  expect(kept[0]?.correlationId).toBe('599')
  inspector.add(() => call(600), 40 * 1024 * 1024)
  expect(inspector.search(everything)).toEqual([])
})
