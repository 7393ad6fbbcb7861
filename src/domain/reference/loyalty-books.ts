/** Books of loyalty: categories of guests, programmes with their campaigns, series of coupons, manual conditions. */
import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { Named } from './named.ts'
import type { ServiceType } from './service-type.ts'

export type GuestCategory = Named & { isActive: boolean; isDefaultForNewGuests: boolean }

/** Coupons, or certificates, that are told apart by their numbers. */
export type CouponSeries = Named & { isActive: boolean }

/** Something that whoever takes the order says of it: "has a student card". A dynamic one brings its own sum. */
export type ManualCondition = Named & { isDynamicDiscount: boolean; isApplicableOnCashierScreen: boolean }

/** What must be true of an order, its guest or its moment; all conditions of a binding together. */
export type LoyaltyCondition = { id: Uuid } & LoyaltyConditionKind
type LoyaltyConditionKind =
  /** ISO weekdays and minutes after local midnight; `toMinutes` is excluded and may be before `fromMinutes`. */
  | { kind: 'schedule'; weekdays: number[]; fromMinutes: number; toMinutes: number }
  | { kind: 'serviceType'; serviceTypes: ServiceType[] }
  /** Of the guest; any of them. */
  | { kind: 'guestCategory'; categoryIds: Uuid[] }
  /** Of the order before discounts; both ends included, null: no limit. */
  | { kind: 'orderSum'; from: Money; to: Money | null }
  /** At least `amount` of any of the products, or of what is in any of the categories. */
  | { kind: 'products'; productIds: Uuid[]; categoryIds: Uuid[]; amount: Quantity }
  | { kind: 'coupon'; seriesId: Uuid }
  | { kind: 'manual'; manualConditionId: Uuid }
  /** Days before and after the birthday on which it still counts. */
  | { kind: 'birthday'; daysBefore: number; daysAfter: number }
  /** This guest's order by count, in any restaurant: 1 is the first. */
  | { kind: 'orderCount'; from: number; to: number | null }

/** Which lines an action is about: those of the products or the categories; of nothing: all lines. */
export type LineChoice = { productIds: Uuid[]; categoryIds: Uuid[] }

/** What a campaign does when its conditions hold. Percents are in hundredths of a percent. */
export type LoyaltyAction = { id: Uuid } & (
  | { kind: 'percentDiscount'; percentHundredths: number; lines: LineChoice; limit: Money | null }
  | { kind: 'fixedDiscount'; sum: Money; lines: LineChoice }
  /** The sum that came with the manual condition. */
  | { kind: 'dynamicDiscount'; manualConditionId: Uuid; limit: Money | null }
  | { kind: 'gift'; productIds: Uuid[]; amount: Quantity }
  | { kind: 'combo'; comboActionIds: Uuid[] }
  | { kind: 'accrueBonuses'; percentHundredths: number; limit: Money | null }
  | { kind: 'accrueFixed'; sum: Money }
  /** How much of the order may be paid from the wallet. */
  | { kind: 'payByBonuses'; percentHundredths: number; limit: Money | null; canHold: boolean }
)

export type LoyaltyBinding = {
  id: Uuid
  /** When it was executed, later bindings of the campaign are not. */
  stopsFurtherExecution: boolean
  conditions: LoyaltyCondition[]
  actions: LoyaltyAction[]
}

export type LoyaltyCampaign = Named & {
  id: Uuid
  description: string
  isActive: boolean
  from: LocalDate
  to: LocalDate | null
  /** Lesser ones come first, in discounts as in payments. */
  order: number
  /** Of the campaigns with one name here only the one that is best for the guest works; null: it works with all. */
  exclusiveGroup: string | null
  /** A coupon or certificate is asked for when everything else holds. */
  needsCertificate: boolean
  orderBindings: LoyaltyBinding[]
  /** When a guest is registered. */
  registrationBindings: LoyaltyBinding[]
}

/** 0 deposit or corporate, 1 bonus, 2 products, 3 discount, 4 certificate (cloud-api §9.7). */
export type LoyaltyProgramType = 0 | 1 | 2 | 3 | 4

export type LoyaltyProgram = Named & {
  description: string
  isActive: boolean
  type: LoyaltyProgramType
  templateType: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  from: LocalDate
  to: LocalDate | null
  isDefault: boolean
  notifiesAboutBalance: boolean
  /** Null: the programme keeps no money. */
  wallet: (Named & { id: Uuid; overdraftLimit: Money; offlineLimit: Money }) | null
  organizationIds: Uuid[]
  refillType: 0 | 1 | 2 | 3
  campaigns: LoyaltyCampaign[]
}
