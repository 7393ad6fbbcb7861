import type { GuestCard, GuestMessage, Tx } from '../../src/app/ports.ts'
import {
  emptyProfile,
  type GuestProfile,
  type LoyaltyGuest,
  newGuest,
} from '../../src/domain/loyalty/guest.ts'
import type { LedgerLine, Wallet } from '../../src/domain/loyalty/ledger.ts'
import { noon } from './an-order.ts'
import { nextId } from './file-database.ts'
import type { Own } from './two-tenants.ts'

/** The same in both tenants. */
export const loyal = {
  guestId: nextId(),
  phone: '+79005550177',
  email: 'guest@example.org',
  cardId: nextId(),
  track: 'one track',
  number: 'one number',
  walletId: nextId(),
  lineId: nextId(),
  orderId: nextId(),
  seriesId: nextId(),
  couponId: nextId(),
  coupon: 'SPRING-1',
  messageId: nextId(),
}

export const guestOf = ({ ownId, organizationId }: Own, id = loyal.guestId): LoyaltyGuest => ({
  ...newGuest({ id, createdAt: noon, registeredIn: organizationId, categoryIds: [] }),
  referrerId: ownId,
})

export const profileOf = ({ mark }: Own, phone: string | null = loyal.phone): GuestProfile => ({
  ...emptyProfile,
  phone,
  email: loyal.email,
  name: mark,
})

/** The card of this tenant is its guest's own, though its track and number are the other's too. */
export const cardOf = ({ ownId }: Own): GuestCard => ({
  id: ownId,
  guestId: loyal.guestId,
  track: loyal.track,
  number: loyal.number,
})

export const walletOf = (own: Own, walletId = loyal.walletId): Wallet => ({
  id: own.ownId,
  guestId: loyal.guestId,
  walletId,
  programId: own.ownId,
  balance: BigInt(own.count),
})

export const lineOf = (own: Own, id = loyal.lineId): LedgerLine => ({
  id,
  guestId: loyal.guestId,
  kind: 'hold',
  walletId: loyal.walletId,
  programId: null,
  campaignId: null,
  organizationId: own.organizationId,
  sum: -BigInt(own.count),
  balanceBefore: 0n,
  balanceAfter: 0n,
  hold: 'free',
  orderId: loyal.orderId,
  orderNumber: null,
  orderSum: null,
  couponNumber: null,
  couponSeries: null,
  comment: own.mark,
  apiClient: null,
  officeUser: null,
  at: noon,
  revision: 7n,
})

export const messageOf = ({ mark }: Own, id = loyal.messageId): GuestMessage => ({
  id,
  channel: 'sms',
  receiver: loyal.phone,
  subject: null,
  text: mark,
  at: noon,
})

/** A coupon of this tenant alone in the series that both have. */
const couponsOf = ({ ownId }: Own) => [{ id: ownId, seriesId: loyal.seriesId, number: loyal.coupon }]

export async function fillLoyalty(tx: Tx, own: Own): Promise<void> {
  const { tenantId, organizationId } = own
  await tx.loyaltyGuests.insert(tenantId, guestOf(own), profileOf(own))
  await tx.guestCards.insert(tenantId, cardOf(own), noon)
  await tx.loyaltyLedger.openWallet(tenantId, walletOf(own))
  await tx.loyaltyLedger.insert(tenantId, lineOf(own))
  await tx.coupons.issue(tenantId, couponsOf(own))
  await tx.messageOutbox.put(tenantId, organizationId, messageOf(own))
}
