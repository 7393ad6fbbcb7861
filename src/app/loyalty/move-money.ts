import { type LedgerKind, type LedgerLine, moveMoney, type Wallet } from '../../domain/loyalty/ledger.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Tx } from '../ports.ts'
import { guestEntry, type LoyaltyScope, programOfWallet } from './loyalty-scope.ts'
import { tellBalance } from './tell-balance.ts'

export type Movement = {
  /** Null: a new one. */
  id: Uuid | null
  kind: LedgerKind
  guestId: Uuid
  walletId: Uuid
  /** Signed: positive is the guest's gain. */
  sum: Money
  comment?: string | null
  campaignId?: Uuid | null
  order?: { id: Uuid; number: number | null; sum: Money } | null
  hold?: LedgerLine['hold']
  /** The hold that this gives back. */
  holdId?: Uuid
}

/** A wallet of a guest; refuses one that they do not have. */
export async function requireWallet(tx: Tx, tenantId: Uuid, guestId: Uuid, walletId: Uuid): Promise<Wallet> {
  const wallet = (await tx.loyaltyLedger.walletsOf(tenantId, guestId)).find(
    (one) => one.walletId === walletId,
  )
  if (!wallet) throw refuse('wallet.unknown', { id: walletId })
  return wallet
}

/**
 * Writes one line of a guest's ledger, the balance after it, the journal's entry and what subscribers hear. The guest must be locked by this
 * transaction. Refuses what the wallet does not have.
 */
export async function writeMovement(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  movement: Movement,
): Promise<LedgerLine> {
  const { tenantId } = scope
  const { guestId, walletId, kind, sum, order = null } = movement
  const program = programOfWallet(await app.catalog(tenantId), walletId)
  const before = await requireWallet(tx, tenantId, guestId, walletId)
  const terms = program?.body.wallet ?? { overdraftLimit: 0n, offlineLimit: 0n }
  const { wallet, balanceBefore, balanceAfter } = moveMoney(before, kind, sum, terms)
  const now = app.clock.now()
  const line: LedgerLine = {
    id: movement.id ?? app.random.uuid(),
    ...{ guestId, kind, walletId, sum, balanceBefore, balanceAfter },
    programId: wallet.programId,
    campaignId: movement.campaignId ?? null,
    organizationId: scope.organizationId,
    hold: movement.hold ?? null,
    orderId: order?.id ?? null,
    orderNumber: order?.number ?? null,
    orderSum: order?.sum ?? null,
    couponNumber: null,
    couponSeries: null,
    comment: movement.comment ?? null,
    apiClient: scope.apiClient,
    officeUser: scope.officeUser ?? null,
    at: now,
    revision: await tx.loyaltyLedger.takeRevision(tenantId, guestId, now),
  }
  if (!(await tx.loyaltyLedger.insert(tenantId, line)))
    throw refuse('hold.duplicate-id', { id: line.id, field: 'transactionId' })
  await tx.loyaltyLedger.setBalance(tenantId, wallet)
  const { id, orderId } = line
  const told = { id, kind, walletId, sum, balanceAfter, orderId, holdId: movement.holdId ?? null }
  await tx.journal.append([guestEntry(app, scope, guestId, { kind: 'guest.moneyMoved', line: told })])
  await tellBalance(app, tx, scope, line)
  return line
}

/** A line that moves no money: what else the report of a guest tells. */
export async function writeRemark(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  guestId: Uuid,
  remark: Pick<LedgerLine, 'kind'> & Partial<LedgerLine>,
): Promise<void> {
  const now = app.clock.now()
  await tx.loyaltyLedger.insert(scope.tenantId, {
    id: app.random.uuid(),
    guestId,
    walletId: null,
    programId: null,
    campaignId: null,
    organizationId: scope.organizationId,
    sum: 0n,
    balanceBefore: null,
    balanceAfter: null,
    hold: null,
    orderId: null,
    orderNumber: null,
    orderSum: null,
    couponNumber: null,
    couponSeries: null,
    comment: null,
    apiClient: scope.apiClient,
    officeUser: scope.officeUser ?? null,
    ...remark,
    at: now,
    revision: await tx.loyaltyLedger.takeRevision(scope.tenantId, guestId, now),
  })
}
