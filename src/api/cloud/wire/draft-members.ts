import type {
  Combo,
  ComboInAnswer,
  DeliveryOrderDraft,
  DeliveryOrderDraftInAnswer,
  Discount,
  DiscountInAnswer,
  Modifier,
  NewAddress,
  NewAddressInAnswer,
  NewCompoundOrderItemComponent,
  NewCustomer,
  NewCustomerInAnswer,
  NewDeliveryPoint,
  NewOrderItem,
  NewOrderItemInAnswer,
  Payment,
  PaymentAdditionalData,
  PaymentInAnswer,
  TipsPayment,
  TipsPaymentInAnswer,
} from '../generated/types.ts'

// What a client said of a draft, with members that it left out: null, as the service shows them (cloud-api §0.3.7), and
// flags as false where the document allows no null.

/** Members that nobody filled in. */
const nothing = {
  externalNumber: null,
  completeBefore: null,
  phoneExtension: null,
  orderTypeId: null,
  orderServiceType: null,
  comment: null,
  marketingSourceId: null,
  operatorId: null,
  deliveryDuration: null,
  deliveryZone: null,
  priceCategoryId: null,
  sourceKey: null,
  externalData: null,
} satisfies Partial<DeliveryOrderDraftInAnswer>

const noWay = { flat: null, entrance: null, floor: null, doorphone: null, regionId: null }
const noStreet = { classifierId: null, id: null, name: null, city: null }
const noGuest = {
  ...{ id: null, name: null, surname: null, comment: null, birthdate: null, email: null },
  ...{ shouldReceivePromoActionsInfo: null, shouldReceiveOrderStatusNotifications: null },
  gender: 'NotSpecified',
} as const
const noPosition = { productSizeId: null, comment: null }
const noModifier = { productGroupId: null, price: null, positionId: null }
const noCheque = {
  email: null,
  settlementPlace: null,
  phone: null,
  retailAddress: null,
  isInternetPayment: false,
}

/** The draft as answers show it. */
export const wholeDraft = (order: DeliveryOrderDraft): DeliveryOrderDraftInAnswer => ({
  ...nothing,
  ...order,
  deliveryPoint: order.deliveryPoint ? wholePoint(order.deliveryPoint) : null,
  customer: order.customer ? wholeCustomer(order.customer) : null,
  guests: order.guests ? { splitBetweenPersons: null, ...order.guests } : null,
  items: order.items.map(wholeItem),
  combos: order.combos?.map(wholeCombo) ?? null,
  payments: order.payments?.map(wholePayment) ?? null,
  tips: order.tips?.map(wholeTip) ?? null,
  discountsInfo: order.discountsInfo
    ? {
        card: order.discountsInfo.card ?? null,
        discounts: order.discountsInfo.discounts?.map(wholeDiscount) ?? null,
        fixedLoyaltyDiscounts: order.discountsInfo.fixedLoyaltyDiscounts ?? null,
      }
    : null,
  loyaltyInfo: order.loyaltyInfo
    ? { coupon: null, applicableManualConditions: null, dynamicDiscounts: null, ...order.loyaltyInfo }
    : null,
  chequeAdditionalInfo: order.chequeAdditionalInfo ? { ...noCheque, ...order.chequeAdditionalInfo } : null,
})

const wholePoint = (point: NewDeliveryPoint) => ({
  coordinates: point.coordinates ?? null,
  address: point.address ? wholeAddress(point.address) : null,
  externalCartographyId: point.externalCartographyId ?? null,
  comment: point.comment ?? null,
})

const wholeAddress = (address: NewAddress): NewAddressInAnswer =>
  address.type === 'city'
    ? { ...noWay, ...address }
    : { index: null, building: null, ...noWay, ...address, street: { ...noStreet, ...address.street } }

const wholeCustomer = (customer: NewCustomer): NewCustomerInAnswer =>
  customer.type === 'regular' ? { ...noGuest, ...customer } : customer

const wholeModifiers = (modifiers: readonly Modifier[] | undefined) =>
  modifiers?.map((modifier) => ({ ...noModifier, ...modifier })) ?? null

function wholeItem(item: NewOrderItem): NewOrderItemInAnswer {
  const comboInformation = item.comboInformation ? { comboGroupName: null, ...item.comboInformation } : null
  if (item.type === 'Product') {
    const modifiers = wholeModifiers(item.modifiers)
    return { ...noPosition, positionId: null, ...item, comboInformation, modifiers }
  }
  return {
    ...noPosition,
    ...item,
    comboInformation,
    primaryComponent: wholeComponent(item.primaryComponent),
    secondaryComponent: item.secondaryComponent ? wholeComponent(item.secondaryComponent) : null,
    commonModifiers: wholeModifiers(item.commonModifiers),
  }
}

const wholeComponent = (component: NewCompoundOrderItemComponent) => ({
  price: null,
  positionId: null,
  ...component,
  modifiers: wholeModifiers(component.modifiers),
})

const wholeCombo = (combo: Combo): ComboInAnswer => ({ sizeId: null, ...combo })

const paid = { isProcessedExternally: false, isFiscalizedExternally: false, isPrepay: false }

const wholeData = (data: PaymentAdditionalData | undefined) => {
  if (!data) return null
  return data.type === 'Card' ? { number: null, customData: null, cardType: null, ...data } : data
}

const wholePayment = (payment: Payment): PaymentInAnswer => ({
  ...paid,
  ...(payment.paymentTypeKind === 'Card' ? { number: null } : {}),
  ...payment,
  paymentAdditionalData: wholeData(payment.paymentAdditionalData),
})

const wholeTip = (tip: TipsPayment): TipsPaymentInAnswer => ({
  ...paid,
  ...(tip.paymentTypeKind === 'Card' ? { number: null } : {}),
  ...tip,
  paymentAdditionalData: wholeData(tip.paymentAdditionalData),
})

const wholeDiscount = (discount: Discount): DiscountInAnswer =>
  discount.type === 'RMS' ? { selectivePositions: null, ...discount } : discount
