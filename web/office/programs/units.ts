/** Settings are whole numbers of the smallest part: minor units of money, hundredths of a percent, thousandths of an amount. */
export const percentScale = 2
export const amountScale = 3

/** What stands for a text that is no number: the server refuses it by the name of its setting. */
const unreadable = -1

/** `12,5` with a scale of 2 is 1250; an empty text is none. */
export function unitsOf(text: string, scale: number): number | null {
  const clean = text.trim().replace(',', '.')
  if (clean === '') return null
  const match = /^(\d{1,10})(?:\.(\d+))?$/.exec(clean)
  const [, whole = '', part = ''] = match ?? []
  if (!match || part.length > scale) return unreadable
  return Number(whole + part.padEnd(scale, '0'))
}

/** The shortest text of a number of units. */
export function textOf(units: number | null, scale: number): string {
  if (units === null || units < 0) return ''
  const digits = String(units).padStart(scale + 1, '0')
  const [whole, part] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)]
  const short = part.replace(/0+$/, '')
  return short === '' ? whole : `${whole}.${short}`
}

/** Minutes after midnight of `09:30`; the end of a day is 24 hours after its beginning. */
export function minutesOf(time: string, isEnd: boolean): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const sum = hours * 60 + minutes
  return isEnd && sum === 0 ? 1440 : sum
}

export const timeOf = (minutes: number): string =>
  [Math.floor(minutes / 60) % 24, minutes % 60].map((one) => String(one).padStart(2, '0')).join(':')
