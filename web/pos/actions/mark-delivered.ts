import type { DeliveryAction } from './action.ts'

export const markDelivered: DeliveryAction = {
  id: 'mark-delivered',
  label: 'action.mark-delivered',
  icon: 'check',
  permission: 'deliveries.send',
  isOffered: ({ status }) => status === 'OnWay',
  does: {
    command: ({ id }) => ({ kind: 'delivery.updateStatus', orderId: id, status: 'Delivered' }),
    done: 'done.mark-delivered',
  },
}
