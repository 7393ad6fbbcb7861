import type { TestDatabase } from './database.ts'

type Column = { table_name: string; column_name: string }

/** Places of the whole database, `table.column`, where one of the texts stands as it is, bytes included. */
export async function columnsHolding(
  database: Pick<TestDatabase, 'pool'>,
  texts: readonly string[],
): Promise<{ columns: number; found: string[] }> {
  const { rows: columns } = await database.pool.query<Column>(
    `select table_name, column_name from information_schema.columns
     where table_schema = 'public' order by table_name, ordinal_position`,
  )
  const found: string[] = []
  for (const { table_name: table, column_name: column } of columns) {
    for (const text of texts) {
      // bytea is searched byte by byte; everything else as it is printed, json with its escapes undone.
      const { rows } = await database.pool.query(
        `select 1 from "${table}" where case when pg_typeof("${column}")::text = 'bytea'
           then position(convert_to($1, 'UTF8') in convert_to("${column}"::text, 'UTF8')) > 0
             or position(encode(convert_to($1, 'UTF8'), 'hex') in "${column}"::text) > 0
           else position($1 in "${column}"::text) > 0 end limit 1`,
        [text],
      )
      if (rows.length > 0) found.push(`${table}.${column}: ${text}`)
    }
  }
  return { columns: columns.length, found }
}
