import type { ReportFilter } from '../../app/ports.ts'
import { parseBillionths } from '../../domain/stock/amounts.ts'
import { type CopyFile, quoted } from './copy-file.ts'
import type { CopiedColumn, MadeOf, Part } from './layout.ts'
import type { CopyQuery } from './messages.ts'

/** Numbers that billionths can say. */
const decimal = /^-?\d{1,15}(\.\d{1,9})?$/

/** `pins`: of which there is one value only in the lines that it lets through. */
export type Condition = { sql: string; madeOf: MadeOf; pins: Part | null }

/** What the lines of a report have to be: its filters, its kind of orders and its restaurants. */
export function conditionsOf(file: CopyFile, query: CopyQuery): Condition[] {
  const { layout } = file.subject
  const conditions = query.filters.map((filter): Condition => {
    const column = layout.keyOf(filter.column)
    const madeOf = column ? column.madeOf : []
    if (filter.kind === 'range') return { sql: rangeOf(column, filter), madeOf, pins: null }
    const values = valuesOf(filter)
    const { sql, isOne } = column
      ? includedBy(file, column, { name: filter.column, ...values }, query)
      : { sql: String(values.hasNull), isOne: false }
    return filter.kind === 'include'
      ? { sql, madeOf, pins: isOne ? (column?.tells ?? null) : null }
      : { sql: `not coalesce(${sql}, false)`, madeOf, pins: null }
  })
  const ofOrders = (sql: string): Condition => ({ sql, madeOf: [], pins: null })
  if (query.type === 'DELIVERIES') conditions.push(ofOrders('is_delivery'))
  const { name } = layout.organization
  const known = file.wordsOf(name)
  const own = numbersOf(known, (id) => query.restaurants.some((one) => one.id === id))
  if (own.length < known.length) conditions.push(ofOrders(isOneOf(name, own)))
  return conditions
}

const numbersOf = (values: readonly string[], isWanted: (value: string) => boolean): number[] =>
  values.flatMap((value, index) => (isWanted(value) ? [index + 1] : []))
const isOneOf = (sql: string, values: readonly (number | string)[]): string =>
  values.length > 0 ? `${sql} in (${values.join(', ')})` : 'false'

const valuesOf = ({
  values,
}: Extract<ReportFilter, { kind: 'include' | 'exclude' }>): { given: string[]; hasNull: boolean } => ({
  given: values.filter((value) => value !== null),
  hasNull: values.includes(null),
})

type Wanted = { name: string; given: readonly string[]; hasNull: boolean }

function includedBy(
  file: CopyFile,
  column: CopiedColumn,
  { name: asked, given, hasNull }: Wanted,
  query: CopyQuery,
): { sql: string; isOne: boolean } {
  const { name, isWord } = column
  const among = (sql: string, values: readonly (number | string)[]) => ({
    sql: hasNull ? `(${isOneOf(sql, values)} or ${name} is null)` : `(${isOneOf(sql, values)})`,
    isOne: values.length + (hasNull ? 1 : 0) === 1,
  })
  if (!isWord) return among(...literalsOf(column, given))
  const numbers = (isWanted: (value: string) => boolean): number[] => numbersOf(file.wordsOf(name), isWanted)
  const property = file.subject.keys[asked]?.names
  const wanted = new Set(column.kind === 'id' ? given.map((value) => value.toLowerCase()) : given)
  if (property === undefined)
    return among(
      name,
      numbers((id) => wanted.has(id)),
    )
  const names = query.names.get(property) ?? new Map<string, string | null>()
  return among(
    name,
    numbers((id) => {
      const told = names.get(id) ?? null
      return told === null ? hasNull : given.includes(told)
    }),
  )
}

/** What is compared, and with what, where the copy has the values themselves. */
function literalsOf({ name, kind }: CopiedColumn, given: readonly string[]): [string, string[]] {
  switch (kind) {
    case 'text':
      return [name, given.map(quoted)]
    case 'date':
    case 'moment':
      // Of a moment there are several ways to write it.
      return [name, given.map((value) => momentOf(kind, value))]
    case 'number':
    case 'sum':
      return [
        name,
        given.filter((value) => decimal.test(value)).map((value) => String(parseBillionths(value))),
      ]
    case 'id':
      return [`${name}::varchar`, given.map((value) => quoted(value.toLowerCase()))]
  }
}

const momentOf = (kind: 'date' | 'moment', text: string): string =>
  `${quoted(text)}::${kind === 'date' ? 'date' : 'timestamp'}`

function rangeOf(
  column: CopiedColumn | undefined,
  { from, to, includesLow, includesHigh }: Extract<ReportFilter, { kind: 'range' }>,
): string {
  const name = column?.name ?? 'null'
  const value = (text: string): string => {
    if (column?.kind === 'number') return String(parseBillionths(text))
    return momentOf(column?.kind === 'date' ? 'date' : 'moment', text)
  }
  const conditions = ['true']
  if (from !== null) conditions.push(`${name} ${includesLow ? '>=' : '>'} ${value(from)}`)
  if (to !== null) conditions.push(`${name} ${includesHigh ? '<=' : '<'} ${value(to)}`)
  return `(${conditions.join(' and ')})`
}
