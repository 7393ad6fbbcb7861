import type { Named } from '../kit/named.ts'

/** What the server tells the office (`/admin/api/loyalty`). Moments are in ISO form, sums are decimal texts. */
export type Currency = { isoName: string; scale: number }
export type Product = Named & { sizeId: string | null; price: string; isPlain: boolean }
/** What forms choose from in one restaurant. */
export type Choices = {
  currency: Currency
  timeZone: string
  categories: Named[]
  couponSeries: Named[]
  manualConditions: (Named & { isDynamic: boolean })[]
  comboActions: Named[]
  productCategories: Named[]
  products: Product[]
}

export type LineKind =
  | 'topUp'
  | 'chargeOff'
  | 'hold'
  | 'holdCancelled'
  | 'registrationBonus'
  | 'orderPaid'
  | 'orderPaymentCancelled'
  | 'orderAccrued'
  | 'orderAccrualCancelled'
  | 'offlineCharge'
  | 'categorySet'
  | 'categoryRemoved'
  | 'couponActivated'
  | 'orderClosed'

export type Line = {
  id: string
  at: string
  kind: LineKind
  sum: string | null
  balanceAfter: string | null
  program: Named | null
  campaign: Named | null
  organization: Named | null
  orderNumber: number | null
  orderSum: string | null
  coupon: string | null
  comment: string | null
  who: string | null
}
