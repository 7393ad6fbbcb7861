import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LedgerKind, LedgerLine } from './ledger.ts'

export type KindTotal = { kind: LedgerKind; count: number; sum: Money }

/** How many lines of each kind there are and what they come to, in the order in which kinds first appear. */
export function totalsByKind(lines: readonly Pick<LedgerLine, 'kind' | 'sum'>[]): KindTotal[] {
  const totals = new Map<LedgerKind, KindTotal>()
  for (const { kind, sum } of lines) {
    const before = totals.get(kind) ?? { kind, count: 0, sum: 0n }
    totals.set(kind, { kind, count: before.count + 1, sum: before.sum + sum })
  }
  return [...totals.values()]
}

export type GuestCounter = { guestId: Uuid; count: number; sum: Money; lastAt: number }

/** Closed orders of each guest: how many and for how much; who spent most comes first (biz-card-api §12.6). */
export function countersByGuest(
  orders: readonly Pick<LedgerLine, 'guestId' | 'orderSum' | 'at'>[],
): GuestCounter[] {
  const counters = new Map<Uuid, GuestCounter>()
  for (const { guestId, orderSum, at } of orders) {
    const before = counters.get(guestId) ?? { guestId, count: 0, sum: 0n, lastAt: at }
    const sum = before.sum + (orderSum ?? 0n)
    counters.set(guestId, { guestId, count: before.count + 1, sum, lastAt: Math.max(before.lastAt, at) })
  }
  return [...counters.values()].sort((a, b) =>
    a.sum === b.sum ? (a.guestId < b.guestId ? -1 : 1) : a.sum > b.sum ? -1 : 1,
  )
}
