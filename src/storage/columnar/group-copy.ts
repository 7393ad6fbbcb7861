import type { ReportFilter } from '../../app/ports.ts'
import { parseBillionths, printBillionths } from '../../domain/stock/amounts.ts'
import { plainNumber } from '../reports/column.ts'
import { salesKeys, salesSums } from '../reports/sales-columns.ts'
import { type CopyFile, quoted } from './copy-file.ts'
import { type CopiedColumn, salesLayout } from './layout.ts'
import type { CopyQuery, GroupChunk } from './messages.ts'

/** A key of a report: how facts are grouped by it, and how a value is told. */
type Key = { sql: string; isOfPart: boolean; shown(value: unknown): string | null }
type Sum = { sql: string; isOfPart: boolean; of: 'lines' | 'once' | 'distinct' }

export type CopyStatement = { text: string; read(columns: readonly (readonly unknown[])[]): GroupChunk }

/**
 * The statement that groups the facts of a copy, and how its answer is read. The sums of lines are added up by what facts
 * hold, then by what that is called. What counts once an order is taken from one line of each order and payment type where
 * keys and filters are the same in all of those, and from every line otherwise; then summed by order on each level.
 */
export function groupStatement(file: CopyFile, query: CopyQuery): CopyStatement {
  const keys = query.keys.map((name) => keyOf(file, name, query))
  const sums = query.sums.map(sumOf)
  const conditions = conditionsOf(file, query)
  const where = (more: readonly string[]): string => {
    const all = [...conditions.map(({ sql }) => sql), ...more]
    return all.length > 0 ? `where ${all.join(' and ')}` : ''
  }
  const parts: string[] = []
  const hasOnce = sums.some(({ of }) => of !== 'lines')
  if (!hasOnce || sums.some(({ of }) => of === 'lines'))
    parts.push(ofLines(keys, sums, query.levels, where([])))
  if (hasOnce) {
    const isOfPart = [...keys, ...conditions, ...sums.filter(({ of }) => of !== 'lines')].every(
      (one) => one.isOfPart,
    )
    parts.push(ofOrders(keys, sums, query.levels, where(isOfPart ? ['is_first'] : [])))
  }
  const names = keys.map((_, index) => `k${index}`)
  const text =
    parts.length === 1
      ? (parts[0] as string)
      : `select mask, ${listed(
          names,
          sums.map((_, index) => `max(v${index}) as v${index}`),
        )} from (${parts.join(' union all ')}) group by ${listed(['mask'], names)}`
  return { text, read: (columns) => chunkOf(columns, keys, query) }
}

const listed = (...lists: readonly (readonly string[])[]): string => lists.flat().join(', ')

function keyOf(file: CopyFile, name: string, query: CopyQuery): Key {
  const column = salesLayout.keyOf(name)
  if (!column) return { sql: 'null', isOfPart: true, shown: () => null }
  const plain = (value: unknown): string | null => (value === null ? null : String(value))
  const { name: sql, isOfPart, kind } = column
  if (!column.isWord) {
    const shown = (value: unknown): string | null =>
      kind === 'number' && value !== null ? plainNumber(printBillionths(value as bigint)) : plain(value)
    return { sql: kind === 'text' || kind === 'number' ? sql : `${sql}::varchar`, isOfPart, shown }
  }
  const values = file.wordsOf(sql)
  const property = salesKeys[name]?.names
  if (property === undefined) return { sql, isOfPart, shown: (value) => wordAt(values, value) }
  const names = query.names.get(property) ?? new Map<string, string | null>()
  const told = values.map((id) => names.get(id) ?? null)
  // Things of one name are one group: all of them have the number of the first.
  const first = new Map(told.map((name_, index) => [name_, index] as const).reverse())
  const numbers = told.map((name_) => (name_ === null ? null : (first.get(name_) ?? 0) + 1))
  const isPlain = numbers.every((number, index) => number === index + 1)
  return {
    sql: isPlain ? sql : `list_extract([${numbers.map(String).join(', ')}]::integer[], ${sql})`,
    isOfPart,
    shown: (value) => wordAt(told, value),
  }
}

