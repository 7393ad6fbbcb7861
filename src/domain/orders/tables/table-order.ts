/**
 * An order on a table as its till owns it (cloud-api §8.1): what `evolveTableOrder` makes of its journal entries. The
 * guest, where there is one, is a record that can be destroyed (corrections 1).
 */
import type { Uuid } from '../../../kernel/ids.ts'
import type { NamedRef, Sale } from '../order.ts'

/** `Bill`: the guest has the bill, and the composition rests until it is taken back (cloud-api §8.1). */
export type TableOrderStatus = 'New' | 'Bill' | 'Closed' | 'Deleted'

/** Somebody at the table: a part of the check, no person of the books (front-api §2.6.1). */
export type OrderGuest = {
  id: Uuid
  /** Null: a screen says which in turn. */
  name: string | null
  /** From one up, in the order in which they came; a number is not given again while its guest sits. */
  rank: number
}

export type TableOrder = Sale & {
  /** Empty where the restaurant has no tables. */
  tableIds: Uuid[]
  orderType: NamedRef
  status: TableOrderStatus
  contactId: Uuid | null
  /** How many are expected; never fewer than {@link TableOrder.guests}. */
  guestCount: number
  guests: OrderGuest[]
  /** The order that this one was split off (front-api §8.1 `ParentOrderId`). */
  parentOrderId?: Uuid
  parentOrderNumber?: number
  tabName: string | null
  /** Null: a plugin of the till took it, as all that come through the cloud. */
  waiter: NamedRef | null
  /**
   * The cloud shows it. Orders that the till opened itself stay unseen until somebody asks for their table
   * (cloud-api §8.2–8.3).
   */
  isShown: boolean
}

export const isOpen = ({ status }: Pick<TableOrder, 'status'>): boolean =>
  status === 'New' || status === 'Bill'
