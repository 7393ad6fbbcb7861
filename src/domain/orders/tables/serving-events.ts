/** What happens to an order on a table while it is served: payloads of its journal entries (front-api §2.6). */
import type { Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { AppliedDiscount, ItemDeletion, NamedRef, OrderCombo, OrderItem } from '../order.ts'
import type { OrderGuest } from './table-order.ts'

/** The order at the other end of a move. */
export type OtherOrder = { orderId: Uuid; number: number }
/** Why dishes change their order. */
export type MoveReason = 'move' | 'split' | 'merge'

export type ServingEvent =
  | { kind: 'tableOrder.guestAdded'; guest: OrderGuest; guestCount: number }
  | { kind: 'tableOrder.guestRenamed'; guestId: Uuid; name: string | null }
  | { kind: 'tableOrder.guestRemoved'; guestId: Uuid; guestCount: number }
  | { kind: 'tableOrder.guestCountChanged'; guestCount: number }
  | { kind: 'tableOrder.itemsAssigned'; positionIds: Uuid[]; guestId: Uuid | null }
  | { kind: 'tableOrder.courseChanged'; positionIds: Uuid[]; course: number | null }
  | { kind: 'tableOrder.itemCommentChanged'; positionId: Uuid; comment: string | null }
  | { kind: 'tableOrder.itemAmountChanged'; positionId: Uuid; amount: Quantity }
  /** As it is made from now on. */
  | { kind: 'tableOrder.itemRecomposed'; item: OrderItem }
  /** `amount` is what stays of the item; `parts` stand right behind it. */
  | { kind: 'tableOrder.itemSplit'; positionId: Uuid; amount: Quantity; parts: OrderItem[] }
  | { kind: 'tableOrder.itemsDeleted'; positionIds: Uuid[]; deletion: ItemDeletion }
  | { kind: 'tableOrder.itemsMovedOut'; positionIds: Uuid[]; to: OtherOrder; reason: MoveReason }
  | {
      kind: 'tableOrder.itemsMovedIn'
      items: OrderItem[]
      combos: OrderCombo[]
      /** That came along into an order that was split off. */
      discounts: AppliedDiscount[]
      from: OtherOrder
      reason: MoveReason
    }
  | { kind: 'tableOrder.tablesChanged'; tableIds: Uuid[] }
  | { kind: 'tableOrder.waiterChanged'; waiter: NamedRef }
  | { kind: 'tableOrder.tabNameChanged'; tabName: string | null }
