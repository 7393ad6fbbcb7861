import type { DeliveryAction } from './action.ts'

export const changeComment: DeliveryAction = {
  id: 'change-comment',
  label: 'action.change-comment',
  icon: 'note',
  permission: 'deliveries.edit',
  isComposed: true,
  isOffered: ({ allowed }) => allowed.includes('delivery.changeComment'),
  does: { opens: 'comment' },
}
