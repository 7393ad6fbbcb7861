import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { FollowStep, NewEntry, SequencedEntry, Storage } from '../../src/app/ports.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { noon } from './an-order.ts'
import { databaseOfFile } from './file-database.ts'

const database = databaseOfFile()
const tenantId = randomUUID()
let storage: Storage
/** Another process on the same database. */
let other: Storage
const clock = new SandboxClock()
const open = (): Promise<Storage> =>
  openStorage({ pool: database.pool }, { clock, random: systemRandom(clock) })
let statements: string[] = []

const anEntry = (kind = 'thing.happened'): NewEntry => ({
  ...{ tenantId, organizationId: null, terminalGroupId: null, entryId: randomUUID(), at: noon },
  ...{ actor: 'test', kind, entity: 'thing', entityId: randomUUID(), correlationId: null, completes: false },
  payload: { n: 1n },
})
let met: SequencedEntry[] = []
const step = (name: string, more: Partial<FollowStep> = {}): FollowStep => ({
  ...{ name, kinds: null, terminalGroupId: null, limit: 100 },
  handle: async (_tx, entries) => void met.push(...entries),
  ...more,
})
const kinds = (): string[] => met.map(({ kind }) => kind)

beforeAll(async () => {
  storage = await open()
  other = await open()
  const query = database.pool.query.bind(database.pool)
  database.pool.query = ((config: { name?: string }, ...rest: unknown[]) => {
    statements.push(config.name ?? '')
    return (query as (...all: unknown[]) => unknown)(config, ...rest)
  }) as typeof database.pool.query
})

beforeEach(async () => {
  while ((await storage.sequence(1000)).length > 0);
  met = []
  statements = []
})

test('a follower of the process that writes is fed from memory', async () => {
  await storage.follow(step('first', { limit: 10_000 }))
  met = []
  await storage.now.journal.append([anEntry('a'), anEntry('b')])
  await storage.sequence(10)
  statements = []
  expect(await storage.follow(step('first'))).toBe(2)
  expect(await storage.follow(step('first'))).toBe(0)
  expect(statements.filter((name) => name.startsWith('follower.peek'))).toEqual([])
  expect(kinds()).toEqual(['a', 'b'])
  expect(met[0]?.payload).toEqual({ n: 1n })
})

test('what another process wrote and sequenced is met too', async () => {
  await storage.follow(step('second', { limit: 10_000 }))
  met = []
  await storage.now.journal.append([anEntry('ours')])
  await other.now.journal.append([anEntry('theirs')])
  await other.sequence(10)
  await other.now.journal.append([anEntry('later')])
  await storage.sequence(10)
  while ((await storage.follow(step('second', { limit: 1 }))) > 0);
  expect(kinds()).toEqual(['ours', 'theirs', 'later'])
})

test('a follower that another process moved is not fed again', async () => {
  await storage.follow(step('third', { limit: 10_000 }))
  await storage.now.journal.append([anEntry('a'), anEntry('b')])
  await storage.sequence(10)
  met = []
  await other.follow(step('third', { limit: 1 }))
  while ((await storage.follow(step('third'))) > 0 || met.length < 2);
  expect(kinds()).toEqual(['a', 'b'])
})

test('a cursor that was set back is noticed while nothing happens', async () => {
  await storage.now.journal.append([anEntry('a')])
  await storage.sequence(10)
  await storage.follow(step('fourth', { limit: 10_000, kinds: ['a'] }))
  const before = met.length
  await database.pool.query(`delete from follower where name = 'fourth'`)
  await storage.sequence(10)
  expect(await storage.follow(step('fourth', { limit: 10_000, kinds: ['a'] }))).toBe(before)
})

test('entries of a later time wait, and what follows them', async () => {
  await storage.follow(step('fifth', { limit: 10_000 }))
  met = []
  await storage.now.journal.append([
    anEntry('early'),
    { ...anEntry('late'), at: noon + 10 },
    anEntry('after it'),
  ])
  await storage.sequence(10)
  const slow = (notAfter: number | null) => storage.follow(step('fifth', { notAfter }))
  expect([await slow(noon), await slow(noon), await slow(noon + 10)]).toEqual([1, 0, 2])
  expect(kinds()).toEqual(['early', 'late', 'after it'])
})

test('a batch that failed is met again', async () => {
  await storage.follow(step('sixth', { limit: 10_000 }))
  met = []
  await storage.now.journal.append([anEntry('a')])
  await storage.sequence(10)
  const failing = step('sixth', { handle: () => Promise.reject(new Error('on purpose')) })
  await expect(storage.follow(failing)).rejects.toThrow('on purpose')
  expect(await storage.follow(step('sixth'))).toBe(1)
})

test('when the database was exchanged nothing is remembered', async () => {
  await storage.follow(step('seventh', { limit: 10_000 }))
  await storage.now.journal.append([anEntry('gone')])
  await storage.sequence(10)
  await database.pool.query(`delete from journal; delete from journal_position; delete from follower;
    update journal_head set position = 0, hash = decode(repeat('00', 32), 'hex')`)
  storage.forget()
  await storage.now.journal.append([anEntry('new')])
  await storage.sequence(10)
  met = []
  expect(await storage.follow(step('seventh'))).toBe(1)
  expect(kinds()).toEqual(['new'])
})

test('what waits for a follower is counted on', async () => {
  const asked = step('eighth', { limit: 2, kinds: ['a'] })
  while ((await storage.follow(asked)) > 0);
  expect(storage.waiting(asked)).toBe(0)
  await storage.now.journal.append([anEntry('a'), anEntry('b'), anEntry('a'), anEntry('a')])
  await storage.sequence(10)
  expect(storage.waiting(asked)).toBe(3)
  await storage.follow(asked)
  expect(storage.waiting(asked)).toBe(1)
  await storage.now.journal.append([anEntry('a')])
  await storage.sequence(10)
  await storage.follow(asked)
  expect(storage.waiting(asked)).toBe(0)
})
