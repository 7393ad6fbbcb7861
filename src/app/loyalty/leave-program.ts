import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import { guestEntry, type LoyaltyScope, requireGuest } from './loyalty-scope.ts'

/**
 * Ends a guest's part in a programme. Refuses while its wallet holds anything: nobody's money disappears. A guest who takes no
 * part is left alone (biz-card-api §12.7, unverified).
 */
export async function leaveProgram(
  app: App,
  scope: LoyaltyScope,
  guestId: Uuid,
  programId: Uuid,
): Promise<void> {
  const { tenantId } = scope
  if (!(await app.catalog(tenantId)).living('loyaltyProgram', programId))
    throw refuse('loyalty-program.unknown', { id: programId })
  await app.storage.transaction(async (tx) => {
    await requireGuest(tx, scope, guestId)
    const wallets = await tx.loyaltyLedger.walletsOf(tenantId, guestId)
    const wallet = wallets.find((one) => one.programId === programId)
    if (!wallet) return
    if (wallet.balance !== 0n) throw refuse('wallet.not-empty', { id: wallet.walletId })
    await tx.loyaltyLedger.closeWallet(tenantId, wallet.id)
    const event = { kind: 'guest.programLeft', programId, walletId: wallet.walletId } as const
    await tx.journal.append([guestEntry(app, scope, guestId, event)])
  })
  app.wake()
}
