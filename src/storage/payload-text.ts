import type { CompoundItem, DeliveryOrder, ItemModifier, ProductItem } from '../domain/orders/order.ts'
import { type Blanks, type BlanksOf, fillBlanks } from '../kernel/blanks.ts'
import { canonicalOctets, thawNumbers } from '../kernel/canonical.ts'

type AnyItem = Pick<ProductItem, keyof ProductItem & keyof CompoundItem>

const ofModifier: BlanksOf<ItemModifier> = {
  groupId: null,
  groupName: null,
  amountIndependentOfParentAmount: false,
  hideIfDefaultAmount: false,
}

const ofItem: BlanksOf<AnyItem> = {
  size: null,
  comment: null,
  combo: null,
  cookingPlaceId: null,
  productCategoryId: null,
  whenPrinted: null,
  whenCookingStarted: null,
  whenCookingCompleted: null,
  deleted: null,
  isAutomatic: false,
  modifiers: [],
}

const ofOrder: BlanksOf<DeliveryOrder> = {
  externalNumber: null,
  sourceKey: null,
  menuId: null,
  priceCategory: null,
  conception: null,
  guestId: null,
  items: [],
  combos: [],
  payments: [],
  tips: [],
  discounts: [],
  loyalty: null,
  cheque: null,
  externalData: [],
  whenReceivedByApi: null,
  whenBillPrinted: null,
  whenClosed: null,
  comment: null,
  marketingSource: null,
  operator: null,
  courier: null,
  problem: null,
  deliveryZone: null,
  isAsap: false,
  estimatedTime: null,
  isChangedSinceCheck: false,
  whenConfirmed: null,
  whenPrinted: null,
  whenCookingCompleted: null,
  whenPacked: null,
  whenSended: null,
  whenDelivered: null,
  cancel: null,
  isDeleted: false,
}

/** Kinds of entries whose empty members are not written (ADR 6). Older entries hold them all, which reads the same. */
const blanksOfKinds: Readonly<Record<string, Blanks>> = {
  'delivery.placed': {
    own: {},
    inner: {
      order: { own: ofOrder, inner: { items: { own: ofItem, inner: { modifiers: { own: ofModifier } } } } },
    },
  },
}

/** The canonical text that is kept of a payload, as octets. */
export const payloadOctets = (kind: string, payload: unknown): string =>
  canonicalOctets(payload, blanksOfKinds[kind])

/** A payload out of its text. */
export function readPayload(kind: string, text: string): unknown {
  const payload = thawNumbers(JSON.parse(text))
  const blanks = blanksOfKinds[kind]
  if (blanks) fillBlanks(payload, blanks)
  return payload
}
