import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewEntry, SequencedEntry, Storage } from '../../src/app/ports.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const clock = new SandboxClock()
const random = systemRandom(clock)
const tenantId = '00000000-0000-4000-8000-00000000aaaa'
let database: TestDatabase
let storage: Storage

beforeAll(async () => {
  database = await testDatabase()
  storage = await openStorage(database, { clock, random })
})
afterAll(() => database.close())

const anEntry = (payload: unknown = {}): NewEntry => ({
  tenantId,
  organizationId: null,
  terminalGroupId: null,
  entryId: random.uuid(),
  at: clock.now(),
  actor: 'test',
  kind: 'test.happened',
  entity: 'test',
  entityId: random.uuid(),
  correlationId: null,
  completes: false,
  payload,
})

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Writers whose transactions overlap and end in any order; some roll back. */
type Writer = { entries: number; startMs: number; holdMs: number; fails: boolean }
const writers = fc.array(
  fc.record({
    entries: fc.integer({ min: 1, max: 4 }),
    startMs: fc.integer({ min: 0, max: 8 }),
    holdMs: fc.integer({ min: 0, max: 12 }),
    fails: fc.boolean(),
  }),
  { minLength: 3, maxLength: 10 },
)

async function write({ entries, startMs, holdMs, fails }: Writer): Promise<string[]> {
  await pause(startMs)
  const own = Array.from({ length: entries }, () => anEntry())
  try {
    await storage.transaction(async (tx) => {
      await tx.journal.append(own)
      await pause(holdMs)
      if (fails) throw new Error('rolled back on purpose')
    })
    return own.map((entry) => entry.entryId)
  } catch {
    return []
  }
}

test('a follower meets every committed entry exactly once, whatever order commits and crashes take', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      writers,
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      async (plan, crashes) => {
        const name = `property follower ${run++}`
        await storage.follow({
          name,
          kinds: null,
          terminalGroupId: null,
          limit: 1_000_000,
          handle: async () => {},
        })
        const met: SequencedEntry[] = []
        let step = 0
        const follow = (): Promise<number> =>
          storage.follow({
            name,
            kinds: null,
            terminalGroupId: null,
            limit: 3,
            async handle(_tx, entries) {
              // A crash inside the batch: its transaction and its cursor roll back together.
              if (crashes[step++ % crashes.length] && step < 40) throw new Error('the follower crashed')
              met.push(...entries)
            },
          })
        let isWriting = true
        const following = (async () => {
          while (isWriting) {
            await storage.sequence(2)
            await follow().catch(() => 0)
          }
        })()
        const committed = (await Promise.all(plan.map(write))).flat()
        isWriting = false
        await following
        while ((await storage.sequence(100)).length > 0);
        for (let quiet = 0; quiet < 3; ) quiet = (await follow().catch(() => 1)) === 0 ? quiet + 1 : 0
        expect(met.map((entry) => entry.entryId).sort()).toEqual([...committed].sort())
        const positions = met.map((entry) => entry.position)
        expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)))
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.boolean(),
    fc.integer(),
    fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('value'), { maxKeys: 5 }),
  ),
})).value

test('what is appended is what is read, and the chain over it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), plain), async (payload) => {
      const entry = anEntry(payload)
      await storage.now.journal.append([entry])
      const [read] = await storage.now.journal.ofEntity(tenantId, entry.entityId)
      expect(read?.payload).toEqual(payload)
    }),
    { numRuns: 150 },
  )
  while ((await storage.sequence(1000)).length > 0);
  expect(await storage.verifyJournal()).toMatchObject({ brokenAt: null })
})

test('an entry appended twice is there once', async () => {
  const entry = anEntry()
  await storage.now.journal.append([entry])
  await storage.now.journal.append([entry, entry])
  expect(await storage.now.journal.ofEntity(tenantId, entry.entityId)).toHaveLength(1)
})

test.each([
  ['a changed payload', `update journal set payload = '{"changed": true}' where entry_id = $1`],
  ['another author', `update journal set actor = 'somebody else' where entry_id = $1`],
  ['a removed entry', 'delete from journal where entry_id = $1'],
  [
    'a removed position',
    'delete from journal_position where (origin, seq) = (select origin, seq from journal where entry_id = $1)',
  ],
])('verify finds %s', async (_what, damage) => {
  const entries = [anEntry({ n: 1 }), anEntry({ n: 2 }), anEntry({ n: 3 })]
  await storage.now.journal.append(entries)
  while ((await storage.sequence(1000)).length > 0);
  expect((await storage.verifyJournal()).brokenAt).toBeNull()
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await client.query(damage, [entries[1]?.entryId])
    const seen = await openStorage({ pool: { ...poolOf(client) } as never }, { clock, random })
    expect((await seen.verifyJournal()).brokenAt).not.toBeNull()
  } finally {
    await client.query('rollback')
    client.release()
  }
})

/** A pool of one client, so that a damage is seen and then rolled back. */
const poolOf = (client: { query: unknown }): object => ({
  options: {},
  query: (...args: unknown[]) => (client.query as (...given: unknown[]) => unknown).apply(client, args),
})
