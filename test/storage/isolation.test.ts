import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pool, PoolClient } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { Storage, Tx } from '../../src/app/ports.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { noon } from './an-order.ts'
import { databaseOfFile } from './file-database.ts'
import type { Case } from './isolation-case.ts'
import { cases } from './isolation-cases.ts'
import { anOwner, entryOf, fill, type Own } from './two-tenants.ts'

/** Two tenants alike in every id that may be alike: no method of the storage tells or changes what is the other's. */
const database = databaseOfFile()
const ours = anOwner('mark-of-ours', 1)
const theirs = anOwner('mark-of-theirs', 3)

/** Statements that were really sent, by name. */
const statements = new Map<string, string>()
let storage: Storage
let tenantTables: string[]
const rowsBefore = new Map<Own, Record<string, string>>()

type Query = { name: string; text: string }

/** The connection of the transaction that was begun last: what a case has done is looked at in it. */
let client: PoolClient

function listening(pool: Pool): Pool {
  const heard = (asked: unknown): void => {
    if (typeof asked !== 'object' || asked === null) return
    const { name, text } = asked as Query
    statements.set(name, text)
  }
  const spyOn = <T extends { query: unknown }>(target: T): T =>
    new Proxy(target, {
      get(from, property) {
        const value: unknown = Reflect.get(from, property)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => {
          if (property === 'query') heard(given[0])
          const answer: unknown = Reflect.apply(value, from, given)
          return property === 'connect' ? (answer as Promise<PoolClient>).then(begun) : answer
        }
      },
    })
  const begun = (one: PoolClient): PoolClient => {
    client = one
    return spyOn(one)
  }
  return spyOn(pool)
}

function open(): Promise<Storage> {
  const random = { uuid: randomUUID, int: () => 0, bytes: (length: number) => randomBytes(length) }
  const clock = { now: () => noon, sleep: async () => {} }
  return openStorage({ pool: listening(database.pool) }, { clock, random })
}

