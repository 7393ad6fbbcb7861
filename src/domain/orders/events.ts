/** What can happen to a delivery order: the payloads of its journal entries. `evolve.ts` folds them into the order. */

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
  TipsPayment,
} from './order.ts'

export type OrderEvent =
  /** The till took the order; `order.version` is 0 here. */
  | { kind: 'delivery.placed'; order: Omit<DeliveryOrder, 'version'> }
  | { kind: 'delivery.confirmed' }
  | { kind: 'delivery.confirmationCancelled' }
  | { kind: 'delivery.itemsAdded'; items: OrderItem[]; combos: OrderCombo[] }
  | { kind: 'delivery.itemAmountChanged'; positionId: Uuid; amount: Quantity }
  | { kind: 'delivery.itemsDeleted'; positionIds: Uuid[]; deletion: ItemDeletion }
  /** Service print: the kitchen got its tickets. */
  | { kind: 'delivery.itemsPrinted'; positionIds: Uuid[] }
  | {
      kind: 'delivery.itemsCooking'
      positionIds: Uuid[]
      status: Extract<ItemStatus, 'PrintedNotCooking' | 'CookingStarted' | 'CookingCompleted' | 'Served'>
    }
  | { kind: 'delivery.statusChanged'; status: DeliveryStatus; deliveryDate: number | null }
  | { kind: 'delivery.billPrinted' }
  | { kind: 'delivery.billCancelled' }
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
  | {
      kind: 'delivery.externalDataChanged'
      externalData: { key: string; value: string; isPublic: boolean }[]
    }
  | { kind: 'delivery.paymentsAdded'; payments: Payment[]; tips: TipsPayment[] }
  | { kind: 'delivery.paymentsReplaced'; payments: Payment[]; tips: TipsPayment[] }
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
