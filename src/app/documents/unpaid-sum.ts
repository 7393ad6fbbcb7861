import type { StockDocument } from '../../domain/documents/document.ts'
import { type Cost, costOfMoney } from '../../domain/stock/amounts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, Owner, Tx } from '../ports.ts'

/** Of one document: what was paid for it, what is left, and when the last payment counts. */
export type Paid = { paid: Cost; unpaid: Cost; lastAt: number | null }

/** Payments of documents. */
export async function paidSums(
  app: App,
  owner: Owner,
  documents: readonly StockDocument[],
  tx: Pick<Tx, 'ledger'> = app.storage.now,
): Promise<Map<Uuid, Paid>> {
  if (documents.length === 0) return new Map()
  const catalog = await app.catalog(owner.tenantId)
  const scale = catalog.find('organization', owner.organizationId)?.body.currency.scale ?? 2
  const payments = await tx.ledger.payments(
    owner,
    documents.map(({ id }) => id),
  )
  return new Map(
    documents.map((document) => {
      const { paid, lastAt } = payments.get(document.id) ?? { paid: 0n, lastAt: null }
      return [document.id, { paid, unpaid: costOfMoney(sumOf(document), scale) - paid, lastAt }]
    }),
  )
}

const sumOf = ({ content }: StockDocument): bigint =>
  content.items.reduce((total, { sum }) => total + (sum ?? 0n), 0n)
