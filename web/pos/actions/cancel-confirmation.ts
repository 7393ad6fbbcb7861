import type { DeliveryAction } from './action.ts'

export const cancelConfirmation: DeliveryAction = {
  id: 'cancel-confirmation',
  label: 'action.cancel-confirmation',
  icon: 'undo',
  permission: 'deliveries.confirm',
  isOffered: ({ allowed, whenPrinted }, { isConfirmationEnabled }) =>
    isConfirmationEnabled && whenPrinted === null && allowed.includes('delivery.cancelConfirmation'),
  does: { command: ({ id }) => ({ kind: 'delivery.cancelConfirmation', orderId: id }) },
}
