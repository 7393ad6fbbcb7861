/** What every paper of a till is written with: the books, the place and the language of its printer. */
import { type Money, printDecimal, type Quantity } from '../../../kernel/exact.ts'
import { toLocal } from '../../../kernel/local-time.ts'
import type { Language } from '../../../kernel/refusals.ts'
import type { Named, Organization, TerminalGroup } from '../../reference/books.ts'
import type { Catalog } from '../../reference/catalog.ts'
import type { Content } from '../document.ts'
import { type PaperWord, paperWords } from './paper-words.ts'

export type PaperSetting = {
  catalog: Catalog
  organization: Organization
  terminalGroup: TerminalGroup
  language: Language
  /** What the restaurant wants above and below its papers for guests. */
  header: readonly Content[]
  footer: readonly Content[]
  /** It was printed before. */
  isCopy: boolean
  /** When it is printed. */
  now: number
}

export const say = ({ language }: PaperSetting, word: PaperWord): string => paperWords[word][language]

/** A name in the language of the paper. */
export const nameOf = ({ language }: PaperSetting, { name, nameEn }: Named): string =>
  language === 'en' ? (nameEn ?? name) : name

/** What the books call it in the language of the paper; else as it was called at the sale. */
export function namedIn(
  setting: PaperSetting,
  book: 'paymentType' | 'discountType' | 'removalType' | 'payInOutType',
  { id, name }: { id: string; name: string },
): string {
  const known = setting.language === 'en' ? setting.catalog.find(book, id)?.body : undefined
  return known ? nameOf(setting, known) : name
}

/** Exact, with all decimals of the currency: `1 234,50` or `1,234.50`. */
export function money({ language, organization }: PaperSetting, sum: Money): string {
  const { scale } = organization.currency
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale)
  const [group, point] = language === 'ru' ? ['\u00a0', ','] : [',', '.']
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group ?? '')
  return `${sum < 0n ? '-' : ''}${grouped}${scale > 0 ? `${point}${fraction}` : ''}`
}

export const amount = ({ language }: PaperSetting, quantity: Quantity): string => {
  const text = printDecimal(quantity, 3)
  return language === 'ru' ? text.replace('.', ',') : text
}

/** `27.11.2026 18:05` at the restaurant. */
export function moment({ terminalGroup, language }: PaperSetting, at: number): string {
  const [date = '', time = ''] = toLocal(at, terminalGroup.timeZone).split(' ')
  const [year, month, day] = date.split('-')
  return `${language === 'ru' ? `${day}.${month}.${year}` : `${day}/${month}/${year}`} ${time.slice(0, 5)}`
}

/** `18:05` */
export const clock = (setting: PaperSetting, at: number): string => moment(setting, at).slice(-5)
