import { hasUnprinted } from '../model/next-step.ts'
import type { DeliveryAction } from './action.ts'

export const printToKitchen: DeliveryAction = {
  id: 'print-to-kitchen',
  label: 'action.print-to-kitchen',
  icon: 'flame',
  permission: 'deliveries.edit',
  isOffered: (delivery) => delivery.allowed.includes('delivery.printToKitchen') && hasUnprinted(delivery),
  does: {
    command: ({ id }) => ({ kind: 'delivery.printToKitchen', orderId: id }),
    done: 'done.print-to-kitchen',
  },
}
