import { type Language, useLanguage } from '../language.ts'

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }

/** Date and time of a moment as the person's computer tells them. */
export function useMoment(): (iso: string) => string {
  const format = new Intl.DateTimeFormat(locales[useLanguage()], { dateStyle: 'medium', timeStyle: 'short' })
  return (iso) => format.format(new Date(iso))
}

export function useDay(): (iso: string) => string {
  const format = new Intl.DateTimeFormat(locales[useLanguage()], { dateStyle: 'medium', timeZone: 'UTC' })
  return (iso) => format.format(new Date(Date.parse(iso) - 1))
}
