/** What screens ask of an order on a table while it is served (the till's side: `src/api/till/serving-commands.ts`). */

import type { Recomposition } from './new-item-types.ts'

/** A part of the check; a null name is said by the number. */
export type OrderGuest = { id: string; name: string | null; rank: number }

/** `amount` null: all of it. */
export type ItemPart = { positionId: string; amount: number | null }

export type MoveTarget =
  | { orderId: string; guestId?: string | null }
  | { orderId: string; tableIds: string[] }

export type TableCommand = { orderId: string } & (
  | { kind: 'tableOrder.addGuest' | 'tableOrder.renameGuest'; guestId: string; name: string | null }
  | { kind: 'tableOrder.removeGuest'; guestId: string }
  | { kind: 'tableOrder.assignItems'; positionIds: string[]; guestId: string | null }
  | { kind: 'tableOrder.shareItems'; positionIds: string[]; guestIds: string[] }
  | { kind: 'tableOrder.changeCourse'; positionIds: string[]; course: number | null }
  | {
      kind: 'tableOrder.changeItemComment' | 'tableOrder.changePrintedComment'
      positionId: string
      comment: string | null
    }
  | { kind: 'tableOrder.changeItemAmount'; positionId: string; by: number }
  | ({ kind: 'tableOrder.recomposeItem' } & Recomposition)
  | { kind: 'tableOrder.deleteItems'; parts: ItemPart[] }
  | {
      kind: 'tableOrder.deletePrintedItems'
      parts: ItemPart[]
      removalTypeId: string | null
      comment: string | null
      userIdForWriteoff: string | null
      withoutWriteoff: boolean
    }
  | { kind: 'tableOrder.changeTables'; tableIds: string[] }
  | { kind: 'tableOrder.changeWaiter'; waiterId: string }
  | { kind: 'tableOrder.changeTabName'; tabName: string | null }
  | { kind: 'tableOrder.printToKitchen'; positionIds?: string[]; course?: number }
  | { kind: 'tableOrder.move'; parts: ItemPart[]; guestIds: string[]; to: MoveTarget }
  | { kind: 'tableOrder.merge'; fromOrderIds: string[] }
  | {
      kind: 'tableOrder.splitByGuests'
      guests: { guestId: string; newOrderId: string }[]
      shareCommon: boolean
    }
)

/** What a till sells most: pages of three buttons in a row (server-api §14). */
export type QuickMenu = {
  /** Null: of the whole restaurant. */
  sectionId: string | null
  isByWeekday: boolean
  pageNames: string[]
  labels: {
    /** From 0, Monday; null: every day. */
    day: number | null
    page: number
    x: number
    y: number
    entityId: string
    entityType: 'PRODUCT' | 'PRODUCT_GROUP'
  }[]
}
