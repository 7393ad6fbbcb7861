/** Cash shifts of a terminal group and personal shifts of its staff. Owned by the till. */

import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { CashMovementType } from '../reference/books.ts'

export type CashShift = {
  id: Uuid
  number: number
  openedAt: number
  openedBy: { id: Uuid; name: string } | null
  closedAt: number | null
  closedBy: { id: Uuid; name: string } | null
  /** Accounting day of the opening. */
  accountingDay: string
  closedOrders: number
  revenue: Money
  byPaymentType: { id: Uuid; name: string; sum: Money }[]
  /** Cash that came into the drawer and left it without a sale. */
  payIn: Money
  payOut: Money
  /** Takings that were taken out. */
  collected: Money
}

/** A pay-in, a pay-out or a withdrawal of takings. */
export type CashMovement = {
  id: Uuid
  typeId: Uuid
  type: CashMovementType
  sum: Money
  counteragentId: Uuid | null
  comment: string | null
  at: number
  by: { id: Uuid; name: string } | null
}

export type PersonalShift = {
  id: Uuid
  employeeId: Uuid
  /** Whose till opened it; the others of the restaurant know of it and cannot close it. */
  terminalGroupId: Uuid
  roleId: Uuid | null
  openedAt: number
  closedAt: number | null
}
export type ShiftCommand =
  | { kind: 'shift.open'; shiftId: Uuid; employeeId: Uuid | null }
  | { kind: 'shift.close'; employeeId: Uuid | null }
  | {
      kind: 'shift.moveCash'
      movementId: Uuid
      typeId: Uuid
      sum: Money
      counteragentId: Uuid | null
      comment: string | null
      employeeId: Uuid | null
    }
  | { kind: 'personalShift.open'; personalShiftId: Uuid; employeeId: Uuid; roleId: Uuid | null }
  | { kind: 'personalShift.close'; employeeId: Uuid }
  /** Changes nothing; the till tells what it knows. */
  | { kind: 'personalShift.ask'; employeeId: Uuid }
export type ShiftEvent =
  | { kind: 'shift.opened'; shift: CashShift }
  | {
      kind: 'shift.saleCounted'
      shiftId: Uuid
      orderId: Uuid
      sum: Money
      byPaymentType: { id: Uuid; name: string; sum: Money }[]
    }
  | { kind: 'shift.cashMoved'; shiftId: Uuid; movement: CashMovement }
  | { kind: 'shift.closed'; shiftId: Uuid; at: number; by: { id: Uuid; name: string } | null }
  | { kind: 'personalShift.opened'; shift: PersonalShift }
  /** `shift` is the open one of this till; null: there is none. */
  | { kind: 'personalShift.told'; employeeId: Uuid; shift: PersonalShift | null }
  | { kind: 'personalShift.closed'; shiftId: Uuid; employeeId: Uuid; roleId: Uuid | null; at: number }
