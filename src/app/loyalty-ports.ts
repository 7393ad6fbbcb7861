/** Ports of loyalty: guests as a company's customers, their cards, wallets and ledger, coupons, messages. */
import type { GuestProfile, LoyaltyGuest } from '../domain/loyalty/guest.ts'
import type { LedgerKind, LedgerLine, Wallet } from '../domain/loyalty/ledger.ts'
import type { Money } from '../kernel/exact.ts'
import type { Uuid } from '../kernel/ids.ts'

/** `profile` is null when the person was forgotten (ADR 4). */
export type StoredGuest = { guest: LoyaltyGuest; profile: GuestProfile | null }
export type GuestCard = { id: Uuid; guestId: Uuid; track: string; number: string }

/** All that is told of a guest at once. */
export type GuestPicture = StoredGuest & {
  /** In the order in which they came. */
  cards: GuestCard[]
  wallets: Wallet[]
  closedOrders: { count: number; first: LedgerLine | null; last: LedgerLine | null }
}

export type LoyaltyGuests = {
  /** By one statement. */
  picture(tenantId: Uuid, by: { id: Uuid } | { phone: string }): Promise<GuestPicture | null>
  find(tenantId: Uuid, id: Uuid): Promise<StoredGuest | null>
  /** Locked until the transaction ends: one writer of a guest, their wallets and ledger at a time. */
  findForChange(tenantId: Uuid, id: Uuid): Promise<StoredGuest | null>
  /** The known ones among `ids`, by id. */
  several(tenantId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, StoredGuest>>
  /**
   * Guests who were registered in an organization, or whose orders were closed there, from a moment until another (excluded);
   * with the moment of their last closed order anywhere. In the order in which they became guests.
   */
  ofPeriod(tenantId: Uuid, period: GuestPeriod): Promise<{ id: Uuid; lastVisitAt: number | null }[]>
  /** A page of all guests, who was met last comes first. */
  page(tenantId: Uuid, page: { after: GuestPlace | null; limit: number }): Promise<PlacedGuest[]>
  idByPhone(tenantId: Uuid, phone: string): Promise<Uuid | null>
  /** The one who was registered first, when several have it. */
  idByEmail(tenantId: Uuid, email: string): Promise<Uuid | null>
  /** False when somebody has the id or the phone. */
  insert(tenantId: Uuid, guest: LoyaltyGuest, profile: GuestProfile): Promise<boolean>
  /** False when somebody else has the phone; nothing is saved then. A profile of null stays as it is. */
  save(tenantId: Uuid, guest: LoyaltyGuest, profile: GuestProfile | null): Promise<boolean>
}

/** Where a guest stands among all of a company: when it was met first. */
export type GuestPlace = { metAt: number; id: Uuid }
export type PlacedGuest = StoredGuest & { place: GuestPlace }

export type GuestPeriod = { organizationId: Uuid; from: number; to: number; limit: number }

export type GuestCards = {
  /** In the order in which they came, of all these guests. */
  ofGuests(tenantId: Uuid, guestIds: readonly Uuid[]): Promise<GuestCard[]>
  ofGuest(tenantId: Uuid, guestId: Uuid): Promise<GuestCard[]>
  byTrack(tenantId: Uuid, track: string): Promise<GuestCard | null>
  byNumber(tenantId: Uuid, number: string): Promise<GuestCard | null>
  /** False when there is a card with the track. */
  insert(tenantId: Uuid, card: GuestCard, at: number): Promise<boolean>
  remove(tenantId: Uuid, id: Uuid): Promise<void>
}

export type LineSearch = {
  tenantId: Uuid
  guestId: Uuid
  /** Inclusive. */
  from?: number | null
  to?: number | null
  kinds?: readonly LedgerKind[] | null
  /** Lines after this revision; with `afterId` those of the same revision behind it too. */
  afterRevision?: bigint | null
  afterId?: Uuid | null
  order: 'time' | 'revision' | 'latest first'
  skip: number
  limit: number
}

/** From a moment until another, which is excluded. Null: lines of everywhere, of everybody; absent: of all kinds. */
export type LedgerPeriod = {
  organizationId: Uuid | null
  guestId: Uuid | null
  kinds?: readonly LedgerKind[]
  from: number
  to: number
  limit: number
}

/** Sums are positive; `spent` is what orders and charges took, less what they gave back. */
export type WalletTurnover = {
  guestId: Uuid
  balanceAtStart: Money
  balanceAtEnd: Money
  refilled: Money
  spent: Money
  paidOrders: number
}

/** Wallets and all that happened to them; write only what {@link LoyaltyGuests.findForChange} has locked. */
export type LoyaltyLedger = {
  walletsOf(tenantId: Uuid, guestId: Uuid): Promise<Wallet[]>
  /** False when the guest has the wallet already. */
  openWallet(tenantId: Uuid, wallet: Wallet): Promise<boolean>
  setBalance(tenantId: Uuid, wallet: Wallet): Promise<void>
  /** Ends a wallet; its lines stay. `id` is that of the guest's own wallet. */
  closeWallet(tenantId: Uuid, id: Uuid): Promise<void>
  /** What these guests have in a wallet; those who have no such wallet are absent. */
  balances(tenantId: Uuid, walletId: Uuid, guestIds: readonly Uuid[]): Promise<Map<Uuid, Money>>
  /** A revision for the lines of one deed, above all earlier ones of the guest and not below `now` in microseconds. */
  takeRevision(tenantId: Uuid, guestId: Uuid, now: number): Promise<bigint>
  /** False when a line has this id. */
  insert(tenantId: Uuid, line: LedgerLine): Promise<boolean>
  save(tenantId: Uuid, line: LedgerLine): Promise<void>
  find(tenantId: Uuid, id: Uuid): Promise<LedgerLine | null>
  list(search: LineSearch): Promise<LedgerLine[]>
  /** Lines of all guests, or of one, by time. */
  ofPeriod(tenantId: Uuid, period: LedgerPeriod): Promise<LedgerLine[]>
  /** What happened to a wallet of each guest who has it; by guest. */
  turnover(tenantId: Uuid, walletId: Uuid, period: { from: number; to: number }): Promise<WalletTurnover[]>
  ofOrder(tenantId: Uuid, orderId: Uuid): Promise<LedgerLine[]>
  freeHolds(tenantId: Uuid, guestId: Uuid, walletId: Uuid): Promise<LedgerLine[]>
}

export type Coupon = {
  id: Uuid
  seriesId: Uuid
  number: string
  isDeleted: boolean
  activatedAt: number | null
}
export type Coupons = {
  issue(tenantId: Uuid, coupons: readonly Pick<Coupon, 'id' | 'seriesId' | 'number'>[]): Promise<void>
  byNumber(tenantId: Uuid, number: string, seriesId: Uuid | null): Promise<Coupon[]>
  /** Series that have coupons nobody has used. */
  seriesWithUnused(tenantId: Uuid): Promise<Uuid[]>
  /** By number. */
  unused(tenantId: Uuid, seriesId: Uuid, page: { skip: number; limit: number }): Promise<Coupon[]>
  /** False when it was used before, in this order or another. */
  activate(tenantId: Uuid, id: Uuid, orderId: Uuid, at: number): Promise<boolean>
}

export type GuestMessage = {
  id: Uuid
  channel: 'sms' | 'email'
  receiver: string
  subject: string | null
  text: string
  at: number
}
/** Where messages to guests wait for a provider; the sandbox shows them. */
export type MessageOutbox = {
  put(tenantId: Uuid, organizationId: Uuid, message: GuestMessage): Promise<void>
  /** The known ones among `ids`. */
  known(tenantId: Uuid, organizationId: Uuid, ids: readonly Uuid[]): Promise<Set<Uuid>>
  /** The latest first. */
  latest(tenantId: Uuid, limit: number): Promise<GuestMessage[]>
}
