import type { LocalDate } from '../../kernel/local-time.ts'
import type { LoyaltyCondition } from '../reference/books.ts'
import { type Checkin, isChosen } from './checkin.ts'

type Of<K extends LoyaltyCondition['kind']> = Extract<LoyaltyCondition, { kind: K }>
type Checks = { [K in LoyaltyCondition['kind']]: (condition: Of<K>, checkin: Checkin) => boolean }

const checks: Checks = {
  schedule: ({ weekdays, fromMinutes, toMinutes }, { weekday, minutes }) => {
    if (fromMinutes < toMinutes)
      return weekdays.includes(weekday) && minutes >= fromMinutes && minutes < toMinutes
    // Over midnight: the small hours belong to the day before.
    const yesterday = weekday === 1 ? 7 : weekday - 1
    return minutes >= fromMinutes
      ? weekdays.includes(weekday)
      : minutes < toMinutes && weekdays.includes(yesterday)
  },
  serviceType: ({ serviceTypes }, { serviceType }) =>
    serviceType !== null && serviceTypes.includes(serviceType),
  guestCategory: ({ categoryIds }, { guest }) =>
    guest?.categoryIds.some((id) => categoryIds.includes(id)) ?? false,
  orderSum: ({ from, to }, { lines }) => {
    const sum = lines.reduce((total, { cost }) => total + cost, 0n)
    return sum >= from && (to === null || sum <= to)
  },
  products: ({ productIds, categoryIds, amount }, { lines }) =>
    lines
      .filter((line) => isChosen(line, { productIds, categoryIds }))
      .reduce((total, line) => total + line.amount, 0n) >= amount,
  coupon: ({ seriesId }, { couponSeriesIds }) => couponSeriesIds.includes(seriesId),
  manual: ({ manualConditionId }, { manualConditionIds }) => manualConditionIds.includes(manualConditionId),
  birthday: ({ daysBefore, daysAfter }, { guest, today }) => {
    if (!guest?.birthday) return false
    const days = daysFromBirthday(guest.birthday, today)
    return days >= -daysBefore && days <= daysAfter
  },
  orderCount: ({ from, to }, { guest }) => {
    if (!guest) return false
    const count = guest.closedOrders + 1
    return count >= from && (to === null || count <= to)
  },
}

/** Does one condition hold? Those about the guest never hold of a stranger. */
export const holds = (condition: LoyaltyCondition, checkin: Checkin): boolean =>
  (checks[condition.kind] as (condition: LoyaltyCondition, checkin: Checkin) => boolean)(condition, checkin)

const dayMs = 86_400_000
const daysInYear = (year: number): number => (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / dayMs

/** Days since the nearest birthday, negative before it; one of 29 February is kept on 1 March in other years. */
function daysFromBirthday(birthday: LocalDate, today: LocalDate): number {
  const now = Date.parse(`${today}T00:00:00Z`)
  const year = Number(today.slice(0, 4))
  const [month, day] = [Number(birthday.slice(5, 7)), Number(birthday.slice(8, 10))]
  const days = [year - 1, year, year + 1].map((one) => (now - Date.UTC(one, month - 1, day)) / dayMs)
  return days.reduce((best, one) => (Math.abs(one) < Math.abs(best) ? one : best), daysInYear(year))
}
