import type { Contact } from '../../domain/orders/order.ts'
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
  const paid = [...payments, ...tips]
  const gates: readonly (readonly [version: string, isUsed: boolean])[] = [
    ['7.0.3', order.serviceType !== null],
    ['7.1.5', paid.some(({ kind }) => kind === 'IikoCard')],
    ['7.4.4', discounts.some(({ source }) => source === 'iikoCard')],
    ['7.6.1', combos.some(({ programId }) => programId !== null)],
    ['7.6.3', order.operatorId !== null || paid.some((one) => one.isFiscalizedExternally)],
    ['8.0.6', order.externalNumber !== null || order.externalData.length > 0],
    ['8.2.6', paid.some((one) => one.isPrepay)],
    ['8.5.6', combos.some(({ sizeId }) => sizeId !== null)],
    ['8.8.6', order.deliveryDuration !== null || order.deliveryZone !== null],
    ['9.0.5', order.priceCategoryId !== null],
    ...contactGates(contact),
  ]
  return newestOf(gates.flatMap(([version, isUsed]) => (isUsed ? [version] : [])))
}

const contactGates = ({ phoneExtension, deliveryPoint }: Contact): [version: string, isUsed: boolean][] => [
  ['7.7.3', deliveryPoint?.coordinates != null],
  ['8.7.6', deliveryPoint?.address?.type === 'city'],
  ['9.2.5', phoneExtension !== null],
]
