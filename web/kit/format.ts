import type { Language } from './language.ts'
import type { Currency } from './till-types.ts'

/** The sign of no currency at all (ISO 4217). */
const noCurrency = 'X'.repeat(3)

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }

/** How a till's numbers and times are written in a person's language. */
export type Format = {
  money(sum: number): string
  /** Without the currency's sign, for fields and columns. */
  plainMoney(sum: number): string
  amount(amount: number): string
  /** Wall clock of the till. */
  time(instant: number): string
  /** The time, with the date unless it is today. */
  moment(instant: number, now: number): string
  date(instant: number): string
  phone(phone: string): string
}

export function createFormat(language: Language, currency: Currency, timeZone: string): Format {
  const locale = locales[language]
  const digits = (sum: number) => ({
    minimumFractionDigits: Number.isInteger(sum) ? 0 : currency.scale,
    maximumFractionDigits: currency.scale,
  })
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' })
  const money = (sum: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: currency.isoName || noCurrency,
      currencyDisplay: 'narrowSymbol',
      ...digits(sum),
    }).format(sum)
  return {
    money,
    plainMoney: (sum) => new Intl.NumberFormat(locale, digits(sum)).format(sum),
    amount: (amount) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(amount),
    time: (instant) => clock.format(instant),
    moment: (instant, now) =>
      day.format(instant) === day.format(now)
        ? clock.format(instant)
        : `${day.format(instant)}, ${clock.format(instant)}`,
    date: (instant) => day.format(instant),
    phone,
  }
}

/** `+79005550177` as `+7 900 555-01-77`; numbers of other countries stay as they are. */
function phone(text: string): string {
  const match = /^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/.exec(text)
  return match ? `+7 ${match[1]} ${match[2]}-${match[3]}-${match[4]}` : text
}

/** Minor units of a currency: sums are compared and added as whole numbers. */
export const toMinor = (sum: number, { scale }: Currency): number => Math.round(sum * 10 ** scale)
export const fromMinor = (minor: number, { scale }: Currency): number =>
  Number((minor / 10 ** scale).toFixed(scale))
