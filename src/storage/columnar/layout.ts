import { createHash } from 'node:crypto'
import type { ReportQuery } from '../../app/ports.ts'
import type { KeyColumn, SumColumn } from '../reports/column.ts'
import { salesKeys, salesSums } from '../reports/sales-columns.ts'

/** Grows when the tables of the copy or the way they are filled change: older copies are made anew. */
const layoutVersion = 2

/** What PostgreSQL makes of a fact's columns, kept under a name of its own: a column of the copy. */
export type CopiedColumn = {
  name: string
  /** For PostgreSQL, over the facts of sales. */
  sql: string
  /** Numbers are kept as whole billionths. */
  kind: KeyColumn['kind'] | 'sum'
  /** There are few values: facts hold numbers, the table `word` says of what. */
  isWord: boolean
  /** The same in all lines of an order with one payment type and one kind of deletion. */
  isOfPart: boolean
}

const withoutTexts = (sql: string): string => sql.replaceAll(/'[^']*'/g, "''")

/** Of an order's line and its order, and of nothing that changes without its day being marked. */
function isOfFacts(sql: string): boolean {
  const plain = withoutTexts(sql)
  const tables = [...plain.matchAll(/\b([a-z_]\w*)\s*\./g)].map(([, table]) => table)
  return (
    tables.every((table) => table === 'f' || table === 'o' || table === 's') && !/\bselect\b/i.test(plain)
  )
}

const ofPart = /\bf\.(tenant_id|organization_id|day|order_id|deletion|pay_type_id)\b/g
const isOfPart = (sql: string): boolean => !/\bf\./.test(withoutTexts(sql).replaceAll(ofPart, ''))

export type Layout = {
  columns: readonly CopiedColumn[]
  /** Tells copies that were laid out otherwise. */
  print: string
  keyOf(name: string): CopiedColumn | undefined
  sumOf(name: string): CopiedColumn | undefined
  /** The restaurants of facts. */
  organization: CopiedColumn
}

const placeOfKey = ({ sql, kind }: KeyColumn): string => `${kind} ${sql}`

/** The columns of the copy: what the columns of reports are made of, each once. */
function layoutOf(
  keys: Readonly<Record<string, KeyColumn>>,
  sums: Readonly<Record<string, SumColumn>>,
): Layout {
  const columns = new Map<string, CopiedColumn>()
  for (const key of Object.values(keys)) {
    if (!isOfFacts(key.sql)) continue
    const isWord = key.names !== undefined || key.over !== undefined
    const known = columns.get(placeOfKey(key))
    if (known) known.isWord ||= isWord
    else
      columns.set(placeOfKey(key), {
        name: `c${columns.size}`,
        sql: key.sql,
        kind: key.kind,
        isWord,
        isOfPart: isOfPart(key.sql),
      })
  }
  const keyCount = columns.size
  for (const { sql } of Object.values(sums))
    if (isOfFacts(sql) && !columns.has(`sum ${sql}`))
      columns.set(`sum ${sql}`, {
        name: `m${columns.size - keyCount}`,
        sql,
        kind: 'sum',
        isWord: false,
        isOfPart: isOfPart(sql),
      })
  const organization = columns.get('id f.organization_id')
  if (!organization) throw new Error('facts without a restaurant cannot be copied')
  const all = [...columns.values()]
  return {
    columns: all,
    print: createHash('sha256')
      .update(JSON.stringify([layoutVersion, all]))
      .digest('hex'),
    keyOf: (name) =>
      Object.hasOwn(keys, name) ? columns.get(placeOfKey(keys[name] as KeyColumn)) : undefined,
    sumOf: (name) => (Object.hasOwn(sums, name) ? columns.get(`sum ${sums[name]?.sql}`) : undefined),
    organization,
  }
}

export const salesLayout: Layout = layoutOf(salesKeys, salesSums)

/** Whether the copy can answer as SQL would: it has the columns, and compares nothing by the order of texts. */
export function isCovered(query: ReportQuery, layout = salesLayout): boolean {
  if (query.type === 'TRANSACTIONS') return false
  const isKnownKey = (name: string): boolean =>
    !Object.hasOwn(salesKeys, name) || layout.keyOf(name) !== undefined
  const isKnownSum = (name: string): boolean =>
    !Object.hasOwn(salesSums, name) || layout.sumOf(name) !== undefined
  return (
    query.keys.every(isKnownKey) &&
    query.sums.every(isKnownSum) &&
    query.filters.every((filter) => {
      const kind = layout.keyOf(filter.column)?.kind
      return isKnownKey(filter.column) && (filter.kind !== 'range' || (kind !== 'text' && kind !== 'id'))
    })
  )
}
