import { holdFor, type LedgerLine } from '../../domain/loyalty/ledger.ts'
import type { Sale } from '../../domain/orders/order.ts'
import { orderTotals } from '../../domain/orders/totals.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { guestEntry, type LoyaltyScope } from './loyalty-scope.ts'
import { writeMovement } from './move-money.ts'

export type SettledOrder = { guestId: Uuid; order: Sale }

/** Lines that say what an order has taken from a wallet: payments and holds that it was paid with. */
const isPayment = ({ kind, hold }: LedgerLine): boolean =>
  kind === 'orderPaid' || kind === 'orderPaymentCancelled' || (kind === 'hold' && hold === 'paired')

/**
 * Brings what the wallets have paid for an order to what the order says they pay; nothing when the order is over. A
 * payment of the sum of a free hold takes that hold (cloud-api §9.5). The guest must be locked.
 */
export async function settleOrderPayments(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  { guestId, order, isOver }: SettledOrder & { isOver: boolean },
): Promise<void> {
  const catalog = await app.catalog(scope.tenantId)
  const lines = (await tx.loyaltyLedger.ofOrder(scope.tenantId, order.id)).filter(
    (line) => line.guestId === guestId && isPayment(line),
  )
  const wanted = isOver ? new Map<Uuid, Money>() : walletPayments(catalog, order)
  const paid = new Map<Uuid, Money>()
  for (const { walletId, sum } of lines) if (walletId) paid.set(walletId, (paid.get(walletId) ?? 0n) - sum)
  const wallets = await tx.loyaltyLedger.walletsOf(scope.tenantId, guestId)
  for (const { walletId } of wallets) {
    const missing = (wanted.get(walletId) ?? 0n) - (paid.get(walletId) ?? 0n)
    if (missing > 0n) await pay(app, tx, scope, { guestId, order, walletId, sum: missing })
    if (missing < 0n) {
      const kind = 'orderPaymentCancelled'
      await writeMovement(app, tx, scope, {
        id: null,
        kind,
        guestId,
        walletId,
        sum: -missing,
        order: told(order),
      })
    }
  }
}

/** What the order says that each wallet pays, by the campaigns of its payment types. */
export function walletPayments(catalog: Catalog, order: Sale): Map<Uuid, Money> {
  const payments = new Map<Uuid, Money>()
  for (const { type, sum } of order.payments) {
    if (type.kind !== 'IikoCard') continue
    const campaigns = catalog.find('paymentType', type.id)?.body.applicableMarketingCampaigns ?? []
    const program = catalog
      .all('loyaltyProgram')
      .find(({ body }) => body.campaigns.some(({ id }) => campaigns.includes(id)))
    const walletId = program?.body.wallet?.id
    if (walletId) payments.set(walletId, (payments.get(walletId) ?? 0n) + sum)
  }
  return payments
}

export const told = (order: Sale) => ({
  id: order.id,
  number: order.number,
  sum: orderTotals(order).sum,
})

async function pay(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  { guestId, order, walletId, sum }: SettledOrder & { walletId: Uuid; sum: Money },
): Promise<void> {
  const hold = holdFor(await tx.loyaltyLedger.freeHolds(scope.tenantId, guestId, walletId), sum)
  if (hold) {
    const { id: orderId, number: orderNumber, sum: orderSum } = told(order)
    await tx.loyaltyLedger.save(scope.tenantId, { ...hold, hold: 'paired', orderId, orderNumber, orderSum })
    const event = { kind: 'guest.holdPaired', holdId: hold.id, orderId } as const
    await tx.journal.append([guestEntry(app, scope, guestId, event)])
    return
  }
  try {
    const movement = { id: null, guestId, walletId, sum: -sum, order: told(order) }
    await writeMovement(app, tx, scope, { ...movement, kind: 'orderPaid' })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The till has decided already; what the wallet cannot give is for people to look at, never a debt in silence.
    const event = { kind: 'guest.paymentFailed', orderId: order.id, walletId, sum } as const
    await tx.journal.append([guestEntry(app, scope, guestId, event)])
  }
}
