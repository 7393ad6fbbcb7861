import { useSyncExternalStore } from 'react'

/** Addresses of orders are those of the till: `#/table/…`, `#/banquet/…`. */
export type WaiterRoute =
  /** `view`: a hall's id or `mine`; null: where the waiter was last. */
  | { screen: 'tables'; view: string | null }
  | { screen: 'order'; of: 'table' | 'banquet'; id: string }
  | { screen: 'ready' }

export function readWaiterRoute(hash: string): WaiterRoute {
  const [, screen, id] = hash.split('/')
  if (screen === 'ready') return { screen }
  if ((screen === 'table' || screen === 'banquet') && id) return { screen: 'order', of: screen, id }
  return { screen: 'tables', view: (screen === 'hall' && id) || null }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export const useWaiterRoute = (): WaiterRoute =>
  readWaiterRoute(useSyncExternalStore(subscribe, () => location.hash))
