import type { Named } from '../../kit/named.ts'

export type ServiceType = 'Common' | 'DeliveryByCourier' | 'DeliveryByClient'
export type LineChoice = { productIds: string[]; categoryIds: string[] }

/** What must be true; settings are in whole units. */
export type Condition = { id: string } & (
  | { kind: 'schedule'; weekdays: number[]; fromMinutes: number; toMinutes: number }
  | { kind: 'serviceType'; serviceTypes: ServiceType[] }
  | { kind: 'guestCategory'; categoryIds: string[] }
  | { kind: 'orderSum'; from: number; to: number | null }
  | { kind: 'products'; productIds: string[]; categoryIds: string[]; amount: number }
  | { kind: 'coupon'; seriesId: string }
  | { kind: 'manual'; manualConditionId: string }
  | { kind: 'birthday'; daysBefore: number; daysAfter: number }
  | { kind: 'orderCount'; from: number; to: number | null }
)
export type ConditionKind = Condition['kind']

/** What is done then. */
export type Action = { id: string } & (
  | { kind: 'percentDiscount'; percentHundredths: number; lines: LineChoice; limit: number | null }
  | { kind: 'fixedDiscount'; sum: number; lines: LineChoice }
  | { kind: 'dynamicDiscount'; manualConditionId: string; limit: number | null }
  | { kind: 'gift'; productIds: string[]; amount: number }
  | { kind: 'combo'; comboActionIds: string[] }
  | { kind: 'accrueBonuses'; percentHundredths: number; limit: number | null }
  | { kind: 'accrueFixed'; sum: number }
  | { kind: 'payByBonuses'; percentHundredths: number; limit: number | null; canHold: boolean }
)
export type ActionKind = Action['kind']

export type Binding = {
  id: string
  stopsFurtherExecution: boolean
  conditions: Condition[]
  actions: Action[]
}

export type Campaign = Named & {
  description: string
  isActive: boolean
  from: string
  to: string | null
  order: number
  exclusiveGroup: string | null
  needsCertificate: boolean
  orderBindings: Binding[]
  registrationBindings: Binding[]
}

export type ProgramType = 0 | 1 | 2 | 3 | 4
export type Program = Named & {
  description: string
  type: ProgramType
  isActive: boolean
  isDefault: boolean
  from: string
  to: string | null
  notifiesAboutBalance: boolean
  organizationIds: string[]
  wallet: (Named & { overdraftLimit: string; offlineLimit: string }) | null
  campaigns: Campaign[]
}
export type Programs = { programs: Program[] }

export type Preview = {
  idle: 'program-off' | 'campaign-off' | 'conditions' | 'outdone' | null
  warnings: ('guest-unknown' | 'referrer-unknown' | 'coupon-unknown' | 'coupon-used')[]
  cost: string
  sum: string
  lines: { product: Named; cost: string; discount: string }[]
  results: {
    campaign: Named
    isDraft: boolean
    discount: string
    gifts: Named[][]
    combos: Named[]
    /** Only a coupon or certificate is missing. */
    needsCertificate: boolean
  }[]
  payments: { campaignId: string; maxSum: string }[]
  accruals: { campaignId: string; wallet: string; walletEn: string | null; sum: string }[]
}

/** An order that is only thought of. */
export type Sample = {
  items: { productId: string; sizeId: string | null; amount: number }[]
  serviceType: ServiceType
  phone: string
  coupon: string
  manualConditionIds: string[]
  dynamicSum: string | null
  at: string | null
}
