/** Restaurant, groups, halls and the small books of a till (front-api §8.9, §8.1, §8.4). */
import type { BookItem } from '../../../domain/reference/books.ts'
import { registerNumber } from '../../../domain/reference/cash-register.ts'
import { cashInDrawer } from '../../../domain/shifts/cash-shift.ts'
import type { CashShift } from '../../../domain/shifts/shifts.ts'
import { derivedId } from '../../../kernel/derived-id.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { OrderServiceType, PaymentTypeKind, ServiceMode, WriteoffType } from './enums.ts'
import { money, refOf, type TillPlace } from './till-place.ts'
import type { Decimal, Instant, Ref, Versioned } from './values.ts'

export type Restaurant = Versioned & {
  name: string
  legalName: string
  taxId: string
  accountingReasonCode: string
  address: string
  departmentCode: string
  currency: { isoName: string; fractionalPartLength: number; minimumDenomination: Decimal }
  timeZone: string
  packedStatusOnCookingEnabled: boolean
}
export type TerminalsGroup = Versioned & {
  name: string
  serviceMode: ServiceMode
  isTabMode: boolean
  maxCourseNumber: number
  defaultTable: Table | null
  mainTerminal: Terminal
}
/** A group has one terminal: the main one. Its id is made of the group's. */
export type Terminal = Versioned & { name: string }
export type RestaurantSection = Versioned & {
  name: string
  terminalsGroup: Ref | null
  kitchenCoursesEnabled: boolean
  orderItemCommentsEnabled: boolean
  tables: Table[]
}
export type Table = Versioned & {
  name: string
  number: number
  seatingCapacity: number
  isActive: boolean
  restaurantSection: Ref | null
}
export type OrderType = Versioned & {
  name: string
  orderServiceType: OrderServiceType
  isDefaultForServiceType: boolean
  isActive: boolean
}
export type PaymentType = Versioned & {
  name: string
  kind: PaymentTypeKind
  isEnabled: boolean
  isCombinable: boolean
  printCheque: boolean
  canBeExternalProcessed: boolean
}
export type DiscountType = Versioned & {
  name: string
  deleted: boolean
  isActive: boolean
  isAutomatic: boolean
  isCardLoyalty: boolean
  canApplyManually: boolean
  canApplySelectively: boolean
  canApplyByCardNumber: boolean
  canApplyByDiscountCard: boolean
  discountByFlexibleSum: boolean
}
export type DiscountCard = Versioned & {
  cardNumber: string
  ownerName: string
  discountType: Ref | null
}
/** `writeoffType`: flags, as numbers added up; {@link writeoffTypes}. */
export type RemovalType = Versioned & {
  name: string
  commentRequired: boolean
  writeoffType: number
  writeoffTypes: WriteoffType[]
}
export type PriceCategory = Versioned & {
  name: string
  code: string
  deleted: boolean
  canApplyManually: boolean
}
export type TaxCategory = Versioned & { name: string; vatPercent: Decimal }
export type DonationType = Versioned & {
  name: string
  orderServiceTypes: OrderServiceType[]
  paymentTypes: Ref[]
}
/** A till has one register, which is its only point of sale. */
export type CashRegisterInfo = Versioned & {
  name: string
  friendlyName: string
  number: number
  isVirtual: boolean
  hasDriver: boolean
}
export type PointOfSale = Versioned & {
  name: string
  isDefault: boolean
  cashRegister: CashRegisterInfo
  conception: (Ref & { code: string }) | null
}
export type CafeSession = Versioned & {
  number: number
  openTime: Instant
  closeTime: Instant | null
  responsibleManager: Ref | null
  cashRegister: CashRegisterInfo
  /** Cash in the drawer by the till's books. */
  cashSum: Decimal
}

const versioned = (item: Pick<BookItem, 'id' | 'revision'>): Versioned => ({
  id: item.id,
  revision: Number(item.revision),
})

export const restaurantOf = (item: BookItem<'organization'>): Restaurant => {
  const { body } = item
  return {
    ...versioned(item),
    name: body.name,
    legalName: body.legalName ?? '',
    taxId: body.inn ?? '',
    accountingReasonCode: body.kpp ?? '',
    address: body.restaurantAddress,
    departmentCode: body.code,
    currency: {
      isoName: body.currency.isoName,
      fractionalPartLength: body.currency.scale,
      minimumDenomination: body.currency.minimumDenomination,
    },
    timeZone: body.timeZone,
    packedStatusOnCookingEnabled: false,
  }
}

