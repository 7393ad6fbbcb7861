import { useMemo } from 'react'
import type { Menu } from '../../kit/menu-types.ts'
import { useBooks, useNow, useTill } from '../../kit/till-context.tsx'
import { type QuickPage, quickPagesOf } from './quick-pages.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The pages of today, by the till's own clock. */
export function useQuickPages(menu: Menu): QuickPage[] {
  const { quickMenus } = useBooks()
  const { timeZone } = useTill().session.till
  const weekday = useMemo(() => new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone }), [timeZone])
  const now = useNow(60_000)
  const day = useMemo(() => weekday.format(now), [weekday, now])
  return useMemo(() => quickPagesOf(quickMenus, menu, days.indexOf(day)), [quickMenus, menu, day])
}
