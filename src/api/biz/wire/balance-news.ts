import { ordersOfLines } from '../../../app/loyalty/orders-of-lines.ts'
import { transactionTypeOf } from '../../../app/loyalty/transaction-types.ts'
import type { App, BalanceNews, WebhookEvent } from '../../../app/ports.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import { toLocal } from '../../../kernel/local-time.ts'

/** Kinds of notices have no published list (biz-card-api §12.16); balances are the first thing that one subscribes to. */
const ofBalance = 1

/**
 * A change of a guest's balance as subscribers get it (biz-card-api §12.16). The phone is the guest's present one, null
 * when they are forgotten; `uocId` is the guest too, who is the same in all restaurants here.
 */
export async function balanceOnWire(
  app: App,
  event: WebhookEvent,
  { guestId, organizationId, line }: BalanceNews,
) {
  const { tenantId } = event
  const { webhooks, loyaltyGuests } = app.storage.now
  const subscription = (await webhooks.balanceSubscriptions(tenantId)).find(({ id }) => id === event.loginId)
  const guest = await loyaltyGuests.find(tenantId, guestId)
  const order = (await ordersOfLines(app, tenantId, [line])).get(line.orderId ?? '')
  const organization = (await app.catalog(tenantId)).find('organization', organizationId)?.body
  const scale = organization?.currency.scale ?? 2
  return {
    id: event.id,
    organizationId,
    customerId: guestId,
    uocId: guestId,
    phone: guest?.profile?.phone ?? null,
    walletId: line.walletId,
    sum: moneyToJson(line.sum, scale),
    balance: moneyToJson(line.balanceAfter, scale),
    transactionType: transactionTypeOf(line),
    notificationType: ofBalance,
    orderId: line.orderId,
    orderNumber: line.orderNumber === null ? null : String(line.orderNumber),
    isDelivery: order?.isDelivery ?? null,
    terminalGroupId: order?.terminalGroupId ?? null,
    subscriptionPassword: subscription?.password ?? null,
    changedOn: toLocal(event.at, organization?.timeZone ?? 'UTC').replace(' ', 'T'),
  }
}
