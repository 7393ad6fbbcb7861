import pg from 'pg'
import { copyOut } from './copy.ts'
import { TableMeter, type TableSum } from './format.ts'

export type Table = { name: string; columns: string[]; sortKey: string; references: string[] }

// Written by the migration runner itself on the restoring side.
const bookkeeping = ['schema_lock', 'schema_migration']

/** The spelling of every value, whatever the server's configuration says. */
export const exactSession = `
  set local timezone = 'UTC';
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local bytea_output = 'hex';
  set local extra_float_digits = 1`

/** The tables of the schema, each after those that it refers to. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum) as columns,
       coalesce(
         (select string_agg(
            quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', ' order by k.ord)
          from pg_index i
          cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, ord)
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
          where i.indrelid = c.oid and i.indisprimary),
         format('%I::text collate "C"', c.relname)) as "sortKey",
       array(select f.relname::text from pg_constraint r join pg_class f on f.oid = r.confrelid
             where r.conrelid = c.oid and r.contype = 'f' and r.confrelid <> c.oid) as references
     from pg_class c
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1)
     order by c.relname collate "C"`,
    [bookkeeping],
  )
  return parentsFirst(rows)
}

function parentsFirst(tables: readonly Table[]): Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const ordered = new Set<Table>()
  const visit = (table: Table, path: ReadonlySet<Table>) => {
    if (ordered.has(table) || path.has(table)) return
    for (const name of table.references) {
      const parent = byName.get(name)
      if (parent !== undefined) visit(parent, new Set([...path, table]))
    }
    ordered.add(table)
  }
  for (const table of tables) visit(table, new Set())
  return [...ordered]
}

/** Never given out: null. */
export async function readSequences(client: pg.ClientBase): Promise<Record<string, string | null>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last from pg_sequences
     where schemaname = current_schema() order by sequencename collate "C"`,
  )
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}

export function quote(name: string): string {
  return pg.escapeIdentifier(name)
}

export function columnList({ columns }: Pick<Table, 'columns'>): string {
  return columns.map(quote).join(', ')
}

/** In the order of the primary key by code points, so that equal tables give equal bytes on any server. */
export function copyOutStatement(table: Table): string {
  return `copy (select ${columnList(table)} from ${quote(table.name)} order by ${table.sortKey}) to stdout`
}

export async function sumOf(client: pg.ClientBase, table: Table): Promise<TableSum> {
  const meter = new TableMeter()
  for await (const row of copyOut(client, copyOutStatement(table))) meter.add(row as Buffer)
  return meter.sum()
}
