/**
 * A reserve: tables kept for a guest for a while. With an order it is a banquet (cloud-api §8.5). The guest is a record
 * that can be destroyed (corrections 1).
 */
import type { Uuid } from '../../kernel/ids.ts'
import type { CancelReason, NamedRef, Sale } from '../orders/order.ts'

/** Nobody cancels by a status of its own: a cancelled reserve is Closed and has a reason (cloud-api §8.5). */
export type ReserveStatus = 'New' | 'Started' | 'Closed'
export type { CancelReason }

/** What is ordered in advance. */
export type BanquetOrder = Sale & { orderType: NamedRef }

export type Reserve = {
  id: Uuid
  tenantId: Uuid
  organizationId: Uuid
  terminalGroupId: Uuid
  externalNumber: string | null
  sourceKey: string | null
  contactId: Uuid
  guestId: Uuid | null
  guestCount: number
  comment: string | null
  durationInMinutes: number
  shouldRemind: boolean
  tableIds: Uuid[]
  estimatedStartTime: number
  eventType: string | null
  status: ReserveStatus
  cancelReason: CancelReason | null
  guestsComingTime: number | null
  banquet: BanquetOrder | null
  /** The order on a table that the guests of a plain reserve got when they came. */
  seatedOrderId?: Uuid
  /** Of one that was restored: the order that its guests had got before. It goes on without the reserve. */
  previousOrderId?: Uuid
  whenReceivedByApi: number | null
  whenCreated: number
  /** Number of journal entries that made this state. */
  version: number
}

/** When the tables are kept: from, and to which moment they are not any more. */
export type Term = Pick<Reserve, 'estimatedStartTime' | 'durationInMinutes'>
export const endOf = ({ estimatedStartTime, durationInMinutes }: Term): number =>
  estimatedStartTime + durationInMinutes * 60_000

/** It keeps its tables. */
export const isActive = ({ status }: Pick<Reserve, 'status'>): boolean => status !== 'Closed'
