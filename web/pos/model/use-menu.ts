import { useEffect, useState } from 'react'
import type { Menu } from '../../kit/menu-types.ts'
import { useTill, useTillState } from '../../kit/till-context.tsx'

/** The menu by the prices of an order; by usual prices until the till has said those, or while it cannot. */
export function useMenuOf(orderId: string): Menu | null {
  const { api, usualMenu } = useTill()
  const { books, phase } = useTillState()
  const revision = books?.revision
  const [menu, setMenu] = useState<Menu | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other books, other prices.
  useEffect(() => {
    if (phase !== 'live') return
    let isGone = false
    api.menu(orderId).then(
      (loaded) => !isGone && setMenu(loaded),
      () => {
        // Usual prices serve to compose; the till decides what the dishes cost when they are added.
      },
    )
    return () => {
      isGone = true
    }
  }, [api, orderId, phase, revision])
  return menu ?? usualMenu
}
