import { useEffect } from 'react'
import { afterPaint } from '../../kit/after-paint.ts'
import { useTill } from '../../kit/till-context.tsx'
import { prepareSearch } from './find-product.ts'
import { menuIndex } from './menu-index.ts'

/** Makes what a menu is looked up by when the menu comes, so that no touch waits for it. */
export function usePreparedMenu(): void {
  const { usualMenu } = useTill()
  useEffect(() => {
    if (!usualMenu) return
    afterPaint(() => {
      menuIndex(usualMenu)
      prepareSearch(usualMenu.products)
    })
  }, [usualMenu])
}
