/** Cash shifts of a terminal group and personal shifts of its staff. Owned by the till. */

import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { CashMovementType, PaymentTypeKind } from '../reference/books.ts'

export type CashShift = {
  id: Uuid
  number: number
  openedAt: number
  openedBy: { id: Uuid; name: string } | null
  closedAt: number | null
  closedBy: { id: Uuid; name: string } | null
  /** Accounting day of the opening. */
  accountingDay: string
  /** What was in the drawer when it began. */
  startCash: Money
  /** Sales; what was given back stands apart. */
  closedOrders: number
  guests: number
  revenue: Money
  /** What discounts took off. */
  discounts: Money
  byPaymentType: PaidSum[]
  /** What guests left for those who served them, beside the revenue; absent: nobody counted it. */
  tips?: PaidSum[]
  /** Taken before the end of orders, given back, and counted among the sales once their orders ended; absent: none. */
  prepayments?: { taken: PaidSum[]; returned: PaidSum[]; settled: PaidSum[] }
  returns: { receipts: number; sum: Money; byPaymentType: PaidSum[] }
  /** Dishes that the kitchen had seen and nobody paid for. */
  deletions: { positions: number; sum: Money }
  /** Cash that came into the drawer and left it without a sale. */
  payIn: Money
  payOut: Money
  /** Takings that were taken out. */
  collected: Money
  /** The same by its types, in the order in which they came. */
  moved: { typeId: Uuid; type: CashMovementType; count: number; sum: Money }[]
  /** Of a closed shift: what had to be in the drawer, and what was found there; null: nobody counted. */
  expectedCash: Money | null
  countedCash: Money | null
}

export type PaidSum = { id: Uuid; name: string; kind: PaymentTypeKind; sum: Money }

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
  /** `startCash` absent: what the shift before left. */
  | { kind: 'shift.open'; shiftId: Uuid; employeeId: Uuid | null; startCash?: Money | null }
  /** `countedCash`: what was found in the drawer; absent: nobody counted. */
  | { kind: 'shift.close'; employeeId: Uuid | null; countedCash?: Money | null }
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
      discount: Money
      guests: number
      byPaymentType: PaidSum[]
      /** Beside the revenue: what guests left for those who served them. Absent: nothing. */
      tips?: PaidSum[]
      /** What of it came as prepayments, in this shift or in an earlier one. Absent: nothing. */
      prepaid?: PaidSum[]
    }
  | {
      kind: 'shift.returnCounted'
      shiftId: Uuid
      orderId: Uuid
      returnId: Uuid
      sum: Money
      byPaymentType: PaidSum[]
    }
  /** Money for an order that goes on: taken, or given back. */
  | {
      kind: 'shift.prepaymentCounted'
      shiftId: Uuid
      orderId: Uuid
      paymentId: Uuid
      isReturned: boolean
      paid: PaidSum
    }
  | { kind: 'shift.deletionCounted'; shiftId: Uuid; orderId: Uuid; positionIds: Uuid[]; sum: Money }
  | { kind: 'shift.cashMoved'; shiftId: Uuid; movement: CashMovement }
  | {
      kind: 'shift.closed'
      shiftId: Uuid
      at: number
      by: { id: Uuid; name: string } | null
      expectedCash: Money
      countedCash: Money | null
    }
  | { kind: 'personalShift.opened'; shift: PersonalShift }
  /** `shift` is the open one of this till; null: there is none. */
  | { kind: 'personalShift.told'; employeeId: Uuid; shift: PersonalShift | null }
  | { kind: 'personalShift.closed'; shiftId: Uuid; employeeId: Uuid; roleId: Uuid | null; at: number }
