import { allocate, divideRounded, type Money } from '../../kernel/exact.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { IncomePlan, PlanValueType } from '../reference/books.ts'

export type PlannedDay = { date: LocalDate; sum: Money; valueType: PlanValueType }

const daysIn = (month: string): LocalDate[] => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

/**
 * Every day of a planned month, in minor units (server-api §19.2). Days by sums and by percents of the month keep theirs;
 * the others share what is left, to the kopeck, and nothing when nothing is left.
 */
export function plannedDays({ month, total, days }: IncomePlan): PlannedDay[] {
  const set = new Map(
    days.map((day): [LocalDate, PlannedDay] => [
      day.date,
      {
        date: day.date,
        valueType: day.valueType,
        sum:
          day.valueType === 'ABSOLUTE'
            ? day.sum
            : divideRounded(total * BigInt(day.percentHundredths), 10_000n),
      },
    ]),
  )
  const all = daysIn(month)
  const automatic = all.filter((date) => !set.has(date))
  const left = [...set.values()].reduce((rest, { sum }) => rest - sum, total)
  const shares = allocate(
    left > 0n ? left : 0n,
    automatic.map(() => 1n),
  )
  const shareOf = new Map(automatic.map((date, index) => [date, shares[index] ?? 0n]))
  return all.map((date) => set.get(date) ?? { date, valueType: 'AUTOMATIC', sum: shareOf.get(date) ?? 0n })
}
