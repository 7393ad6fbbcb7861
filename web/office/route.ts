import { useSyncExternalStore } from 'react'

export const sections = ['guests', 'programs', 'categories', 'reports'] as const
export type Section = (typeof sections)[number]
export type Route = { section: Section; id: string | null; part: string | null }

/** `#/programs/<id>/<campaign>`: the address says what is looked at, so that it can be kept and sent. */
function readRoute(hash: string): Route {
  const [, name = '', id = '', part = ''] = hash.split('/')
  const section = sections.find((one) => one === name) ?? 'guests'
  return { section, id: id || null, part: part || null }
}

export const linkTo = (section: Section, ...parts: string[]): string => `#/${[section, ...parts].join('/')}`

export function goTo(section: Section, ...parts: string[]): void {
  location.hash = linkTo(section, ...parts)
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export const useRoute = (): Route => readRoute(useSyncExternalStore(subscribe, () => location.hash))
