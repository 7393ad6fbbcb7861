import { type Condition, conditionsOf } from './copy-conditions.ts'
import type { CopyFile } from './copy-file.ts'
import { type Key, keyOf } from './copy-keys.ts'
import { firstLineBit, type MadeOf, type Part } from './layout.ts'
import type { CopyQuery } from './messages.ts'
import type { Subject } from './subject.ts'

type Sum = { sql: string; madeOf: MadeOf; of: 'lines' | 'once' | 'distinct' }

/** The columns of the answer: the place of the level, the keys, the sums. */
export type CopyStatement = { text: string; keys: readonly Key[] }

/**
 * The statement that groups the facts of a copy. Lines are added up by what facts hold, then by what that is called. What
 * counts once an order is counted on the first line of it, or of its part, where each group of the level has one such line
 * of each order; on other levels it is summed by order.
 */
export function groupStatement(file: CopyFile, query: CopyQuery): CopyStatement {
  const keys = query.keys.map((name) => keyOf(file, name, query))
  const sums = query.sums.map((name) => sumOf(file.subject, name))
  const conditions = conditionsOf(file, query)
  const where = conditions.length > 0 ? `where ${conditions.map(({ sql }) => sql).join(' and ')}` : ''
  const levels = query.levels.map((own, place) => ({ place, keys: own }))
  const plan = planOf(file.subject, { keys, sums, conditions, levels })
  const parts = [
    ...(plan.firstLines.length > 0 ? [byLines(plan, where)] : []),
    ...(plan.byOrder.length > 0 ? [byOrder(plan, where)] : []),
  ]
  const names = keys.map((_, index) => `k${index}`)
  const grouped = parts.length === 1 ? parts[0] : merged(plan, parts, names)
  const told = keys.map(({ given }, index) => `${given(`k${index}`)} as k${index}`)
  const values = sums.map((_, index) => `v${index}::${file.subject.sumType} as v${index}`)
  return {
    text: `select ${listed(['level::integer as level'], told, values)} from (${grouped}) limit ${query.groupsMax + 1}`,
    keys,
  }
}

const listed = (...lists: readonly (readonly string[])[]): string => lists.flat().join(', ')

function sumOf({ layout, sums }: Subject, name: string): Sum {
  const column = layout.sumOf(name)
  return {
    sql: column?.name ?? 'null::bigint',
    madeOf: column ? column.madeOf : [],
    of: sums[name]?.of ?? 'lines',
  }
}

/** Which keys groups have, and which of the levels of the query that is. */
type Level = { place: number; keys: readonly number[] }

/** How each level counts what counts once an order. */
type Plan = {
  subject: Subject
  keys: readonly Key[]
  sums: readonly Sum[]
  /** Levels whose groups have one first line of each order, and by which bit of `head` it is known. */
  firstLines: { level: Level; head: number }[]
  byOrder: Level[]
}

/**
 * The parts that decide which lines of an order are in a group of the level. Null: each line may be in another one, or one
 * group may have lines of different parts.
 */
function partsOf(keys: readonly Key[], conditions: readonly Condition[]): Part[] | null {
  const used = new Set<Part>()
  for (const { madeOf } of [...keys, ...conditions]) {
    if (madeOf === null) return null
    for (const part of madeOf) used.add(part)
  }
  const pinned = [...conditions.map(({ pins }) => pins), ...keys.map(({ tells }) => tells)]
  return [...used].every((part) => pinned.includes(part)) ? [...used] : null
}

type Planned = Pick<Plan, 'keys' | 'sums'> & {
  conditions: readonly Condition[]
  levels: readonly Level[]
}

function planOf(subject: Subject, { keys, sums, conditions, levels }: Planned): Plan {
  const counted = sums.filter(({ of }) => of !== 'lines')
  const plan: Plan = { subject, keys, sums, firstLines: [], byOrder: [] }
  for (const level of levels) {
    const own = level.keys.flatMap((key) => keys[key] ?? [])
    const deciding = partsOf(own, conditions)
    const isCountable = counted.every(({ of, madeOf }) => of === 'once' && madeOf?.length === 0)
    if (counted.length === 0) plan.firstLines.push({ level, head: 0 })
    else if (deciding && isCountable) plan.firstLines.push({ level, head: firstLineBit(deciding) })
    else plan.byOrder.push(level)
  }
  return plan
}

/** How groups are made of a subquery that has the keys and nothing summed over them yet. */
type Grouping = { level: string; keys: string[]; by: string }

