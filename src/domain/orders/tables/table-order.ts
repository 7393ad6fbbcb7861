/**
 * An order on a table as its till owns it (cloud-api §8.1): what `evolveTableOrder` makes of its journal entries. The
 * guest, where there is one, is a record that can be destroyed (corrections 1).
 */
import type { Uuid } from '../../../kernel/ids.ts'
import type { NamedRef, Sale } from '../order.ts'

/** `Bill`: the guest has the bill, and the composition rests until it is taken back (cloud-api §8.1). */
export type TableOrderStatus = 'New' | 'Bill' | 'Closed' | 'Deleted'

export type TableOrder = Sale & {
  /** Empty where the restaurant has no tables. */
  tableIds: Uuid[]
  orderType: NamedRef
  status: TableOrderStatus
  contactId: Uuid | null
  guestCount: number
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
