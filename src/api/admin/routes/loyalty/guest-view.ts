import { programOfWallet } from '../../../../app/loyalty/loyalty-scope.ts'
import type { GuestCard, GuestPicture, StoredGuest } from '../../../../app/ports.ts'
import { emptyProfile } from '../../../../domain/loyalty/guest.ts'
import type { BookItem } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Money } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { isoOrNull } from '../../call.ts'
import { living, named } from '../books.ts'
import type { OfficeDesk } from './desk.ts'

export const fullName = ({ profile }: StoredGuest): string | null =>
  [profile?.surname, profile?.name, profile?.middleName].filter(Boolean).join(' ') || null

/** A guest in a list. */
export const guestRow = (stored: StoredGuest, cards: readonly GuestCard[], catalog: Catalog) => ({
  id: stored.guest.id,
  name: fullName(stored),
  phone: stored.profile?.phone ?? null,
  cards: cards.map(({ number }) => number),
  categories: categoriesOf(stored.guest.categoryIds, catalog),
  registeredAt: new Date(stored.guest.createdAt).toISOString(),
  isForgotten: stored.profile === null,
})

const categoriesOf = (ids: readonly Uuid[], catalog: Catalog) =>
  ids.flatMap((id) => {
    const category = catalog.living('guestCategory', id)
    return category ? [named(category)] : []
  })

export type GuestStanding = { isBlocked: boolean; ordersSum: Money }

/** All that the office sees of a guest at once. */
export function guestView(
  picture: GuestPicture,
  { isBlocked, ordersSum }: GuestStanding,
  desk: Pick<OfficeDesk, 'catalog' | 'money'> & { scope: { organizationId: Uuid } },
) {
  const { guest, profile, cards, wallets, closedOrders } = picture
  const { catalog, money, scope } = desk
  const programs = living(catalog, 'loyaltyProgram').filter(({ body }) => body.wallet !== null)
  const joined = new Set(wallets.map(({ programId }) => programId))
  return {
    id: guest.id,
    profile: profile ?? emptyProfile,
    isForgotten: profile === null,
    isDeleted: guest.isDeleted,
    isBlocked,
    consentStatus: guest.consentStatus,
    wantsLoyaltyInfo: guest.shouldReceiveLoyaltyInfo,
    wantsPromotions: guest.shouldReceivePromoActionsInfo,
    registeredAt: new Date(guest.createdAt).toISOString(),
    registeredIn: catalog.find('organization', guest.registeredIn)?.body.name ?? null,
    cards: cards.map(({ id, number, track }) => ({ id, number, track })),
    categories: categoriesOf(guest.categoryIds, catalog),
    wallets: wallets.map(({ walletId, programId, balance }) => ({
      ...walletView(walletId, catalog),
      programId,
      balance: money(balance),
    })),
    /** Programmes with a wallet that the guest may still join. */
    joinable: programs
      .filter(({ id, body }) => !joined.has(id) && isJoinable(body, scope.organizationId))
      .map(named),
    orders: {
      count: closedOrders.count,
      sum: money(ordersSum),
      firstAt: isoOrNull(closedOrders.first?.at ?? null),
      lastAt: isoOrNull(closedOrders.last?.at ?? null),
    },
  }
}

const isJoinable = (
  { isActive, organizationIds }: BookItem<'loyaltyProgram'>['body'],
  place: Uuid,
): boolean => isActive && organizationIds.includes(place)

/** A wallet by its own name and its programme's. */
export function walletView(walletId: Uuid, catalog: Catalog) {
  const program = programOfWallet(catalog, walletId)
  const wallet = program?.body.wallet
  return {
    id: walletId,
    name: wallet?.name ?? '',
    nameEn: wallet?.nameEn ?? null,
    program: program ? named(program) : null,
  }
}
