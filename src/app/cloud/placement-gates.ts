import type { PaymentInput } from '../../domain/orders/commands.ts'
import { newestOf } from '../../domain/reference/till-version.ts'
import type { DeliveryRequest } from './delivery-request.ts'

/** The oldest tills that take an order on a table and a reserve at all (cloud-api Appendix B). */
export const tableOrderGate = '7.4.6'
export const reserveGate = '7.1.5'

/**
 * The oldest till that understands all fields of a delivery (cloud-api Appendix B); null: every till does. Which fields an
 * older one drops in silence is unpublished (§0.3.13), so none is: the order fails and says which version it needs.
 */
export function deliveryGate({ order, contact }: Pick<DeliveryRequest, 'order' | 'contact'>): string | null {
  const { payments, tips, discounts, combos } = order
  const isPaid = (what: (payment: PaymentInput) => boolean): boolean => payments.some(what) || tips.some(what)
  const { phoneExtension, deliveryPoint } = contact
  const used: string[] = []
  if (order.serviceType !== null) used.push('7.0.3')
  if (isPaid(({ kind }) => kind === 'IikoCard')) used.push('7.1.5')
  if (discounts.some(({ source }) => source === 'iikoCard')) used.push('7.4.4')
  if (combos.some(({ programId }) => programId !== null)) used.push('7.6.1')
  if (order.operatorId !== null || isPaid((one) => one.isFiscalizedExternally)) used.push('7.6.3')
  if (deliveryPoint?.coordinates != null) used.push('7.7.3')
  if (order.externalNumber !== null || order.externalData.length > 0) used.push('8.0.6')
  if (isPaid((one) => one.isPrepay)) used.push('8.2.6')
  if (combos.some(({ sizeId }) => sizeId !== null)) used.push('8.5.6')
  if (deliveryPoint?.address?.type === 'city') used.push('8.7.6')
  if (order.deliveryDuration !== null || order.deliveryZone !== null) used.push('8.8.6')
  if (order.priceCategoryId !== null) used.push('9.0.5')
  if (phoneExtension !== null) used.push('9.2.5')
  return newestOf(used)
}
