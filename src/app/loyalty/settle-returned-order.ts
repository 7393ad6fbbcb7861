import { isByBonuses } from '../../domain/loyalty/bonus-payments.ts'
import type { LedgerLine } from '../../domain/loyalty/ledger.ts'
import type { ReturnedPayment } from '../../domain/orders/order.ts'
import { divideRounded, type Money } from '../../kernel/exact.ts'
import type { App, Tx } from '../ports.ts'
import type { LoyaltyScope } from './loyalty-scope.ts'
import { writeMovement } from './move-money.ts'
import { type SettledOrder, told } from './settle-order-payments.ts'

/**
 * Takes back what a closed order had earned of the money that was given back: of each wallet and campaign the part that
 * the money still paid is of the money paid (ADR 25). What is taken back already is not taken again, so a repeat changes
 * nothing. The guest must be locked.
 */
export async function settleReturnedOrder(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  { guestId, order }: SettledOrder,
): Promise<void> {
  const inMoney = (payments: readonly ReturnedPayment[]): Money =>
    payments.reduce((total, payment) => (isByBonuses(payment) ? total : total + payment.sum), 0n)
  const paid = inMoney(order.payments)
  const left = paid - inMoney((order.returns ?? []).flatMap(({ payments }) => payments))
  const lines = (await tx.loyaltyLedger.ofOrder(scope.tenantId, order.id)).filter(
    (line) => line.guestId === guestId && line.walletId !== null,
  )
  for (const { walletId, campaignId, accrued, cancelled } of accrualsOf(lines)) {
    const kept = paid === 0n ? 0n : divideRounded(accrued * left, paid)
    const sum = kept - (accrued - cancelled)
    if (sum >= 0n) continue
    const movement = {
      ...({ id: null, kind: 'orderAccrualCancelled', guestId, walletId, sum } as const),
      ...(campaignId ? { campaignId } : {}),
    }
    await writeMovement(app, tx, scope, { ...movement, order: told(order) })
  }
}

type Accrual = { walletId: string; campaignId: string | null; accrued: Money; cancelled: Money }

function accrualsOf(lines: readonly LedgerLine[]): Accrual[] {
  const found = new Map<string, Accrual>()
  for (const { kind, walletId, campaignId, sum } of lines) {
    if (walletId === null || (kind !== 'orderAccrued' && kind !== 'orderAccrualCancelled')) continue
    const key = `${walletId} ${campaignId}`
    const before = found.get(key) ?? { walletId, campaignId, accrued: 0n, cancelled: 0n }
    found.set(
      key,
      kind === 'orderAccrued'
        ? { ...before, accrued: before.accrued + sum }
        : { ...before, cancelled: before.cancelled - sum },
    )
  }
  return [...found.values()]
}
