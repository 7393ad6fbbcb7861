import { useSyncExternalStore } from 'react'

export type Route =
  | { screen: 'board' }
  | { screen: 'delivery'; id: string }
  /** `view`: a hall's id, `tabs`, `reserves` or `reserve-list`; null: the first hall. */
  | { screen: 'hall'; view: string | null }
  | { screen: 'hall-order'; of: 'table' | 'banquet'; id: string }
  | { screen: 'stop-list' }
  | { screen: 'shift' }
  /** Null: none is chosen yet. */
  | { screen: 'receipts'; id: string | null }

export function readRoute(hash: string): Route {
  const [, screen, id] = hash.split('/')
  if (screen === 'delivery' && id) return { screen, id }
  if (screen === 'hall') return { screen, view: id || null }
  if ((screen === 'table' || screen === 'banquet') && id) return { screen: 'hall-order', of: screen, id }
  if (screen === 'receipts') return { screen, id: id || null }
  if (screen === 'stop-list' || screen === 'shift') return { screen }
  return { screen: 'board' }
}

export function routeHash(route: Route): string {
  switch (route.screen) {
    case 'delivery':
      return `#/delivery/${route.id}`
    case 'hall':
      return route.view ? `#/hall/${route.view}` : '#/hall'
    case 'hall-order':
      return `#/${route.of}/${route.id}`
    case 'receipts':
      return route.id ? `#/receipts/${route.id}` : '#/receipts'
    default:
      return `#/${route.screen}`
  }
}

/** The place lives in the address: a reload and the browser's back button work as everybody expects. */
export function goTo(route: Route): void {
  location.hash = routeHash(route)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export const useRoute = (): Route => readRoute(useSyncExternalStore(subscribe, () => location.hash))
