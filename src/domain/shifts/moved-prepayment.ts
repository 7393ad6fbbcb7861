/** Which events of an order take a prepayment or give one back. */
import type { OrderEvent } from '../orders/events.ts'
import type { Payment, Sale } from '../orders/order.ts'
import { isReturning } from '../orders/paying/fold-paying.ts'
import type { TableOrderEvent } from '../orders/tables/events.ts'
import type { ReserveEvent } from '../reserves/events.ts'

/** The prepayment that an event moved, by hand or by a bank; `before`: the order before it. Null: it moved none. */
export function prepaymentOf(
  event: OrderEvent | TableOrderEvent | ReserveEvent,
  before: Sale | null,
): (Payment & { isReturned: boolean }) | null {
  switch (event.kind) {
    case 'delivery.prepaid':
    case 'tableOrder.prepaid':
    case 'reserve.prepaid':
      return { ...event.payment, isReturned: false }
    case 'delivery.prepaymentReturned':
    case 'tableOrder.prepaymentReturned':
    case 'reserve.prepaymentReturned': {
      const line = before?.payments.find(({ id }) => id === event.paymentId)
      return line ? { ...line, isReturned: true } : null
    }
    case 'delivery.bankPaymentEnded':
    case 'tableOrder.bankPaymentEnded':
    case 'reserve.bankPaymentEnded': {
      const asked = before?.bankPayment
      if (!before || !asked?.payment?.prepaidIn || asked.ofReturn) return null
      if (event.result.status !== 'approved') return null
      return { ...asked.payment, isReturned: isReturning(before, asked) }
    }
    default:
      return null
  }
}
