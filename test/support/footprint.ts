import type { Pool } from 'pg'

/** Tables that say how far somebody has read, or has to read again, or when somebody was seen, not what happened. */
export const restless: ReadonlySet<string> = new Set(['till_liveness', 'follower', 'report_dirty'])

/**
 * Who locks a till says so in its counters, one of which counts nothing else (ADR 29): a deed that comes to nothing may have
 * locked it.
 */
const lockedTable = 'till_counter'
const lockedText = "(to_jsonb(t) - 'revision')::text"
const rowsOf = (name: string): string =>
  name === lockedTable ? `"${name}" t where name <> 'till'` : `"${name}" t`

async function tablesOf(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  )
  return rows.map(({ name }) => name).filter((name) => !restless.has(name))
}

/** A digest of the contents of every table: equal footprints mean that nothing was written in between. */
export async function footprintOf(pool: Pool): Promise<Record<string, string>> {
  const footprint: Record<string, string> = {}
  for (const name of await tablesOf(pool)) {
    const { rows: found } = await pool.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(${name === lockedTable ? lockedText : 't::text'}, 0)), 0)
         as digest from ${rowsOf(name)}`,
    )
    footprint[name] = found[0]?.digest ?? ''
  }
  return footprint
}

/** The rows of every table as texts. */
export type Contents = Map<string, ReadonlySet<string>>

export async function contentsOf(pool: Pool): Promise<Contents> {
  const contents: Contents = new Map()
  for (const name of await tablesOf(pool)) {
    const { rows } = await pool.query<{ row: string }>(`select to_jsonb(t)::text as row from ${rowsOf(name)}`)
    contents.set(name, new Set(rows.map(({ row }) => row)))
  }
  return contents
}

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Where entries stand, and what comes of it: a call that ends in nothing may take a number with it. */
const positions =
  /"(?:seq|entry_seq|slot|position|revision|ledger_revision|version|tx_id|hash|previous_hash)": (?:"[^"]*"|\d+|\{"\$n": "\d+"\})/g

/** A row without what differs between two servers that did the same: drawn ids, moments of their seed, secrets. */
const alike = (row: string, known: ReadonlySet<string>): string =>
  row
    .replace(uuidPattern, (id) => (known.has(id) ? id : '#'))
    .replace(/"\\\\x[0-9a-f]*"/g, '"#bytes"')
    .replace(positions, '"#position"')
    .replace(/\b1[67]\d{11}(?:\d{3})?\b/g, '#moment')
    .replace(/"2026-\d\d-\d\dT[^"]*"/g, '"#moment"')

/**
 * What has happened since `before`, in words that two servers with the same history share; `known` are the ids that
 * clients have chosen and those of the seed.
 */
export async function changesSince(
  pool: Pool,
  before: Contents,
  known: ReadonlySet<string>,
): Promise<Record<string, string[]>> {
  const changes: Record<string, string[]> = {}
  for (const [name, rows] of await contentsOf(pool)) {
    const old = before.get(name)
    const changed = [...rows].filter((row) => !old?.has(row)).map((row) => alike(row, known))
    if (changed.length > 0) changes[name] = changed.sort()
  }
  return changes
}

/** Rows that only one of two histories has, each with its table and whose it is. */
export function differencesOf(one: Record<string, string[]>, other: Record<string, string[]>): string[] {
  const only = (has: readonly string[], hasNot: readonly string[]): string[] => {
    const left = [...hasNot]
    return has.filter((row) => {
      const at = left.indexOf(row)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
  }
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((table) => {
    const [a, b] = [one[table] ?? [], other[table] ?? []]
    return [
      ...only(a, b).map((row) => `${table}, only the first: ${row}`),
      ...only(b, a).map((row) => `${table}, only the second: ${row}`),
    ]
  })
}
