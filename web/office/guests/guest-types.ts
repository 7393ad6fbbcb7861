import type { Named } from '../../kit/named.ts'
import type { Line } from '../types.ts'

export type GuestRow = {
  id: string
  name: string | null
  phone: string | null
  cards: string[]
  categories: Named[]
  registeredAt: string
  isForgotten: boolean
}
export type FoundGuests = { guests: GuestRow[]; next: string | null }

export type Profile = {
  phone: string | null
  name: string | null
  surname: string | null
  middleName: string | null
  birthday: string | null
  email: string | null
  sex: 0 | 1 | 2
  comment: string | null
}
export type Wallet = Named & { program: Named | null; programId: string; balance: string }
export type Guest = {
  id: string
  profile: Profile
  isForgotten: boolean
  isDeleted: boolean
  isBlocked: boolean
  consentStatus: 0 | 1 | 2
  wantsLoyaltyInfo: boolean
  wantsPromotions: boolean
  registeredAt: string
  registeredIn: string | null
  cards: { id: string; number: string; track: string }[]
  categories: Named[]
  wallets: Wallet[]
  joinable: Named[]
  orders: { count: number; sum: string; firstAt: string | null; lastAt: string | null }
}
export type History = { lines: Line[]; hasMore: boolean }
