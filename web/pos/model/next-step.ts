import type { Books, Delivery, Sale } from '../../kit/till-types.ts'

export type Step =
  | 'confirm'
  | 'print-to-kitchen'
  | 'assign-courier'
  | 'take-payment'
  | 'send-out'
  | 'mark-delivered'

/** What a delivery waits for from the cashier; null when it is somebody else's turn. */
export function nextStep(delivery: Delivery, settings: Books['settings']): Step | null {
  const { status, serviceType, courier, due, allowed } = delivery
  if (status === 'Unconfirmed') return 'confirm'
  if (hasUnprinted(delivery) && allowed.includes('delivery.printToKitchen')) return 'print-to-kitchen'
  if (status === 'CookingCompleted' || status === 'Waiting') {
    if (serviceType === 'DeliveryByClient') return 'take-payment'
    if (settings.isPaidBeforeSending && due > 0) return 'take-payment'
    return courier ? 'send-out' : 'assign-courier'
  }
  if (status === 'OnWay') return 'mark-delivered'
  return status === 'Delivered' ? 'take-payment' : null
}

/** Is there something that the kitchen has no ticket for? */
export const hasUnprinted = (sale: Pick<Sale, 'items'>): boolean =>
  sale.items.some((item) => !item.isDeleted && item.cookingPlaceId !== null && item.status === 'Added')

/** Dishes that the kitchen has: removing them needs a removal type. */
export const printedItems = (sale: Pick<Sale, 'items'>) =>
  sale.items.filter((item) => !item.isDeleted && item.status !== 'Added')
