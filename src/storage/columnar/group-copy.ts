import { salesSums } from '../reports/sales-columns.ts'
import { type Condition, conditionsOf } from './copy-conditions.ts'
import type { CopyFile } from './copy-file.ts'
import { type Key, keyOf } from './copy-keys.ts'
import { type Grain, grains, salesLayout } from './layout.ts'
import type { CopyQuery } from './messages.ts'

type Sum = { sql: string; grain: Grain; of: 'lines' | 'once' | 'distinct' }

/** The columns of the answer: the mask of the level, the keys, the sums. */
export type CopyStatement = { text: string; keys: readonly Key[]; masks: ReadonlyMap<number, number> }

/**
 * The statement that groups the facts of a copy. Lines are added up by what facts hold, then by what that is called. What
 * counts once an order is counted on the first line of it, or of its part, where each group of the level has one such line
 * of each order; on other levels it is summed by order.
 */
export function groupStatement(file: CopyFile, query: CopyQuery): CopyStatement {
  const keys = query.keys.map((name) => keyOf(file, name, query))
  const sums = query.sums.map(sumOf)
  const conditions = conditionsOf(file, query)
  const where =
    conditions.length > 0 ? `where ${conditions.map(({ sql }) => sql).join(' and ')}` : ''
  const plan = planOf(keys, sums, conditions, query.levels)
  const parts = [
    ...(plan.firstLines.length > 0 ? [byLines(plan, where)] : []),
    ...(plan.byOrder.length > 0 ? [byOrder(plan, where)] : []),
  ]
  const names = keys.map((_, index) => `k${index}`)
  const grouped = parts.length === 1 ? parts[0] : merged(plan, parts, names)
  const told = keys.map(({ given }, index) => `${given(`k${index}`)} as k${index}`)
  const values = sums.map((_, index) => `v${index}::bigint as v${index}`)
  return {
    text: `select ${listed(['mask::integer as mask'], told, values)} from (${grouped})`,
    keys,
    masks: new Map(query.levels.map((level, index) => [maskOfLevel(level, keys.length), index])),
  }
}

const listed = (...lists: readonly (readonly string[])[]): string => lists.flat().join(', ')

function sumOf(name: string): Sum {
  const column = salesLayout.sumOf(name)
  return {
    sql: column?.name ?? 'null::bigint',
    grain: column?.grain ?? 'order',
    of: salesSums[name]?.of ?? 'lines',
  }
}

type Level = readonly number[]

/** How each level counts what counts once an order. */
type Plan = {
  keys: readonly Key[]
  sums: readonly Sum[]
  /** Levels whose groups have one first line of each order, and by which `head` it is known. */
  firstLines: { level: Level; head: number }[]
  byOrder: Level[]
}

const isFine = (grain: Grain, max: Grain): boolean => grains.indexOf(grain) <= grains.indexOf(max)
/** `head` of the first line of each order, of each kind of its deletion and of each of its parts (copy-file.ts). */
const heads: readonly (readonly [Grain, number, readonly Condition['pins'][]])[] = [
  ['order', 3, []],
  ['deletion', 2, ['deletion']],
  ['part', 1, ['deletion', 'payment']],
]

function planOf(
  keys: readonly Key[],
  sums: readonly Sum[],
  conditions: readonly Condition[],
  levels: readonly Level[],
): Plan {
  const counted = sums.filter(({ of }) => of !== 'lines')
  const plan: Plan = { keys, sums, firstLines: [], byOrder: [] }
  for (const level of levels) {
    const own = level.flatMap((key) => keys[key] ?? [])
    const pinned = [...conditions.map(({ pins }) => pins), ...own.map(({ tells }) => tells)]
    const head = heads.find(
      ([grain, , pins]) =>
        pins.every((pin) => pinned.includes(pin)) &&
        [...own, ...conditions].every((one) => isFine(one.grain, grain)),
    )
    const isCountable = counted.every(({ of, grain }) => of === 'once' && grain === 'order')
    if (counted.length === 0) plan.firstLines.push({ level, head: 0 })
    else if (head && isCountable) plan.firstLines.push({ level, head: head[1] })
    else plan.byOrder.push(level)
  }
  return plan
}

