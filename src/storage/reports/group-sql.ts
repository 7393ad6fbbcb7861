import type { ReportFilter, ReportGroup, ReportQuery } from '../../app/ports.ts'
import type { Sql } from '../sql.ts'
import { type KeyColumn, plainNumber, type SumColumn } from './column.ts'
import { groupsMax, refuseTooLarge } from './groups-max.ts'
import { salesKeys, salesSums } from './sales-columns.ts'
import { bothSides, transactionKeys, transactionSums } from './transaction-columns.ts'

/** Values of a statement by their places. */
class Parameters {
  readonly values: unknown[] = []
  add(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }
}

const noColumn: KeyColumn = { sql: 'null', kind: 'text' }

/**
 * Groups facts by one statement: what is counted once an order is summed by order first. More groups than `max` are
 * refused.
 */
export async function groupFacts(sql: Sql, query: ReportQuery, max = groupsMax): Promise<ReportGroup[]> {
  if (query.restaurants.length === 0) return []
  const { text, values } = statementOf(query)
  type Row = { keys: (string | null)[]; mask: number; sums: (string | null)[] }
  const rows = await sql.rows<Row>('', `${text} limit ${max + 1}`, values)
  refuseTooLarge(rows.length, max)
  const levels = new Map(query.levels.map((level, index) => [maskOf(level, query.keys.length), index]))
  const { keyColumns } = columnsOf(query)
  const isNumber = query.keys.map(
    (name) => Object.hasOwn(keyColumns, name) && keyColumns[name]?.kind === 'number',
  )
  return rows.map(({ keys, mask, sums }) => ({
    level: levels.get(mask) ?? 0,
    keys: keys.map((key, index) => (key !== null && isNumber[index] ? plainNumber(key) : key)),
    sums: new Map(query.sums.map((name, index) => [name, bigOrNull(sums[index] ?? null)])),
  }))
}

const bigOrNull = (digits: string | null): bigint | null =>
  digits === null ? null : BigInt(digits.replace(/\.0*$/, ''))

/** As PostgreSQL's `grouping` tells it: a bit is set where a key is not of the level. */
const maskOf = (level: readonly number[], keys: number): number => {
  let mask = 0
  for (let key = 0; key < keys; key++) mask = mask * 2 + (level.includes(key) ? 0 : 1)
  return mask
}

const columnsOf = ({ type }: ReportQuery) =>
  type === 'TRANSACTIONS'
    ? { keyColumns: transactionKeys, sumColumns: transactionSums }
    : { keyColumns: salesKeys, sumColumns: salesSums }

function statementOf(query: ReportQuery): { text: string; values: unknown[] } {
  const ofTransactions = query.type === 'TRANSACTIONS'
  const { keyColumns, sumColumns } = columnsOf(query)
  const parameters = new Parameters()
  parameters.values.push(
    query.tenantId,
    query.restaurants.map(({ id }) => id),
  )
  const columnOf = (name: string): KeyColumn =>
    (Object.hasOwn(keyColumns, name) && keyColumns[name]) || noColumn
  const sums = query.sums.map((name) => sumColumns[name] ?? { sql: 'null::bigint', of: 'lines' as const })
  const keys = query.keys.map((name, index) => keyOf(columnOf(name), index, query, parameters))
  const conditions = query.filters.map((filter) =>
    conditionOf(columnOf(filter.column), filter, query, parameters),
  )
  if (query.type === 'DELIVERIES') conditions.push("o.kind = 'delivery'")
  const used = [...keys.map(({ sql }) => sql), ...sums.map((sum) => sum.sql), ...conditions].join(' ')
  const facts = `select ${[
    ...keys.map(({ sql }, index) => `${sql} as k${index}`),
    ...sums.map((sum, index) => `${sum.sql} as v${index}`),
    ...(ofTransactions ? [] : ['f.order_id']),
    '1 as one',
  ].join(', ')}
    from ${ofTransactions ? sourceOfTransactions(used, query, parameters) : sourceOfSales(used, query, parameters)}
    where f.tenant_id = $1 and f.organization_id = any($2::uuid[])
    ${conditions.map((condition) => `and ${condition}`).join('\n')}`
  return { text: grouped(facts, query, keys, sums), values: parameters.values }
}

