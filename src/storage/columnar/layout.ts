import { createHash } from 'node:crypto'
import type { KeyColumn, SumColumn } from '../reports/column.ts'
import { salesKeys, salesSums } from '../reports/sales-columns.ts'
import { transactionKeys, transactionSums } from '../reports/transaction-columns.ts'

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

/** Of the facts themselves, and of nothing that changes without their day being marked. */
function isOfFacts(sql: string, facts: readonly string[]): boolean {
  const plain = withoutTexts(sql)
  const tables = [...plain.matchAll(/\b([a-z_]\w*)\s*\./g)].map(([, table]) => table)
  return tables.every((table) => facts.includes(table ?? '')) && !/\bselect\b/i.test(plain)
}

const ofOrder = /\bf\.(tenant_id|organization_id|day|order_id)\b/g
const partPatterns: Record<Part, RegExp> = {
  deletion: /\bf\.deletion\b/g,
  payment: /\bf\.pay_type_id\b/g,
  product: /\bf\.product_id\b/g,
}

function madeOf(sql: string): MadeOf {
  const ofLines = withoutTexts(sql).replaceAll(ofOrder, '')
  const used = parts.filter((part) => ofLines.search(partPatterns[part]) >= 0)
  const rest = used.reduce((left, part) => left.replaceAll(partPatterns[part], ''), ofLines)
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
  /** The column of an expression of facts, by its kind and its SQL. */
  column(place: string): CopiedColumn
}

const placeOfKey = ({ sql, kind }: KeyColumn): string => `${kind} ${sql}`

/** The columns of the copy: what the columns of reports are made of, each once. */
function layoutOf(
  keys: Readonly<Record<string, KeyColumn>>,
  sums: Readonly<Record<string, SumColumn>>,
  facts: readonly string[],
): Layout {
  const columns = new Map<string, CopiedColumn>()
  for (const key of Object.values(keys)) {
    if (!isOfFacts(key.sql, facts)) continue
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
    if (isOfFacts(sql, facts) && !columns.has(`sum ${sql}`))
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
    column,
  }
}

export const salesLayout: Layout = layoutOf(salesKeys, salesSums, ['f', 'o', 's'])
/** What tells the order of a line, and the columns that {@link parts} stand in. */
export const orderColumn = salesLayout.column('id f.order_id')
export const partColumns: Readonly<Record<Part, CopiedColumn>> = {
  deletion: salesLayout.column('text f.deletion'),
  payment: salesLayout.column('id f.pay_type_id'),
  product: salesLayout.column('id f.product_id'),
}

/** A posting's document is written with it, and whose clock shows its moments is kept in the copy. */
export const postingsLayout: Layout = layoutOf(transactionKeys, transactionSums, ['f', 'd', 'z'])