export const terminalIdOf = (terminalGroupId: Uuid): Uuid => derivedId(`terminal of ${terminalGroupId}`)
export const registerIdOf = (terminalGroupId: Uuid): Uuid => derivedId(`cash register of ${terminalGroupId}`)
export const pointOfSaleIdOf = (terminalGroupId: Uuid): Uuid =>
  derivedId(`point of sale of ${terminalGroupId}`)

export const terminalOf = (item: BookItem<'terminalGroup'>): Terminal => ({
  ...versioned(item),
  id: terminalIdOf(item.id),
  name: item.body.name,
})

/** Halls of a group, those of the book's order. */
export const sectionsOfGroup = (place: TillPlace, terminalGroupId: Uuid): BookItem<'restaurantSection'>[] =>
  place.catalog
    .of('restaurantSection', place.organizationId)
    .filter((section) => !section.isDeleted && section.body.terminalGroupId === terminalGroupId)

export function terminalsGroupOf(place: TillPlace, item: BookItem<'terminalGroup'>): TerminalsGroup {
  const tables = sectionsOfGroup(place, item.id).flatMap(tablesOf)
  return {
    ...versioned(item),
    name: item.body.name,
    serviceMode: tables.length > 0 && !item.body.isTabMode ? 'TableService' : 'FastFood',
    isTabMode: item.body.isTabMode,
    maxCourseNumber: 20,
    defaultTable: tables[0] ?? null,
    mainTerminal: terminalOf(item),
  }
}

/** By number, as the till chooses the default one. */
export const tablesOf = (section: BookItem<'restaurantSection'>): Table[] =>
  [...section.body.tables]
    .sort((a, b) => a.number - b.number)
    .map((table) => ({
      id: table.id,
      revision: Number(section.revision),
      name: table.name,
      number: table.number,
      seatingCapacity: table.seats,
      isActive: !section.isDeleted,
      restaurantSection: section.isDeleted ? null : { id: section.id, name: section.body.name },
    }))

export function sectionOf(place: TillPlace, item: BookItem<'restaurantSection'>): RestaurantSection {
  const organization = place.catalog.find('organization', place.organizationId)?.body
  return {
    ...versioned(item),
    name: item.body.name,
    terminalsGroup: refOf(place, 'terminalGroup', item.body.terminalGroupId),
    kitchenCoursesEnabled: true,
    orderItemCommentsEnabled: organization?.orderItemCommentEnabled ?? false,
    tables: tablesOf(item),
  }
}

/** Tables with these ids in their order; one that is not in the books any more has no hall. */
export function tablesWith({ catalog, organizationId }: TillPlace, ids: readonly Uuid[]): Table[] {
  if (ids.length === 0) return []
  const known = new Map(
    catalog
      .of('restaurantSection', organizationId)
      .flatMap(tablesOf)
      .map((table) => [table.id, table]),
  )
  return ids.map(
    (id) =>
      known.get(id) ?? {
        ...{ id, revision: 0, name: '', number: 0, seatingCapacity: 0 },
        ...{ isActive: false, restaurantSection: null },
      },
  )
}

export const orderTypeOf = (item: BookItem<'orderType'>): OrderType => ({
  ...versioned(item),
  name: item.body.name,
  orderServiceType: item.body.serviceType,
  isDefaultForServiceType: item.body.isDefault,
  isActive: !item.isDeleted,
})

/** Bonuses are a payment that a plugin makes: `External` to the front (front-api §8.12 has no kind of its own). */
export const paymentKindOf = (kind: BookItem<'paymentType'>['body']['kind']): PaymentTypeKind =>
  kind === 'IikoCard' ? 'External' : kind

export function paymentTypeOf({ terminalGroupId }: TillPlace, item: BookItem<'paymentType'>): PaymentType {
  const { body } = item
  return {
    ...versioned(item),
    name: body.name,
    kind: paymentKindOf(body.kind),
    isEnabled:
      !item.isDeleted &&
      (body.terminalGroupIds.length === 0 || body.terminalGroupIds.includes(terminalGroupId)),
    isCombinable: body.combinable,
    printCheque: body.printCheque,
    canBeExternalProcessed:
      body.processing !== 'Internal' && body.kind !== 'Cash' && body.kind !== 'IikoCard',
  }
}

