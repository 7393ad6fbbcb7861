import type { LedgerLine } from '../../domain/loyalty/ledger.ts'
import type { App, NewWebhookEvent, Tx } from '../ports.ts'
import type { LoyaltyScope } from './loyalty-scope.ts'

/**
 * Puts what subscribers are told of a moved sum into the outbox, in the transaction that moves it (biz-card-api §12.16).
 * Guests belong to the company, so whoever subscribed in one restaurant hears of all of them. Of one guest events come in
 * their order.
 */
export async function tellBalance(app: App, tx: Tx, scope: LoyaltyScope, line: LedgerLine): Promise<void> {
  const { tenantId, organizationId, correlationId } = scope
  const { kind, officeUser, guestId, walletId, sum, balanceAfter, orderId, orderNumber, at } = line
  if (walletId === null || balanceAfter === null) return
  const told = { kind, officeUser, walletId, sum, balanceAfter, orderId, orderNumber }
  const events = (await tx.webhooks.balanceSubscriptions(tenantId))
    .filter(({ walletIds }) => walletIds === null || walletIds.includes(walletId))
    .map((subscription): NewWebhookEvent => {
      const receiver = { tenantId, organizationId: subscription.organizationId, loginId: subscription.id }
      return {
        ...receiver,
        id: app.random.uuid(),
        entityId: guestId,
        eventType: 'GuestBalanceChanged',
        correlationId,
        at,
        subject: { kind: 'guestBalance', guestId, organizationId, line: told },
      }
    })
  if (events.length > 0) await tx.webhooks.enqueue(events, app.clock.now())
}
