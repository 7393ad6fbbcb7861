/** What can happen to an order: the payloads of its journal entries. `evolve.ts` folds those of a delivery into it. */

import type { Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type {
  AppliedDiscount,
  DeliveryOrder,
  DeliveryStatus,
  ItemDeletion,
  ItemStatus,
  NamedRef,
  OrderCombo,
  OrderItem,
  Payment,
  Sale,
  SaleReturn,
  TipsPayment,
} from './order.ts'
import type { PayingEvent } from './paying/paying-commands.ts'

/** Facts that every kind of order knows, under its own name. */
export type SaleEvent<Of extends 'delivery' | 'tableOrder' | 'reserve'> =
  | { kind: `${Of}.itemsAdded`; items: OrderItem[]; combos: OrderCombo[] }
  /** Service print: the kitchen got its tickets. */
  | { kind: `${Of}.itemsPrinted`; positionIds: Uuid[] }
  | {
      kind: `${Of}.itemsCooking`
      positionIds: Uuid[]
      status: Extract<ItemStatus, 'PrintedNotCooking' | 'CookingStarted' | 'CookingCompleted' | 'Served'>
    }
  | { kind: `${Of}.billPrinted` }
  | { kind: `${Of}.billCancelled` }
  | { kind: `${Of}.externalDataChanged`; externalData: Sale['externalData'] }
  | { kind: `${Of}.paymentsAdded`; payments: Payment[]; tips: TipsPayment[] }
  | { kind: `${Of}.paymentsReplaced`; payments: Payment[]; tips: TipsPayment[] }
  /** Money of the closed order went back. */
  | { kind: `${Of}.returned`; returned: SaleReturn }

export type OrderEvent =
  | SaleEvent<'delivery'>
  | PayingEvent<'delivery'>
  /** Another guest than who ordered it: their wallet pays, their programmes count. */
  | { kind: 'delivery.guestChanged'; guestId: Uuid | null }
  /**
   * The till took the order; its version is the fold's to give. `asked`: in the statement that accepted it, so no entry of its own
   * tells that it was asked for; `deadline` in milliseconds.
   */
  | {
      kind: 'delivery.placed'
      order: Omit<DeliveryOrder, 'version'> & { version?: undefined }
      asked?: { deadline: number | null }
    }
  | { kind: 'delivery.confirmed' }
  | { kind: 'delivery.confirmationCancelled' }
  | { kind: 'delivery.itemAmountChanged'; positionId: Uuid; amount: Quantity }
  /** As it is made from now on. */
  | { kind: 'delivery.itemRecomposed'; item: OrderItem }
  | { kind: 'delivery.itemsDeleted'; positionIds: Uuid[]; deletion: ItemDeletion }
  | { kind: 'delivery.statusChanged'; status: DeliveryStatus; deliveryDate: number | null }
  | {
      kind: 'delivery.contactChanged'
      contactId: Uuid
      deliveryZone: string | null
      deliveryDuration: number
      completeBefore: number
      cookingStartTime: number
    }
  | {
      kind: 'delivery.serviceTypeChanged'
      serviceType: DeliveryOrder['serviceType']
      orderType: NamedRef
      contactId: Uuid
    }
  | { kind: 'delivery.completeBeforeChanged'; completeBefore: number; cookingStartTime: number }
  | { kind: 'delivery.commentChanged'; comment: string | null }
  | { kind: 'delivery.operatorChanged'; operator: NamedRef }
  | { kind: 'delivery.problemChanged'; hasProblem: boolean; description: string | null }
  | { kind: 'delivery.courierChanged'; courier: DeliveryOrder['courier']; estimatedTime: number | null }
  | { kind: 'delivery.discountsChanged'; discounts: AppliedDiscount[] }
  | { kind: 'delivery.closed'; deliveryDate: number | null }
  | {
      kind: 'delivery.cancelled'
      cause: NamedRef | null
      comment: string | null
      movedOrderId: Uuid | null
      deletion: ItemDeletion | null
    }

export type OrderEventKind = OrderEvent['kind']
