import type { Wallet } from '../../domain/loyalty/ledger.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { guestEntry, type LoyaltyScope, programsInForce, requireGuest } from './loyalty-scope.ts'

/** Makes a guest a member; null: of the default programme. A repeat is harmless (cloud-api §9.4). */
export async function joinProgram(
  app: App,
  scope: LoyaltyScope,
  guestId: Uuid,
  programId: Uuid | null,
): Promise<Wallet> {
  const programs = programsInForce(await app.catalog(scope.tenantId), scope.organizationId, app.clock.now())
  const program = programs.find(({ id, body }) => (programId === null ? body.isDefault : id === programId))
  if (!program) throw refuse('loyalty-program.unknown', { id: programId ?? 'default' })
  const wallet = await app.storage.transaction(async (tx) => {
    await scope.earlierCall(tx)
    await requireGuest(tx, scope, guestId)
    return openWallet(app, tx, scope, guestId, program)
  })
  app.wake()
  return wallet
}

/** The guest's wallet of a programme, opened when there is none. The guest must be locked. */
export async function openWallet(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  guestId: Uuid,
  { id: programId, body }: BookItem<'loyaltyProgram'>,
): Promise<Wallet> {
  const walletId = body.wallet?.id
  if (walletId === undefined) throw refuse('loyalty-program.no-wallet', { id: programId })
  const has = (await tx.loyaltyLedger.walletsOf(scope.tenantId, guestId)).find(
    (wallet) => wallet.walletId === walletId,
  )
  if (has) return has
  const wallet: Wallet = { id: app.random.uuid(), guestId, walletId, programId, balance: 0n }
  await tx.loyaltyLedger.openWallet(scope.tenantId, wallet)
  const event = { kind: 'guest.programJoined', programId, walletId } as const
  await tx.journal.append([guestEntry(app, scope, guestId, event)])
  return wallet
}