const wordAt = (values: readonly (string | null)[], number: unknown): string | null =>
  number === null ? null : (values[Number(number) - 1] ?? null)

function sumOf(name: string): Sum {
  const column = salesLayout.sumOf(name)
  return {
    sql: column?.name ?? 'null::bigint',
    isOfPart: column?.isOfPart ?? true,
    of: salesSums[name]?.of ?? 'lines',
  }
}

const setsOf = (levels: CopyQuery['levels'], more: readonly string[]): string =>
  `grouping sets (${levels
    .map(
      (level) =>
        `(${listed(
          level.map((key) => `k${key}`),
          more,
        )})`,
    )
    .join(', ')})`
const maskOf = (names: readonly string[]): string => (names.length > 0 ? `grouping(${listed(names)})` : '0')
const groupedBy = (names: readonly string[]): string =>
  names.length > 0 ? `group by ${listed(names)}` : 'group by grouping sets (())'

function ofLines(
  keys: readonly Key[],
  sums: readonly Sum[],
  levels: CopyQuery['levels'],
  where: string,
): string {
  const names = keys.map((_, index) => `k${index}`)
  const own = (sql: (index: number) => string): string[] =>
    sums.map(({ of }, index) => `${of === 'lines' ? sql(index) : 'null::hugeint'} as v${index}`)
  const reduced = `select ${listed(
    keys.map(({ sql }, index) => `${sql} as k${index}`),
    own((index) => `sum(${sums[index]?.sql})`),
    ['count(*) as facts'],
  )} from sale ${where} ${keys.length > 0 ? 'group by all' : groupedBy([])} having count(*) > 0`
  return `select ${listed(
    [`${maskOf(names)} as mask`],
    names,
    own((index) => `sum(v${index})`),
  )} from (${reduced}) group by ${setsOf(levels, [])} having count(*) > 0`
}

function ofOrders(
  keys: readonly Key[],
  sums: readonly Sum[],
  levels: CopyQuery['levels'],
  where: string,
): string {
  const names = keys.map((_, index) => `k${index}`)
  const own = (sql: (index: number, sum: Sum) => string): string[] =>
    sums.map((sum, index) => `${sum.of === 'lines' ? 'null::hugeint' : sql(index, sum)} as v${index}`)
  const byOrder = `select ${listed(
    keys.map(({ sql }, index) => `${sql} as k${index}`),
    ['ord'],
    own((_, sum) => `max(${sum.sql})`),
  )} from sale ${where} group by ${listed(
    keys.map((_, index) => `${index + 1}`),
    ['ord'],
  )}`
  const onLevels = `select ${listed(
    [`${maskOf(names)} as mask`],
    names,
    own((index) => `max(v${index})`),
  )} from (${byOrder}) group by ${setsOf(levels, ['ord'])}`
  return `select ${listed(
    ['mask'],
    names,
    own((index, { of }) => (of === 'distinct' ? `count(distinct v${index})` : `sum(v${index})`)),
  )} from (${onLevels}) ${groupedBy(['mask', ...names])}`
}

/** Numbers that billionths can say. */
const decimal = /^-?\d{1,15}(\.\d{1,9})?$/

type Condition = { sql: string; isOfPart: boolean }

function conditionsOf(file: CopyFile, query: CopyQuery): Condition[] {
  const conditions = query.filters.map((filter): Condition => {
    const column = salesLayout.keyOf(filter.column)
    return { sql: conditionOf(file, column, filter, query), isOfPart: column?.isOfPart ?? true }
  })
  if (query.type === 'DELIVERIES') conditions.push({ sql: 'is_delivery', isOfPart: true })
  const { name } = salesLayout.organization
  const known = file.wordsOf(name)
  const own = numbersOf(known, (id) => query.organizationIds.includes(id))
  if (own.length < known.length) conditions.push({ sql: isOneOf(name, own), isOfPart: true })
  return conditions
}

