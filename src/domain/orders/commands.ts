/**
 * What anybody can ask a till to do with a delivery, whoever asks: a screen, the cloud, a plugin.
 * Ids refer to reference books; the till looks them up, prices and refuses.
 */
import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { DiscountInput, PaymentInput, Recomposition, TipsInput } from './inputs.ts'
import type { DeliveryOrder, Sale } from './order.ts'
import type { PayingCommand } from './paying/paying-commands.ts'
import type { ReturnRequest } from './returns/return-request.ts'

export type { DiscountInput, PaymentInput, TipsInput } from './inputs.ts'

export type ModifierInput = {
  positionId: Uuid | null
  productId: Uuid
  groupId: Uuid | null
  amount: Quantity
  /** Null: the till's price. */
  price: Money | null
}
type ItemInputBase = {
  positionId: Uuid | null
  sizeId: Uuid | null
  amount: Quantity
  comment: string | null
  combo: { comboId: Uuid; comboSourceId: Uuid; groupId: Uuid; groupName: string | null } | null
  /** At a table: whose it is and when it is served; absent: common, as it comes. */
  orderGuestId?: Uuid
  course?: number
}
export type ComponentInput = {
  productId: Uuid
  positionId: Uuid | null
  price: Money | null
  modifiers: ModifierInput[]
}
export type ItemInput =
  | (ItemInputBase & {
      kind: 'Product'
      productId: Uuid
      price: Money | null
      /** Typed by a person, where the product's price is open (front-api §2.6.4); absent: nobody typed one. */
      openPrice?: Money
      modifiers: ModifierInput[]
    })
  | (ItemInputBase & {
      kind: 'Compound'
      primary: ComponentInput
      secondary: ComponentInput | null
      modifiers: ModifierInput[]
    })
export type ComboInput = {
  id: Uuid
  name: string
  amount: number
  /** Of one; null: the till's own. */
  price: Money | null
  sourceId: Uuid
  programId: Uuid | null
  sizeId: Uuid | null
}
/** What anybody says who orders something, wherever it is eaten. */
export type SaleInput = {
  orderId: Uuid
  guestId: Uuid | null
  hasCustomer: boolean
  externalNumber: string | null
  sourceKey: string | null
  menuId: string | null
  priceCategoryId: Uuid | null
  orderTypeId: Uuid | null
  items: ItemInput[]
  combos: ComboInput[]
  payments: PaymentInput[]
  tips: TipsInput[]
  discountCardTrack: string | null
  discounts: DiscountInput[]
  loyalty: Sale['loyalty']
  cheque: Sale['cheque']
  externalData: Sale['externalData']
  whenReceivedByApi: number | null
  /** True for orders that came from outside: they wait for confirmation where the organization wants it. */
  isExternal: boolean
}

export type PlaceDelivery = SaleInput & {
  kind: 'delivery.place'
  contactId: Uuid
  hasDeliveryPoint: boolean
  serviceType: DeliveryOrder['serviceType'] | null
  completeBefore: number | null
  comment: string | null
  guests: { count: number; splitBetweenPersons: boolean } | null
  marketingSourceId: Uuid | null
  operatorId: Uuid | null
  /** Values that override the restrictions, or what auto-assignment found. */
  deliveryDuration: number | null
  deliveryZone: string | null
  deliveryServiceProductId: Uuid | null
}

/** How far the kitchen is with a dish that it has a ticket for. */
export type CookingStep = 'CookingStarted' | 'CookingCompleted' | 'PrintedNotCooking' | 'Served'
/** `from`: as whoever says it saw the dishes; what has been moved since is left alone. Absent: whatever they are. */
export type CookingChange = { positionIds: Uuid[]; status: CookingStep; from?: CookingStep }

/** Changes of an existing delivery. `orderId` is the id the order is known by everywhere. */
export type ChangeDelivery = { orderId: Uuid } & (
  | PayingCommand<'delivery'>
  | { kind: 'delivery.confirm' }
  | { kind: 'delivery.cancelConfirmation' }
  | { kind: 'delivery.addItems'; items: ItemInput[]; combos: ComboInput[] }
  /** Before printing; `by` is what it becomes more or less, so that two people who add one add two. */
  | { kind: 'delivery.changeItemAmount'; positionId: Uuid; by: Quantity }
  | ({ kind: 'delivery.recomposeItem' } & Recomposition)
  | {
      kind: 'delivery.deleteItems'
      positionIds: Uuid[]
      removalTypeId: Uuid | null
      comment: string | null
      userIdForWriteoff: Uuid | null
    }
  /** Sends what is not yet printed to the kitchen. */
  | { kind: 'delivery.printToKitchen' }
  | ({ kind: 'delivery.setCooking' } & CookingChange)
  | { kind: 'delivery.updateStatus'; status: 'Waiting' | 'OnWay' | 'Delivered'; deliveryDate: number | null }
  | { kind: 'delivery.printBill' }
  | { kind: 'delivery.cancelBill' }
  | {
      kind: 'delivery.changeDeliveryPoint'
      contactId: Uuid
      deliveryZone: string | null
      deliveryDuration: number | null
    }
  | {
      kind: 'delivery.changeServiceType'
      serviceType: DeliveryOrder['serviceType']
      contactId: Uuid | null
      hasDeliveryPoint: boolean
    }
  | { kind: 'delivery.changeCompleteBefore'; completeBefore: number }
  | { kind: 'delivery.changeComment'; comment: string | null }
  | { kind: 'delivery.changeOperator'; operatorId: Uuid }
  | { kind: 'delivery.changeProblem'; hasProblem: boolean; description: string | null }
  /** `courierId` null unassigns, undefined leaves; the same for `estimatedTime`. */
  | {
      kind: 'delivery.changeCourier'
      courierId?: Uuid | null
      estimatedTime?: number | null
      isSelectedManually: boolean
    }
  | { kind: 'delivery.changeExternalData'; externalData: { key: string; value: string; isPublic: boolean }[] }
  | { kind: 'delivery.addPayments'; payments: PaymentInput[]; tips: TipsInput[] }
  | { kind: 'delivery.changePayments'; payments: PaymentInput[]; tips: TipsInput[] }
  | { kind: 'delivery.applyDiscounts'; discounts: DiscountInput[]; discountCardTrack: string | null }
  /** Takes the planned payments (and `payments` given by the cashier) and closes. */
  | { kind: 'delivery.close'; deliveryDate: number | null; payments: PaymentInput[] }
  /** Gives money of the closed order back. */
  | ({ kind: 'delivery.return' } & ReturnRequest)
  | {
      kind: 'delivery.cancel'
      cancelCauseId: Uuid | null
      comment: string | null
      movedOrderId: Uuid | null
      removalTypeId: Uuid | null
      removalComment: string | null
      userIdForWriteoff: Uuid | null
    }
)