const setsOf = (levels: readonly Level[], more: readonly string[]): string =>
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
const isWhole = (levels: readonly Level[], keys: readonly Key[]): boolean =>
  levels.length === 1 && levels[0]?.length === keys.length && keys.length > 0

/** One pass over the lines; levels are made of the groups of all keys. */
function byLines({ keys, sums, firstLines }: Plan, where: string): string {
  const names = keys.map((_, index) => `k${index}`)
  const used = [...new Set(firstLines.map(({ head }) => head))]
  const added = sums.flatMap(({ sql, of }, index) =>
    of === 'lines'
      ? [`sum(${sql})::bigint as v${index}`]
      : used.map((head) => `sum(case when head >= ${head} then ${sql} end)::bigint as v${index}_${head}`),
  )
  const groups = `select ${listed(
    keys.map(({ sql }, index) => `${sql} as k${index}`),
    added,
    ['count(*) as facts'],
  )} from sale ${where} ${keys.length > 0 ? `group by ${listed(places(keys))}` : ''} having count(*) > 0`
  const levels = firstLines.map(({ level }) => level)
  const valueOf = (index: number, head: number): string =>
    sums[index]?.of === 'lines' ? `v${index}` : `v${index}_${head}`
  if (isWhole(levels, keys)) {
    const [head = 0] = used
    return `select ${listed(
      ['0 as mask'],
      names,
      sums.map((_, index) => `${valueOf(index, head)} as v${index}`),
    )} from (${groups})`
  }
  const mask = maskOf(names)
  const ofLevel = (index: number): string => {
    if (sums[index]?.of === 'lines' || used.length === 1) return `sum(${valueOf(index, used[0] ?? 0)})`
    const cases = firstLines.map(
      ({ level, head }) => `when ${maskOfLevel(level, keys.length)} then sum(v${index}_${head})`,
    )
    return `case ${mask} ${cases.join(' ')} end`
  }
  return `select ${listed(
    [`${mask} as mask`],
    names,
    sums.map((_, index) => `${ofLevel(index)} as v${index}`),
  )} from (${groups}) group by ${setsOf(levels, [])} having count(*) > 0`
}

const places = (keys: readonly Key[]): string[] => keys.map((_, index) => `${index + 1}`)

/** Lines are added up by order first, on each level by itself. */
function byOrder({ keys, sums, byOrder: levels }: Plan, where: string): string {
  const names = keys.map((_, index) => `k${index}`)
  const ofOrder = (name: (index: number) => string): string[] =>
    sums.map(({ of }, index) => `${of === 'lines' ? 'sum' : 'max'}(${name(index)}) as v${index}`)
  const inner = `select ${listed(
    keys.map(({ sql }, index) => `${sql} as k${index}`),
    ['ord'],
    ofOrder((index) => sums[index]?.sql ?? ''),
  )} from sale ${where} group by ${listed(places(keys), ['ord'])}`
  const isOne = isWhole(levels, keys)
  const onLevels = isOne
    ? inner
    : `select ${listed(
        [`${maskOf(names)} as mask`],
        names,
        ofOrder((index) => `v${index}`),
      )} from (${inner}) group by ${setsOf(levels, ['ord'])}`
  return `select ${listed(
    [isOne ? '0 as mask' : 'mask'],
    names,
    sums.map(
      ({ of }, index) =>
        `${of === 'distinct' ? `count(distinct v${index})` : `sum(v${index})`} as v${index}`,
    ),
  )} from (${onLevels}) ${isOne ? `group by ${listed(names)}` : `group by ${listed(['mask'], names)}`}`
}

/** The levels of both ways together. */
const merged = ({ sums }: Plan, parts: readonly string[], names: readonly string[]): string =>
  parts
    .map(
      (part) => `select ${listed(
        ['mask'],
        names,
        sums.map((_, index) => `v${index}`),
      )} from (${part})`,
    )
    .join(' union all ')

/** As `grouping` tells it: a bit is set where a key is not of the level. */
const maskOfLevel = (level: Level, keys: number): number =>
  Array.from({ length: keys }, (_, key) => key).reduce(
    (mask, key) => mask * 2 + (level.includes(key) ? 0 : 1),
    0,
  )