/** Lines of orders, with their orders (`o.`) and cash shifts (`s.`) where the used SQL speaks of those. */
export const linesOfOrders = (used: string): string =>
  [
    'report_sale f',
    used.includes('o.')
      ? `join report_order o on o.tenant_id = f.tenant_id and o.organization_id = f.organization_id
           and o.day = f.day and o.id = f.order_id`
      : '',
    used.includes('s.')
      ? `left join report_shift s on s.tenant_id = f.tenant_id and s.organization_id = f.organization_id
           and s.order_id = f.order_id`
      : '',
  ].join(' ')

const sourceOfSales = (used: string, query: ReportQuery, parameters: Parameters): string =>
  used.includes('c.')
    ? `${linesOfOrders(`${used} s. o.`)} left join (${costsOfShifts(query, parameters)}) c
         on c.organization_id = f.organization_id and c.shift_id = s.shift_id and c.product_id = f.product_id
           and c.size_id is not distinct from f.size_id and c.is_back_in_stock is not distinct from o.is_back_in_stock
           and f.deletion = case when c.is_lost then 'DELETED_WITH_WRITEOFF' else 'NOT_DELETED' end`
    : linesOfOrders(used)

/**
 * What dishes of a shift cost by its sales document, which has the shift's id (ADR 10), and what came back by its return
 * documents, of which one is of the goods that are in the store again, and what was lost by its write-offs (ADR 25).
 * A document of a shift is dated
 * when the shift ends: days of orders before that are looked for, and no shift lasts longer than a month.
 */
function costsOfShifts({ filters }: ReportQuery, parameters: Parameters): string {
  const days = filters.find(({ column }) => column === 'OpenDate.Typed')
  const ofDays = days?.kind === 'range' ? days : { from: null, to: null }
  return `select d.organization_id,
      case d.kind when 'salesDocument' then d.id else (d.content->>'linkedDocumentId')::uuid end as shift_id,
      case d.content->>'processingMode' when 'RETURN_GOOD' then true when 'DO_NOT_RETURN' then false end as is_back_in_stock, (i->>'productId')::uuid as product_id,
      (i->>'sizeId')::uuid as size_id, d.kind = 'writeoff' as is_lost, sum((i->'amount'->>'$n')::numeric) as amount, sum(w.cost) as cost,
      min(w.store_id::text)::uuid as store_id
    from document d cross join jsonb_array_elements(d.content->'items') i
    left join (
      select p.organization_id, p.document_id, p.item_num, sum(p.sum) as cost,
        min(case p.type when 'SALES_RETURN_WRITEOFF' then p.to_account else p.from_account end::text) as store_id
      from posting p where p.tenant_id = $1 and p.organization_id = any($2::uuid[]) and p.type in ('SESSION_WRITEOFF', 'SALES_RETURN_WRITEOFF', 'WRITEOFF')
      group by p.organization_id, p.document_id, p.item_num) w
      on w.organization_id = d.organization_id and w.document_id = d.id and w.item_num = (i->>'num')::integer
    where d.tenant_id = $1 and d.organization_id = any($2::uuid[]) and (d.kind in ('salesDocument', 'sessionReturn') or d.kind = 'writeoff' and d.content->>'isAutomatic' = 'true')
      ${ofDays.from === null ? '' : `and d.date > ${parameters.add(ofDays.from, 'timestamp')} - interval '2 days'`}
      ${ofDays.to === null ? '' : `and d.date < ${parameters.add(ofDays.to, 'timestamp')} + interval '32 days'`}
    group by 1, 2, 3, 4, 5, 6`
}

