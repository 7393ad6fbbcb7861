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
  name === lockedTable ? `"${name}" t where name <> 'till'` : `"${name}" t where true`

async function tablesOf(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  )
  return rows.map(({ name }) => name).filter((name) => !restless.has(name))
}

/** A digest of the contents of every table: equal footprints mean that nothing was written in between. */
export async function footprintOf(pool: Pool): Promise<Record<string, string>> {
  const digests = (await tablesOf(pool)).map(
    (name) =>
      `select '${name}' as name, count(*) || ' '
         || coalesce(sum(hashtextextended(${name === lockedTable ? lockedText : 't::text'}, 0)), 0) as digest
       from ${rowsOf(name)}`,
  )
  const { rows } = await pool.query<{ name: string; digest: string }>(digests.join(' union all '))
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}

/** What moves whenever a row of a table is written, at a fraction of the price of reading the rows. */
export async function stampsOf(pool: Pool): Promise<Record<string, string>> {
  const stamps = (await tablesOf(pool)).map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(t.xmin::text::bigint), 0) as stamp from ${rowsOf(name)}`,
  )
  const { rows } = await pool.query<{ name: string; stamp: string }>(stamps.join(' union all '))
  return Object.fromEntries(rows.map(({ name, stamp }) => [name, stamp]))
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

/** Gives what has happened since now, table by table; `known` are the ids that clients have chosen and those of the seed. */
export type Changes = (known: ReadonlySet<string>) => Promise<Record<string, string[]>>

/** Listens from now on for changes, which are told in words that two servers with the same history share. */
export async function changesFrom(pool: Pool): Promise<Changes> {
  const rowTexts = async (name: string, condition = 'true'): Promise<string[]> => {
    const { rows } = await pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${rowsOf(name)} and ${condition}`,
    )
    return rows.map(({ row }) => row)
  }
  const before = new Map<string, { stamp: string; rows: ReadonlySet<string> }>()
  for (const [name, stamp] of Object.entries(await stampsOf(pool)))
    before.set(name, { stamp, rows: new Set(await rowTexts(name)) })
  const { rows: marks } = await pool.query<{ next: string }>('select pg_current_xact_id() as next')
  const isWrittenSince = `t.xmin::text::bigint >= ${marks[0]?.next}`
  const last = new Map<string, { stamp: string; changed: string[] }>()
  /** A row that was there before an id was drawn cannot hold it, so its words stay what they were. */
  const words = new Map<string, string>()
  const wordsOf = (row: string, known: ReadonlySet<string>): string => {
    const told = words.get(row) ?? alike(row, known)
    words.set(row, told)
    return told
  }
  return async (known) => {
    const changes: Record<string, string[]> = {}
    for (const [name, stamp] of Object.entries(await stampsOf(pool))) {
      const old = before.get(name)
      if (old?.stamp === stamp) continue
      let table = last.get(name)
      if (table?.stamp !== stamp) {
        const changed = (await rowTexts(name, isWrittenSince)).filter((row) => !old?.rows.has(row))
        table = { stamp, changed: changed.map((row) => wordsOf(row, known)).sort() }
        last.set(name, table)
      }
      if (table.changed.length > 0) changes[name] = table.changed
    }
    return changes
  }
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
