import type { Flow, Posting, Side } from '../finance/flow.ts'
import { type Amount, type Cost, shareOf } from './amounts.ts'
import type { Pool } from './pool.ts'

/** A product at a store. */
export type StockKey = string
export const stockKey = (storeId: string, productId: string): StockKey => `${storeId}/${productId}`
export const keyOfSide = ({ accountId, productId, isStore }: Side): StockKey | null =>
  isStore && productId !== null ? stockKey(accountId, productId) : null

/** A cost that a receipt showed to have been estimated wrongly, at the store `side`; positive leaves the store. */
export type CostCorrection = {
  side: Side
  sum: Cost
  after: Pick<Posting, 'documentId' | 'at' | 'rank' | 'line'>
}

export type Valued = {
  /** Of each flow, in the order given. */
  sums: Cost[]
  corrections: CostCorrection[]
  /** The most that was ever lacking of what lacked anything. */
  lacking: Map<StockKey, { amount: Amount; at: number }>
}

export type ValuedFlow = Flow & Pick<Posting, 'documentId' | 'at' | 'rank' | 'line'>

/** The stock as it was before the first flow; null: this product at this store keeps the sums that it has. */
export type PoolOf = (key: StockKey) => Pool | null

/** Costs of flows in ledger order; the pools become what they are after the last one. */
export function valueFlows(flows: readonly ValuedFlow[], poolOf: PoolOf): Valued {
  const valued: Valued = { sums: [], corrections: [], lacking: new Map() }
  for (let start = 0; start < flows.length; ) {
    const end = endOfBatch(flows, start)
    valueBatch(flows.slice(start, end), poolOf, valued)
    start = end
  }
  return valued
}

function endOfBatch(flows: readonly ValuedFlow[], start: number): number {
  const first = flows[start]
  let end = start + 1
  while (end < flows.length) {
    const next = flows[end]
    if (next?.documentId !== first?.documentId || next?.batch !== first?.batch) break
    end++
  }
  return end
}

function valueBatch(batch: readonly ValuedFlow[], poolOf: PoolOf, valued: Valued): void {
  const sums = batch.map((flow) => sumOf(flow, poolOf, valued))
  valued.sums.push(...sums)
  const last = batch.at(-1)
  const pool = last ? poolAt(last.to, poolOf) : null
  if (!last || !pool) return
  const amount = batch.reduce((total, { to }) => total + (to.amount ?? 0n), 0n)
  const cost = sums.reduce((total, sum) => total + sum, 0n)
  const correction = pool.receive(amount, cost)
  if (correction !== 0n) valued.corrections.push({ side: last.to, sum: correction, after: last })
}

function poolAt(side: Side, poolOf: PoolOf): Pool | null {
  const key = keyOfSide(side)
  return key === null ? null : poolOf(key)
}

function sumOf(flow: ValuedFlow, poolOf: PoolOf, valued: Valued): Cost {
  const { lacking } = valued
  const source = poolAt(flow.from, poolOf)
  const issued = source?.issue(flow.from.amount ?? 0n)
  const key = keyOfSide(flow.from)
  if (source && key !== null && source.lacking > (lacking.get(key)?.amount ?? 0n))
    lacking.set(key, { amount: source.lacking, at: flow.at })
  if (flow.basis === 'issue') return issued ?? flow.sum
  if (flow.basis === 'given') {
    if (source && issued !== undefined) leaveDifference(source, issued - flow.sum, flow, valued)
    return flow.sum
  }
  const target = poolAt(flow.to, poolOf)
  if (!target) return flow.sum
  return target.unit ? shareOf(target.unit.cost, flow.to.amount ?? 0n, target.unit.amount) : 0n
}

/** What left at another sum than its cost leaves the difference to what stays, or to corrections when nothing does. */
function leaveDifference(source: Pool, difference: Cost, flow: ValuedFlow, valued: Valued): void {
  if (difference === 0n) return
  const correction = source.receive(0n, difference)
  if (correction !== 0n) valued.corrections.push({ side: flow.from, sum: correction, after: flow })
}
