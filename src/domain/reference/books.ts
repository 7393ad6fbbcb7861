/**
 * The reference books of a corporation: what back office edits and tills replicate. One item of a book is
 * `{ id, organizationId, isDeleted, revision, body }`; this file gives the body of each book.
 * `organizationId` of an item is null when the whole corporation shares it.
 * Money is minor units, amounts are thousandths, nutrition is grams or kilocalories as plain numbers.
 */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { TimeZone } from '../../kernel/local-time.ts'
import type {
  AccountingCategory,
  AlcoholClass,
  AttendanceType,
  BackOfficeGroup,
  BackOfficeProduct,
  EdiSystem,
  ExciseMark,
  Payroll,
  ProductSubtype,
  QuickMenu,
  ScheduleType,
} from './back-office-books.ts'
import type { CashFlowCategory, PayInOutType } from './cash-books.ts'
import type { DeliveryRestrictions } from './delivery-restrictions.ts'
import type { ExternalMenu } from './external-menu-books.ts'
import type { RestaurantSection } from './hall-books.ts'
import type { CouponSeries, GuestCategory, LoyaltyProgram, ManualCondition } from './loyalty-books.ts'
import type { Named } from './named.ts'
import type { PeriodSchedule, PriceCategory, PriceList, PriceMoment, PriceOrder } from './price-books.ts'
import type { Printer } from './printer-books.ts'
import type { QueueBoard } from './queue-books.ts'
import type { IncomePlan, OlapPreset, StoreReportPreset } from './report-books.ts'
import type { ServiceType } from './service-type.ts'
import type { SizeFactor, SizeScale } from './sizes.ts'
import type { Employee, Role, WaiterTeam, WaiterTeamAssignments } from './staff-books.ts'
import type {
  Account,
  Container,
  Counteragent,
  MeasureUnit,
  StockPolicy,
  Store,
  SupplierPriceList,
} from './stock-books.ts'
import type { TechCard } from './tech-card-books.ts'
import type { TerminalGroup } from './terminal-group.ts'

export type * from './back-office-books.ts'
export type * from './cash-books.ts'
export type * from './delivery-restrictions.ts'
export type * from './external-menu-books.ts'
export type * from './hall-books.ts'
export type * from './loyalty-books.ts'
export type { Named } from './named.ts'
export type * from './price-books.ts'
export type * from './printer-books.ts'
export type * from './queue-books.ts'
export type * from './report-books.ts'
export type { ServiceType } from './service-type.ts'
export type * from './sizes.ts'
export type * from './staff-books.ts'
export type * from './stock-books.ts'
export type * from './tech-card-books.ts'
export type * from './terminal-group.ts'

export type Organization = Named & {
  code: string
  isActive: boolean
  country: string
  restaurantAddress: string
  latitude: number
  longitude: number
  timeZone: TimeZone
  /** A cash shift stays open while tables have open orders; absent: it may be closed (ADR 25). */
  forbidsClosingShiftWithOpenOrders?: boolean
  /** Minutes after midnight at which the accounting day starts (server-api §26.5). */
  accountingDayStartMinutes: number
  currency: {
    isoName: string /** Decimal digits of the minor unit. */
    scale: number
    minimumDenomination: number
  }
  countryPhoneCode: string
  /** What its programs speak, where an answer has words of theirs (biz-card-api §5.9); absent: Russian. */
  language?: 'ru' | 'en'
  /** Digits a phone must have after `+`, country code included. */
  phoneDigits: { min: number; max: number }
  version: string
  inn?: string
  /** Who the restaurant is in law, for reports; absent: not said. */
  legalName?: string
  /** Reason code of the tax registration, and the number of the place in the exchange with suppliers. */
  kpp?: string
  gln?: string
  isCloud: boolean
  useUaeAddressingSystem: boolean
  addressFormatType: 'Legacy' | 'City' | 'International' | 'IntNoPostcode'
  isAnonymousGuestsAllowed: boolean
  marketingSourceRequiredInDelivery: boolean
  defaultDeliveryCityId: Uuid | null
  deliveryCityIds: Uuid[]
  deliveryServiceType: 'CourierOnly' | 'SelfServiceOnly' | 'CourierAndSelfService'
  defaultCallCenterPaymentTypeId: Uuid | null
  orderItemCommentEnabled: boolean
  isConfirmationEnabled: boolean
  confirmAllowedIntervalInMinutes: number
  useBusinessHoursAndMapping: boolean
  deliveryOrderPaymentSettings: 'WhenOrderOnTheWay' | 'WhenOrderClosed'
  pricesVatInclusive: boolean
  loyaltyDiscountAffectsVat: boolean
  /** The POS refuses a price that differs from its own (cloud-api §4.5). */
  openPricesForbidden: boolean
  externalData: { key: string; value: string }[]
  /** Services of others that hint at addresses while an operator types; absent: none is connected. */
  addressLookup?: ('DaData' | 'GetAddress' | 'Ya' | 'GooglePlaces')[]
  /** Operators may compose orders in the cloud (cloud-api §5.6). */
  areDraftsEnabled: boolean
  /** How goods are accounted; absent: moving average, stock may go below zero, no period is closed. */
  stock?: StockPolicy
}

