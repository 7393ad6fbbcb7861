/**
 * What a waiter does with an order on a table once it is open (front-api §2.6.3–2.6.5). Commands carry actions on ids,
 * never a whole order: what two devices do at one table merges deed by deed.
 */
import type { Quantity } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { Recomposition } from '../inputs.ts'

/** A dish, or so much of it; `amount` null: all of it. */
export type ItemPart = { positionId: Uuid; amount: Quantity | null }

/** Changes of one order. */
export type ServeTableOrder = {
  orderId: Uuid
} /** `name` null: a screen names them by their number. A repeat with the same id adds nobody. */ & (
  | { kind: 'tableOrder.addGuest'; guestId: Uuid; name: string | null }
  | { kind: 'tableOrder.renameGuest'; guestId: Uuid; name: string | null }
  | { kind: 'tableOrder.removeGuest'; guestId: Uuid }
  | { kind: 'tableOrder.changeGuestCount'; guestCount: number }
  /** `guestId` null: common to all guests. */
  | { kind: 'tableOrder.assignItems'; positionIds: Uuid[]; guestId: Uuid | null }
  /** Each dish in equal parts for these guests. */
  | { kind: 'tableOrder.shareItems'; positionIds: Uuid[]; guestIds: Uuid[] }
  /** `course` null: as it comes. */
  | { kind: 'tableOrder.changeCourse'; positionIds: Uuid[]; course: number | null }
  | { kind: 'tableOrder.changeItemComment'; positionId: Uuid; comment: string | null }
  /** Of a dish that the kitchen has (right F_CCCP). */
  | { kind: 'tableOrder.changePrintedComment'; positionId: Uuid; comment: string | null }
  /** Before printing; `by` is what it becomes more or less, so that two people who add one add two. */
  | { kind: 'tableOrder.changeItemAmount'; positionId: Uuid; by: Quantity }
  /** Before printing: another size, other modifiers. */
  | ({ kind: 'tableOrder.recomposeItem' } & Recomposition)
  /** What the kitchen has no ticket for. */
  | { kind: 'tableOrder.deleteItems'; parts: ItemPart[] }
  | {
      kind: 'tableOrder.deletePrintedItems'
      parts: ItemPart[]
      removalTypeId: Uuid | null
      comment: string | null
      userIdForWriteoff: Uuid | null
      withoutWriteoff: boolean
    }
  | { kind: 'tableOrder.changeTables'; tableIds: Uuid[] }
  | { kind: 'tableOrder.changeWaiter'; waiterId: Uuid }
  | { kind: 'tableOrder.changeTabName'; tabName: string | null }
)

/** Where dishes go: an open order (and who has them there), or a new one at these tables. */
export type MoveTarget =
  | { kind: 'order'; orderId: Uuid; guestId: Uuid | null }
  | { kind: 'new'; orderId: Uuid; tableIds: Uuid[] }

/** Changes of several orders at once: all of it happens or nothing. `orderId` is the order that a waiter looks at. */
export type RearrangeTableOrders = { orderId: Uuid } /** Dishes, and guests with all that is theirs. */ & (
  | { kind: 'tableOrder.move'; parts: ItemPart[]; guestIds: Uuid[]; to: MoveTarget }
  /** Everything of these orders comes into this one, and they are gone. */
  | { kind: 'tableOrder.merge'; fromOrderIds: Uuid[] }
  /** Each guest gets an order of their own at the same tables; `shareCommon`: common dishes in equal parts first. */
  | {
      kind: 'tableOrder.splitByGuests'
      guests: { guestId: Uuid; newOrderId: Uuid }[]
      shareCommon: boolean
    }
)

export const isRearrangement = <C extends { kind: string }>(
  command: C,
): command is Extract<C, { kind: RearrangeTableOrders['kind'] }> => rearrangements.includes(command.kind)
const rearrangements: readonly string[] = ['tableOrder.move', 'tableOrder.merge', 'tableOrder.splitByGuests']

/** Orders besides its own that a command is about and that are there already. */
export function otherOrdersOf(command: RearrangeTableOrders): Uuid[] {
  switch (command.kind) {
    case 'tableOrder.move':
      return [command.to.orderId]
    case 'tableOrder.merge':
      return command.fromOrderIds
    case 'tableOrder.splitByGuests':
      return command.guests.map(({ newOrderId }) => newOrderId)
  }
}

/** How many orders a command opens, each with a number of its own. */
export function newOrdersOf(command: RearrangeTableOrders): number {
  if (command.kind === 'tableOrder.splitByGuests') return command.guests.length
  return command.kind === 'tableOrder.move' && command.to.kind === 'new' ? 1 : 0
}
