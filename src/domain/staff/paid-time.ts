/** What a time at work is paid (server-api §9.4). */
import { divideRounded, type Money } from '../../kernel/exact.ts'

const minuteMs = 60_000

/** Moments of staff are kept to the minute (server-api §9.4). */
export const toMinute = (at: number): number => Math.round(at / minuteMs) * minuteMs

export type PaidTime = {
  regularMinutes: number
  regularSum: Money
  overtimeMinutes: number
  overtimeSum: Money
}

/**
 * Minutes and their pay by the hour. `payRateThousandths`: of the usual pay, 1000 is whole; a shift of overtime counts
 * its minutes there.
 */
export function paidTime(time: {
  from: number
  to: number
  nonPaidMinutes: number
  paymentPerHour: Money
  payRateThousandths: number
  isOvertime: boolean
}): PaidTime {
  const minutes = Math.max(0, Math.floor((time.to - time.from) / minuteMs) - time.nonPaidMinutes)
  const sum = divideRounded(time.paymentPerHour * BigInt(minutes) * BigInt(time.payRateThousandths), 60_000n)
  return time.isOvertime
    ? { regularMinutes: 0, regularSum: 0n, overtimeMinutes: minutes, overtimeSum: sum }
    : { regularMinutes: minutes, regularSum: sum, overtimeMinutes: 0, overtimeSum: 0n }
}

export type Period = { from: number; to: number }

/** What is left of a period without the times taken from it; `to` null: taken without an end. */
export function withoutPeriods(
  period: Period,
  taken: readonly { from: number; to: number | null }[],
): Period[] {
  let left = [period]
  for (const { from, to } of taken) {
    const end = to ?? Number.POSITIVE_INFINITY
    left = left.flatMap((one) =>
      end <= one.from || from >= one.to
        ? [one]
        : [
            { from: one.from, to: from },
            { from: end, to: one.to },
          ].filter((part) => part.from < part.to),
    )
  }
  return left
}