function sourceOfTransactions(used: string, { restaurants }: ReportQuery, parameters: Parameters): string {
  const column = (values: unknown[], type: string): string => parameters.add(values, type)
  const zones = [
    column(
      restaurants.map(({ id }) => id),
      'uuid[]',
    ),
    column(
      restaurants.map(({ timeZone }) => timeZone),
      'text[]',
    ),
    column(
      restaurants.map(({ dayStartMinutes }) => dayStartMinutes),
      'integer[]',
    ),
  ]
  return `${bothSides('tenant_id = $1 and organization_id = any($2::uuid[])')} f
    join unnest(${zones.join(', ')}) as z(id, zone, start_minutes) on z.id = f.organization_id
    join document d on d.tenant_id = f.tenant_id and d.organization_id = f.organization_id and d.id = f.document_id
    ${used.includes('t.terminal_group_id') ? shiftOfDocument : ''}`
}

/** The sales document of a cash shift has the shift's id (ADR 10); its cash orders and its acceptance are linked to it. */
const shiftOfDocument = `left join known_cash_shift t on t.tenant_id = f.tenant_id
  and t.organization_id = f.organization_id and t.id = case
    when d.kind = 'salesDocument' then d.id
    when d.kind = 'writeoff' and d.content->>'isAutomatic' = 'true' then (d.content->>'linkedDocumentId')::uuid
    when d.kind in ('incomingCashOrder', 'outgoingCashOrder', 'sessionAcceptance')
      then (d.content->>'linkedDocumentId')::uuid end`

/** A key of facts as SQL, how it is told, and what has to be joined to tell it: names as the books have them now. */
type Key = { sql: string; shown: string; join: string }

function keyOf(
  { sql, names, over }: KeyColumn,
  index: number,
  query: ReportQuery,
  parameters: Parameters,
): Key {
  const own = `k${index}`
  if (over) return { sql: over.sql, shown: over.shown(own), join: '' }
  if (!names) return { sql, shown: own, join: '' }
  const known = [...query.names(names)]
  const ids = parameters.add(
    known.map(([id]) => id),
    'uuid[]',
  )
  const values = parameters.add(
    known.map(([, value]) => value),
    'text[]',
  )
  const join = `left join unnest(${ids}, ${values}) as n${index}(id, value) on n${index}.id = ${own}`
  return { sql, shown: `n${index}.value`, join }
}

function conditionOf(
  column: KeyColumn,
  filter: ReportFilter,
  query: ReportQuery,
  parameters: Parameters,
): string {
  if (filter.kind === 'range') return rangeOf(column, filter, parameters)
  const included = column.names
    ? includedByName(column.sql, query.names(column.names), filter.values, parameters)
    : includedByValue(column, filter.values, parameters)
  return filter.kind === 'include' ? included : `not coalesce(${included}, false)`
}

function includedByValue(
  { sql, kind }: KeyColumn,
  values: readonly (string | null)[],
  parameters: Parameters,
): string {
  const given = values.filter((value) => value !== null)
  const orNull = (isGiven: string): string =>
    values.includes(null) ? `(${isGiven} or (${sql}) is null)` : `(${isGiven})`
  // Of a moment there are several ways to write it.
  if (kind === 'date' || kind === 'moment')
    return orNull(`(${sql}) = any(${parameters.add(given, `${rangeTypes[kind]}[]`)})`)
  const shown = kind === 'number' ? `trim_scale((${sql})::numeric)::text` : `(${sql})::text`
  const normal = given.map((value) => (kind === 'id' ? value.toLowerCase() : value))
  return orNull(`${shown} = any(${parameters.add(normal, 'text[]')})`)
}

