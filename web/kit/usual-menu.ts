import { useEffect, useState } from 'react'
import type { TillState } from './live-till.ts'
import type { Menu } from './menu-types.ts'
import type { TillMemory } from './offline/till-memory.ts'
import type { TillApi } from './till-api.ts'

const retryMs = 2000

/**
 * The menu by usual prices, read as soon as the till answers and again when its books changed. It is kept: without the
 * till an order can still be composed by it.
 */
export function useUsualMenu(api: TillApi, memory: TillMemory, { books, phase }: TillState): Menu | null {
  const [menu, setMenu] = useState<Menu | null>(null)
  const revision = books?.revision
  const isDue = phase === 'live' && revision !== undefined && menu?.revision !== revision
  useEffect(() => {
    if (!isDue) return
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = (): void => {
      api.menu().then(
        (loaded) => {
          void memory.keep('menu', loaded)
          if (!isGone) setMenu(loaded)
        },
        () => {
          // One answer may be lost on a line that lives. That the till is lost the screen says by itself.
          if (!isGone) timer = setTimeout(load, retryMs)
        },
      )
    }
    load()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [api, memory, isDue])
  const isForgotten = phase === 'lost' && menu === null
  useEffect(() => {
    if (!isForgotten) return
    void memory.recall('menu').then((recalled) => setMenu((present) => present ?? recalled))
  }, [memory, isForgotten])
  return menu
}
