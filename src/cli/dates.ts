import { CommandRefused } from './add-till.ts'

const dayMs = 86_400_000

/** `never`, a day (good through its end, UTC) or an instant; milliseconds, null: without end. */
export function readExpiry(text: string): number | null {
  if (text === 'never') return null
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at))
    throw new CommandRefused(`--expires ${text}: a day such as 2027-01-31 or "never" is expected`)
  return isDay ? at + dayMs : at
}

/** A number of days from now. */
export function readDays(text: string, now: number): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 100_000)
    throw new CommandRefused(`--days ${text}: a whole number of days is expected`)
  return now + days * dayMs
}

export const expiryText = (expiresAt: number | null, now: number): string => {
  if (expiresAt === null) return 'no end'
  const when = `${new Date(expiresAt).toISOString().slice(0, 16)}Z`
  return expiresAt <= now ? `expired ${when}` : `until ${when}`
}
