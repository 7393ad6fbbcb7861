import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay, localClock } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Organization, StockPolicy } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { printBillionths } from './amounts.ts'
import type { StockKey, Valued } from './value-flows.ts'

const defaultPolicy: StockPolicy = { costMethod: 'Average', isNegativeForbidden: false, closedUntil: null }

export const stockPolicyOf = ({ stock }: Pick<Organization, 'stock'>): StockPolicy => stock ?? defaultPolicy

/** Refuses a change of the ledger inside a closed period (cloud-api §10.1). */
export function requireOpenPeriod(organization: Organization, at: number): void {
  const { closedUntil } = stockPolicyOf(organization)
  const date = accountingDay(at, organization.timeZone, organization.accountingDayStartMinutes)
  if (closedUntil !== null && date <= closedUntil)
    throw refuse('document.period-closed', { closedUntil, date })
}

type Lacking = Valued['lacking']

/** Refuses what makes a store lack more of a product than it lacked anyway. */
export function requireNoNewLack(
  { catalog, organization }: { catalog: Catalog; organization: Organization },
  before: Lacking,
  after: Lacking,
): void {
  for (const [key, { amount, at }] of after) {
    if (amount <= (before.get(key)?.amount ?? 0n)) continue
    const { storeId, productId } = partsOfKey(key)
    throw refuse('document.negative-stock', {
      store: catalog.find('store', storeId)?.body.name ?? storeId,
      product: catalog.find('product', productId)?.body.name ?? productId,
      amount: printBillionths(amount),
      date: localClock(at, organization.timeZone).date,
    })
  }
}

function partsOfKey(key: StockKey): { storeId: Uuid; productId: Uuid } {
  const [storeId = '', productId = ''] = key.split('/')
  return { storeId, productId }
}