beforeAll(async () => {
  storage = await open()
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'tenant_id'`,
  )
  tenantTables = rows.map(({ name }) => name)
  await storage.transaction(async (tx) => {
    await fill(tx, ours)
    await fill(tx, theirs)
  })
  while ((await storage.sequence(1000)).length > 0);
  rowsBefore.set(ours, await rowsOf(ours, database.pool))
  rowsBefore.set(theirs, await rowsOf(theirs, database.pool))
})

/** Everything that a tenant has, table by table. */
async function rowsOf({ tenantId }: Own, by: Pool | PoolClient): Promise<Record<string, string>> {
  const all = tenantTables.map(
    (table) =>
      `select '${table}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
       from ${table} t where tenant_id = $1`,
  )
  // Named: to plan it takes longer than to run it.
  const { rows } = await by.query<{ name: string; digest: string }>({
    name: 'rows of a tenant',
    text: all.join(' union all '),
    values: [tenantId],
  })
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}

const printed = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? ''
const isOf = (text: string, { mark, ownId, tenantId }: Own): boolean =>
  [mark, ownId, tenantId].some((own) => text.includes(own))

class Undone extends Error {}

/** What a case does is undone when it has been looked at, so that every case meets the same rows. */
async function check(one: Case, own: Own, other: Own): Promise<void> {
  const isUndone = await storage
    .transaction(async (tx) => {
      const here = client
      const answer = await one.call(tx, own)
      if (one.kind !== 'global') await look(one, answer, { own, other, here })
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return true
      throw error
    })
  expect(isUndone).toBe(true)
}

type Looked = { own: Own; other: Own; here: PoolClient }

async function look(
  one: Exclude<Case, { kind: 'global' }>,
  answer: unknown,
  { own, other, here }: Looked,
): Promise<void> {
  expect(await rowsOf(other, here)).toEqual(rowsBefore.get(other))
  expect(isOf(printed(answer), other), printed(answer)).toBe(false)
  if (one.kind === 'changes')
    expect(await rowsOf(own, here), 'it has to change something').not.toEqual(rowsBefore.get(own))
  if (one.kind === 'tells')
    expect(isOf(printed(answer), own), `it tells nothing: ${printed(answer)}`).toBe(true)
  if (one.kind === 'counts') expect(answer).toEqual(one.expected(own))
}

const all = Object.entries(cases).flatMap(([repository, methods]) =>
  Object.entries(methods).map(([method, one]: [string, Case]) => ({ name: `${repository}.${method}`, one })),
)

// Both ways: who takes the first row that comes meets the own one half of the time.
test.each(all)('$name keeps to the first tenant', async ({ one }) => check(one, ours, theirs))
test.each(all)('$name keeps to the second tenant', async ({ one }) => check(one, theirs, ours))

test('the search is worth something: every kind of marker is found in what the other tenant has', async () => {
  const answer = await storage.now.journal.ofEntity(theirs.tenantId, theirs.orderId)
  expect(isOf(printed(answer), theirs)).toBe(true)
  const rows = Object.entries(await rowsOf(theirs, database.pool))
  const empty = rows.filter(([, digest]) => digest === '').map(([table]) => table)
  // The process of the columnar copy alone writes its cursor (report-copy.test.ts).
  expect(empty.sort()).toEqual(['journal_pending', 'report_copy', 'till_identity'])
})

test('every method of the storage has its case', () => {
  const methods = Object.entries(storage.now).flatMap(([repository, port]) =>
    Object.keys(port as Tx[keyof Tx]).map((method) => `${repository}.${method}`),
  )
  expect(all.map(({ name }) => name).sort()).toEqual(methods.sort())
})

/** Statements that belong to no tenant, and why. */
const globalStatements: Readonly<Record<string, string>> = {
  'node.read': 'who this storage is',
  'node.create': 'who this storage is',
  'key.byLogin': 'a key leads to its tenant',
  'key.byId': 'a key leads to its tenant',
  'key.app': 'applications work for several tenants',
  'key.saveApp': 'applications work for several tenants',
  'ledger.lock': 'a lock that is named by tenant and restaurant',
  'cloudOrder.takeRevisions': 'revisions are per storage',
  'cloudOrder.lastRevision': 'revisions are per storage',
  'follower.move': 'cursors are of the storage',
  'follower.cursors': 'cursors are of the storage',
  'link.cursor': 'cursors are of the storage',
  'link.moveCursor': 'cursors are of the storage',
  'link.followerPosition': 'cursors are of the storage',
  'link.lastPosition': 'positions are of the storage',
  'standby.standing': 'a node on its own plays one till',
  'standby.followed': 'a node on its own plays one till',
  'standby.saveStanding': 'a node on its own plays one till',
  'standby.placeFollower': 'cursors are of the storage',
  'journal.lockHead': 'positions are of the storage',
  'journal.readHead': 'positions are of the storage',
  'admin.closeSession': 'a session is known by its token',
  'admin.pruneSessions': 'sessions end by time alone',
  'monitoring.journal': 'counts for the operator of the node',
  'monitoring.lags': 'counts for the operator of the node',
  'monitoring.webhooks': 'counts for the operator of the node',
  'journal.isPending': 'whether the sequencer has work',
}

/** Sent when tables have grown more than they do here; they concern whole tables. */
const ofWholeTables = new Set(['statistics.analyze'])

test('every statement names the tenant, or is listed with the reason why not', async () => {
  // Another process: it does not remember what this one wrote.
  const reader = await open()
  await storage.now.journal.append([entryOf(ours, randomUUID())])
  await reader.sequence(1)
  await reader.follow({ name: 'one', kinds: null, terminalGroupId: null, limit: 1, handle: async () => {} })
  await storage.follow({
    name: 'two',
    kinds: null,
    terminalGroupId: ours.groupId,
    limit: 1,
    handle: async () => {},
  })
  expect((await storage.verifyJournal()).brokenAt).toBeNull()
  const room = fileURLToPath(new URL('../../src/storage', import.meta.url))
  const inSource = readdirSync(room, { recursive: true, encoding: 'utf8' })
    // Those of the columnar copy are DuckDB's, in a file that is one tenant's.
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('columnar'))
    .flatMap((file) => [
      ...readFileSync(join(room, file), 'utf8').matchAll(/\.(?:rows|run)(?:<[^(]*>)?\(\s*'([^']+)'/g),
    ])
    .map((match) => match[1] ?? '')
  const named = [...statements].filter(([name]) => name)
  expect(named.length).toBeGreaterThan(70)
  const nameless = named.filter(([name, text]) => !text.includes('tenant_id') && !globalStatements[name])
  expect(nameless.map(([name]) => name)).toEqual([])
  const sent = new Set(named.map(([name]) => name.split(' ')[0]))
  expect(
    Object.keys(globalStatements).filter((name) => !sent.has(name)),
    'listed for nothing',
  ).toEqual([])
  expect(
    inSource.filter((name) => !sent.has(name) && !ofWholeTables.has(name)),
    'statements that no case sends',
  ).toEqual([])
})