export const discountTypeOf = (item: BookItem<'discountType'>): DiscountType => ({
  ...versioned(item),
  name: item.body.name,
  deleted: item.isDeleted,
  isActive: !item.isDeleted,
  isAutomatic: item.body.isAutomatic,
  isCardLoyalty: false,
  canApplyManually: item.body.isManual,
  canApplySelectively: item.body.canBeAppliedSelectively,
  canApplyByCardNumber: item.body.canApplyByCardNumber,
  canApplyByDiscountCard: item.body.isCard,
  discountByFlexibleSum: item.body.mode === 'FlexibleSum',
})

export const discountCardOf = (place: TillPlace, item: BookItem<'discountCard'>): DiscountCard => ({
  ...versioned(item),
  cardNumber: item.body.number,
  ownerName: item.body.ownerName,
  discountType: refOf(place, 'discountType', item.body.discountTypeId),
})

export function removalTypeOf(item: BookItem<'removalType'>): RemovalType {
  const { body } = item
  const kinds: WriteoffType[] = [
    ...(body.canWriteoffToCafe ? (['Cafe'] as const) : []),
    ...(body.canWriteoffToWaiter ? (['Waiter'] as const) : []),
    ...(body.canWriteoffToUser ? (['User'] as const) : []),
  ]
  const codes = { None: 0, Cafe: 1, Waiter: 2, User: 4 }
  return {
    ...versioned(item),
    name: body.name,
    commentRequired: body.reasonRequired,
    writeoffType: kinds.reduce((flags, kind) => flags + codes[kind], 0),
    writeoffTypes: kinds,
  }
}

export const priceCategoryOf = (item: BookItem<'priceCategory'>): PriceCategory => ({
  ...versioned(item),
  name: item.body.name,
  code: item.body.code ?? '',
  deleted: item.isDeleted,
  canApplyManually: item.body.isAssignableManually ?? true,
})

export const taxCategoryOf = (item: BookItem<'taxCategory'>): TaxCategory => ({
  ...versioned(item),
  name: item.body.name,
  vatPercent: item.body.percentage,
})

export const donationTypeOf = (place: TillPlace, item: BookItem<'tipsType'>): DonationType => ({
  ...versioned(item),
  name: item.body.name,
  orderServiceTypes: item.body.serviceTypes,
  paymentTypes: item.body.paymentTypeIds.flatMap((id) => refOf(place, 'paymentType', id) ?? []),
})

export function cashRegisterOf(place: TillPlace, group: BookItem<'terminalGroup'>): CashRegisterInfo {
  const number = registerNumber(group, place.catalog)
  return {
    ...versioned(group),
    id: registerIdOf(group.id),
    name: group.body.name,
    friendlyName: group.body.name,
    number,
    isVirtual: true,
    hasDriver: false,
  }
}

export function pointOfSaleOf(place: TillPlace, group: BookItem<'terminalGroup'>): PointOfSale {
  const conceptions = place.catalog.of('conception', place.organizationId).filter((item) => !item.isDeleted)
  const [only] = conceptions
  return {
    ...versioned(group),
    id: pointOfSaleIdOf(group.id),
    name: group.body.name,
    isDefault: group.id === place.terminalGroupId,
    cashRegister: cashRegisterOf(place, group),
    conception:
      only && conceptions.length === 1 ? { id: only.id, name: only.body.name, code: only.body.code } : null,
  }
}

/** A cash session is another state when its sums are: the count of what was counted in it says so. */
export function cafeSessionOf(
  place: TillPlace,
  group: BookItem<'terminalGroup'>,
  shift: CashShift,
): CafeSession {
  const moved = shift.moved.reduce((count, line) => count + line.count, 0)
  const counted = shift.closedOrders + shift.returns.receipts + moved + shift.deletions.positions
  return {
    id: shift.id,
    revision: counted + (shift.closedAt === null ? 1 : 2),
    number: shift.number,
    openTime: shift.openedAt,
    closeTime: shift.closedAt,
    responsibleManager: shift.openedBy,
    cashRegister: cashRegisterOf(place, group),
    cashSum: money(place, cashInDrawer(shift)),
  }
}
