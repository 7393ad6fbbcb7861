import { expect, test } from 'vitest'
import { aDocument } from '../../src/domain/documents/testing/a-document.ts'
import { documentsRepository } from '../../src/storage/repositories/documents.ts'
import { databaseOfFile, gate, nextId, somebodyWaits } from './file-database.ts'

const database = databaseOfFile()
const documents = () => documentsRepository(database.sql)
const owner = () => ({ tenantId: nextId(), organizationId: nextId() })
const day = 86_400_000
const aPaper = (place: ReturnType<typeof owner>, date = 0) => ({
  ...aDocument('NEW', { date, comment: 'Ёлка' }),
  ...place,
  id: nextId(),
})

test('a document is kept whole under the first digest of its id', async () => {
  const place = owner()
  const document = aPaper(place)
  expect(await documents().insert(document, Buffer.from('first'))).toBe(true)
  expect(await documents().insert({ ...document, number: 'other' }, Buffer.from('second'))).toBe(false)
  expect(await documents().find(place, document.id)).toEqual(document)
  expect(String(await documents().digestOf(place, document.id))).toBe('first')
  expect(await documents().find(place, nextId())).toBeNull()
  expect(await documents().digestOf(place, nextId())).toBeNull()

  const posted = { ...document, status: 'PROCESSED' as const, version: 2 }
  await documents().save(posted)
  expect(await documents().find(place, document.id)).toEqual(posted)
})

test('a list has a kind, a period with its start and without its end, and a bound', async () => {
  const place = owner()
  const papers = [0, 1, 2].map((index) => aPaper(place, index * day))
  for (const paper of papers) await documents().insert(paper, Buffer.alloc(1))
  const list = async (from: number, to: number, limit = 10, kind = 'incomingInvoice' as const) =>
    (await documents().list({ ...place, kind, from, to, limit })).map(({ id }) => id)
  const [first, second] = papers.map(({ id }) => id)
  expect(await list(0, 2 * day)).toEqual([first, second])
  expect(await list(0, 9 * day, 1)).toEqual([first])
  expect(await documents().list({ ...place, kind: 'writeoff', from: 0, to: 9 * day, limit: 10 })).toEqual([])
})

test('numbers of a kind grow from one and are never given twice', async () => {
  const place = owner()
  const taken = await Promise.all([1, 2, 3, 4].map(() => documents().takeNumber(place, 'writeoff')))
  expect(taken.sort()).toEqual([1, 2, 3, 4])
  expect(await documents().takeNumber(place, 'production')).toBe(1)
})

test('who finds a document for a change waits for whoever changes it', async () => {
  const place = owner()
  const document = aPaper(place)
  await documents().insert(document, Buffer.alloc(1))
  const { opened, open } = gate()
  const first = database.transaction(async (sql) => {
    await documentsRepository(sql).findForChange(place, document.id)
    await opened
    await documentsRepository(sql).save({ ...document, number: 'changed' })
  })
  await expect.poll(async () => (await database.sql.rows('test.held', heldRows)).length).toBeGreaterThan(0)
  const second = database.transaction((sql) => documentsRepository(sql).findForChange(place, document.id))
  await somebodyWaits(database.pool)
  open()
  await first
  expect((await second)?.number).toBe('changed')
})
const heldRows = `select 1 from pg_locks where relation = 'document'::regclass and mode = 'RowShareLock' and granted`
