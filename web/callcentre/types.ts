/** What the server tells the call centre's page (`src/api/admin/call-centre`). Moments are ISO, sums decimal texts. */
import type { Text } from '../kit/desk/types.ts'
import type { Menu } from '../kit/menu-types.ts'
import type { Named } from '../kit/named.ts'
import type { NewItem } from '../kit/new-item-types.ts'
import type { DeliveryStatus } from '../kit/till-types.ts'

export type Who = {
  login: string
  id: string
  name: string
  chain: string
  mayCancel: boolean
  mayConfirm: boolean
  mayBypass: boolean
  now: string
}
export type Currency = { isoName: string; scale: number }
export type Organization = Named & {
  currency: Currency
  timeZone: string
  countryCode: string
  defaultCityId: string | null
  terminalGroups: (Named & { isAlive: boolean })[]
}
export type Street = Named & { cityId: string }
export type PaymentType = Named & { kind: 'Cash' | 'Card'; terminalGroupIds: string[] }
export type Choices = {
  organizations: Organization[]
  cities: Named[]
  streets: Street[]
  paymentTypes: PaymentType[]
  cancelCauses: Named[]
  removalTypes: (Named & { needsComment: boolean })[]
}
export type PhoneCall = { id: string; phone: string; line: string | null; isTaken: boolean; since: string }

export type Stop = { productId: string; sizeId: string | null; balance: number }
export type MenuHere = { menu: Menu; stopList: Stop[] }

type Group = {
  organizationId: string
  terminalGroupId: string
  organization: Named | null
  terminalGroup: Named | null
}
export type Allowed = Group & {
  zone: string | null
  minutes: number
  minSum: string
  charge: (Named & { sum: string }) | null
}
export type Rejected = Group & { zone: string | null; code: string; why: Text }
export type Check = {
  isAllowed: boolean
  sum: string | null
  isUnlocated: boolean
  allowed: Allowed[]
  unruled: Group[]
  rejected: Rejected[]
}

export type OldAddress = {
  text: string
  streetId: string | null
  house: string | null
  flat: string | null
  entrance: string | null
  floor: string | null
  doorphone: string | null
  comment: string | null
}
export type OldItem = Omit<NewItem, 'modifiers'> & {
  name: string
  size: string | null
  modifiers: { productId: string; groupId: string | null; amount: number; name: string }[]
}
export type Delivery = {
  id: string
  number: number | null
  creationStatus: 'Success' | 'InProgress' | 'Error'
  status: DeliveryStatus | null
  problem: Text | null
  organization: Named | null
  terminalGroup: Named | null
  phone: string | null
  guestName: string | null
  address: OldAddress | null
  isPickup: boolean
  sum: string | null
  currency: Currency | null
  createdAt: string | null
  promisedAt: string | null
  isAsap: boolean
  comment: string | null
  courier: string | null
  operator: { id: string; name: string } | null
  isMine: boolean
  cancelled: string | null
  /** The kitchen has some of its dishes. */
  isInKitchen: boolean
  items: OldItem[]
}
export type Guest = {
  id: string
  profile: { name: string | null; surname: string | null; comment: string | null }
  isBlocked: boolean
  categories: Named[]
  wallets: (Named & { program: Named | null; balance: string })[]
  orders: { count: number; sum: string }
}
export type AboutPhone = { phone: string; guest: Guest | null; orders: Delivery[]; ordersCount: number }
