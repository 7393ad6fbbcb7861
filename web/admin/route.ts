import { useSyncExternalStore } from 'react'

export const sections = [
  'keys',
  'applications',
  'webhooks',
  'licences',
  'zones',
  'boards',
  'printers',
  'administrators',
] as const
export type Section = (typeof sections)[number]
export type Route = { section: Section; id: string | null }

/** `#/keys/<id>`: the address says what is looked at, so that it can be kept and sent. */
function readRoute(hash: string): Route {
  const [, name = '', id = ''] = hash.split('/')
  const section = sections.find((one) => one === name) ?? 'keys'
  return { section, id: id === '' ? null : decodeURIComponent(id) }
}

export const linkTo = (section: Section, id?: string): string =>
  id === undefined ? `#/${section}` : `#/${section}/${encodeURIComponent(id)}`

export function goTo(section: Section, id?: string): void {
  location.hash = linkTo(section, id)
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export const useRoute = (): Route => readRoute(useSyncExternalStore(subscribe, () => location.hash))
