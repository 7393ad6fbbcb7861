import type { LedgerLine } from '../../domain/loyalty/ledger.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, LineSearch } from '../ports.ts'

/** A page of a guest's ledger; refuses a guest whom nobody knows. */
export async function listLines(app: App, search: LineSearch): Promise<LedgerLine[]> {
  const { loyaltyGuests, loyaltyLedger } = app.storage.now
  const { tenantId, guestId } = search
  if (!(await loyaltyGuests.find(tenantId, guestId))) throw refuse('guest.not-found', { id: guestId })
  return loyaltyLedger.list(search)
}

/** All closed orders of a guest, by time. */
export async function closedOrders(app: App, tenantId: Uuid, guestId: Uuid): Promise<LedgerLine[]> {
  const pageSize = 1000
  const orders: LedgerLine[] = []
  for (;;) {
    const page = await app.storage.now.loyaltyLedger.list({
      ...{ tenantId, guestId, kinds: ['orderClosed'], order: 'time' as const },
      ...{ skip: orders.length, limit: pageSize },
    })
    orders.push(...page)
    if (page.length < pageSize) return orders
  }
}
