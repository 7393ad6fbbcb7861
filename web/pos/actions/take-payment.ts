import type { DeliveryAction } from './action.ts'

const beforeSending = ['WaitCooking', 'CookingStarted', 'CookingCompleted', 'Waiting']

/** A pickup is paid and closed at once, a courier's order when it is out; some restaurants take the money before. */
export const takePayment: DeliveryAction = {
  id: 'take-payment',
  label: 'action.take-payment',
  icon: 'cash',
  permission: 'deliveries.close',
  isOffered: ({ allowed, serviceType, status, due }, { isPaidBeforeSending }) => {
    if (!allowed.includes('delivery.close')) return false
    if (serviceType === 'DeliveryByClient' || !beforeSending.includes(status)) return true
    return isPaidBeforeSending && due > 0
  },
  does: { opens: 'payment' },
}
