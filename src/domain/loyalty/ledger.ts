import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'

/** Why a line stands in a guest's ledger. Those without a sum tell of something that is no money. */
export type LedgerKind =
  | 'topUp'
  | 'chargeOff'
  | 'hold'
  | 'holdCancelled'
  | 'registrationBonus'
  | 'orderPaid'
  | 'orderPaymentCancelled'
  | 'orderAccrued'
  | 'orderAccrualCancelled'
  /** Paid at a till that could not ask: it is accepted afterwards, within a limit of its own (corrections 10). */
  | 'offlineCharge'
  | 'categorySet'
  | 'categoryRemoved'
  | 'couponActivated'
  | 'orderClosed'

/** A hold is the debit; an order of the same sum pairs with a free one instead of paying again (cloud-api §9.5). */
export type HoldState = 'free' | 'cancelled' | 'paired'

export type LedgerLine = {
  id: Uuid
  guestId: Uuid
  kind: LedgerKind
  walletId: Uuid | null
  programId: Uuid | null
  campaignId: Uuid | null
  organizationId: Uuid | null
  /** Positive: the guest has more than before; zero where no wallet is touched. */
  sum: Money
  balanceBefore: Money | null
  balanceAfter: Money | null
  hold: HoldState | null
  orderId: Uuid | null
  orderNumber: number | null
  orderSum: Money | null
  couponNumber: string | null
  couponSeries: string | null
  comment: string | null
  /** The API key that asked for it. */
  apiClient: string | null
  /** Who of the office did it by hand. */
  officeUser: string | null
  at: number
  /** Grows with each line of a guest; lines of one deed share it. */
  revision: bigint
}

/** What a guest has in the wallet of a programme: the sum of all lines of that wallet. */
export type Wallet = {
  /** Of this guest in this programme. */
  id: Uuid
  guestId: Uuid
  walletId: Uuid
  programId: Uuid
  balance: Money
}

export type WalletTerms = {
  /** How far below zero the balance may fall. */
  overdraftLimit: Money
  /** How much further charges that a till accepted offline may take it. */
  offlineLimit: Money
}

/** The only way in which a balance changes. Refuses what the wallet does not have. */
export function moveMoney(
  wallet: Wallet,
  kind: LedgerKind,
  sum: Money,
  terms: WalletTerms,
): { wallet: Wallet; balanceBefore: Money; balanceAfter: Money } {
  const balanceAfter = wallet.balance + sum
  // What a returned order had earned is taken back whether it was spent since or not: what comes next repays it.
  if (kind === 'orderAccrualCancelled')
    return { wallet: { ...wallet, balance: balanceAfter }, balanceBefore: wallet.balance, balanceAfter }
  const floor = -(terms.overdraftLimit + (kind === 'offlineCharge' ? terms.offlineLimit : 0n))
  if (sum < 0n && balanceAfter < floor) throw refuse('wallet.balance-too-small')
  return { wallet: { ...wallet, balance: balanceAfter }, balanceBefore: wallet.balance, balanceAfter }
}

/** Refuses to give back what an order has taken, or what was given back already (cloud-api §9.5). */
export function requireFreeHold(line: LedgerLine): void {
  if (line.hold === null) throw refuse('hold.not-found', { id: line.id })
  if (line.hold !== 'free') throw refuse('hold.not-free', { id: line.id, state: line.hold })
}

/** The hold that a payment of an order pairs with: the earliest free one of exactly its sum. */
export const holdFor = (lines: readonly LedgerLine[], sum: Money): LedgerLine | null =>
  lines
    .filter((line) => line.hold === 'free' && line.sum === -sum)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0] ?? null
