import type { DeliveryAction } from './action.ts'

export const cancelBill: DeliveryAction = {
  id: 'cancel-bill',
  label: 'action.cancel-bill',
  icon: 'undo',
  permission: 'deliveries.send',
  isOffered: ({ allowed, whenBillPrinted }) =>
    whenBillPrinted !== null && allowed.includes('delivery.cancelBill'),
  does: { command: ({ id }) => ({ kind: 'delivery.cancelBill', orderId: id }) },
}
