import type { Amount } from '../../domain/stock/amounts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import type { Till } from './till-command.ts'

/** What stores hold; null leaves nothing out. `at`: epoch milliseconds, what counts at that moment is in; null: now. */
export type StockQuestion = {
  at: number | null
  storeIds: readonly Uuid[] | null
  productIds: readonly Uuid[] | null
}
export type StockHeld = { storeId: Uuid; productId: Uuid; amount: Amount }

/**
 * Has whoever keeps the ledger of the till's restaurant answer: its server, which may be another node. Null: it cannot be
 * asked now.
 */
export type AskStock = (till: Till, question: StockQuestion) => Promise<StockHeld[] | null>

/** Answers out of the ledger of this very storage, as the balances of stores do (server-api §20.1); nothing held is absent. */
export async function stockHeld(
  app: App,
  { tenantId, organizationId }: Pick<Till, 'tenantId' | 'organizationId'>,
  { at, storeIds, productIds }: StockQuestion,
): Promise<StockHeld[]> {
  const [stores, products] = [storeIds && new Set(storeIds), productIds && new Set(productIds)]
  const all = await app.storage.now.reports.stockAt({ tenantId, organizationId, at: at ?? app.clock.now() })
  return all.flatMap(({ storeId, productId, amount }) =>
    amount !== 0n && (stores?.has(storeId) ?? true) && (products?.has(productId) ?? true)
      ? [{ storeId, productId, amount }]
      : [],
  )
}
