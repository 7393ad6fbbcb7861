/**
 * Enumerations of `Resto.Front.Api` (front-api §8.12): the literals are the original names, the tables hold the codes
 * that the legacy web API speaks.
 */
export const orderStatuses = { New: 0, Bill: 1, Closed: 2, Deleted: 3 } as const
export type OrderStatus = keyof typeof orderStatuses

export const orderItemStatuses = {
  Added: 0,
  PrintedNotCooking: 1,
  CookingStarted: 2,
  CookingCompleted: 3,
  Served: 4,
} as const
export type OrderItemStatus = keyof typeof orderItemStatuses

export const deliveryStatuses = {
  New: 0,
  Confirmed: 1,
  CookingStarted: 2,
  CookingCompleted: 3,
  Packed: 4,
  Waiting: 5,
  OnWay: 6,
  Delivered: 7,
  Closed: 8,
  Cancelled: 9,
} as const
export type DeliveryStatus = keyof typeof deliveryStatuses

export const kitchenItemStatuses = {
  Idle: 0,
  Processing1: 1,
  Processing2: 2,
  Processing3: 3,
  Processing4: 4,
  Processed: 5,
  Served: 6,
} as const
export type KitchenItemStatus = keyof typeof kitchenItemStatuses

/** What the till makes of a processing status: of the four steps of cooking it keeps the first. */
export const cookingOf = {
  Idle: 'PrintedNotCooking',
  Processing1: 'CookingStarted',
  Processing2: 'CookingStarted',
  Processing3: 'CookingStarted',
  Processing4: 'CookingStarted',
  Processed: 'CookingCompleted',
  Served: 'Served',
} as const satisfies Record<KitchenItemStatus, string>

export const kitchenOrderStatuses = {
  New: 0,
  CookingStarted: 1,
  CookingCompleted: 2,
  Packed: 3,
  Served: 4,
} as const
export type KitchenOrderStatus = keyof typeof kitchenOrderStatuses

export const reserveStatuses = { New: 0, Started: 1, Closed: 2 } as const
export type ReserveStatus = keyof typeof reserveStatuses

export const reserveCancelReasons = { ClientNotAppeared: 0, ClientRefused: 1, Other: 2 } as const
export type ReserveCancelReason = keyof typeof reserveCancelReasons

export const orderServiceTypes = { Common: 1, DeliveryByCourier: 2, DeliveryByClient: 4 } as const
export type OrderServiceType = keyof typeof orderServiceTypes

export const paymentStatuses = { New: 0, Processed: 1, Storned: 2, Cancelled: 3 } as const
export type PaymentStatus = keyof typeof paymentStatuses

export const paymentTypeKinds = {
  Unknown: 0,
  Cash: 1,
  Card: 2,
  Credit: 3,
  Writeoff: 4,
  Voucher: 5,
  External: 6,
  SmartSale: 7,
  Sberbank: 8,
  Trpos: 9,
} as const
export type PaymentTypeKind = keyof typeof paymentTypeKinds

export const productTypes = {
  Goods: 0,
  Dish: 1,
  Modifier: 2,
  Service: 3,
  Rate: 4,
  Petrol: 5,
  HalfFinishedGoods: 6,
  ExternalGoods: 7,
  ForPurchase: 8,
} as const
export type ProductType = keyof typeof productTypes

export const genders = { NotSpecified: 0, Male: 1, Female: 2 } as const
export type Gender = keyof typeof genders

export const serviceModes = { FastFood: 0, TableService: 1 } as const
export type ServiceMode = keyof typeof serviceModes

/** Flags. */
export const writeoffTypes = { None: 0, Cafe: 1, Waiter: 2, User: 4 } as const
export type WriteoffType = keyof typeof writeoffTypes

/** `WriteoffOptions.Type` of the original. */
export const writeoffModes = {
  Auto: 0,
  WithoutWriteoff: 1,
  WriteoffToCafe: 2,
  WriteoffToWaiter: 3,
  WriteoffToUser: 4,
} as const

export const permissionsCheckModes = { All: 0, Any: 1 } as const

export const sellingPossibilities = { Allowed: 0, AllowedForced: 1, Restricted: 2 } as const
export type SellingPossibility = keyof typeof sellingPossibilities

const severities = { Low: 0, Middle: 1, High: 2 } as const

const ordinals = [
  ...['Vip', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth'],
  ...['Eleventh', 'Twelfth', 'Thirteenth', 'Fourteenth', 'Fifteenth', 'Sixteenth', 'Seventeenth'],
  ...['Eighteenth', 'Nineteenth', 'Twentieth'],
] as const
export type OrderItemCourse = 'Default' | (typeof ordinals)[number]

export const orderItemCourses: Readonly<Record<OrderItemCourse, number>> = Object.fromEntries([
  ['Default', -1],
  ...ordinals.map((name, index) => [name, index]),
]) as Record<OrderItemCourse, number>

/** The course of a dish as the till keeps it: absent means as it comes. */
export const courseOf = (course: number | undefined): OrderItemCourse =>
  course === undefined ? 'Default' : (ordinals[course] ?? 'Default')

/** All tables by the names of the original, for whoever turns names into codes. */
export const enumCodes = {
  OrderStatus: orderStatuses,
  OrderItemStatus: orderItemStatuses,
  DeliveryStatus: deliveryStatuses,
  KitchenOrderItemProcessingStatus: kitchenItemStatuses,
  KitchenOrderProcessingStatus: kitchenOrderStatuses,
  ReserveStatus: reserveStatuses,
  ReserveCancelReason: reserveCancelReasons,
  OrderServiceTypes: orderServiceTypes,
  PaymentStatus: paymentStatuses,
  PaymentTypeKind: paymentTypeKinds,
  ProductType: productTypes,
  Gender: genders,
  ServiceMode: serviceModes,
  WriteoffType: writeoffTypes,
  'WriteoffOptions.Type': writeoffModes,
  PermissionsCheckMode: permissionsCheckModes,
  ProductsSellingPossibility: sellingPossibilities,
  Severity: severities,
  OrderItemCourse: orderItemCourses,
} as const
