import fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { parityPage } from '../src/api/cloud/parity.ts'
import type { ParityEntry } from '../src/api/http/parity-page.ts'
import { serverParityPage } from '../src/api/server/parity.ts'
import { checkLedger, cloudLedger, ledgers, readLedger, serverLedger } from './parity.ts'

test.each(ledgers)('$file agrees with the handlers: npx tsx scripts/parity.ts update', (family) => {
  expect(checkLedger(family, readLedger(family), family.built())).toEqual([])
})

test.each([
  ["office.get('/suppliers?includeDeleted=true')", 'GET /suppliers', true],
  ["office.get('/suppliers/search')", 'GET /suppliers', false],
  ["office.get('/employees/byId/0-1')", 'GET /employees/byId/{id}', true],
  [
    "office.postXml('/documents/import/incomingInvoice', xml)",
    'POST /documents/import/incomingInvoice',
    true,
  ],
  ["office.get('/v2/entities/products/list')", 'POST /v2/entities/products/list', false],
  ["each(['POST /auth'])", 'POST /auth', true],
])('%s names %s: %s', (text, key, isNamed) => {
  expect(serverLedger.names(text, key)).toBe(isNamed)
})

describe('the check finds', () => {
  const regions = '/api/1/regions'
  const check = (change: Partial<ParityEntry>, isBuilt: boolean) => {
    const ledger = readLedger(cloudLedger)
    const entry: ParityEntry = {
      status: 'built',
      level: 2,
      tests: ['test/wire/cloud-dictionaries.test.ts'],
      ...change,
    }
    const built = cloudLedger.built()
    if (isBuilt) built.add(regions)
    else built.delete(regions)
    return checkLedger(cloudLedger, { ...ledger, [regions]: entry }, built).filter((finding) =>
      finding.startsWith(regions),
    )
  }

  test.each<[string, Partial<ParityEntry>, boolean, string]>([
    ['a handler that is pending', { status: 'pending', level: 0 }, true, 'has a handler and is pending'],
    ['a built operation without a handler', {}, false, 'is built without a handler'],
    ['a pending operation with a level', { status: 'pending' }, false, 'cannot be pending at level 2'],
    ['a level without a test', { tests: [] }, true, 'level 2 needs a test'],
    [
      'a level with the general test only',
      { tests: ['test/wire/every-operation.test.ts'] },
      true,
      'a test of its own',
    ],
    ['a level without the field table', {}, true, 'stands in no field table'],
    ['level 3 without a comparison', { level: 3 }, true, 'needs a test that compares examples'],
    ['level 3 without its example', { level: 3 }, true, 'its example go together'],
    ['a test that does not exist', { tests: ['test/wire/nothing.test.ts'] }, true, 'does not exist'],
  ])('%s', (_, change, isBuilt, words) => {
    expect(check(change, isBuilt).join()).toContain(words)
  })

  test('a forgotten operation and an unknown one', () => {
    const { [regions]: _, ...rest } = readLedger(cloudLedger)
    const findings = checkLedger(cloudLedger, { ...rest, '/api/1/nothing': {} } as never, cloudLedger.built())
    expect(findings).toContain(`${regions}: is missing`)
    expect(findings).toContain('/api/1/nothing is no operation')
  })
})

test('the page shows every operation and escapes what it is told', async () => {
  const server = fastify()
  await server.register(parityPage)
  await server.register(serverParityPage)
  const { payload: page, headers } = await server.inject('/docs/parity')
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.match(/<tr><td>/g)).toHaveLength(225)
  expect(page).toContain('/api/1/organizations')
  expect(page).not.toContain('<script')

  const { payload: other } = await server.inject('/docs/parity/server')
  expect(other.match(/<tr><td>/g)).toHaveLength(serverLedger.keys.length)
  expect(other).toContain('GET /api/corporation/departments')
})
