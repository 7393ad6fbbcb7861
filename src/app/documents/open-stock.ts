import { type CostMethod, type Lot, Pool, stockOfSums } from '../../domain/stock/pool.ts'
import { keyOfSide, type StockKey, valueFlows } from '../../domain/stock/value-flows.ts'
import type { LedgerPlace, Owner, PlacedLot, StockBalance, StoredPosting, Tx } from '../ports.ts'

/** Corrections are made anew with every valuation and are never valued themselves. */
export const correctionBatch = -1
export const isCorrection = ({ batch }: Pick<StoredPosting, 'batch'>): boolean => batch === correctionBatch

type Opening = {
  owner: Owner
  place: LedgerPlace
  method: CostMethod
  keys: readonly StockKey[]
  /** Everything that moved from the place on. */
  later: readonly StoredPosting[]
}
export type OpenStock = {
  /** As it stands at present. */
  balances: ReadonlyMap<StockKey, StockBalance>
  /** The last receipts before the place. */
  lasts: ReadonlyMap<StockKey, PlacedLot>
  /** Each call gives pools of its own. */
  open(): Map<StockKey, Pool>
}

/**
 * Stock as it stood at a place of the ledger. With the average it is what is there now less what moved from the place
 * on; with FIFO it is grown from its history.
 */
export async function openStock(
  tx: Pick<Tx, 'ledger'>,
  { owner, place, method, keys, later }: Opening,
): Promise<OpenStock> {
  if (keys.length === 0) return { balances: new Map(), lasts: new Map(), open: () => new Map() }
  const balances = await tx.ledger.balances(owner, keys)
  const lasts = await lastsBefore(tx, { owner, place, later }, keys, balances)
  if (method === 'Fifo') {
    const history = await tx.ledger.before(owner, keys, place)
    return { balances, lasts, open: () => grownStock(method, keys, history) }
  }
  const moved = movements(later)
  const openingOf = (key: StockKey): Pool => {
    const now = balances.get(key) ?? nothing
    const since = moved.get(key) ?? nothing
    const sums = { amount: now.amount - since.amount, cost: now.cost - since.cost }
    return new Pool(method, stockOfSums(sums, lasts.get(key) ?? null))
  }
  return { balances, lasts, open: () => new Map(keys.map((key) => [key, openingOf(key)])) }
}

/** Only what was received later has to be looked up: of the rest the last receipt of all is one before the place. */
async function lastsBefore(
  tx: Pick<Tx, 'ledger'>,
  { owner, place, later }: Pick<Opening, 'owner' | 'place' | 'later'>,
  keys: readonly StockKey[],
  balances: ReadonlyMap<StockKey, StockBalance>,
): Promise<Map<StockKey, PlacedLot>> {
  const receivedLater = new Set(
    later.flatMap(({ to }) => ((to.amount ?? 0n) > 0n ? (keyOfSide(to) ?? []) : [])),
  )
  const asked = keys.filter((key) => receivedLater.has(key))
  const lasts = asked.length === 0 ? new Map() : await tx.ledger.lastReceipts(owner, asked, place)
  for (const key of keys) {
    const last = balances.get(key)?.last
    if (last && !receivedLater.has(key)) lasts.set(key, last)
  }
  return lasts
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
