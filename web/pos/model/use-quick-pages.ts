import { useMemo } from 'react'
import type { Menu } from '../../kit/menu-types.ts'
import { useBooks, useNow, useTill } from '../../kit/till-context.tsx'
import { type QuickPage, quickPagesOf } from './quick-pages.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The pages of today, by the till's own clock. */
export function useQuickPages(menu: Menu): QuickPage[] {
  const { quickMenus } = useBooks()
  const { timeZone } = useTill().session.till
  const day = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone }).format(useNow(60_000))
  return useMemo(() => quickPagesOf(quickMenus, menu, days.indexOf(day)), [quickMenus, menu, day])
}
