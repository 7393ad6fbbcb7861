/** Reserves and banquets (front-api §8.7, §2.8). */
import type { Contact } from '../../../domain/orders/order.ts'
import type { Reserve as TillReserve } from '../../../domain/reserves/reserve.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { ReserveCancelReason, ReserveStatus } from './enums.ts'
import { orderOfBanquet } from './make-order.ts'
import type { Order } from './orders.ts'
import { type Table, tablesWith } from './organisation.ts'
import type { TillPlace } from './till-place.ts'
import type { Duration, Instant, Versioned } from './values.ts'

export type Reserve = Versioned & {
  activityType: string | null
  status: ReserveStatus
  /** Null: it was not cancelled. */
  cancelReason: ReserveCancelReason | null
  clientId: Uuid | null
  clientName: string | null
  phone: string | null
  comment: string | null
  estimatedStartTime: Instant
  duration: Duration
  guestsComingTime: Instant | null
  guestsCount: number
  isBanquet: boolean
  /** Null: a plain reserve. */
  order: Order | null
  shouldRemind: boolean
  tables: Table[]
  externalNumber: string | null
}

/** `contact`: whose it is; null: the record was destroyed. */
export const reserveOf = (place: TillPlace, reserve: TillReserve, contact: Contact | null): Reserve => ({
  id: reserve.id,
  revision: reserve.version,
  activityType: reserve.eventType,
  status: reserve.status,
  cancelReason: reserve.cancelReason,
  clientId: reserve.guestId,
  clientName: contact?.customer?.name ?? null,
  phone: contact?.phone ?? null,
  comment: reserve.comment,
  estimatedStartTime: reserve.estimatedStartTime,
  duration: reserve.durationInMinutes * 60_000,
  guestsComingTime: reserve.guestsComingTime,
  guestsCount: reserve.guestCount,
  isBanquet: reserve.banquet !== null,
  order: orderOfBanquet(place, reserve),
  shouldRemind: reserve.shouldRemind,
  tables: tablesWith(place, reserve.tableIds),
  externalNumber: reserve.externalNumber,
})