/** What search engines are told of a dish or a group on the site. */
export type SearchTexts = { title: string; description: string; keywords: string; text: string }

export type ProductGroup = Named & {
  parentId: Uuid | null
  code: string
  description: string
  order: number
  isIncludedInMenu: boolean
  isGroupModifier: boolean
  imageLinks: string[]
  /** A note of the back office for its clients. */
  additionalInfo?: string
  search?: SearchTexts
  /** Colours of the button at the till. */
  color?: string
  tags: string[]
  backOffice?: BackOfficeGroup
}

export type ProductCategory = Named & { code: string }

export type ModifierChild = {
  productId: Uuid
  defaultAmount: number
  minAmount: number
  maxAmount: number
  required: boolean
  hideIfDefaultAmount: boolean
  splittable: boolean
  freeOfChargeAmount: number
}

/** A group of modifiers of a product; `id` is the id of the modifiers' product group, sent as `productGroupId`. */
export type ModifierGroup = {
  id: Uuid
  minAmount: number
  maxAmount: number
  required: boolean
  childModifiersHaveMinMaxRestrictions: boolean
  defaultAmount: number
  hideIfDefaultAmount: boolean
  splittable: boolean
  freeOfChargeAmount: number
  children: ModifierChild[]
}

export type ProductType = 'Dish' | 'Good' | 'Modifier' | 'Service'

export type Nutrition = { energy: number; proteins: number; fats: number; carbohydrates: number }

export type Product = Named & {
  code: string
  type: ProductType
  orderItemType: 'Product' | 'Compound'
  description: string
  descriptionEn?: string
  /** A note of the back office for its clients. */
  additionalInfo?: string
  search?: SearchTexts
  groupId: Uuid | null
  /** Group of the menu tree; for modifiers the group of modifiers. */
  parentGroupId: Uuid | null
  productCategoryId: Uuid | null
  order: number
  measureUnit: string
  weightKg: number
  nutritionPer100g: Nutrition
  sizeScaleId: Uuid | null
  /** Sizes of the scale that this product is not sold in. */
  disabledSizeIds: Uuid[]
  /** By sizes; absent: none has any. */
  sizeFactors?: Record<Uuid, SizeFactor[]>
  modifiers: ModifierChild[]
  groupModifiers: ModifierGroup[]
  modifierSchemaId: Uuid | null
  modifierSchemaName?: string
  splittable: boolean
  /** Station that cooks it: a `cookingPlace` id; null means the product cannot be sold. */
  cookingPlaceId: Uuid | null
  cookingMinutes: number
  /** Amounts with a fraction are allowed (sold by weight). */
  isWeighed: boolean
  canSetOpenPrice: boolean
  useBalanceForSell: boolean
  doNotPrintInCheque: boolean
  taxCategoryId: Uuid | null
  allergenIds: Uuid[]
  imageLinks: string[]
  tags: string[]
  barcodes: string[]
  isActive: boolean
  /** Of a good or a service; absent: a plain one. */
  subtype?: ProductSubtype
  /** Absent until the back office edits the card. */
  backOffice?: BackOfficeProduct
}

export type TaxCategory = Named & { percentage: number }
export type AllergenGroup = Named & { code: string }
export type CookingPlace = Named & { order: number }
export type Conception = Named & { code: string }

export type PaymentTypeKind =
  | 'Unknown'
  | 'Cash'
  | 'Card'
  | 'Credit'
  | 'Writeoff'
  | 'Voucher'
  | 'External'
  | 'IikoCard'
export type PaymentType = Named & {
  code: string
  comment: string
  kind: PaymentTypeKind
  processing: 'External' | 'Internal' | 'Both'
  combinable: boolean
  /** Fiscal: a cheque is printed. */
  printCheque: boolean
  /** Of kind External: the key of the payment system of a plugin that moves its money (front-api §3.1). */
  paymentSystem?: string
  terminalGroupIds: Uuid[]
  applicableMarketingCampaigns: Uuid[]
}

export type OrderType = Named & { serviceType: ServiceType; isDefault: boolean }

