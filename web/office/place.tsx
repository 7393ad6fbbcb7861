import { createContext, type ReactNode, useContext, useState } from 'react'
import { Select } from '../kit/desk/form.tsx'
import { createFormat, type Format } from '../kit/format.ts'
import { useLanguage } from '../kit/language.ts'
import type { Named } from '../kit/named.ts'
import { useNamed } from '../kit/names.ts'
import { readSetting, saveSetting } from '../kit/settings.ts'
import { useText } from './texts.ts'
import type { Choices } from './types.ts'

/** The restaurant where the office sits: its money, its days, its menu. */
export type Place = Choices & {
  id: string
  organizations: Named[]
  /** How far the server's clock is ahead of this computer's, ms: a sandbox lets it jump. */
  ahead: number
}

const PlaceContext = createContext<Place | null>(null)

export const PlaceProvider = ({ place, children }: { place: Place; children: ReactNode }) => (
  <PlaceContext value={place}>{children}</PlaceContext>
)

export function usePlace(): Place {
  const place = useContext(PlaceContext)
  if (!place) throw new Error('the restaurant is not chosen')
  return place
}

type Query = Readonly<Record<string, string>>

/** An address of the server's about a restaurant. */
export const pathIn = (organization: string, path: string, query: Query = {}): string =>
  `/loyalty${path}?${new URLSearchParams({ organization, ...query })}`

/** Addresses about the restaurant that is chosen. */
export function usePath(): (path: string, query?: Query) => string {
  const { id } = usePlace()
  return (path, query) => pathIn(id, path, query)
}

/** Sums are decimal texts of the server. */
export type OfficeFormat = Omit<Format, 'money' | 'moment'> & {
  money(sum: string): string
  /** With its sign, as it stands in a ledger. */
  change(sum: string): string
  moment(iso: string): string
  day(iso: string): string
}

const locales = { ru: 'ru-RU', en: 'en-GB' } as const

export function useFormat(): OfficeFormat {
  const language = useLanguage()
  const { currency, timeZone } = usePlace()
  const format = createFormat(language, currency, timeZone)
  const day = new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeZone })
  const moment = new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  })
  const money = (sum: string): string => format.money(Number(sum))
  return {
    ...format,
    money,
    change: (sum) => (sum.startsWith('-') ? `−${money(sum.slice(1))}` : `+${money(sum)}`),
    moment: (iso) => moment.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
  }
}

/** The restaurant that was chosen last on this computer, or the first one. */
export function useChosenPlace(organizations: readonly Named[]): [string | null, (id: string) => void] {
  const [chosen, choose] = useState(() => readSetting('restaurant'))
  const known = organizations.find(({ id }) => id === chosen) ?? organizations[0]
  return [
    known?.id ?? null,
    (id) => {
      saveSetting('restaurant', id)
      choose(id)
    },
  ]
}

type ChoiceProps = { organizations: readonly Named[]; value: string; onChange: (id: string) => void }

export function PlaceChoice({ organizations, value, onChange }: ChoiceProps) {
  const t = useText()
  const name = useNamed()
  return (
    <Select
      label={t('office.restaurant')}
      value={value}
      options={organizations.map((one) => ({ value: one.id, label: name(one) }))}
      onChange={onChange}
    />
  )
}

/** The day it is in the restaurant by the server's clock. */
export function useToday(): string {
  const { timeZone, ahead } = usePlace()
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(Date.now() + ahead)
}