/** Things whose name is wanted are found in the books, so that facts are compared by ids. */
function includedByName(
  sql: string,
  names: ReadonlyMap<string, string | null>,
  values: readonly (string | null)[],
  parameters: Parameters,
): string {
  const wanted = new Set(values)
  const ids = [...names].filter(([, value]) => value !== null && wanted.has(value)).map(([id]) => id)
  const isNamed = `${sql} = any(${parameters.add(ids, 'uuid[]')})`
  if (!wanted.has(null)) return `(${isNamed})`
  const withName = [...names].filter(([, value]) => value !== null).map(([id]) => id)
  return `(${isNamed} or ${sql} is null or not ${sql} = any(${parameters.add(withName, 'uuid[]')}))`
}

const rangeTypes = { date: 'date', moment: 'timestamp', number: 'numeric', text: 'text', id: 'text' } as const

function rangeOf(
  { sql, kind, instant }: KeyColumn,
  { from, to, includesLow, includesHigh }: Extract<ReportFilter, { kind: 'range' }>,
  parameters: Parameters,
): string {
  const conditions = ['true']
  const type = rangeTypes[kind]
  const shown = kind === 'text' || kind === 'id' ? `(${sql})::text` : `(${sql})`
  if (from !== null) {
    const low = parameters.add(from, type)
    conditions.push(`${shown} ${includesLow ? '>=' : '>'} ${low}`)
    if (instant) conditions.push(`${instant} >= ${low}::timestamp at time zone 'UTC' - interval '2 days'`)
  }
  if (to !== null) {
    const high = parameters.add(to, type)
    conditions.push(`${shown} ${includesHigh ? '<=' : '<'} ${high}`)
    if (instant) conditions.push(`${instant} < ${high}::timestamp at time zone 'UTC' + interval '3 days'`)
  }
  return `(${conditions.join(' and ')})`
}

/** Adds up by what facts hold, then by what that is called: there are fewer groups than facts to name. */
function grouped(
  facts: string,
  { levels }: ReportQuery,
  keys: readonly Key[],
  sums: readonly SumColumn[],
): string {
  const names = keys.map((_, index) => `k${index}`)
  const shown = keys.map(({ shown: sql }, index) => `${sql} as k${index}`)
  const told = (from: string, more: readonly string[]): string =>
    `select ${[...shown, ...sums.map((_, index) => `v${index}`), ...more].join(', ')} from (${from}) facts
     ${keys.map(({ join }) => join).join(' ')}`
  const answer = (mask: string, values: readonly string[]): string =>
    `select array[${names.map((name) => `${name}::text`).join(', ')}]::text[] as keys, ${mask} as mask,
     array[${values.map((value) => `round((${value})::numeric)`).join(', ')}]::text[] as sums`
  const mask = names.length > 0 ? `grouping(${names.join(', ')})` : '0'
  const setsWith = (more: readonly string[]): string =>
    `grouping sets (${levels.map((level) => `(${[...level.map((key) => `k${key}`), ...more].join(', ')})`).join(', ')})`
  if (sums.every(({ of }) => of === 'lines')) {
    const added = sums.map((_, index) => `sum(v${index}) as v${index}`)
    const reduced = `select ${[...names, ...added, 'count(*) as one'].join(', ')} from (${facts}) facts
      group by grouping sets ((${names.join(', ')})) having count(*) > 0`
    const values = sums.map((_, index) => `sum(v${index})`)
    return `${answer(mask, values)} from (${told(reduced, [])}) told group by ${setsWith([])} having count(*) > 0`
  }
  const byOrder = sums.map(({ of }, index) => `${of === 'lines' ? 'sum' : 'max'}(v${index}) as v${index}`)
  const values = sums.map(({ of }, index) =>
    of === 'distinct' ? `count(distinct v${index})` : `sum(v${index})`,
  )
  const inner = `select ${[...names, `${mask} as mask`, ...byOrder].join(', ')}
    from (${told(facts, ['order_id'])}) told group by ${setsWith(['order_id'])}`
  return `${answer('mask', values)} from (${inner}) orders group by ${['mask', ...names].join(', ')}`
}