/** Of some levels; keys that none of them has are empty. `more`: what groups are told apart by on each of them besides. */
function groupingOf(levels: readonly Level[], keys: readonly Key[], more: readonly string[] = []): Grouping {
  const used = keys.map((_, key) => key).filter((key) => levels.some((level) => level.keys.includes(key)))
  const named = (list: readonly number[]): string[] => list.map((key) => `k${key}`)
  const sets = levels.map((level) => `(${listed(named(level.keys), more)})`)
  // As `grouping` tells it: a bit is set where a key is not of the level.
  const maskOf = (level: Level): number =>
    used.reduce((mask, key) => mask * 2 + (level.keys.includes(key) ? 0 : 1), 0)
  const cases = levels.map((level) => `when ${maskOf(level)} then ${level.place}`)
  return {
    level:
      used.length > 0
        ? `case grouping(${listed(named(used))}) ${cases.join(' ')} end`
        : `${levels[0]?.place ?? 0}`,
    keys: keys.map((_, key) =>
      used.includes(key) ? `k${key}` : `max(case when false then k${key} end) as k${key}`,
    ),
    by: `group by grouping sets (${listed(sets)})`,
  }
}

const isWhole = (levels: readonly Level[], keys: readonly Key[]): boolean =>
  levels.length === 1 && levels[0]?.keys.length === keys.length && keys.length > 0

/** One pass over the lines; levels are made of the groups of all keys. */
function byLines({ subject, keys, sums, firstLines }: Plan, where: string): string {
  const names = keys.map((_, index) => `k${index}`)
  const used = [...new Set(firstLines.map(({ head }) => head))]
  const added = sums.flatMap(({ sql, of }, index) =>
    of === 'lines'
      ? [`sum(${sql})::${subject.sumType} as v${index}`]
      : used.map(
          (head) =>
            `sum(case when (head & ${head}::utinyint) <> 0 then ${sql} end)::bigint as v${index}_${head}`,
        ),
  )
  const groups = `select ${listed(
    keys.map(({ sql }, index) => `${sql} as k${index}`),
    added,
    ['count(*) as facts'],
  )} from ${subject.table} ${where} ${keys.length > 0 ? `group by ${listed(places(keys))}` : ''} having count(*) > 0`
  const levels = firstLines.map(({ level }) => level)
  const summedAs = (index: number, head: number): string =>
    sums[index]?.of === 'lines' ? `v${index}` : `v${index}_${head}`
  if (isWhole(levels, keys)) {
    const [head = 0] = used
    return `select ${listed(
      [`${levels[0]?.place} as level`],
      names,
      sums.map((_, index) => `${summedAs(index, head)} as v${index}`),
    )} from (${groups})`
  }
  const grouping = groupingOf(levels, keys)
  const ofLevel = (index: number): string => {
    if (sums[index]?.of === 'lines' || used.length === 1) return `sum(${summedAs(index, used[0] ?? 0)})`
    const cases = firstLines.map(({ level, head }) => `when ${level.place} then sum(v${index}_${head})`)
    return `case ${grouping.level} ${cases.join(' ')} end`
  }
  return `select ${listed(
    [`${grouping.level} as level`],
    grouping.keys,
    sums.map((_, index) => `${ofLevel(index)} as v${index}`),
  )} from (${groups}) ${grouping.by} having count(*) > 0`
}

const places = (keys: readonly Key[]): string[] => keys.map((_, index) => `${index + 1}`)

/** Lines are added up by order first, on each level by itself. */
function byOrder({ subject, keys, sums, byOrder: levels }: Plan, where: string): string {
  const names = keys.map((_, index) => `k${index}`)
  const ofOrder = (name: (index: number) => string): string[] =>
    sums.map(({ of }, index) => `${of === 'lines' ? 'sum' : 'max'}(${name(index)}) as v${index}`)
  const inner = `select ${listed(
    keys.map(({ sql }, index) => `${sql} as k${index}`),
    ['ord'],
    ofOrder((index) => sums[index]?.sql ?? ''),
  )} from ${subject.table} ${where} group by ${listed(places(keys), ['ord'])}`
  const isOne = isWhole(levels, keys)
  const grouping = groupingOf(levels, keys, ['ord'])
  const onLevels = isOne
    ? inner
    : `select ${listed(
        [`${grouping.level} as level`],
        grouping.keys,
        ofOrder((index) => `v${index}`),
      )} from (${inner}) ${grouping.by}`
  return `select ${listed(
    [isOne ? `${levels[0]?.place} as level` : 'level'],
    names,
    sums.map(
      ({ of }, index) => `${of === 'distinct' ? `count(distinct v${index})` : `sum(v${index})`} as v${index}`,
    ),
  )} from (${onLevels}) ${isOne ? `group by ${listed(names)}` : `group by ${listed(['level'], names)}`}`
}

/** The levels of both ways together. */
const merged = ({ sums }: Plan, parts: readonly string[], names: readonly string[]): string =>
  parts
    .map(
      (part) =>
        `select ${listed(
          ['level'],
          names,
          sums.map((_, index) => `v${index}`),
        )} from (${part})`,
    )
    .join(' union all ')
