import type { Lot } from '../../domain/stock/pool.ts'
import { keyOfSide, type StockKey } from '../../domain/stock/value-flows.ts'
import type { LedgerPlace, Owner, StoredPosting, Tx } from '../ports.ts'

/** Receipts that turned out to change costs of others; whoever wrote them has to begin anew, the long way. */
export class ReceiptsReachOthers extends Error {}

type Received = Lot & { last: Lot }

/** Postings of goods that only come in, at sums that are given. */
export const arePlainReceipts = (added: readonly StoredPosting[]): boolean => added.every(isPlainReceipt)

const isPlainReceipt = ({ basis, from, to }: StoredPosting): boolean =>
  basis === 'given' && !from.isStore && (!to.isStore || (to.amount ?? 0n) > 0n)

/**
 * The short way of most invoices under the moving average: plain receipts, where nothing lacked before them and nothing
 * was taken after them, change no cost of others. Adds them, whose postings are written, to the balances; reads nothing
 * and waits only for whoever adds to the same ones. Throws {@link ReceiptsReachOthers} when it is not so; the transaction
 * must not go on then.
 */
export async function addReceipts(
  tx: Pick<Tx, 'ledger'>,
  owner: Owner,
  place: LedgerPlace,
  added: readonly StoredPosting[],
): Promise<void> {
  const received = sumsByKey(added)
  if (received.size === 0) return
  if (!(await tx.ledger.addReceipts(owner, place, received))) throw new ReceiptsReachOthers()
}

const nothing: Lot = { amount: 0n, cost: 0n }

/** What comes to each stock key, and the last of it. */
function sumsByKey(added: readonly StoredPosting[]): Map<StockKey, Received> {
  const sums = new Map<StockKey, Received>()
  for (const { to, sum } of added) {
    const key = keyOfSide(to)
    if (key === null) continue
    const before = sums.get(key) ?? nothing
    const last = { amount: to.amount ?? 0n, cost: sum }
    sums.set(key, { amount: before.amount + last.amount, cost: before.cost + last.cost, last })
  }
  return sums
}
