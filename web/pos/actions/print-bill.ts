import type { DeliveryAction } from './action.ts'

export const printBill: DeliveryAction = {
  id: 'print-bill',
  label: 'action.print-bill',
  icon: 'receipt',
  permission: 'deliveries.send',
  isOffered: ({ allowed, whenBillPrinted }) =>
    whenBillPrinted === null && allowed.includes('delivery.printBill'),
  does: { command: ({ id }) => ({ kind: 'delivery.printBill', orderId: id }), done: 'done.print-bill' },
}
