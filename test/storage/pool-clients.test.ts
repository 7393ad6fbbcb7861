import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { ClosingPool } from '../../src/storage/engines/closing-pool.ts'
import { openExternal } from '../../src/storage/engines/index.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { databaseOfFile } from './file-database.ts'

const database = databaseOfFile()

test('transactions that ask outside themselves do not take every client from each other', async () => {
  const pool = new pg.Pool({ ...database.pool.options, max: 4, connectionTimeoutMillis: 3000 })
  // The pool does not wait until its clients have left: the file's database may be dropped under them.
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    const clock = new SandboxClock()
    const storage = await openStorage({ pool }, { clock, random: systemRandom(clock) })
    const work = () =>
      storage.transaction(async (tx) => {
        await tx.tenants.list()
        await sleep(20)
        return storage.now.tenants.list()
      })
    expect(await Promise.all(Array.from({ length: 12 }, work))).toEqual(Array.from({ length: 12 }, () => []))
  } finally {
    await pool.end()
  }
})

test('whoever waits for a client when the engine closes is told at once, and gets none afterwards', async () => {
  const { connectionString } = database.pool.options
  const engine = await openExternal({ databaseUrl: connectionString ?? '', poolMax: 1 })
  const held = await engine.pool.connect()
  const waiting = [engine.pool.connect(), engine.pool.query('select 1')]
  const told = Promise.allSettled(waiting)
  const closed = engine.close()
  const before = await Promise.race([told, closed])
  expect(before).toMatchObject([
    { status: 'rejected', reason: { message: 'The storage is closed' } },
    { status: 'rejected', reason: { message: 'The storage is closed' } },
  ])
  held.release()
  await closed
  expect(engine.pool.totalCount).toBe(0)
})

test('a wait that its pool lets go on after the end comes to nothing quietly', async () => {
  const { connectionString } = database.pool.options
  const pool = new ClosingPool({ connectionString, max: 1, connectionTimeoutMillis: 100 })
  const held = await pool.connect()
  const waiting = pool.query('select 1')
  const uncaught: unknown[] = []
  const note = (error: unknown): void => void uncaught.push(error)
  process.on('uncaughtException', note)
  try {
    const ended = pool.end()
    await expect(waiting).rejects.toThrow('The storage is closed')
    await sleep(200)
    expect(uncaught).toEqual([])
    held.release()
    await ended
  } finally {
    process.off('uncaughtException', note)
  }
})
