/** A small restaurant for unit tests: everything is there once, and a test changes only what it is about. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { Book, BookItem, Books, DeliveryRestrictions, Organization, TerminalGroup } from '../books.ts'
import { Catalog } from '../catalog.ts'
import { aMenu } from './a-menu.ts'
import { bookItem, ids } from './catalog-ids.ts'

export type CatalogChanges = {
  organization?: Partial<Organization>
  terminalGroup?: Partial<TerminalGroup>
  restrictions?: Partial<DeliveryRestrictions>
  /** Added, or put in place of an item with the same book and id. */
  items?: readonly BookItem[]
}

export function aCatalog(changes: CatalogChanges = {}): Catalog {
  const items: BookItem[] = [
    bookItem('organization', ids.organization, { ...organization, ...changes.organization }),
    bookItem('terminalGroup', ids.terminalGroup, { ...terminalGroup, ...changes.terminalGroup }),
    bookItem('deliveryRestrictions', ids.organization, { ...aRestrictionBook, ...changes.restrictions }),
    ...aMenu(),
    ...money(),
    ...people(),
    ...places(),
  ]
  const merged = new Map(
    [...items, ...(changes.items ?? [])].map((item) => [`${item.book}:${item.id}`, item]),
  )
  return new Catalog(ids.tenant, 1n, merged.values())
}

/** An item of the default catalog with some members of its body changed. */
export function changedItem<B extends Book>(book: B, id: Uuid, changes: Partial<Books[B]>): BookItem {
  const item = aCatalog().find(book, id)
  if (!item) throw new Error(`no ${book} ${id} in the test catalog`)
  return { ...item, body: { ...item.body, ...changes } } as BookItem
}

const organization: Organization = {
  name: 'Pelican',
  code: '1',
  isActive: true,
  country: 'RU',
  restaurantAddress: 'Green street 1',
  latitude: 55.75,
  longitude: 37.6,
  timeZone: 'Europe/Moscow',
  accountingDayStartMinutes: 300,
  currency: { isoName: 'RUB', scale: 2, minimumDenomination: 0.01 },
  countryPhoneCode: '7',
  phoneDigits: { min: 11, max: 11 },
  version: '9.7.5',
  isCloud: false,
  useUaeAddressingSystem: false,
  addressFormatType: 'Legacy',
  areDraftsEnabled: true,
  isAnonymousGuestsAllowed: false,
  marketingSourceRequiredInDelivery: false,
  defaultDeliveryCityId: null,
  deliveryCityIds: [],
  deliveryServiceType: 'CourierAndSelfService',
  defaultCallCenterPaymentTypeId: null,
  orderItemCommentEnabled: true,
  isConfirmationEnabled: false,
  confirmAllowedIntervalInMinutes: 1440,
  useBusinessHoursAndMapping: true,
  deliveryOrderPaymentSettings: 'WhenOrderClosed',
  pricesVatInclusive: true,
  loyaltyDiscountAffectsVat: false,
  openPricesForbidden: false,
  externalData: [],
}

const terminalGroup: TerminalGroup = {
  name: 'Hall',
  address: '',
  timeZone: 'Europe/Moscow',
  isEnabledForTransport: true,
  isTabMode: false,
  posVersion: '9.7.5',
  cookingMinutes: 20,
  code: 'hall',
}

const aRestrictionBook: DeliveryRestrictions = {
  deliveryGeocodeServiceType: 1,
  deliveryRegionsMapUrl: null,
  defaultDeliveryDurationInMinutes: 60,
  defaultSelfServiceDurationInMinutes: 15,
  useSameDeliveryDuration: false,
  useSameMinSum: false,
  defaultMinSum: null,
  useSameWorkTimeInterval: false,
  defaultFrom: null,
  defaultTo: null,
  useSameRestrictionsOnAllWeek: false,
  restrictions: [],
  deliveryZones: [],
  rejectOnGeocodingError: false,
  addDeliveryServiceCost: false,
  useSameDeliveryServiceProduct: false,
  defaultDeliveryServiceProductId: null,
  useExternalAssignationService: false,
  externalAssignationServiceUrl: null,
  frontTrustsCallCenterCheck: false,
  requireExactAddressForGeocoding: false,
  zonesMode: 0,
  autoAssignExternalDeliveries: true,
  actionOnValidationRejection: 1,
  knownAddresses: [],
}

