import type { DeliveryAction } from './action.ts'

export const cancelDelivery: DeliveryAction = {
  id: 'cancel-delivery',
  label: 'action.cancel',
  icon: 'close',
  permission: 'deliveries.cancel',
  isDangerous: true,
  isOffered: ({ allowed }) => allowed.includes('delivery.cancel'),
  does: { opens: 'cancel' },
}
