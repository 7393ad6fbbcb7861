import { useEffect, useState } from 'react'
import type { Menu } from '../../kit/menu-types.ts'
import { useTill, useTillState } from '../../kit/till-context.tsx'
import type { Sale } from '../../kit/till-types.ts'

/**
 * The menu by the prices of an order. Without a price category they are the usual ones, which the screen has; with one the
 * usual ones serve until the till has said its own, or while it cannot.
 */
export function useMenuOf({ id, priceCategory }: Pick<Sale, 'id' | 'priceCategory'>): Menu | null {
  const { api, usualMenu } = useTill()
  const { books, phase } = useTillState()
  const revision = books?.revision
  const categoryId = priceCategory?.id ?? null
  const [menu, setMenu] = useState<Menu | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other books, other prices.
  useEffect(() => {
    if (phase !== 'live' || categoryId === null) return
    let isGone = false
    api.menu(id).then(
      (loaded) => !isGone && setMenu(loaded),
      () => {
        // Usual prices serve to compose; the till decides what the dishes cost when they are added.
      },
    )
    return () => {
      isGone = true
    }
  }, [api, id, categoryId, phase, revision])
  return categoryId === null ? usualMenu : (menu ?? usualMenu)
}
