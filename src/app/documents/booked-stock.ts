import type { DocumentContent } from '../../domain/documents/document.ts'
import { countedProducts, countedStoreOf } from '../../domain/documents/flows-of-stock-taking.ts'
import type { Amount } from '../../domain/stock/amounts.ts'
import type { CostMethod } from '../../domain/stock/pool.ts'
import { type StockKey, stockKey } from '../../domain/stock/value-flows.ts'
import type { LedgerPlace, Owner, Tx } from '../ports.ts'
import { type OpenStock, openStock } from './open-stock.ts'

/** The stock that a stock-taking is about, as it was at a place of the ledger. */
export async function stockCountedAt(
  tx: Pick<Tx, 'ledger'>,
  owner: Owner,
  place: LedgerPlace,
  { content, method }: { content: DocumentContent; method: CostMethod },
): Promise<OpenStock> {
  const storeId = countedStoreOf(content)
  const keys = countedProducts(content).map(({ productId }) => stockKey(storeId, productId))
  const later = keys.length === 0 ? [] : await tx.ledger.from(owner, keys, place)
  return openStock(tx, { owner, place, method, keys, later })
}

/** How much the books say there is of what was counted, at a place of the ledger. */
export async function bookedStock(
  tx: Pick<Tx, 'ledger'>,
  owner: Owner,
  place: LedgerPlace,
  content: DocumentContent,
): Promise<Map<StockKey, Amount>> {
  // How much there is does not depend on what it costs.
  const stock = await stockCountedAt(tx, owner, place, { content, method: 'Average' })
  return new Map([...stock.open()].map(([key, pool]) => [key, pool.balance.amount]))
}
