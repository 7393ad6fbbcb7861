import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { databaseOfFile } from './file-database.ts'

/**
 * What Citus would refuse, PostgreSQL refuses of a table that is partitioned by hash of the tenant: keys and unique
 * indexes without it (measurements §5). So the schema can be spread over many servers without a change.
 */
const database = databaseOfFile()

/** Tables that are no tenant's: one copy a storage, or looked up before the tenant is known. */
const globalTables = [
  'admin_account',
  'admin_session',
  'api_app',
  'api_key',
  'back_office_login',
  'client_id_claim',
  'cloud_revision',
  'follower',
  'journal_head',
  'journal_position',
  'link_cursor',
  'link_peer',
  'node',
  'schema_lock',
  'schema_migration',
  'server_peer',
  'till_identity',
  'till_standing',
]

async function column(text: string, ...values: unknown[]): Promise<string[]> {
  const { rows } = await database.pool.query<{ value: string }>(text, values)
  return rows.map(({ value }) => value)
}

const allTables = (): Promise<string[]> =>
  column(`select relname as value from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
          order by relname`)

/** Definitions of the unique indexes of a table, keys included. */
const uniqueIndexes = (table: string): Promise<string[]> =>
  column(
    `select pg_get_indexdef(indexrelid) as value from pg_index
     where indrelid = $1::regclass and indisunique order by indisprimary desc, indexrelid`,
    `public.${table}`,
  )

const spread = (table: string): string => table.replace(/^/, 'spread.')

/** Makes the table again, spread by tenant, with all that is unique in it; gives PostgreSQL's objection, or null. */
async function objectionTo(table: string): Promise<string | null> {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await client.query('create schema spread')
    await client.query(
      `create table ${spread(table)} (like public.${table} including defaults including identity including constraints)
       partition by hash (tenant_id)`,
    )
    for (const definition of await uniqueIndexes(table)) {
      await client.query(definition.replace(` ON public.${table} `, ` ON ${spread(table)} `))
    }
    return null
  } catch (error) {
    return (error as Error).message
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('every table is a tenant’s and can be spread by tenant, or is listed as global', async () => {
  const objections = new Map<string, string>()
  for (const table of await allTables()) {
    const objection = await objectionTo(table)
    if (objection !== null) objections.set(table, objection)
  }
  expect([...objections.keys()].sort()).toEqual(globalTables)
  expect(objections.get('api_key')).toMatch(/unique constraint on partitioned table must include|partition/i)
  expect(objections.get('node')).toContain('tenant_id')
})

test('the tenant is the first column of all that is unique, and the organization the second where there is one', async () => {
  for (const table of await allTables()) {
    if (globalTables.includes(table)) continue
    const hasOrganization = await column(
      `select 1 as value from information_schema.columns
       where table_name = $1 and column_name = 'organization_id' and is_nullable = 'NO'`,
      table,
    )
    for (const definition of await uniqueIndexes(table)) {
      const [first, second] = (/\(([^)]*)\)/.exec(definition)?.[1] ?? '').split(', ')
      expect(first, definition).toBe('tenant_id')
      if (hasOrganization.length > 0) expect(second, definition).toBe('organization_id')
    }
  }
})

test('there are no triggers, and global tables say so where they are made', async () => {
  expect(await column('select tgname as value from pg_trigger where not tgisinternal')).toEqual([])
  const schema = new URL('../../src/storage/migrations/0001-foundation/up.sql', import.meta.url)
  const text = `\n\n${readFileSync(schema, 'utf8')}`
  for (const table of globalTables.filter((name) => !name.startsWith('schema_'))) {
    const before = text.slice(0, text.indexOf(`create table ${table} (`))
    const comment = before.slice(before.lastIndexOf('\n\n'))
    expect(comment, `${table} has no comment that calls it global`).toMatch(/-- .*[Gg]lobal/)
  }
})
