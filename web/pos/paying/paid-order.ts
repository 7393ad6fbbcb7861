import type { PaidKind } from '../../kit/paying-types.ts'
import type { Books, Delivery, Permission, Sale } from '../../kit/till-types.ts'
import { takePayment } from '../actions/take-payment.ts'
import type { HallOrder } from '../model/hall.ts'

/** An order whose guest, discounts and money are handled at the screen: of the hall, or a delivery. */
export type PaidOrder = {
  of: PaidKind
  orderId: string
  sale: Sale
  serviceType: 'Common' | 'DeliveryByCourier' | 'DeliveryByClient'
  /** Who may change its guest, and who may take its money. */
  editRight: Permission
  closeRight: Permission
  isEnded: boolean
  /** It may be paid and closed, or paid before it is sent, now. */
  mayPay: boolean
  allowed: string[]
}

export const ofDelivery = (delivery: Delivery, settings: Books['settings']): PaidOrder => ({
  mayPay: takePayment.isOffered(delivery, settings),
  of: 'delivery',
  orderId: delivery.id,
  sale: delivery,
  serviceType: delivery.serviceType,
  editRight: 'deliveries.edit',
  closeRight: 'deliveries.close',
  isEnded: delivery.status === 'Closed' || delivery.status === 'Cancelled',
  allowed: delivery.allowed,
})

/** A banquet is paid by commands of its reserve. */
export function ofHall({ of: place, id, sale, isEnded, allowed }: HallOrder): PaidOrder {
  const of = place === 'table' ? 'tableOrder' : 'reserve'
  return {
    ...{ mayPay: allowed.includes(`${of}.pay`) && sale.items.some((item) => !item.isDeleted) },
    ...{ of, orderId: id, sale, serviceType: 'Common', isEnded, allowed },
    ...{ editRight: 'tables.edit', closeRight: 'tables.close' },
  }
}

export const mayDo = ({ of, allowed }: PaidOrder, deed: string): boolean => allowed.includes(`${of}.${deed}`)
