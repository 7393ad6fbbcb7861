import type { DeliveryAction } from './action.ts'

/** Everything is in the bag; where money is taken before sending, the till does this itself. */
export const pack: DeliveryAction = {
  id: 'pack',
  label: 'action.pack',
  icon: 'bag',
  permission: 'deliveries.send',
  isOffered: ({ status }, { isPaidBeforeSending }) => status === 'CookingCompleted' && !isPaidBeforeSending,
  does: { command: ({ id }) => ({ kind: 'delivery.updateStatus', orderId: id, status: 'Waiting' }) },
}
