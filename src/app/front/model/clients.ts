/** Guests of the book (front-api §8.7). */
import type { GuestPicture } from '../../ports.ts'
import type { Gender } from './enums.ts'
import type { Instant, Versioned } from './values.ts'

/** `revision` counts the orders that the guest has closed: the book of guests counts no other changes. */
export type Client = Versioned & {
  name: string
  surname: string
  comment: string | null
  phones: { value: string; isMain: boolean }[]
  emails: { value: string; isMain: boolean }[]
  /** The first of their cards. */
  cardNumber: string | null
  /** `yyyy-MM-dd`. */
  birthDate: string | null
  gender: Gender
  lastOrderDate: Instant | null
}

const genders = ['NotSpecified', 'Male', 'Female'] as const

export function clientOf({ guest, profile, cards, closedOrders }: GuestPicture): Client {
  return {
    id: guest.id,
    revision: closedOrders.count,
    name: profile?.name ?? '',
    surname: profile?.surname ?? '',
    comment: profile?.comment ?? null,
    phones: profile?.phone ? [{ value: profile.phone, isMain: true }] : [],
    emails: profile?.email ? [{ value: profile.email, isMain: true }] : [],
    cardNumber: cards[0]?.number ?? null,
    birthDate: profile?.birthday ?? null,
    gender: genders[profile?.sex ?? 0],
    lastOrderDate: closedOrders.last?.at ?? null,
  }
}
