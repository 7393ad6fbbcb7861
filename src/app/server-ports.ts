/** Ports of the back office: what only iikoServer's family needs. */

import type { EdiOrder } from '../domain/edi/edi-order.ts'
import type { LoggedEvent } from '../domain/event-log/logged-event.ts'
import type { MenuImage } from '../domain/menu/image.ts'
import type { KnownSale } from '../domain/shifts/known-sale.ts'
import type { CashShift } from '../domain/shifts/shifts.ts'
import type { StaffKind, StaffRecord } from '../domain/staff/records.ts'
import type { Money } from '../kernel/exact.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { LocalDate } from '../kernel/local-time.ts'

export type * from './server-line-ports.ts'

/** By what an employee enters the back office and iikoServer's API; one in the whole storage has a login. */
export type BackOfficeLogin = {
  tenantId: Uuid
  employeeId: Uuid
  login: string
  /** scrypt over the SHA-1 of the password, which is all that clients send (server-api §2.1). */
  passwordHash: string
}

export type BackOfficeLogins = {
  /** In any letter case. */
  byLogin(login: string): Promise<BackOfficeLogin | null>
  list(tenantId: Uuid): Promise<BackOfficeLogin[]>
  /** Replaces the login of the employee. */
  save(login: BackOfficeLogin, at: number): Promise<void>
  remove(tenantId: Uuid, employeeId: Uuid): Promise<void>
}

/** Images of cards of nomenclature (server-api §11.5). */
export type MenuImages = {
  find(tenantId: Uuid, id: Uuid): Promise<MenuImage | null>
  /** Which of them are there. */
  known(tenantId: Uuid, ids: readonly Uuid[]): Promise<ReadonlySet<Uuid>>
  /** Inserts or replaces an image. */
  save(tenantId: Uuid, image: MenuImage, at: number): Promise<void>
  /** Answers how many were there. */
  remove(tenantId: Uuid, ids: readonly Uuid[]): Promise<number>
}

/** Personal files, pay, schedules and attendances (server-api §9). */
export type StaffRecords = {
  /** Deleted ones too. */
  find<K extends StaffKind>(tenantId: Uuid, kind: K, id: Uuid): Promise<StaffRecord<K> | null>
  /** By their beginning, deleted ones too; `from` and `to` are moments, inclusive, that a record must touch. */
  list<K extends StaffKind>(
    tenantId: Uuid,
    kind: K,
    filter?: { ownerId?: Uuid | null; from?: number | null; to?: number | null },
  ): Promise<StaffRecord<K>[]>
  /** Replaces records of the same kind and id. */
  save(tenantId: Uuid, records: readonly StaffRecord[]): Promise<void>
}

/** A till's cash shift as the back office has heard of it. */
export type KnownCashShift = {
  tenantId: Uuid
  organizationId: Uuid
  terminalGroupId: Uuid
  /** Of the corporation's books, at the opening and at the closing. */
  revision: bigint
  shift: CashShift
}
export type CashShiftSale = { tenantId: Uuid; shiftId: Uuid; orderId: Uuid; at: number; sale: KnownSale }
export type KnownCashShifts = {
  /** Inserts or replaces a shift. */
  save(shift: KnownCashShift): Promise<void>
  find(tenantId: Uuid, id: Uuid): Promise<KnownCashShift | null>
  /** By their opening, `from` inclusive and `to` exclusive; null: without a bound. */
  list(tenantId: Uuid, opened: { from: number | null; to: number | null }): Promise<KnownCashShift[]>
  /** Those of a restaurant that nobody has closed, by their opening. */
  open(tenantId: Uuid, organizationId: Uuid): Promise<KnownCashShift[]>
  /** What the tills of a restaurant took since a moment, inclusive: closed orders and what was paid for them. */
  takings(
    tenantId: Uuid,
    organizationId: Uuid,
    since: number,
  ): Promise<{ terminalGroupId: Uuid; orders: number; revenue: Money }[]>
  /** An order that is there already is left alone. */
  addSale(sale: CashShiftSale): Promise<void>
  /** Sales of shifts by their time. */
  sales(tenantId: Uuid, shiftIds: readonly Uuid[]): Promise<CashShiftSale[]>
}

/** An event as the event log keeps it. */
export type KeptEvent = LoggedEvent & {
  /** Grows in the order in which events became visible in this storage. */
  revision: bigint
}
export type EventLogFilter = {
  tenantId: Uuid
  /** Those of a restaurant and of the whole chain; null: of all. */
  organizationId: Uuid | null
  /** Inclusive; null: without a bound. */
  from: number | null
  /** Exclusive; null: without a bound. */
  to: number | null
  /** Inclusive; null: from the first one. */
  fromRevision: bigint | null
  /** Inclusive. */
  toRevision: bigint
  types: readonly string[] | null
  orderNumbers: readonly number[] | null
}
export type EventLog = {
  /** Adds events under the next revisions; one whose id is there is left alone. */
  append(tenantId: Uuid, events: readonly LoggedEvent[]): Promise<void>
  /** Up to which all events are visible; 0: there are none. */
  lastRevision(tenantId: Uuid): Promise<bigint>
  /** By their time. */
  find(filter: EventLogFilter): Promise<KeptEvent[]>
}

/** Orders to suppliers by electronic exchange (server-api §23). */
export type EdiOrders = {
  /** False when the chain has an order of this number and date. */
  insert(order: EdiOrder): Promise<boolean>
  /** Locked until the transaction ends. */
  findForChange(tenantId: Uuid, name: { number: string; date: LocalDate }): Promise<EdiOrder | null>
  save(order: EdiOrder): Promise<void>
  /** By date and number; both days inclusive, null: without a bound. */
  list(tenantId: Uuid, days: { from: LocalDate | null; to: LocalDate | null }): Promise<EdiOrder[]>
}
