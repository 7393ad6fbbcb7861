import { programOfWallet } from '../../app/loyalty/loyalty-scope.ts'
import type { GuestPicture } from '../../app/ports.ts'
import { emptyProfile, type GuestProfile } from '../../domain/loyalty/guest.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { moneyToJson } from '../../kernel/exact.ts'

const dayOf = (date: string | null): string | null => (date === null ? null : `${date}T00:00:00`)

const personOnWire = ({ name, surname, phone, birthday, sex }: GuestProfile) => ({
  name,
  lastName: surname,
  phone,
  birthday: dayOf(birthday),
  sex,
})

/** Who a guest is and what is in their wallets (biz-card-api §13.3). */
export function walletsOnWire({ profile, wallets }: GuestPicture, catalog: Catalog, scale: number) {
  return {
    userData: personOnWire(profile ?? emptyProfile),
    userWallets: wallets.map(({ walletId, balance }) => {
      const program = programOfWallet(catalog, walletId)?.body
      return {
        id: walletId,
        name: program?.wallet?.name ?? program?.name ?? null,
        isInteger: false,
        balance: moneyToJson(balance, scale),
      }
    }),
  }
}

/** Who was made the guest of an order, and by which card (§13.4). */
export function authorizedOnWire({ guest, profile, cards }: GuestPicture) {
  const person = profile ?? emptyProfile
  const [card] = cards
  return {
    cardNumber: card?.number ?? null,
    cardTrack: card?.track ?? null,
    userData: {
      ...personOnWire(person),
      fullName: [person.name, person.surname].filter(Boolean).join(' ') || null,
      referrer: guest.referrerId,
    },
  }
}
