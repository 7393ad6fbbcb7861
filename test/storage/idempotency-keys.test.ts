import { expect, test } from 'vitest'
import { idempotencyKeysRepository } from '../../src/storage/repositories/idempotency-keys.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const keys = () => idempotencyKeysRepository(database.sql)

const aKey = (changes: object = {}) => ({
  tenantId: nextId(),
  loginId: nextId(),
  hash: Buffer.from('key'),
  digest: Buffer.from('body'),
  correlationId: nextId(),
  expiresAt: noon + 1000,
  ...changes,
})
const found = ({ digest, correlationId }: ReturnType<typeof aKey>) => ({ digest, correlationId })

test('the first call takes a key, later ones learn of it', async () => {
  const first = aKey()
  expect(await keys().find(first.tenantId, first.loginId, first.hash, noon)).toBeNull()
  expect(await keys().take(first, noon)).toBeNull()
  const again = { ...first, digest: Buffer.from('other'), correlationId: nextId() }
  expect(await keys().take(again, noon)).toEqual(found(first))
  expect(await keys().find(first.tenantId, first.loginId, first.hash, noon)).toEqual(found(first))
})

test('each login and each tenant has keys of its own', async () => {
  const first = aKey()
  await keys().take(first, noon)
  expect(await keys().take({ ...first, loginId: nextId() }, noon)).toBeNull()
  expect(await keys().take({ ...first, tenantId: nextId() }, noon)).toBeNull()
})

test('an expired key is free, and goes when its login takes another', async () => {
  const first = aKey()
  await keys().take(first, noon)
  expect(await keys().find(first.tenantId, first.loginId, first.hash, noon + 1000)).toBeNull()
  const again = { ...first, correlationId: nextId(), expiresAt: noon + 2000 }
  expect(await keys().take(again, noon + 1000)).toBeNull()
  await keys().take({ ...first, hash: Buffer.from('2'), expiresAt: noon + 9000 }, noon + 3000)
  const rows = await database.sql.rows<{ key_hash: Buffer }>(
    'test.keys',
    'select key_hash from idempotency_key where tenant_id = $1',
    [first.tenantId],
  )
  expect(rows.map(({ key_hash }) => key_hash.toString())).toEqual(['2'])
})

test('of parallel calls with one key exactly one takes it', async () => {
  const key = aKey()
  const calls = Array.from({ length: 12 }, () => ({ ...key, correlationId: nextId() }))
  const taken = await Promise.all(
    calls.map((call) => database.transaction((sql) => idempotencyKeysRepository(sql).take(call, noon))),
  )
  const winner = calls[taken.indexOf(null)]
  expect(taken.filter((first) => first === null)).toHaveLength(1)
  for (const first of taken) if (first) expect(first.correlationId).toBe(winner?.correlationId)
})
