import { compileFilter, memberOf, readValue } from './compile.ts'
import { parseFilter } from './parse-filter.ts'
import { ODataProblem } from './problem.ts'
import type { Shape } from './shape.ts'
import type { Row } from './values.ts'

/** What a list is asked for (front-api §7.1). */
export type ListQuery = {
  isWanted: (row: Row) => boolean
  compare: ((a: Row, b: Row) => number) | null
  skip: number
  /** Null: all. */
  top: number | null
  select: ((row: Row) => Row) | null
  /** How many there are in all is asked for. */
  withCount: boolean
  /** Nothing is asked for: the whole list as it is. */
  isPlain: boolean
}

const known = ['$filter', '$orderby', '$top', '$skip', '$select', '$count', '$format'] as const
type Option = (typeof known)[number]

/** Reads the options of a list out of the query of its address; throws {@link ODataProblem}. */
export function readListQuery(query: URLSearchParams, shape: Shape): ListQuery {
  const given = optionsOf(query)
  const filter = given.get('$filter')
  const order = given.get('$orderby')
  const select = given.get('$select')
  const format = given.get('$format')
  if (format !== undefined && format !== 'json')
    throw new ODataProblem('$format', null, 'only json is spoken')
  return {
    isWanted: filter === undefined ? () => true : compileFilter(parseFilter(filter), shape),
    compare: order === undefined ? null : readOrder(order, shape),
    skip: readCount('$skip', given.get('$skip')) ?? 0,
    top: readCount('$top', given.get('$top')),
    select: select === undefined ? null : readSelect(select, shape),
    withCount: readFlag('$count', given.get('$count')),
    isPlain: [...given.keys()].every((option) => option === '$format'),
  }
}

/** The rows that are asked for, in their order; `count` is of all that pass the filter. */
export function applyListQuery<One extends Row>(
  rows: readonly One[],
  query: ListQuery,
): { rows: Row[]; count: number } {
  const { isWanted, compare, skip, top, select } = query
  const wanted = rows.filter(isWanted)
  if (compare) wanted.sort(compare)
  const cut = wanted.slice(skip, top === null ? undefined : skip + top)
  return { rows: select ? cut.map(select) : cut, count: wanted.length }
}

function optionsOf(query: URLSearchParams): Map<Option, string> {
  const given = new Map<Option, string>()
  for (const [name, value] of query) {
    if (!name.startsWith('$')) continue
    const option = known.find((one) => one === name.toLowerCase())
    if (!option) throw new ODataProblem(name.slice(0, 50), null, `is not known; ${known.join(', ')} are`)
    if (given.has(option)) throw new ODataProblem(option, null, 'is given twice')
    given.set(option, value)
  }
  return given
}

function readCount(option: Option, text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new ODataProblem(option, 0, 'a whole number from 0 was expected')
}

function readFlag(option: Option, text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  throw new ODataProblem(option, 0, 'true or false was expected')
}

/** `Number desc, Waiter/Name`; what is null comes first, as in .NET. Equal rows stay as they were. */
function readOrder(text: string, shape: Shape): (a: Row, b: Row) => number {
  const scope = { option: '$orderby', shape, variables: [] }
  const keys = partsOf('$orderby', text).map(({ part, at }) => {
    const [, path = '', direction] = /^(\S+)(?:\s+(\S+))?$/.exec(part) ?? []
    if (!path) throw new ODataProblem('$orderby', at, 'a member with asc or desc was expected')
    if (direction !== undefined && direction !== 'asc' && direction !== 'desc')
      throw new ODataProblem(
        '$orderby',
        at + part.indexOf(direction, path.length),
        'asc or desc was expected',
      )
    const { read } = readValue({ kind: 'path', members: path.split('/'), at }, scope)
    return { read, sign: direction === 'desc' ? -1 : 1 }
  })
  return (a, b) => {
    for (const { read, sign } of keys) {
      const found = order(read([a]), read([b]))
      if (found !== 0) return found * sign
    }
    return 0
  }
}

function order(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return (a as number) < (b as number) ? -1 : 1
}

type Picked = Map<string, Picked | null>

/** `Number,Guests/Name`: objects and lists keep what is named inside of them. */
function readSelect(text: string, shape: Shape): ((row: Row) => Row) | null {
  if (text.trim() === '*') return null
  const picked: Picked = new Map()
  for (const { part, at } of partsOf('$select', text)) addPath(picked, part.split('/'), at, shape)
  return (row) => pick(row, picked)
}

function addPath(picked: Picked, members: readonly string[], at: number, shape: Shape): void {
  const [first = '', ...rest] = members
  const { field } = memberOf([first], at, { option: '$select', shape, variables: [] })
  if (rest.length === 0) {
    picked.set(first, null)
    return
  }
  const inner =
    typeof field === 'string' ? null : 'object' in field ? field.object : 'list' in field ? field.list : null
  if (!inner) throw new ODataProblem('$select', at, `there is nothing inside of ${first}`)
  const before = picked.get(first)
  // Who named the whole has it whole.
  if (before === null) return
  const below: Picked = before ?? new Map()
  picked.set(first, below)
  addPath(below, rest, at, inner)
}

function pick(row: Row, picked: Picked): Row {
  return Object.fromEntries(
    [...picked].map(([name, below]) => {
      const value = row[name] ?? null
      if (!below || value === null) return [name, value]
      return [name, Array.isArray(value) ? value.map((one) => pick(one, below)) : pick(value as Row, below)]
    }),
  )
}

/** The parts between commas with their places; none may be empty. */
function partsOf(option: Option, text: string): { part: string; at: number }[] {
  let at = 0
  return text.split(',').map((whole) => {
    const part = whole.trim()
    const start = at + whole.indexOf(part)
    at += whole.length + 1
    if (part === '') throw new ODataProblem(option, start, 'the name of a member was expected')
    return { part, at: start }
  })
}
