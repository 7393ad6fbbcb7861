import type { Delivery, Rule } from '../types.ts'

export const weekdays = [0, 1, 2, 3, 4, 5, 6] as const
const dayMinutes = 1440

/** Minutes from midnight as `09:30`; nothing: no limit. The end of the day is midnight. */
export function timeOf(minutes: number | null): string {
  if (minutes === null) return ''
  const pad = (part: number): string => String(part).padStart(2, '0')
  return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`
}

/** `9:30`, `0930` or `24:00` as minutes from midnight; null when it is no time. */
export function minutesOf(time: string): number | null {
  const match = /^\s*(\d{1,2})[:. ]?(\d{2})\s*$/.exec(time)
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2])
  return match && Number(match[2]) < 60 && minutes <= dayMinutes ? minutes : null
}

export const hasDay = (weekMap: number, day: number): boolean => (weekMap & (1 << day)) !== 0
export const withDay = (weekMap: number, day: number, isOn: boolean): number =>
  isOn ? weekMap | (1 << day) : weekMap & ~(1 << day)

/** What a rule comes to when the common values replace its own (cloud-api §5.2). */
export function hoursOf(rule: Rule, settings: Delivery): Pick<Rule, 'weekMap' | 'from' | 'to'> {
  const { useSameWorkTimeInterval: isSame, useSameRestrictionsOnAllWeek: isAllWeek } = settings
  return {
    weekMap: isAllWeek ? 127 : rule.weekMap,
    from: isSame ? settings.defaultFrom : rule.from,
    to: isSame ? settings.defaultTo : rule.to,
  }
}

/** Parts of a day that a rule is open, as shares of it. Hours past midnight belong to the next day's bar. */
export function openParts(
  hours: Pick<Rule, 'weekMap' | 'from' | 'to'>,
  day: number,
): { from: number; to: number }[] {
  const start = hours.from ?? 0
  const end = hours.to ?? dayMinutes
  const isRound = hours.from === hours.to
  const isOvernight = !isRound && hours.from !== null && hours.to !== null && end < start
  const parts: { from: number; to: number }[] = []
  if (hasDay(hours.weekMap, day)) {
    if (isRound) parts.push({ from: 0, to: dayMinutes })
    else parts.push({ from: start, to: isOvernight ? dayMinutes : end })
  }
  if (isOvernight && hasDay(hours.weekMap, (day + 6) % 7)) parts.push({ from: 0, to: end })
  return parts.map(({ from, to }) => ({ from: from / dayMinutes, to: to / dayMinutes }))
}
