/** What a till says of guests, discounts and money, and what it may be asked of them (its side: `src/api/till`). */
import type { Named } from './named.ts'

/** The money side of an order. */
export type SaleMoney = {
  guestId: string | null
  /** Null: usual prices. */
  priceCategory: { id: string; name: string } | null
  coupon: string | null
  manualConditionIds: string[]
  tips: { id: string; name: string; tipsType: string | null; sum: number; isPreliminary: boolean }[]
  /** What a bank is asked just now. */
  bankPayment: {
    transactionId: string
    phase: 'authorizing' | 'returning' | 'unknown'
    sum: number
    isReturn: boolean
  } | null
  /** Why it came to nothing the last time. */
  bankFailure: { transactionId: string; reason: string; text: string } | null
}
export const noMoney: SaleMoney = {
  ...{ guestId: null, priceCategory: null, coupon: null, manualConditionIds: [], tips: [] },
  ...{ bankPayment: null, bankFailure: null },
}

/** A discount or a surcharge that stands on an order; `isFound`: programmes gave it. */
export type SaleDiscount = { typeId: string; name: string; sum: number; isFound: boolean }

export type DiscountType = Named & {
  mode: 'Percent' | 'FixedSum' | 'FlexibleSum'
  /** Negative: a surcharge. */
  percent: number
  sum: number
  minOrderSum: number
  isCategorised: boolean
  isSelective: boolean
}
export type TipsType = Named & { serviceTypes: string[]; paymentTypeIds: string[] }
export type PayingBooks = {
  /** Those that a person may choose. */
  priceCategories: Named[]
  discountTypes: DiscountType[]
  manualConditions: (Named & { isDynamic: boolean })[]
  tipsTypes: TipsType[]
  counteragents: { id: string; name: string }[]
  /** Cards are charged by a bank's terminal. */
  hasTerminal: boolean
}
export const noPayingBooks: PayingBooks = {
  ...{ priceCategories: [], discountTypes: [], manualConditions: [], tipsTypes: [], counteragents: [] },
  hasTerminal: false,
}

export type Guest = {
  id: string
  name: string | null
  phone: string | null
  birthday: string | null
  comment: string | null
  categories: { name: string; nameEn: string | null }[]
  cards: string[]
  wallets: { walletId: string; name: string; nameEn: string | null; balance: number }[]
  visits: number
  /** The latest first. */
  orders: { at: number; number: number | null; sum: number | null }[]
}
/** What loyalty offers for an order. */
export type Offers = {
  guest: Guest | null
  bonuses: (Named & { balance: number; max: number })[]
  accrual: number
  wantsCoupon: string[]
}

/** `reserve`: the order of a banquet. */
export type PaidKind = 'delivery' | 'tableOrder' | 'reserve'
export type PayLine = { typeId: string; sum: number; counteragentId?: string }
export type TipsLine = { typeId: string; sum: number; tipsTypeId: string | null }
export type PayingCommand =
  | {
      kind: `${PaidKind}.changeDiscounts`
      orderId: string
      discounts?: { discountTypeId: string; sum?: number; positions?: string[] }[]
      discountCardTrack?: string
      removedTypeIds?: string[]
    }
  | {
      kind: `${PaidKind}.changeLoyalty`
      orderId: string
      coupon: string | null
      manualConditionIds: string[]
    }
  | { kind: `${PaidKind}.changePriceCategory`; orderId: string; priceCategoryId: string | null }
  | { kind: `${PaidKind}.setGuest`; orderId: string; guestId: string | null }
  | { kind: `${PaidKind}.pay`; orderId: string; payments: PayLine[]; tips: TipsLine[] }
  | { kind: `${PaidKind}.prepay`; orderId: string; typeId: string; sum: number }
  | { kind: `${PaidKind}.returnPayment`; orderId: string; paymentId: string }
  | { kind: `${PaidKind}.resolveBankPayment`; orderId: string; transactionId: string; isMoved: boolean }
