import type { DeliveryAction } from './action.ts'

export const markProblem: DeliveryAction = {
  id: 'mark-problem',
  label: 'action.mark-problem',
  icon: 'alert',
  permission: 'deliveries.edit',
  isComposed: true,
  isOffered: ({ allowed }) => allowed.includes('delivery.changeProblem'),
  does: { opens: 'problem' },
}
