import { type LedgerLine, requireFreeHold } from '../../domain/loyalty/ledger.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import type { BalanceChange } from './change-balance.ts'
import { type LoyaltyScope, programOfWallet, requireGuest } from './loyalty-scope.ts'
import { requireWallet, writeMovement } from './move-money.ts'

/**
 * Takes money out of a wallet for an order that is still to come. The same id with the same content is the same hold,
 * with another content it is refused (cloud-api §9.5).
 */
export async function holdMoney(
  app: App,
  scope: LoyaltyScope,
  { transactionId, ...change }: BalanceChange & { transactionId: Uuid | null },
): Promise<Uuid> {
  const { guestId, walletId, sum, comment } = change
  const { tenantId } = scope
  const id = await app.storage.transaction(async (tx) => {
    const earlier = await scope.earlierCall(tx)
    const holdId = transactionId ?? earlier ?? scope.correlationId
    await requireGuest(tx, scope, guestId)
    const first = await tx.loyaltyLedger.find(tenantId, holdId)
    if (first) return sameHold(first, change)
    await requireWallet(tx, tenantId, guestId, walletId)
    const program = programOfWallet(await app.catalog(tenantId), walletId)
    const actions = program?.body.campaigns.flatMap(({ isActive, orderBindings }) =>
      isActive ? orderBindings.flatMap((binding) => binding.actions) : [],
    )
    if (!actions?.some((action) => action.kind === 'payByBonuses' && action.canHold))
      throw refuse('hold.not-allowed')
    const movement = {
      id: holdId,
      kind: 'hold',
      guestId,
      walletId,
      sum: -sum,
      comment,
      hold: 'free',
    } as const
    return (await writeMovement(app, tx, scope, movement)).id
  })
  app.wake()
  return id
}

function sameHold(first: LedgerLine, { guestId, walletId, sum }: BalanceChange): Uuid {
  const isSame =
    first.kind === 'hold' && first.guestId === guestId && first.walletId === walletId && first.sum === -sum
  if (!isSame) throw refuse('hold.duplicate-id', { id: first.id, field: 'transactionId' })
  return first.id
}

/** Gives back what a hold has taken; refuses one that was given back or that an order was paid with. */
export async function cancelHold(app: App, scope: LoyaltyScope, transactionId: Uuid): Promise<void> {
  const { tenantId } = scope
  await app.storage.transaction(async (tx) => {
    if (await scope.earlierCall(tx)) return
    const seen = await tx.loyaltyLedger.find(tenantId, transactionId)
    if (!seen) throw refuse('hold.not-found', { id: transactionId })
    await requireGuest(tx, scope, seen.guestId)
    // Between the look and the lock another call may have cancelled it.
    const hold = (await tx.loyaltyLedger.find(tenantId, transactionId)) ?? seen
    requireFreeHold(hold)
    await tx.loyaltyLedger.save(tenantId, { ...hold, hold: 'cancelled' })
    const { guestId, walletId, sum, comment } = hold
    if (walletId === null) throw new Error(`hold ${transactionId} without a wallet`)
    const movement = { id: null, kind: 'holdCancelled', guestId, walletId, sum: -sum, comment } as const
    await writeMovement(app, tx, scope, { ...movement, holdId: hold.id })
  })
  app.wake()
}
