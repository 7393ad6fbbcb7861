import { type BonusSum, bonusPayments } from '../../domain/loyalty/bonus-payments.ts'
import { holdFor, type LedgerLine } from '../../domain/loyalty/ledger.ts'
import type { Sale } from '../../domain/orders/order.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { guestEntry, type LoyaltyScope } from './loyalty-scope.ts'
import { writeMovement } from './move-money.ts'

export type SettledOrder = { guestId: Uuid; order: Sale }

/** Lines that say what an order has taken from a wallet: payments and holds that it was paid with. */
const isPayment = ({ kind, hold }: LedgerLine): boolean =>
  kind === 'orderPaid' ||
  kind === 'offlineCharge' ||
  kind === 'orderPaymentCancelled' ||
  (kind === 'hold' && hold === 'paired')

/**
 * Brings what the wallets have paid for an order to what the order says they pay; nothing when the order is over. A
 * payment of the sum of a free hold takes that hold (cloud-api §9.5); what a till took while it was cut off is an offline
 * charge, which may go further below zero (corrections 10). The guest must be locked.
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
  const wanted = isOver ? new Map<Uuid, BonusSum>() : bonusPayments(catalog, order)
  for (const { walletId } of await tx.loyaltyLedger.walletsOf(scope.tenantId, guestId)) {
    const paid = paidFrom(lines.filter((line) => line.walletId === walletId))
    const { sum, offline } = wanted.get(walletId) ?? { sum: 0n, offline: 0n }
    const missing = sum - paid.sum
    if (missing > 0n) {
      const isOffline = offline > paid.offline ? smaller(missing, offline - paid.offline) : 0n
      await pay(app, tx, scope, { guestId, order, walletId, sum: missing, offline: isOffline })
    }
    if (missing < 0n) {
      const movement = { id: null, kind: 'orderPaymentCancelled', guestId, walletId, sum: -missing } as const
      await writeMovement(app, tx, scope, { ...movement, order: told(order) })
    }
  }
}

const smaller = (a: Money, b: Money): Money => (a < b ? a : b)

/** What was given back leaves no more offline than there is at all. */
function paidFrom(lines: readonly LedgerLine[]): BonusSum {
  let [sum, offline] = [0n, 0n]
  for (const line of lines) {
    sum -= line.sum
    if (line.kind === 'offlineCharge') offline -= line.sum
  }
  return { sum, offline: smaller(sum, offline) }
}

export const told = (order: Sale) => ({
  id: order.id,
  number: order.number,
  sum: orderSums(order).sum,
})

type Due = SettledOrder & BonusSum & { walletId: Uuid }

async function pay(app: App, tx: Tx, scope: LoyaltyScope, due: Due): Promise<void> {
  const { guestId, order, walletId, sum, offline } = due
  const hold = holdFor(await tx.loyaltyLedger.freeHolds(scope.tenantId, guestId, walletId), sum)
  if (hold) {
    const { id: orderId, number: orderNumber, sum: orderSum } = told(order)
    await tx.loyaltyLedger.save(scope.tenantId, { ...hold, hold: 'paired', orderId, orderNumber, orderSum })
    const event = { kind: 'guest.holdPaired', holdId: hold.id, orderId, walletId, sum } as const
    await tx.journal.append([guestEntry(app, scope, guestId, event)])
    return
  }
  await charge(app, tx, scope, due, 'offlineCharge', offline)
  await charge(app, tx, scope, due, 'orderPaid', sum - offline)
}

async function charge(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  { guestId, order, walletId }: Due,
  kind: 'orderPaid' | 'offlineCharge',
  sum: Money,
): Promise<void> {
  if (sum <= 0n) return
  try {
    const movement = { id: null, guestId, walletId, sum: -sum, order: told(order) }
    await writeMovement(app, tx, scope, { ...movement, kind })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The till has decided already; what the wallet cannot give is for people to look at, never a debt in silence.
    const event = { kind: 'guest.paymentFailed', orderId: order.id, walletId, sum } as const
    await tx.journal.append([guestEntry(app, scope, guestId, event)])
  }
}
