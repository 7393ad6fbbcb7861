import type { Lot } from '../../domain/stock/pool.ts'
import { keyOfSide, type StockKey } from '../../domain/stock/value-flows.ts'
import type { LedgerPlace, Owner, StockBalance, StoredPosting, Tx } from '../ports.ts'

type Receipts = { owner: Owner; place: LedgerPlace; added: readonly StoredPosting[] }

/**
 * The short way of most invoices under the moving average: goods that only come in, where nothing lacked before them and
 * nothing was taken after them, change no cost of others. Answers false, and has written nothing, when it is not so.
 */
export async function addReceipts(
  tx: Pick<Tx, 'ledger'>,
  { owner, place, added }: Receipts,
): Promise<boolean> {
  if (!added.every(isPlainReceipt)) return false
  const received = sumsByKey(added)
  const keys = [...received.keys()]
  const balances =
    keys.length === 0 ? new Map<StockKey, StockBalance>() : await tx.ledger.balances(owner, keys)
  const since =
    keys.length === 0 ? new Map<StockKey, never>() : await tx.ledger.movedSince(owner, keys, place)
  const after = new Map<StockKey, StockBalance>()
  for (const [key, { amount, cost, last }] of received) {
    const now = balances.get(key) ?? { ...nothing, last: null }
    const later = since.get(key)
    if (later && !later.areReceipts) return false
    if (now.amount - (later?.amount ?? 0n) < 0n) return false
    after.set(key, { amount: now.amount + amount, cost: now.cost + cost, last: later ? now.last : last })
  }
  await tx.ledger.insert(owner, added)
  await tx.ledger.setBalances(owner, after)
  return true
}

const nothing: Lot = { amount: 0n, cost: 0n }

const isPlainReceipt = ({ basis, from, to }: StoredPosting): boolean =>
  basis === 'given' && !from.isStore && (!to.isStore || (to.amount ?? 0n) > 0n)

/** What comes to each stock key, and the last of it. */
function sumsByKey(added: readonly StoredPosting[]): Map<StockKey, StockBalance> {
  const sums = new Map<StockKey, StockBalance>()
  for (const { to, sum } of added) {
    const key = keyOfSide(to)
    if (key === null) continue
    const before = sums.get(key) ?? nothing
    const last = { amount: to.amount ?? 0n, cost: sum }
    sums.set(key, { amount: before.amount + last.amount, cost: before.cost + last.cost, last })
  }
  return sums
}
