import { programOfWallet } from '../../../../app/loyalty/loyalty-scope.ts'
import type { GuestPicture } from '../../../../app/ports.ts'
import { emptyProfile } from '../../../../domain/loyalty/guest.ts'
import type { BookItem } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import type { GuestCategoryShortInfo, LoyaltyCustomerInfoAnswer } from '../../generated/types.ts'
import type { LoyaltyDesk } from './loyalty-call.ts'
import { momentOnWire } from './loyalty-call.ts'

export const categoryOnWire = ({ id, body }: BookItem<'guestCategory'>): GuestCategoryShortInfo => ({
  id,
  name: body.name,
  isActive: body.isActive,
  isDefaultForNewGuests: body.isDefaultForNewGuests,
})

/** All that the company knows of a guest; of a forgotten one that there is one (cloud-api §9.2). */
export function guestOnWire(
  { guest, profile: known, cards, wallets, closedOrders: { first, last } }: GuestPicture,
  { catalog, place }: LoyaltyDesk,
): LoyaltyCustomerInfoAnswer {
  const profile = known ?? emptyProfile
  return {
    id: guest.id,
    referrerId: guest.referrerId,
    name: profile.name,
    surname: profile.surname,
    middleName: profile.middleName,
    comment: profile.comment,
    phone: profile.phone,
    cultureName: 'ru-RU',
    birthday: profile.birthday === null ? null : `${profile.birthday} 00:00:00.000`,
    email: profile.email,
    sex: profile.sex,
    consentStatus: guest.consentStatus,
    anonymized: known === null,
    cards: cards.map(({ id, track, number }) => ({ id, track, number, validToDate: null })),
    categories: guest.categoryIds.flatMap((id) => {
      const category = catalog.living('guestCategory', id)
      return category ? [categoryOnWire(category)] : []
    }),
    walletBalances: wallets.map(({ walletId, balance }) => ({
      id: walletId,
      ...walletNames(catalog, walletId),
      balance: moneyToJson(balance, place.scale),
    })),
    userData: profile.userData,
    shouldReceivePromoActionsInfo: guest.shouldReceivePromoActionsInfo,
    shouldReceiveLoyaltyInfo: guest.shouldReceiveLoyaltyInfo,
    shouldReceiveOrderStatusInfo: null,
    personalDataConsentFrom: null,
    personalDataConsentTo: null,
    personalDataProcessingFrom: null,
    personalDataProcessingTo: null,
    isDeleted: guest.isDeleted,
    whenRegistered: momentOnWire(guest.createdAt) ?? '',
    lastProcessedOrderDate: momentOnWire(last?.at),
    firstOrderDate: momentOnWire(first?.at),
    lastVisitedOrganizationId: last?.organizationId ?? null,
    registrationOrganizationId: guest.registeredIn,
  }
}

function walletNames(catalog: Catalog, walletId: string) {
  const program = programOfWallet(catalog, walletId)?.body
  return program ? { name: program.wallet?.name ?? program.name, type: program.type } : {}
}
