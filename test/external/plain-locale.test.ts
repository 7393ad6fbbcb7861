import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, openExternal } from '../../src/storage/engines/index.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { adminsRepository } from '../../src/storage/repositories/admins.ts'
import { sqlOn } from '../../src/storage/sql.ts'

/* A database of the locale C, which knows no letters but those of ASCII: many clusters are made so. */

const server = process.env['TEST_DATABASE_URL'] ?? ''
const name = `of_ascii_${process.pid}`
let administrator: pg.Client
let engine: Engine
beforeAll(async () => {
  administrator = new pg.Client({ connectionString: server })
  await administrator.connect()
  await administrator.query(
    `create database ${name} template template0 locale_provider libc lc_collate 'C' lc_ctype 'C'`,
  )
  const url = new URL(server)
  url.pathname = `/${name}`
  engine = await openExternal({ databaseUrl: url.href })
  await migrate(engine.pool)
})
afterAll(async () => {
  await engine.close()
  await administrator.query(`drop database ${name} with (force)`)
  await administrator.end()
})

test('a Russian login is found in any letter case', async () => {
  const admins = adminsRepository(sqlOn(engine.pool))
  const account = {
    id: crypto.randomUUID(),
    tenantId: crypto.randomUUID(),
    login: 'Управляющий',
    passwordHash: 'scrypt$1$a$b',
    role: 'owner' as const,
  }
  await admins.save(account, Date.UTC(2027, 2, 12))
  expect(await admins.byLogin('УПРАВЛЯЮЩИЙ')).toEqual(account)
})

test('a wrong password is refused in words and not repeated', async () => {
  const url = new URL(server)
  url.password = 'hunter2'
  const refusal = await openExternal({ databaseUrl: url.href }).catch((error: Error) => error)
  expect(refusal).toMatchObject({ code: 'storage.unreachable' })
  expect(String(refusal)).not.toContain('hunter2')
})
