import type { Amount } from '../../domain/stock/amounts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { App, DaysAsked } from '../ports.ts'

export type ProductExpense = { day: LocalDate; productId: Uuid; amount: Amount }

/**
 * Goods that sales wrote off, by accounting days, as the ledger has them (server-api §19.2, §26.9): ingredients by tech
 * cards at the moment of the sales document. `hours` are those of that moment, as two digits; null: all.
 */
export async function productExpense(
  app: App,
  { tenantId, restaurants, from, to, signal }: DaysAsked,
  hours: readonly string[] | null,
): Promise<ProductExpense[]> {
  const days = { kind: 'range', from, to, includesLow: true, includesHigh: true } as const
  const groups = await app.storage.now.reports.group({
    tenantId,
    restaurants,
    type: 'TRANSACTIONS',
    keys: ['DateTime.DateTyped', 'Product.Id'],
    sums: ['amountOut'],
    filters: [
      { column: 'DateTime.DateTyped', ...days },
      { column: 'TransactionType', kind: 'include', values: ['SESSION_WRITEOFF'] },
      // The side of the store.
      { column: 'TransactionSide', kind: 'include', values: ['CREDIT'] },
      ...(hours === null ? [] : [{ column: 'DateTime.Hour', kind: 'include' as const, values: hours }]),
    ],
    levels: [[0, 1]],
    names: () => new Map(),
    ...(signal ? { signal } : {}),
  })
  return groups.map(({ keys: [day, productId], sums }) => ({
    day: day ?? '',
    productId: productId ?? '',
    amount: sums.get('amountOut') ?? 0n,
  }))
}
