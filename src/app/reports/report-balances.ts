import type { App, ReportFilter, ReportGroup, ReportQuery } from '../ports.ts'

/** Sums of a group of postings that its own facts do not tell. */
export const balanceSums = ['startAmount', 'startMoney', 'finalAmount', 'finalMoney'] as const
export const incomeSums = ['income', 'totalIncome'] as const

const dayColumn = 'DateTime.DateTyped'
const isPeriodColumn = (name: string): boolean => name === dayColumn || name === 'DateTime.Typed'
const isDateColumn = (name: string): boolean => name.startsWith('DateTime.')

type Range = Extract<ReportFilter, { kind: 'range' }>
/** What an account has: of goods and of money, billionths. */
type Held = { amount: bigint; money: bigint }
const nothing: Held = { amount: 0n, money: 0n }
const plus = (a: Held, b: Held): Held => ({ amount: a.amount + b.amount, money: a.money + b.money })

const heldIn = ({ sums }: ReportGroup): Held => ({
  amount: sums.get('amount') ?? 0n,
  money: sums.get('balance') ?? 0n,
})
const placeOf = (level: readonly number[], group: ReportGroup): string =>
  JSON.stringify(level.map((key) => [key, group.keys[key] ?? null]))

/**
 * Opening and closing balances of rows (server-api §22.3): what the accounts of a row had when the period of the report
 * began and when it ended. In a row of dates they are of the beginning of its first day with a posting and of the end of
 * its last one, so days tell how balances went. Groupings by dates are left out of what was before the period: rows
 * without them are told for balances that nothing moved, too. Filters by other parts of dates do not touch balances
 * (unverified).
 */
export async function withBalances(
  app: App,
  query: ReportQuery,
  groups: readonly ReportGroup[],
): Promise<ReportGroup[]> {
  const isDated = (key: number): boolean => isDateColumn(query.keys[key] ?? '')
  const undated = query.levels.map((level) => level.filter((key) => !isDated(key)))
  const period = query.filters.filter(
    (one): one is Range => one.kind === 'range' && isPeriodColumn(one.column),
  )
  const others = query.filters.filter(({ column }) => !isDateColumn(column))
  const sums = ['amount', 'balance']
  const ask = (changes: Partial<ReportQuery>) => groupsOf(app, { ...query, sums, ...changes })

  const before = period.flatMap(({ from, includesLow, ...rest }): Range[] =>
    from === null ? [] : [{ ...rest, from: null, to: from, includesLow: true, includesHigh: !includesLow }],
  )
  const levels = distinctLevels(undated)
  const opening = new Map<string, Held>()
  const openingGroups = before.length > 0 ? await ask({ filters: [...others, ...before], levels }) : []
  for (const group of openingGroups) opening.set(placeOf(levels[group.level] ?? [], group), heldIn(group))

  const dated = query.levels.flatMap((level, index) => (level.some(isDated) ? [index] : []))
  const days = await daysOf(query, dated, undated, (keys, dayLevels) =>
    ask({ keys, levels: dayLevels, filters: [...others, ...period] }),
  )
  const moved = new Map<string, Held>()
  const inPeriod = await ask({ filters: [...others, ...period], levels })
  for (const group of inPeriod) moved.set(placeOf(levels[group.level] ?? [], group), heldIn(group))

  const told = groups.map((group): ReportGroup => {
    const place = placeOf(undated[group.level] ?? [], group)
    const start = opening.get(place) ?? nothing
    if (!dated.includes(group.level)) return withSums(group, start, plus(start, moved.get(place) ?? nothing))
    const [first, last] = days.of(group)
    return withSums(
      group,
      plus(start, days.movedBefore(place, first)),
      plus(start, days.movedUpTo(place, last)),
    )
  })
  return [...told, ...unmoved(query, groups, { openingGroups, opening, levels, undated, dated })]
}

/** Groups by keys of which no level needs to have all: the engine knows such only that some level has. */
async function groupsOf(app: App, query: ReportQuery): Promise<ReportGroup[]> {
  const used = query.keys.flatMap((_, key) =>
    query.levels.some((level) => level.includes(key)) ? [key] : [],
  )
  const groups = await app.storage.now.reports.group({
    ...query,
    keys: used.map((key) => query.keys[key] ?? ''),
    levels: query.levels.map((level) => level.map((key) => used.indexOf(key))),
  })
  return groups.map((group) => ({
    ...group,
    keys: query.keys.map((_, key) => group.keys[used.indexOf(key)] ?? null),
  }))
}

const distinctLevels = (levels: readonly number[][]): number[][] => [
  ...new Map(levels.map((level) => [level.join(), level])).values(),
]