function money(): BookItem[] {
  const paymentType = (
    id: Uuid,
    name: string,
    kind: Books['paymentType']['kind'],
    processing: Books['paymentType']['processing'],
  ) =>
    bookItem('paymentType', id, {
      name,
      code: name.toUpperCase(),
      comment: '',
      kind,
      processing,
      combinable: true,
      printCheque: true,
      terminalGroupIds: [ids.terminalGroup],
      applicableMarketingCampaigns: [],
    })
  const discountType = (id: Uuid, changes: Partial<Books['discountType']>) =>
    bookItem('discountType', id, { ...percentDiscount, ...changes })
  return [
    paymentType(ids.cash, 'Cash', 'Cash', 'Internal'),
    paymentType(ids.card, 'Card', 'Card', 'Both'),
    paymentType(ids.tillCard, 'Till card', 'Card', 'Internal'),
    paymentType(ids.aggregator, 'Aggregator', 'Card', 'External'),
    paymentType(ids.bonus, 'Bonus', 'IikoCard', 'Internal'),
    paymentType(ids.partner, 'Partner', 'External', 'Both'),
    { ...paymentType(ids.deletedPayment, 'Cheque', 'Card', 'Both'), isDeleted: true },
    discountType(ids.tenPercent, { name: 'Ten percent' }),
    discountType(ids.flexible, { name: 'Any sum', mode: 'FlexibleSum', percentHundredths: 0 }),
    discountType(ids.hundred, { name: 'Hundred off', mode: 'FixedSum', sum: 10_000n, percentHundredths: 0 }),
    discountType(ids.surcharge, { name: 'Night', percentHundredths: -500 }),
    discountType(ids.soupDay, {
      name: 'Soup day',
      isCategorised: true,
      categoryPercents: [{ categoryId: ids.soups, percentHundredths: 5_000 }],
    }),
    discountType(ids.selective, { name: 'Chosen', percentHundredths: 2_000, canBeAppliedSelectively: true }),
    discountType(ids.automatic, { name: 'Happy hour', isAutomatic: true }),
    discountType(ids.byCard, { name: 'Regulars', isManual: false, isCard: true, canApplyByCardNumber: true }),
    discountType(ids.fromThousand, { name: 'Big order', minOrderSum: 100_000n }),
    bookItem('discountCard', ids.discountCard, {
      trackDigest: 'digest of TRACK-77',
      number: '77',
      discountTypeId: ids.byCard,
      ownerName: 'Vera',
    }),
    bookItem('tipsType', ids.tips, {
      name: 'Tips',
      organizationIds: [ids.organization],
      serviceTypes: ['DeliveryByCourier'],
      paymentTypeIds: [ids.card],
    }),
  ]
}

const percentDiscount: Books['discountType'] = {
  name: 'Percent',
  mode: 'Percent',
  percentHundredths: 1_000,
  sum: 0n,
  minOrderSum: 0n,
  isCategorised: false,
  categoryPercents: [],
  canBeAppliedSelectively: false,
  isAutomatic: false,
  isManual: true,
  isCard: false,
  canApplyByCardNumber: false,
  comment: '',
}

function people(): BookItem[] {
  const employee = (id: Uuid, name: string, changes: Partial<Books['employee']>) =>
    bookItem('employee', id, {
      name,
      code: name,
      firstName: name,
      lastName: '',
      phone: null,
      roleIds: [],
      isCourier: false,
      isOperator: false,
      pinHash: null,
      organizationIds: [ids.organization],
      ...changes,
    })
  const removalType = (id: Uuid, name: string, changes: Partial<Books['removalType']>) =>
    bookItem('removalType', id, {
      name,
      comment: '',
      canWriteoffToCafe: false,
      canWriteoffToWaiter: false,
      canWriteoffToUser: false,
      reasonRequired: false,
      manual: true,
      ...changes,
    })
  return [
    employee(ids.courier, 'Gleb', { isCourier: true }),
    employee(ids.secondCourier, 'Ilya', { isCourier: true }),
    employee(ids.operator, 'Olga', { isOperator: true }),
    bookItem('cancelCause', ids.cancelCause, { name: 'Guest refused' }),
    removalType(ids.toCafe, 'Spoiled', { canWriteoffToCafe: true }),
    removalType(ids.toUser, 'At fault', { canWriteoffToUser: true }),
    removalType(ids.withReason, 'Explained', { canWriteoffToCafe: true, reasonRequired: true }),
  ]
}

function places(): BookItem[] {
  const orderType = (
    id: Uuid,
    name: string,
    serviceType: Books['orderType']['serviceType'],
    isDefault: boolean,
  ) => bookItem('orderType', id, { name, serviceType, isDefault })
  return [
    orderType(ids.specialCourierType, 'Banquet to the door', 'DeliveryByCourier', false),
    orderType(ids.courierType, 'Courier', 'DeliveryByCourier', true),
    orderType(ids.pickupType, 'Pickup', 'DeliveryByClient', true),
    orderType(ids.hallType, 'Hall', 'Common', true),
    bookItem('marketingSource', ids.source, { name: 'Leaflet' }),
    bookItem('city', ids.city, { name: 'Kazan', classifierId: null }),
    bookItem('street', ids.street, { name: 'Green street', cityId: ids.city, classifierId: null }),
  ]
}
