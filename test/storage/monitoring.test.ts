import { expect, test } from 'vitest'
import type { NewEntry } from '../../src/app/ports.ts'
import { journalStore } from '../../src/storage/journal-store.ts'
import { monitoringRepository } from '../../src/storage/repositories/monitoring.ts'
import { sequencePending } from '../../src/storage/sequencer-store.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, nextId } from './file-database.ts'

const database = databaseOfFile()
const here = nextId()
const monitoring = () => monitoringRepository(database.sql)

const [group, otherGroup] = [nextId(), nextId()]
const anEntry = (kind: string, terminalGroupId: string): NewEntry => ({
  tenantId: nextId(),
  organizationId: nextId(),
  terminalGroupId,
  entryId: nextId(),
  at: noon,
  actor: 'test',
  kind,
  entity: 'delivery',
  entityId: nextId(),
  correlationId: null,
  completes: false,
  payload: {},
})

test('a follower lags by the entries of its kinds and its group that came after its cursor', async () => {
  await journalStore(database.sql, here).append([
    anEntry('a', group),
    anEntry('b', group),
    anEntry('a', otherGroup),
    anEntry('a', group),
  ])
  expect(await monitoring().journal()).toEqual({ position: 0n, unsequenced: 4 })
  await database.transaction((sql) => sequencePending(sql, 100))
  expect(await monitoring().journal()).toEqual({ position: 4n, unsequenced: 0 })

  await database.sql.run('test.follower', `insert into follower values ('moved', 1, now())`)
  const lags = await monitoring().lags([
    { name: 'everything', kinds: null, terminalGroupId: null },
    { name: 'of a group', kinds: ['a'], terminalGroupId: group },
    { name: 'moved', kinds: ['a', 'b'], terminalGroupId: group },
    { name: 'of no kind', kinds: [], terminalGroupId: null },
  ])
  expect(new Map(lags.map(({ name, waiting }) => [name, waiting]))).toEqual(
    new Map([
      ['everything', 4],
      ['of a group', 2],
      ['moved', 2],
      ['of no kind', 0],
    ]),
  )
  expect(await monitoring().lags([])).toEqual([])
})

test('nothing waits in an empty outbox, and no order changed in an empty cloud', async () => {
  expect(await monitoring().webhooks()).toEqual({ waiting: 0, oldestQueuedAt: null })
  expect(await monitoring().ordersChangedSince(0)).toEqual([])
})
