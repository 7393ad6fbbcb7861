import type pg from 'pg'
import { quote, readTables } from './backup/catalogue.ts'
import { migrate } from './migrate.ts'

/**
 * Drops every table of ours and makes the schema anew, empty as on the first day; the node stays who it is. Whoever
 * calls lets the node rest meanwhile.
 */
export async function emptyStorage(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  let node:
    | { id: string; name: string; secret: Buffer; personal_secret: Buffer; created_at: Date }
    | undefined
  try {
    node = (await client.query('select id::text, name, secret, personal_secret, created_at from node'))
      .rows[0]
    const tables = await readTables(client)
    const names = ['schema_migration', ...tables.map(({ name }) => name)]
    await client.query('begin')
    await client.query(`drop table ${names.map(quote).join(', ')}`)
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c
       where c.relkind = 'S' and c.relnamespace = current_schema()::regnamespace`,
    )
    for (const { name } of rows) await client.query(`drop sequence ${quote(name)}`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
  await migrate(pool)
  if (node)
    await pool.query(
      'insert into node (id, name, secret, personal_secret, created_at) values ($1, $2, $3, $4, $5)',
      [node.id, node.name, node.secret, node.personal_secret, node.created_at],
    )
}
