import { programOfWallet } from '../../../app/loyalty/loyalty-scope.ts'
import type { GuestCard, GuestPicture } from '../../../app/ports.ts'
import { emptyProfile } from '../../../domain/loyalty/guest.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Call } from '../call.ts'
import type { CardDesk } from './desk.ts'

/** A category of guests (biz-card-api §12.2). */
export const categoryOnWire = ({ id, body }: Pick<BookItem<'guestCategory'>, 'id' | 'body'>) => ({
  id,
  name: body.name,
  isActive: body.isActive,
  isDefaultForNewGuests: body.isDefaultForNewGuests,
})

/** Those of the categories of a guest that still are there. */
export const categoriesOnWire = (categoryIds: readonly Uuid[], catalog: Catalog) =>
  categoryIds.flatMap((id) => {
    const category = catalog.living('guestCategory', id)
    return category ? [categoryOnWire(category)] : []
  })

/** Only here the keys are capitals (§12.2). */
const cardOnWire = ({ id, track, number }: GuestCard, networkId: Uuid) => ({
  Id: id,
  Track: track,
  Number: number,
  IsActivated: true,
  NetworkId: networkId,
  OrganizationId: null,
  OrganizationName: null,
  ValidToDate: null,
})

const programTypes = ['Money', 'Bonus', 'Product', 'Discount', 'Certificate'] as const

/** A wallet by the programme that has it; one of a programme that is gone has its id alone. */
export function walletOnWire(walletId: Uuid, catalog: Catalog) {
  const program = programOfWallet(catalog, walletId)?.body
  return {
    id: walletId,
    name: program?.wallet?.name ?? program?.name ?? null,
    type: 'IikoCard',
    programType: program ? programTypes[program.type] : null,
  }
}

/** What stands beside a guest's picture: whether the black list has them, and the sum of their closed orders. */
export type GuestStanding = { isBlocked: boolean; ordersSum: Money }

/** All that the company knows of a guest; of a forgotten one that there is one (§12.2). */
export function guestOnWire(
  { guest, profile: known, cards, wallets }: GuestPicture,
  { isBlocked, ordersSum }: GuestStanding,
  { catalog }: Pick<Call, 'catalog'>,
  { scope, place }: CardDesk,
) {
  const profile = known ?? emptyProfile
  return {
    id: guest.id,
    name: profile.name,
    surname: profile.surname,
    middleName: profile.middleName,
    phone: profile.phone,
    additionalPhones: [],
    cultureName: 'ru-RU',
    birthday: profile.birthday === null ? null : `${profile.birthday}T00:00:00`,
    email: profile.email,
    sex: profile.sex,
    cards: cards.map((card) => cardOnWire(card, scope.tenantId)),
    categories: categoriesOnWire(guest.categoryIds, catalog),
    walletBalances: wallets.map(({ walletId, balance }) => ({
      wallet: walletOnWire(walletId, catalog),
      balance: place.money(balance),
    })),
    referrerId: guest.referrerId,
    userData: profile.userData,
    comment: profile.comment,
    anonymized: known === null,
    consentStatus: guest.consentStatus,
    personalDataConsentFrom: null,
    personalDataConsentTo: null,
    personalDataProcessingFrom: null,
    personalDataProcessingTo: null,
    isBlocked,
    isDeleted: guest.isDeleted,
    rank: null,
    iikoCardOrdersSum: place.money(ordersSum),
    shouldReceiveLoyaltyInfo: guest.shouldReceiveLoyaltyInfo,
    shouldReceiveOrderStatusInfo: null,
    shouldReceivePromoActionsInfo: guest.shouldReceivePromoActionsInfo,
  }
}
