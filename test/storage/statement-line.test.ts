import type { PoolClient } from 'pg'
import { expect, test } from 'vitest'
import { statementLine } from '../../src/storage/statement-line.ts'
import { databaseOfFile } from './file-database.ts'

const database = databaseOfFile()

type Place = { place: bigint; pid: number }

function openLine() {
  let lent = 0
  const line = statementLine(database.pool, (work) => {
    lent += 1
    return work()
  })
  const next = async (): Promise<Place> => {
    const [row] = await line.rows<Place>(
      'line.next',
      `select nextval('journal_seq') as place, pg_backend_pid() as pid`,
    )
    if (!row) throw new Error('no row')
    return row
  }
  return { line, next, lent: () => lent }
}

test('statements are done in the order in which they were asked for, on one client while any is under way', async () => {
  const { line, next, lent } = openLine()
  const slow = line.run('line.sleep', 'select pg_sleep(0.05)')
  const all = await Promise.all([next(), next(), next()])
  await slow
  expect(all.map(({ place }) => place - (all[0]?.place ?? 0n))).toEqual([0n, 1n, 2n])
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(1)
  expect(lent()).toBe(1)
})

test('a statement that fails takes nothing from those before and behind it', async () => {
  const { line, next } = openLine()
  const all = await Promise.allSettled([next(), line.run('line.fails', 'select 1 / 0'), next()])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a busy line changes its client by and by, and nothing overtakes', async () => {
  const { next, lent } = openLine()
  const places = (await Promise.all(Array.from({ length: 450 }, next))).map(({ place }) => place)
  expect(places).toEqual([...places].sort((a, b) => Number(a - b)))
  expect(lent()).toBe(3)
})

test('a client that was lent to a line can copy again', async () => {
  const clients: (PoolClient & { pipeline?: boolean })[] = []
  database.pool.on('acquire', (client) => clients.push(client))
  await openLine().next()
  await new Promise((resolve) => setImmediate(resolve))
  expect(clients.map(({ pipeline }) => pipeline)).toEqual([false])
  expect(database.pool.idleCount).toBe(database.pool.totalCount)
})
