import { useSyncExternalStore } from 'react'

export const steps = ['guest', 'address', 'dishes', 'send'] as const
export type Step = (typeof steps)[number]
export type Route = { section: 'order'; step: Step } | { section: 'deliveries'; id: string | null }

/** `#/order/dishes`, `#/deliveries/<id>`: the address says what is looked at. */
function readRoute(hash: string): Route {
  const [, name = '', part = ''] = hash.split('/')
  if (name === 'deliveries') return { section: 'deliveries', id: part || null }
  return { section: 'order', step: steps.find((one) => one === part) ?? 'guest' }
}

export const linkTo = (...parts: string[]): string => `#/${parts.join('/')}`
export function goTo(...parts: string[]): void {
  location.hash = linkTo(...parts)
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export const useRoute = (): Route => readRoute(useSyncExternalStore(subscribe, () => location.hash))
