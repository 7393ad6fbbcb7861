import type { DeliveryAction } from './action.ts'

export const addItems: DeliveryAction = {
  id: 'add-items',
  label: 'action.add-items',
  icon: 'plus',
  permission: 'deliveries.edit',
  isComposed: true,
  // A printed bill freezes the order until it is cancelled.
  isOffered: ({ allowed, whenBillPrinted }) =>
    whenBillPrinted === null && allowed.includes('delivery.addItems'),
  does: { opens: 'add-items' },
}