export type DiscountType = Named & {
  mode: 'Percent' | 'FlexibleSum' | 'FixedSum'
  /** Hundredths of a percent, positive lowers the price, negative is a surcharge. */
  percentHundredths: number
  sum: Money
  minOrderSum: Money
  isCategorised: boolean
  categoryPercents: { categoryId: Uuid; percentHundredths: number }[]
  canBeAppliedSelectively: boolean
  isAutomatic: boolean
  isManual: boolean
  isCard: boolean
  canApplyByCardNumber: boolean
  comment: string
}

/** Whoever knows the track holds the card: the books keep a digest of it. */
export type DiscountCard = { trackDigest: string; number: string; discountTypeId: Uuid; ownerName: string }
export type CancelCause = Named
export type RemovalType = Named & {
  comment: string
  canWriteoffToCafe: boolean
  canWriteoffToWaiter: boolean
  canWriteoffToUser: boolean
  reasonRequired: boolean
  manual: boolean
}
export type MarketingSource = Named & {
  /** Names of other sources that are counted together with it. */
  attachedSources?: string[]
}
export type TipsType = Named & {
  organizationIds: Uuid[]
  serviceTypes: ServiceType[]
  paymentTypeIds: Uuid[]
}

export type Region = Named
export type City = Named & { classifierId: string | null; additionalInfo?: string }
export type Street = Named & { cityId: Uuid; classifierId: string | null }

export type ComboAction = Named & {
  categoryId: Uuid | null
  /** 0 fixed combo price, 1 fixed price per position, 2 cheapest discounted, 3 dearest discounted, 4 percent per position. */
  priceModificationType: 0 | 1 | 2 | 3 | 4
  /** Minor units for 0 and 1, hundredths of a percent for 2–4. */
  priceModification: bigint
  isActive: boolean
  startDate: string | null
  expirationDate: string | null
  lackingGroupsToSuggest: number
  includeModifiers: boolean
  programId: Uuid | null
  order: number
  groups: {
    id: Uuid
    name: string
    isMainGroup: boolean
    products: {
      productId: Uuid
      sizeId: Uuid | null
      forbiddenModifierIds: Uuid[]
      priceModification: Money
    }[]
  }[]
}
export type ComboCategory = Named

/** Every book and the type of its items' bodies. */
export type Books = {
  organization: Organization
  terminalGroup: TerminalGroup
  productGroup: ProductGroup
  productCategory: ProductCategory
  sizeScale: SizeScale
  product: Product
  priceList: PriceList
  priceCategory: PriceCategory
  priceOrder: PriceOrder
  priceMoment: PriceMoment
  periodSchedule: PeriodSchedule
  quickMenu: QuickMenu
  taxCategory: TaxCategory
  allergenGroup: AllergenGroup
  cookingPlace: CookingPlace
  conception: Conception
  paymentType: PaymentType
  orderType: OrderType
  discountType: DiscountType
  discountCard: DiscountCard
  cancelCause: CancelCause
  removalType: RemovalType
  marketingSource: MarketingSource
  tipsType: TipsType
  region: Region
  city: City
  street: Street
  deliveryRestrictions: DeliveryRestrictions
  comboAction: ComboAction
  comboCategory: ComboCategory
  externalMenu: ExternalMenu
  role: Role
  employee: Employee
  restaurantSection: RestaurantSection
  queueBoard: QueueBoard
  printer: Printer
  techCard: TechCard
  measureUnit: MeasureUnit
  container: Container
  store: Store
  account: Account
  counteragent: Counteragent
  cashFlowCategory: CashFlowCategory
  payInOutType: PayInOutType
  supplierPriceList: SupplierPriceList
  accountingCategory: AccountingCategory
  ediSystem: EdiSystem
  exciseMark: ExciseMark
  alcoholClass: AlcoholClass
  attendanceType: AttendanceType
  scheduleType: ScheduleType
  payroll: Payroll
  waiterTeam: WaiterTeam
  waiterTeamAssignments: WaiterTeamAssignments
  incomePlan: IncomePlan
  olapPreset: OlapPreset
  storeReportPreset: StoreReportPreset
  guestCategory: GuestCategory
  loyaltyProgram: LoyaltyProgram
  couponSeries: CouponSeries
  manualCondition: ManualCondition
}
export type Book = keyof Books

export type BookItem<B extends Book = Book> = {
  [K in B]: {
    readonly book: K
    readonly id: Uuid
    /** Null: shared by the corporation. */
    readonly organizationId: Uuid | null
    readonly isDeleted: boolean
    /** Revision of the corporation's books at which the item was last saved. */
    readonly revision: bigint
    readonly body: Books[K]
  }
}[B]
