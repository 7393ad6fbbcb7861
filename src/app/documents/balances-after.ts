import { inLedgerOrder } from '../../domain/finance/flow.ts'
import type { Amount } from '../../domain/stock/amounts.ts'
import type { Pool } from '../../domain/stock/pool.ts'
import { keyOfSide, type StockKey } from '../../domain/stock/value-flows.ts'
import type { LedgerPlace, PlacedLot, StockBalance, StoredPosting } from '../ports.ts'
import { isCorrection } from './open-stock.ts'

type Rewritten = {
  /** Nothing before it changed. */
  place: LedgerPlace
  /** As they stood before. */
  balances: ReadonlyMap<StockKey, StockBalance>
  /** The last receipts before the place. */
  lasts: ReadonlyMap<StockKey, PlacedLot>
  /** Every posting of the stock from the place on, as it is now. */
  postings: readonly StoredPosting[]
  pools: ReadonlyMap<StockKey, Pool>
}

/** What is kept of stock whose postings from a place on were valued anew. */
export function balancesAfter({
  place,
  balances,
  lasts,
  postings,
  pools,
}: Rewritten): Map<StockKey, StockBalance> {
  const moves = movesByKey(postings)
  return new Map(
    [...pools].map(([key, pool]): [StockKey, StockBalance] => {
      const ofKey = moves.get(key) ?? []
      const receipt = ofKey.findLast(({ isReceipt }) => isReceipt)?.place ?? lasts.get(key)?.place ?? null
      const { balance } = pool
      return [
        key,
        {
          ...balance,
          last: pool.last && receipt ? { ...pool.last, place: receipt } : null,
          settled: settledAt(place, ofKey, balance.amount, balances.get(key)?.settled ?? null),
        },
      ]
    }),
  )
}

type Move = { place: LedgerPlace; change: Amount; isReceipt: boolean; isPlain: boolean }

function movesByKey(postings: readonly StoredPosting[]): Map<StockKey, Move[]> {
  const moves = new Map<StockKey, Move[]>()
  const note = (key: StockKey | null, move: Move): void => {
    if (key === null) return
    const former = moves.get(key)
    if (former) former.push(move)
    else moves.set(key, [move])
  }
  for (const posting of [...postings].sort(inLedgerOrder)) {
    const { from, to, basis } = posting
    const place = { at: posting.at, rank: posting.rank, documentId: posting.documentId }
    const [came, went] = [to.amount ?? 0n, from.amount ?? 0n]
    const isReceipt = came > 0n && !isCorrection(posting)
    note(keyOfSide(from), { place, change: -went, isReceipt: false, isPlain: false })
    note(keyOfSide(to), { place, change: came, isReceipt, isPlain: isReceipt && basis !== 'estimate' })
  }
  return moves
}

/** The place after which only plain receipts came, as far back as is known without reading what is before `place`. */
function settledAt(
  place: LedgerPlace,
  moves: readonly Move[],
  amount: Amount,
  before: StockBalance['settled'],
): StockBalance['settled'] {
  const mixed = moves.findLast(({ isPlain }) => !isPlain)?.place
  const isBeforeStill = before === null || (before.amount >= 0n && comparePlaces(before.place, place) < 0)
  if (!mixed && isBeforeStill) return before
  const settled = mixed ?? place
  const since = moves.filter((move) => comparePlaces(move.place, settled) > 0)
  return { place: settled, amount: amount - since.reduce((sum, { change }) => sum + change, 0n) }
}

const comparePlaces = (a: LedgerPlace, b: LedgerPlace): number =>
  inLedgerOrder({ ...a, line: 0 }, { ...b, line: 0 })
