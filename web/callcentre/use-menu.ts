import { useEffect, useState } from 'react'
import { get } from '../kit/desk/api.ts'
import type { Target } from './draft.ts'
import type { MenuHere } from './types.ts'

/** What the chosen till sells; null while it is asked. */
export function useMenu(target: Target | null): MenuHere | null {
  const [known, setKnown] = useState<{ path: string; here: MenuHere } | null>(null)
  const path = target && `/menu?organization=${target.organizationId}&terminalGroup=${target.terminalGroupId}`
  useEffect(() => {
    if (path === null) return
    let isGone = false
    get<MenuHere>(path).then(
      (here) => !isGone && setKnown({ path, here }),
      () => {
        // The step says that there is no menu; another step and back asks again.
      },
    )
    return () => {
      isGone = true
    }
  }, [path])
  return known && known.path === path ? known.here : null
}
