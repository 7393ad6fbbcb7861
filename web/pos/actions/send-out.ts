import { hasUnprinted } from '../model/next-step.ts'
import type { DeliveryAction } from './action.ts'

export const sendOut: DeliveryAction = {
  id: 'send-out',
  label: 'action.send-out',
  icon: 'scooter',
  permission: 'deliveries.send',
  isOffered: (delivery) =>
    delivery.serviceType === 'DeliveryByCourier' &&
    ['CookingStarted', 'CookingCompleted', 'Waiting'].includes(delivery.status) &&
    delivery.allowed.includes('delivery.updateStatus') &&
    !hasUnprinted(delivery),
  does: {
    command: ({ id }) => ({ kind: 'delivery.updateStatus', orderId: id, status: 'OnWay' }),
    done: 'done.send-out',
  },
}
