import { type CostMethod, type Lot, Pool, stockOfSums } from '../../domain/stock/pool.ts'
import { keyOfSide, type StockKey, valueFlows } from '../../domain/stock/value-flows.ts'
import type { LedgerPlace, Owner, StoredPosting, Tx } from '../ports.ts'

/** Corrections are made anew with every valuation and are never valued themselves. */
export const correctionBatch = -1
export const isCorrection = ({ batch }: Pick<StoredPosting, 'batch'>): boolean => batch === correctionBatch

type Opening = { owner: Owner; place: LedgerPlace; method: CostMethod }

/**
 * Stock as it stood at a place of the ledger; each call of the answer gives pools of its own. With the average it is
 * what is there now less `later`, everything that moved from the place on; with FIFO it is grown from its history.
 */
export async function openStock(
  tx: Pick<Tx, 'ledger'>,
  { owner, place, method }: Opening,
  keys: readonly StockKey[],
  later: readonly StoredPosting[],
): Promise<() => Map<StockKey, Pool>> {
  if (keys.length === 0) return () => new Map()
  if (method === 'Fifo') {
    const history = await tx.ledger.before(owner, keys, place)
    return () => grownStock(method, keys, history)
  }
  const balances = await tx.ledger.balances(owner, keys)
  const receivedLater = new Set(
    later.flatMap(({ to }) => ((to.amount ?? 0n) > 0n ? (keyOfSide(to) ?? []) : [])),
  )
  const asked = keys.filter((key) => receivedLater.has(key))
  const lasts =
    asked.length === 0 ? new Map<StockKey, Lot>() : await tx.ledger.lastReceipts(owner, asked, place)
  const moved = movements(later)
  const openingOf = (key: StockKey): Pool => {
    const now = balances.get(key) ?? { ...nothing, last: null }
    const since = moved.get(key) ?? nothing
    const sums = { amount: now.amount - since.amount, cost: now.cost - since.cost }
    const last = receivedLater.has(key) ? (lasts.get(key) ?? null) : now.last
    return new Pool(method, stockOfSums(sums, last))
  }
  return () => new Map(keys.map((key) => [key, openingOf(key)]))
}

const nothing: Lot = { amount: 0n, cost: 0n }

/** What postings bring to each stock key and take from it. */
function movements(postings: readonly StoredPosting[]): Map<StockKey, Lot> {
  const moved = new Map<StockKey, Lot>()
  for (const { from, to, sum } of postings) {
    for (const [side, sign] of [
      [from, -1n],
      [to, 1n],
    ] as const) {
      const key = keyOfSide(side)
      if (key === null) continue
      const { amount, cost } = moved.get(key) ?? nothing
      moved.set(key, { amount: amount + sign * (side.amount ?? 0n), cost: cost + sign * sum })
    }
  }
  return moved
}

/** Stock as all that ever happened to it made it. */
export function grownStock(
  method: CostMethod,
  keys: readonly StockKey[],
  history: readonly StoredPosting[],
): Map<StockKey, Pool> {
  const pools = new Map(keys.map((key) => [key, new Pool(method)]))
  const asWritten = history
    .filter((posting) => !isCorrection(posting))
    .map((posting) => ({ ...posting, basis: 'given' as const }))
  valueFlows(asWritten, (key) => pools.get(key) ?? null)
  return pools
}
