import type { DeliveryAction } from './action.ts'

export const assignCourier: DeliveryAction = {
  id: 'assign-courier',
  label: 'action.assign-courier',
  icon: 'scooter',
  permission: 'deliveries.send',
  isOffered: ({ allowed, serviceType, status, courier }) =>
    serviceType === 'DeliveryByCourier' &&
    allowed.includes('delivery.changeCourier') &&
    !(status === 'Delivered' && courier),
  does: { opens: 'courier' },
}