const withSums = (group: ReportGroup, start: Held, final: Held): ReportGroup => ({
  ...group,
  sums: new Map([
    ...group.sums,
    ['startAmount', start.amount],
    ['startMoney', start.money],
    ['finalAmount', final.amount],
    ['finalMoney', final.money],
  ]),
})

type Opened = {
  openingGroups: readonly ReportGroup[]
  opening: ReadonlyMap<string, Held>
  levels: readonly number[][]
  undated: readonly number[][]
  dated: readonly number[]
}

/** Rows of what had a balance before the period and was not moved in it. */
function unmoved(
  { levels: all }: ReportQuery,
  groups: readonly ReportGroup[],
  { openingGroups, levels, undated, dated }: Opened,
): ReportGroup[] {
  const known = new Set(groups.map((group) => `${group.level} ${placeOf(undated[group.level] ?? [], group)}`))
  return all.flatMap((level, index) => {
    if (dated.includes(index)) return []
    const own = levels.findIndex((one) => one.join() === level.join())
    return openingGroups
      .filter((group) => group.level === own && !known.has(`${index} ${placeOf(level, group)}`))
      .flatMap((group) => {
        const held = heldIn(group)
        const isEmpty = held.amount === 0n && held.money === 0n
        return isEmpty ? [] : [withSums({ level: index, keys: group.keys, sums: new Map() }, held, held)]
      })
  })
}

type Days = {
  /** First and last day of a row. */
  of(group: ReportGroup): [first: string, last: string]
  movedBefore(place: string, day: string): Held
  movedUpTo(place: string, day: string): Held
}

/** Turnovers of days, of rows with dates and of the same rows without them. */
async function daysOf(
  query: ReportQuery,
  dated: readonly number[],
  undated: readonly number[][],
  ask: (keys: string[], levels: number[][]) => Promise<ReportGroup[]>,
): Promise<Days> {
  const day = query.keys.length
  const whole = dated.map((index) => query.levels[index] ?? [])
  const levels = distinctLevels(
    [...whole, ...dated.map((index) => undated[index] ?? [])].map((level) => [...level, day]),
  )
  const ends = new Map<string, [string, string]>()
  const turnovers = new Map<string, { day: string; held: Held }[]>()
  const groups = dated.length > 0 ? await ask([...query.keys, dayColumn], levels) : []
  for (const group of groups) {
    const level = (levels[group.level] ?? []).filter((key) => key !== day)
    const at = group.keys[day] ?? ''
    const place = placeOf(level, group)
    const known = ends.get(place)
    ends.set(place, known ? [known[0] < at ? known[0] : at, known[1] > at ? known[1] : at] : [at, at])
    turnovers.set(place, [...(turnovers.get(place) ?? []), { day: at, held: heldIn(group) }])
  }
  const sumOf = (place: string, isMeant: (day: string) => boolean): Held =>
    (turnovers.get(place) ?? [])
      .filter((one) => isMeant(one.day))
      .reduce((sum, { held }) => plus(sum, held), nothing)
  return {
    of: (group) => ends.get(placeOf(query.levels[group.level] ?? [], group)) ?? ['', ''],
    movedBefore: (place, first) => sumOf(place, (one) => one < first),
    movedUpTo: (place, last) => sumOf(place, (one) => one <= last),
  }
}

const isOfWhole = (name: string): boolean =>
  /^(DateTime|DateSecondary|Department|Conception|Session)\b/.test(name)

/**
 * The revenue of which rows are a share (server-api §22.3): `income` of the columns of a row, `totalIncome` of the whole
 * report. It is what accounts of INCOME got, of the same dates, restaurants and conceptions, whatever else the report is
 * about (unverified).
 */
export async function withIncome(
  app: App,
  query: ReportQuery,
  groups: readonly ReportGroup[],
  firstColumn: number,
): Promise<ReportGroup[]> {
  const ofColumns = query.levels.map((level) =>
    level.filter((key) => key >= firstColumn && isOfWhole(query.keys[key] ?? '')),
  )
  const levels = distinctLevels([[], ...ofColumns])
  const income = new Map<string, bigint>()
  const found = await groupsOf(app, {
    ...query,
    sums: ['balance'],
    levels,
    filters: [
      ...query.filters.filter(({ column }) => isOfWhole(column)),
      { kind: 'include', column: 'Account.Type', values: ['INCOME'] },
    ],
  })
  // Income is credited.
  for (const group of found)
    income.set(placeOf(levels[group.level] ?? [], group), -(group.sums.get('balance') ?? 0n))
  return groups.map((group) => ({
    ...group,
    sums: new Map([
      ...group.sums,
      ['income', income.get(placeOf(ofColumns[group.level] ?? [], group)) ?? 0n],
      ['totalIncome', income.get('[]') ?? 0n],
    ]),
  }))
}
