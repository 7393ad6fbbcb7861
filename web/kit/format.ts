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

/** Formats are made once: the browser takes longer to make one than to write with it. */
const made = new Map<string, Format>()

/** The same one for the same language, currency and time zone. */
export function createFormat(language: Language, currency: Currency, timeZone: string): Format {
  const key = `${language} ${currency.isoName} ${currency.scale} ${timeZone}`
  const format = made.get(key) ?? makeFormat(language, currency, timeZone)
  made.set(key, format)
  return format
}

function makeFormat(language: Language, currency: Currency, timeZone: string): Format {
  const locale = locales[language]
  const sums = (options: Intl.NumberFormatOptions) => {
    const of = (minimumFractionDigits: number): Intl.NumberFormat =>
      new Intl.NumberFormat(locale, {
        ...options,
        minimumFractionDigits,
        maximumFractionDigits: currency.scale,
      })
    const [whole, broken] = [of(0), of(currency.scale)]
    return (sum: number) => (Number.isInteger(sum) ? whole : broken).format(sum)
  }
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' })
  const amount = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  return {
    money: sums({
      style: 'currency',
      currency: currency.isoName || noCurrency,
      currencyDisplay: 'narrowSymbol',
    }),
    plainMoney: sums({}),
    amount: (number) => amount.format(number),
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