const numbersOf = (values: readonly string[], isWanted: (value: string) => boolean): number[] =>
  values.flatMap((value, index) => (isWanted(value) ? [index + 1] : []))
const isOneOf = (sql: string, values: readonly (number | string)[]): string =>
  values.length > 0 ? `${sql} in (${values.join(', ')})` : 'false'

function conditionOf(
  file: CopyFile,
  column: CopiedColumn | undefined,
  filter: ReportFilter,
  query: CopyQuery,
): string {
  if (filter.kind === 'range') return rangeOf(column, filter)
  const hasNull = filter.values.includes(null)
  const given = filter.values.filter((value) => value !== null)
  const included = column ? includedBy(file, column, filter.column, given, hasNull, query) : String(hasNull)
  return filter.kind === 'include' ? included : `not coalesce(${included}, false)`
}

function includedBy(
  file: CopyFile,
  column: CopiedColumn,
  asked: string,
  given: readonly string[],
  hasNull: boolean,
  query: CopyQuery,
): string {
  const { name, kind, isWord } = column
  const orNull = (sql: string): string => (hasNull ? `(${sql} or ${name} is null)` : `(${sql})`)
  const wanted = new Set(kind === 'id' ? given.map((value) => value.toLowerCase()) : given)
  if (!isWord) {
    if (kind === 'number')
      return orNull(
        isOneOf(
          name,
          given.filter((value) => decimal.test(value)).map((value) => String(parseBillionths(value))),
        ),
      )
    return orNull(isOneOf(kind === 'text' ? name : `${name}::varchar`, [...wanted].map(quoted)))
  }
  const property = salesKeys[asked]?.names
  if (property === undefined)
    return orNull(
      isOneOf(
        name,
        numbersOf(file.wordsOf(name), (id) => wanted.has(id)),
      ),
    )
  const names = query.names.get(property) ?? new Map<string, string | null>()
  const isNamed = (id: string): boolean => {
    const told = names.get(id) ?? null
    return told === null ? hasNull : given.includes(told)
  }
  return orNull(isOneOf(name, numbersOf(file.wordsOf(name), isNamed)))
}

function rangeOf(
  column: CopiedColumn | undefined,
  { from, to, includesLow, includesHigh }: Extract<ReportFilter, { kind: 'range' }>,
): string {
  const name = column?.name ?? 'null'
  const value = (text: string): string => {
    if (column?.kind === 'number') return String(parseBillionths(text))
    return `${quoted(text)}::${column?.kind === 'date' ? 'date' : 'timestamp'}`
  }
  const conditions = ['true']
  if (from !== null) conditions.push(`${name} ${includesLow ? '>=' : '>'} ${value(from)}`)
  if (to !== null) conditions.push(`${name} ${includesHigh ? '<=' : '<'} ${value(to)}`)
  return `(${conditions.join(' and ')})`
}

/** As `grouping` tells it: a bit is set where a key is not of the level. */
const maskOfLevel = (level: readonly number[], keys: number): number =>
  Array.from({ length: keys }, (_, key) => key).reduce(
    (mask, key) => mask * 2 + (level.includes(key) ? 0 : 1),
    0,
  )

function chunkOf(
  columns: readonly (readonly unknown[])[],
  keys: readonly Key[],
  query: CopyQuery,
): GroupChunk {
  const levels = new Map(query.levels.map((level, index) => [maskOfLevel(level, keys.length), index]))
  const [masks = [], ...others] = columns
  return {
    levels: masks.map((mask) => levels.get(Number(mask)) ?? 0),
    keys: keys.map(({ shown }, index) => (others[index] ?? []).map(shown)),
    sums: query.sums.map((_, index) => (others[keys.length + index] ?? []) as (bigint | null)[]),
  }
}
