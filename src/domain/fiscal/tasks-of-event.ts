/** Which events of a till's journal its fiscal register has to know of. */
import type { OrderEvent } from '../orders/events.ts'
import type { TableOrderEvent } from '../orders/tables/events.ts'
import type { ReserveEvent } from '../reserves/events.ts'
import type { ShiftEvent } from '../shifts/shifts.ts'
import type { RegisterTask } from './register-task.ts'

export const fiscalKinds = [
  'shift.opened',
  'tableOrder.closed',
  'tableOrder.returned',
  'delivery.closed',
  'delivery.returned',
  'reserve.paid',
  'reserve.returned',
  'shift.prepaymentCounted',
  'shift.cashMoved',
  'shift.closed',
] as const

export type FiscalEvent = Extract<
  OrderEvent | TableOrderEvent | ReserveEvent | ShiftEvent,
  { kind: (typeof fiscalKinds)[number] }
>

export function taskOfEvent(event: FiscalEvent): RegisterTask {
  switch (event.kind) {
    case 'shift.opened':
      return { do: 'open', shiftId: event.shift.id }
    case 'shift.closed':
      return { do: 'z', shiftId: event.shiftId }
    case 'shift.prepaymentCounted': {
      const { shiftId, paymentId, isReturned } = event
      return { do: isReturned ? 'return' : 'sale', prepayment: { shiftId, paymentId, isReturned } }
    }
    case 'shift.cashMoved': {
      const { id, type } = event.movement
      return { do: type === 'PAYIN' ? 'payIn' : 'payOut', shiftId: event.shiftId, movementId: id }
    }
    case 'tableOrder.returned':
    case 'delivery.returned':
    case 'reserve.returned':
      return { do: 'return', returnId: event.returned.id }
    case 'tableOrder.closed':
    case 'delivery.closed':
    case 'reserve.paid':
      return { do: 'sale' }
  }
}
