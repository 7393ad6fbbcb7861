/** A till, a guest and commands for unit tests; each takes what differs from an ordinary day. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { Random } from '../../../kernel/random.ts'
import { aCatalog, type CatalogChanges } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import type { ItemInput, ModifierInput, PaymentInput, PlaceDelivery } from '../commands.ts'
import { evolve } from '../evolve.ts'
import type { Contact, DeliveryOrder, DeliveryPoint } from '../order.ts'
import { placeDelivery } from '../place-delivery.ts'
import type { TillContext } from '../till-context.ts'

/** Friday 2026-03-13 12:00 in Moscow. */
export const noon = Date.UTC(2026, 2, 13, 9)
export const minutes = (count: number): number => count * 60_000

/** Ids in a row, chance by a small generator: the same seed makes the same day. */
export function aRandom(seed = 1): Random {
  let state = seed
  let made = 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
  return {
    uuid: () =>
      `5eed${(seed & 0xffff).toString(16).padStart(4, '0')}-0000-4000-8000-${(++made).toString(16).padStart(12, '0')}`,
    int: (below) => next() % below,
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  }
}

export const aTill = (changes: Partial<TillContext> = {}, books: CatalogChanges = {}): TillContext => ({
  catalog: aCatalog(books),
  tenantId: ids.tenant,
  organizationId: ids.organization,
  terminalGroupId: ids.terminalGroup,
  now: noon,
  random: aRandom(),
  stopList: new Map(),
  nextNumber: 7,
  isCutOff: false,
  hasTerminal: false,
  cashShiftId: ids.cashShift,
  drawer: { openedAt: noon, cash: 100_000_00n },
  hasOpenPersonalShift: () => true,
  isPositionTaken: () => false,
  contact: aContact(),
  isKnownGuest: false,
  mayBypassRestrictions: false,
  trackDigest: (track) => `digest of ${track}`,
  ...changes,
})

export const aContact = (changes: Partial<Contact> = {}): Contact => ({
  phone: '+79005550101',
  phoneExtension: null,
  customer: {
    type: 'regular',
    name: 'Anna',
    surname: null,
    comment: null,
    birthdate: null,
    email: null,
    gender: 'NotSpecified',
    shouldReceiveOrderStatusNotifications: null,
  },
  deliveryPoint: aDeliveryPoint(),
  ...changes,
})

export const aDeliveryPoint = (
  changes: Partial<NonNullable<DeliveryPoint['address']>> = {},
): DeliveryPoint => ({
  coordinates: null,
  externalCartographyId: null,
  comment: null,
  address: {
    type: 'legacy',
    street: { id: ids.street, classifierId: null, name: 'Green street', city: null },
    line1: null,
    index: null,
    house: '5',
    building: null,
    flat: '12',
    entrance: null,
    floor: null,
    doorphone: null,
    region: null,
    ...changes,
  },
})

type ProductInput = Extract<ItemInput, { kind: 'Product' }>

export const anItem = (productId: Uuid = ids.soup, changes: Partial<ProductInput> = {}): ProductInput => ({
  kind: 'Product',
  productId,
  price: null,
  modifiers: [],
  positionId: null,
  sizeId: null,
  amount: 1000n,
  comment: null,
  combo: null,
  ...changes,
})

export const aChosenModifier = (
  productId: Uuid,
  amount: number,
  groupId: Uuid | null = null,
  changes: Partial<ModifierInput> = {},
): ModifierInput => ({
  positionId: null,
  productId,
  groupId,
  amount: BigInt(amount) * 1000n,
  price: null,
  ...changes,
})

export const aPayment = (typeId: Uuid, sum: bigint, changes: Partial<PaymentInput> = {}): PaymentInput => ({
  typeId,
  kind: null,
  sum,
  isProcessedExternally: false,
  isFiscalizedExternally: false,
  isPrepay: false,
  additionalData: null,
  ...changes,
})

export const aPlacement = (changes: Partial<PlaceDelivery> = {}): PlaceDelivery => ({
  kind: 'delivery.place',
  orderId: ids.order,
  contactId: ids.contact,
  guestId: null,
  hasCustomer: true,
  hasDeliveryPoint: true,
  externalNumber: null,
  sourceKey: null,
  menuId: null,
  priceCategoryId: null,
  orderTypeId: null,
  serviceType: 'DeliveryByCourier',
  completeBefore: null,
  comment: null,
  guests: null,
  marketingSourceId: null,
  operatorId: null,
  deliveryDuration: null,
  deliveryZone: null,
  deliveryServiceProductId: null,
  items: [anItem()],
  combos: [],
  payments: [],
  tips: [],
  discountCardTrack: null,
  discounts: [],
  loyalty: null,
  cheque: null,
  externalData: [],
  whenReceivedByApi: null,
  isExternal: true,
  ...changes,
})

/** The order that a placement makes. */
export function aPlacedOrder(
  changes: Partial<PlaceDelivery> = {},
  till: TillContext = aTill(),
): DeliveryOrder {
  let order: DeliveryOrder | null = null
  for (const event of placeDelivery(till, aPlacement(changes))) order = evolve(order, event, till.now)
  if (!order) throw new Error('a placement without events')
  return order
}
