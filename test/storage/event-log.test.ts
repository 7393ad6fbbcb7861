import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { LoggedEvent } from '../../src/domain/event-log/logged-event.ts'
import { eventLogRepository } from '../../src/storage/repositories/event-log.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()

const at = Date.UTC(2030, 0, 1)
const someEvents = (count: number): LoggedEvent[] =>
  Array.from({ length: count }, () => ({
    id: randomUUID(),
    entryId: null,
    organizationId: null,
    at,
    type: 'orderOpened',
    orderNumber: 1,
    attributes: [{ name: 'comment', type: 'java.lang.String', value: 'К'.repeat(400) }],
  }))

/** Rows of a tenant's log that were read by anything but their id. */
async function readOtherwise(): Promise<bigint> {
  const { rows } = await database.pool.query<{ read: bigint }>(
    `select (select seq_tup_read from pg_stat_user_tables where relname = 'event_log')
       + (select sum(idx_tup_read) from pg_stat_user_indexes
          where relname = 'event_log' and indexrelname <> 'event_log_pkey') as read`,
  )
  return BigInt(rows[0]?.read ?? 0)
}

test('what is added to a log that has grown since it was counted does not read all of it', async () => {
  const tenantId = nextId()
  const append = (count: number): Promise<void> =>
    database.transaction(async (sql) => {
      await eventLogRepository(sql).append(tenantId, someEvents(count))
      // This connection's reads are counted when it commits.
      await sql.run('test.countReads', 'select pg_stat_force_next_flush()', [])
    })
  await database.pool.query('analyze event_log')
  await append(30_000)
  const before = await readOtherwise()
  await append(960)
  expect(await readOtherwise()).toBe(before)
})

test('an event that is there is left alone, and takes no revision', async () => {
  const log = eventLogRepository(database.sql)
  const tenantId = nextId()
  const [first, second] = someEvents(2) as [LoggedEvent, LoggedEvent]
  await log.append(tenantId, [first])
  await log.append(tenantId, [{ ...first, orderNumber: 2 }, second, second])
  expect(await log.lastRevision(tenantId)).toBe(2n)
  const found = await log.find({
    tenantId,
    organizationId: null,
    from: null,
    to: null,
    fromRevision: null,
    toRevision: 2n,
    types: null,
    orderNumbers: null,
  })
  expect(found.map(({ id, orderNumber }) => [id, orderNumber])).toEqual([
    [first.id, 1],
    [second.id, 1],
  ])
})
