import { orderSums } from '../../domain/orders/totals.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { FrontException, notFound } from './exceptions.ts'
import { type FrontDoor, placeOf } from './front-door.ts'
import { orderFrom, salesWith, type TillSale } from './read-sales.ts'

/** How an order stands with its money, for whoever wants it paid at a screen. */
export type OrderToPay = {
  kind: TillSale['kind']
  /** Closed: nothing can be paid any more. */
  isClosed: boolean
  /** All of it is taken, though the order goes on: a delivery that is paid before it is sent. */
  isPaidAhead: boolean
  /** A bank or a plugin is moving money for it just now. */
  isBankAsked: boolean
}

/** How an order of this till stands; null: the till has none with this id, or it was deleted. */
export async function orderToPay(door: FrontDoor, id: Uuid): Promise<OrderToPay | null> {
  const found = (await salesWith(door, [id])).get(id)
  const sale = found?.kind === 'reserve' ? found.reserve.banquet : found?.order
  const order = found && orderFrom(await placeOf(door), found)
  if (!found || !sale || !order || order.status === 'Deleted') return null
  const { due, processedPaymentsSum } = orderSums(sale)
  return {
    kind: found.kind,
    isClosed: order.status === 'Closed',
    isPaidAhead: due === 0n && processedPaymentsSum > 0n,
    isBankAsked: Boolean(sale.bankPayment),
  }
}

/**
 * The same of an order that is to be paid now. Throws what the catalogue has for it (front-api §6): no such order, one that
 * is closed, one that somebody holds. Whoever asks holds nothing themselves: it is a person who pays.
 */
export async function payableOrder(door: FrontDoor, id: Uuid): Promise<OrderToPay> {
  const order = await orderToPay(door, id)
  if (!order) throw notFound('Order', id)
  if (order.isClosed)
    throw new FrontException('PaymentActionFailedException', {
      ...{ reason: 'OrderStatusIsNotOpened', entityId: id },
    })
  const holder = door.locks.holderBesides(null, [id])
  if (holder)
    throw new FrontException('EntityAlreadyInUseException', {
      ...{ entityId: id, lockedBy: holder.owner, terminal: holder.terminal },
    })
  return order
}
