import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { Random } from '../../src/kernel/random.ts'
import { type PersonalVault, personalVault } from '../../src/storage/personal-data.ts'
import { type SecretBox, secretBox } from '../../src/storage/sealing.ts'
import { inTransaction, type Sql, sqlOn } from '../../src/storage/sql.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

export type FileDatabase = {
  readonly pool: Pool
  /** Each statement on any connection, as `Storage.now` has it. */
  readonly sql: Sql
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
}

/** One migrated database for the tests of a file; they keep apart by taking tenants of their own. */
export function databaseOfFile(): FileDatabase {
  let database: TestDatabase | undefined
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(async () => {
    await database?.close()
  })
  const pool = (): Pool => {
    if (!database) throw new Error('the database is opened before the tests, not while they are collected')
    return database.pool
  }
  return {
    get pool() {
      return pool()
    },
    get sql() {
      return sqlOn(pool())
    },
    transaction: (work) => inTransaction(pool(), work),
  }
}

let lastId = 0
/** Ids that sort in the order in which they were made. */
export const nextId = (): string => `facade00-0000-4000-8000-${String(++lastId).padStart(12, '0')}`

const random: Random = {
  uuid: randomUUID,
  int: (below) => Math.floor(Math.random() * below),
  bytes: (length) => randomBytes(length),
}

export const testVault = (secret: Buffer = Buffer.alloc(32, 7)): PersonalVault =>
  personalVault(secret, random)

export const testSecretBox = (): SecretBox => secretBox(Buffer.alloc(32, 8), random)

/** A promise that others resolve: lets a test hold a transaction open. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** Resolves when some session of the database waits for a lock, which is how a test knows that it is blocked. */
export async function somebodyWaits(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
