import { createHash } from 'node:crypto'
import type { ReportQuery } from '../../app/ports.ts'
import type { KeyColumn, SumColumn } from '../reports/column.ts'
import { salesKeys, salesSums } from '../reports/sales-columns.ts'

/** Grows when the tables of the copy or the way they are filled change: older copies are made anew. */
const layoutVersion = 4

/** What PostgreSQL makes of a fact's columns, kept under a name of its own: a column of the copy. */
export type CopiedColumn = {
  name: string
  /** For PostgreSQL, over the facts of sales. */
  sql: string
  /** Numbers are kept as whole billionths. */
  kind: KeyColumn['kind'] | 'sum'
  /** There are few values: facts hold numbers, the table `word` says of what. */
  isWord: boolean
  madeOf: MadeOf
  /** What of a line it names one to one, nothing and null included. */
  tells: Part | null
}

/** By what the lines of an order differ that many columns are made of. */
export const parts = ['deletion', 'payment', 'product'] as const
export type Part = (typeof parts)[number]
/** What a column is made of besides the order: it says the same in all lines that have these in common. Null: of a line. */
export type MadeOf = readonly Part[] | null
/** Where `head` of a line says whether it is the first of its order with its values of some parts. */
export const firstLineBit = (set: readonly Part[]): number =>
  1 << set.reduce((bits, part) => bits | (1 << parts.indexOf(part)), 0)

const withoutTexts = (sql: string): string => sql.replaceAll(/'[^']*'/g, "''")

/** Of an order's line and its order, and of nothing that changes without its day being marked. */
function isOfFacts(sql: string): boolean {
  const plain = withoutTexts(sql)
  const tables = [...plain.matchAll(/\b([a-z_]\w*)\s*\./g)].map(([, table]) => table)
  return (
    tables.every((table) => table === 'f' || table === 'o' || table === 's') && !/\bselect\b/i.test(plain)
  )
}

const ofOrder = /\bf\.(tenant_id|organization_id|day|order_id)\b/g
const partColumns: Record<Part, RegExp> = {
  deletion: /\bf\.deletion\b/g,
  payment: /\bf\.pay_type_id\b/g,
  product: /\bf\.product_id\b/g,
}

function madeOf(sql: string): MadeOf {
  const ofLines = withoutTexts(sql).replaceAll(ofOrder, '')
  const used = parts.filter((part) => ofLines.search(partColumns[part]) >= 0)
  const rest = used.reduce((left, part) => left.replaceAll(partColumns[part], ''), ofLines)
  return /\bf\./.test(rest) ? null : used
}

const tellers: Record<string, Part> = {
  'f.deletion': 'deletion',
  'f.product_id': 'product',
  'f.pay_type_id': 'payment',
  // What was not paid has the id of nobody.
  "coalesce(f.pay_type_id, '')": 'payment',
}

export type Layout = {
  columns: readonly CopiedColumn[]
  /** Tells copies that were laid out otherwise. */
  print: string
  keyOf(name: string): CopiedColumn | undefined
  sumOf(name: string): CopiedColumn | undefined
  /** The restaurants of facts. */
  organization: CopiedColumn
  order: CopiedColumn
  /** The columns that {@link parts} stand in. */
  parts: Readonly<Record<Part, CopiedColumn>>
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
        madeOf: madeOf(key.sql),
        tells: tellers[withoutTexts(key.sql)] ?? null,
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
        madeOf: madeOf(sql),
        tells: null,
      })
  const column = (place: string): CopiedColumn => {
    const known = columns.get(place)
    if (!known) throw new Error(`facts without ${place} cannot be copied`)
    return known
  }
  const all = [...columns.values()]
  return {
    columns: all,
    print: createHash('sha256')
      .update(JSON.stringify([layoutVersion, all]))
      .digest('hex'),
    keyOf: (name) =>
      Object.hasOwn(keys, name) ? columns.get(placeOfKey(keys[name] as KeyColumn)) : undefined,
    sumOf: (name) => (Object.hasOwn(sums, name) ? columns.get(`sum ${sums[name]?.sql}`) : undefined),
    organization: column('id f.organization_id'),
    order: column('id f.order_id'),
    parts: {
      deletion: column('text f.deletion'),
      payment: column('id f.pay_type_id'),
      product: column('id f.product_id'),
    },
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
