import { useSyncExternalStore } from 'react'

export type Route =
  | { screen: 'board' }
  | { screen: 'delivery'; id: string }
  | { screen: 'stop-list' }
  | { screen: 'shift' }

export function readRoute(hash: string): Route {
  const [, screen, id] = hash.split('/')
  if (screen === 'delivery' && id) return { screen, id }
  if (screen === 'stop-list' || screen === 'shift') return { screen }
  return { screen: 'board' }
}

export const routeHash = (route: Route): string =>
  route.screen === 'delivery' ? `#/delivery/${route.id}` : `#/${route.screen}`

/** The place lives in the address: a reload and the browser's back button work as everybody expects. */
export function goTo(route: Route): void {
  location.hash = routeHash(route)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export const useRoute = (): Route => readRoute(useSyncExternalStore(subscribe, () => location.hash))
