/** The guest's bill freezes the composition until it is cancelled (cloud-api §4.9, §4.11). */
import { refuse } from '../../../kernel/refusals.ts'
import { followsKitchen } from '../cooking.ts'
import type { OrderEvent } from '../events.ts'
import type { Sale } from '../order.ts'
import { checkRestrictions } from './check-restrictions.ts'
import type { Deed } from './deed.ts'
import { ticketsFor } from './print-to-kitchen.ts'

/** What is not printed goes to the kitchen first; a second bill is a reprint. */
export const printBill: Deed<'delivery.printBill'> = (ctx, order) => {
  if (followsKitchen(order.status)) checkRestrictions(ctx, order)
  return [...ticketsFor(order), { kind: 'delivery.billPrinted' }]
}

export const cancelBill: Deed<'delivery.cancelBill'> = (_ctx, order): OrderEvent[] =>
  order.whenBillPrinted === null ? [] : [{ kind: 'delivery.billCancelled' }]

export function refuseIfBilled(order: Pick<Sale, 'whenBillPrinted'>): void {
  if (order.whenBillPrinted !== null) throw refuse('order.bill-printed')
}
