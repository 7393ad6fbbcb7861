import type { Named } from '../../kit/named.ts'
import type { Line, LineKind } from '../types.ts'

export type Who = { guestId: string; name: string | null; phone: string | null; card: string | null }

export type Transactions = {
  totals: { kind: LineKind; count: number; sum: string }[]
  count: number
  rows: (Line & Who)[]
}
export type Balances = {
  wallet: Named
  count: number
  totals: { start: string; refilled: string; spent: string; end: string }
  rows: (Who & { start: string; refilled: string; spent: string; end: string; paidOrders: number })[]
}
export type Counters = {
  count: number
  totals: { orders: number; sum: string }
  rows: (Who & { orders: number; sum: string; lastAt: string })[]
}
