import type { DeliveryAction } from './action.ts'

export const confirm: DeliveryAction = {
  id: 'confirm',
  label: 'action.confirm',
  icon: 'check',
  permission: 'deliveries.confirm',
  isOffered: ({ allowed }) => allowed.includes('delivery.confirm'),
  does: { command: ({ id }) => ({ kind: 'delivery.confirm', orderId: id }), done: 'done.confirm' },
}
