import { createContext, useContext } from 'react'
import { createFormat } from '../kit/format.ts'
import { useLanguage } from '../kit/language.ts'
import type { Choices, Currency, Organization, Who } from './types.ts'
import type { News } from './use-news.ts'

export type CallDesk = { who: Who; choices: Choices; news: News }
export const DeskContext = createContext<CallDesk | null>(null)

export function useDesk(): CallDesk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('nobody sits at the desk')
  return desk
}

/** Money and times of a restaurant; of the first one where none is chosen. Sums are decimal texts. */
export function useFormatOf(organizationId: string | null = null) {
  const language = useLanguage()
  const { choices } = useDesk()
  const [first] = choices.organizations
  const place: Organization | undefined =
    choices.organizations.find(({ id }) => id === organizationId) ?? first
  const format = createFormat(language, place?.currency ?? noCurrency, place?.timeZone ?? 'UTC')
  return {
    ...format,
    money: (sum: string | number): string => format.money(Number(sum)),
    currency: place?.currency ?? noCurrency,
  }
}
const noCurrency: Currency = { isoName: '', scale: 2 }

/** The server's clock now, in epoch milliseconds. */
export const useNow = (): number => Date.now() + useDesk().news.offsetMs
