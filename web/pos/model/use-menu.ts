import { useEffect, useState } from 'react'
import { useShowProblem, useTill, useTillState } from '../../kit/till-context.tsx'
import type { Menu } from '../../kit/till-types.ts'

/** The menu by the prices of an order. */
export function useMenu(orderId: string | null): Menu | null {
  const { api } = useTill()
  const { books, phase } = useTillState()
  const showProblem = useShowProblem()
  const [menu, setMenu] = useState<Menu | null>(null)
  const revision = books?.revision
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for other prices, or when the till is back.
  useEffect(() => {
    if (phase !== 'live') return
    let isGone = false
    api.menu(orderId).then(
      (loaded) => !isGone && setMenu(loaded),
      (error: unknown) => !isGone && showProblem(error),
    )
    return () => {
      isGone = true
    }
  }, [api, orderId, revision, phase])
  return menu
}
