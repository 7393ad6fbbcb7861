import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { WalletTerms } from './ledger.ts'

/** What an order takes out of a wallet and the cloud has not booked yet. */
type Waiting = { orderId: Uuid; sum: Money; isOffline: boolean }

/**
 * A guest's wallet as one till knows it: the cloud's word, which is the ledger's, and what the till's own orders take
 * meanwhile. It decides what may be taken; what was taken the ledger decides (ADR 11).
 */
export type TillWallet = {
  guestId: Uuid
  walletId: Uuid
  balance: Money
  /** Money that was put aside for an order of exactly this sum: the balance is without it already. */
  holds: { id: Uuid; sum: Money }[]
  waiting: Waiting[]
}

/** The till's way to its cloud. `since`: the last moment when it was there. */
export type CloudLine = { isUp: true } | { isUp: false; since: number }

/** A till that is cut off takes bonuses no longer than this (biz-card-api §13.1). */
const offlineMsMax = 24 * 3_600_000

export const unknownWallet = (guestId: Uuid, walletId: Uuid): TillWallet => ({
  ...{ guestId, walletId, balance: 0n },
  holds: [],
  waiting: [],
})

const sumOf = (waiting: readonly Waiting[]): Money => waiting.reduce((total, { sum }) => total + sum, 0n)

/**
 * Takes bonuses for an order, or (a negative sum) gives them back. With the line the balance decides; without it the
 * balance that was told last, and all that is taken until the cloud hears of it stays within the offline limit: so the
 * company knows how much it risks (corrections 10). A hold of the sum is the order's money already (cloud-api §9.5).
 */
export function takeAtTill(
  wallet: TillWallet,
  { orderId, sum }: { orderId: Uuid; sum: Money },
  terms: WalletTerms,
  line: CloudLine,
  now: number,
): TillWallet {
  const part = { orderId, sum, isOffline: !line.isUp }
  if (sum <= 0n || wallet.holds.some((one) => one.sum === sum)) return tookAtTill(wallet, part)
  if (wallet.balance + terms.overdraftLimit - sumOf(wallet.waiting) < sum)
    throw refuse('wallet.balance-too-small')
  if (!line.isUp) {
    if (now - line.since > offlineMsMax) throw refuse('wallet.offline-too-long')
    const offline = sumOf(wallet.waiting.filter(({ isOffline }) => isOffline))
    if (offline + sum > terms.offlineLimit) throw refuse('wallet.offline-limit')
  }
  return tookAtTill(wallet, part)
}

/** What a till took becomes of its wallet; whether it may is not asked: another node of the till has decided it. */
export function tookAtTill(wallet: TillWallet, { orderId, sum, isOffline }: Waiting): TillWallet {
  if (sum <= 0n) return { ...wallet, waiting: lowered(wallet.waiting, orderId, -sum) }
  const hold = wallet.holds.find((one) => one.sum === sum)
  if (hold) return { ...wallet, holds: wallet.holds.filter(({ id }) => id !== hold.id) }
  return { ...wallet, waiting: [...wallet.waiting, { orderId, sum, isOffline }] }
}

/** The cloud has booked, or given up, a part of what an order takes. */
export const booked = (wallet: TillWallet, orderId: Uuid, sum: Money): TillWallet => ({
  ...wallet,
  waiting: lowered(wallet.waiting, orderId, sum),
})

export const withHold = (wallet: TillWallet, hold: { id: Uuid; sum: Money }): TillWallet => ({
  ...wallet,
  holds: [...wallet.holds.filter(({ id }) => id !== hold.id), hold],
})

export const withoutHold = (wallet: TillWallet, holdId: Uuid): TillWallet => ({
  ...wallet,
  holds: wallet.holds.filter(({ id }) => id !== holdId),
})

/** What came first goes first; nothing falls below zero, for the cloud may book what the till has given back since. */
function lowered(waiting: readonly Waiting[], orderId: Uuid, by: Money): Waiting[] {
  let left = by
  return waiting.flatMap((one) => {
    if (one.orderId !== orderId || left <= 0n) return [one]
    const part = one.sum < left ? one.sum : left
    left -= part
    return part === one.sum ? [] : [{ ...one, sum: one.sum - part }]
  })
}

/** The most that {@link takeAtTill} would give for an order now; never negative. */
export function availableAtTill(
  { balance, waiting }: TillWallet,
  terms: WalletTerms,
  line: CloudLine,
  now: number,
): Money {
  const left = balance + terms.overdraftLimit - sumOf(waiting)
  if (line.isUp) return left > 0n ? left : 0n
  if (now - line.since > offlineMsMax) return 0n
  const offline = terms.offlineLimit - sumOf(waiting.filter(({ isOffline }) => isOffline))
  const most = left < offline ? left : offline
  return most > 0n ? most : 0n
}
