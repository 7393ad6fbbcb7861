import { useMemo, useSyncExternalStore } from 'react'
import { useAfterPaint } from '../../kit/after-paint.ts'

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

const listeners = new Set<() => void>()
const tell = (): void => {
  for (const listener of [...listeners]) listener()
}

/** The place lives in the address: a reload and the browser's back button work as everybody expects. */
export function goTo(route: Route): void {
  goToHash(routeHash(route))
}

function goToHash(hash: string): void {
  location.hash = hash
  // The browser says `hashchange` in a task of its own: by then a picture without an answer may stand there.
  tell()
}

/** A touch on a link to one of these screens is answered in the next picture, too. */
function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  if (!link || !isPlain || event.defaultPrevented) return
  event.preventDefault()
  goToHash(link.getAttribute('href') ?? '')
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('hashchange', tell)
    document.addEventListener('click', follow)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('hashchange', tell)
    document.removeEventListener('click', follow)
  }
}

/** The same object as long as the address stays. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return useMemo(() => readRoute(hash), [hash])
}

/**
 * The route whose screen is shown: the touch that asks for another screen is painted first, what was there stays until
 * then. Another part of the same screen comes at once.
 */
export function useShownRoute(asked: Route): Route {
  const painted = useAfterPaint(asked)
  return painted.screen === asked.screen ? asked : painted
}
