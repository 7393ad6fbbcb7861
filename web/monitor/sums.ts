import type { Till, Warning } from './types.ts'

export type Total = {
  currency: Till['currency']
  revenue: number
  orders: number
  averageCheque: number | null
}
export type Chain = {
  tills: number
  openShifts: number
  openOrders: number
  lateOrders: number
  money: Total[]
}

/** All tills together; money of different currencies is never added. */
export function chainOf(tills: readonly Till[]): Chain {
  const money = new Map<string, Total>()
  for (const { currency, revenue, orders } of tills) {
    const known = money.get(currency.isoName) ?? { currency, revenue: 0, orders: 0, averageCheque: null }
    const total = { ...known, revenue: known.revenue + revenue, orders: known.orders + orders }
    money.set(currency.isoName, {
      ...total,
      averageCheque: total.orders > 0 ? total.revenue / total.orders : null,
    })
  }
  const sum = (of: (till: Till) => number): number => tills.reduce((total, till) => total + of(till), 0)
  return {
    tills: tills.length,
    openShifts: sum(({ shift }) => (shift ? 1 : 0)),
    openOrders: sum(({ openOrders }) => openOrders),
    lateOrders: sum(({ lateOrders }) => lateOrders),
    money: [...money.values()],
  }
}

const pressing: readonly Warning['kind'][] = [
  'silent',
  'asleep',
  'late-orders',
  'shift-too-long',
  'cheques-wait',
  'papers-wait',
  'plugins-down',
]

/** Somebody should act now, should know, or may rest. */
export function mood({ warnings }: Till): 'late' | 'soon' | 'calm' {
  if (warnings.some(({ kind }) => pressing.includes(kind))) return 'late'
  return warnings.length > 0 ? 'soon' : 'calm'
}

/** What needs somebody stands first. */
export const byMood = (tills: readonly Till[]): Till[] => {
  const rank = { late: 0, soon: 1, calm: 2 }
  return [...tills].sort((a, b) => rank[mood(a)] - rank[mood(b)])
}
