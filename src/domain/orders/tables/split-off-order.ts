import type { Uuid } from '../../../kernel/ids.ts'
import type { TillContext } from '../till-context.ts'
import type { TableOrder } from './table-order.ts'
import { chooseTables } from './tables.ts'

type Wanted = { orderId: Uuid; number: number; tableIds: readonly Uuid[]; guestCount: number }

/** An empty order beside another one: same waiter, type, menu and prices (front-api §8.1 `ParentOrderId`). */
export function splitOffOrder(
  ctx: TillContext,
  source: TableOrder,
  { orderId, number, tableIds, guestCount }: Wanted,
): Omit<TableOrder, 'version'> {
  const { version: _, bankPayment: __, bankFailure: ___, ...same } = source
  return {
    ...same,
    id: orderId,
    posId: ctx.random.uuid(),
    number,
    parentOrderId: source.id,
    parentOrderNumber: source.number,
    tableIds: chooseTables(ctx, tableIds),
    status: 'New',
    guestCount,
    guests: [],
    // The guest of the book, their coupon and an integrator's number are of the order that they were given to.
    guestId: null,
    contactId: null,
    externalNumber: null,
    externalData: [],
    loyalty: null,
    cheque: null,
    items: [],
    combos: [],
    payments: [],
    tips: [],
    discounts: [],
    whenReceivedByApi: null,
    whenCreated: ctx.now,
    whenBillPrinted: null,
    whenClosed: null,
  }
}
