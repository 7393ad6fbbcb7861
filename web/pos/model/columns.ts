import type { Delivery } from '../../kit/till-types.ts'

export const columns = ['new', 'kitchen', 'ready', 'road', 'delivered'] as const
export type Column = (typeof columns)[number]

/** Where a delivery hangs on the board; null once it is closed or cancelled. */
export function columnOf({ status, whenPrinted }: Delivery): Column | null {
  switch (status) {
    case 'Unconfirmed':
      return 'new'
    case 'WaitCooking':
    case 'ReadyForCooking':
      return whenPrinted === null ? 'new' : 'kitchen'
    case 'CookingStarted':
      return 'kitchen'
    case 'CookingCompleted':
    case 'Waiting':
      return 'ready'
    case 'OnWay':
      return 'road'
    case 'Delivered':
      return 'delivered'
    case 'Closed':
    case 'Cancelled':
      return null
  }
}

/** What is promised first comes first. */
export const byPromise = (a: Delivery, b: Delivery): number =>
  a.completeBefore - b.completeBefore || a.number - b.number

/** What ended last comes first. */
export const byEnd = (a: Delivery, b: Delivery): number =>
  (b.cancel?.at ?? b.whenClosed ?? 0) - (a.cancel?.at ?? a.whenClosed ?? 0)

/** By number, phone, number of the partner, name or address. */
export function matches(delivery: Delivery, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return true
  const digits = wanted.replace(/\D/g, '')
  if (digits !== '' && digits.length === wanted.replace(/[\s+()№#-]/g, '').length) {
    if (String(delivery.number) === digits) return true
    if (digits.length > 2 && delivery.phone?.includes(digits.replace(/^8(?=\d{10}$)/, '7'))) return true
  }
  const texts = [delivery.externalNumber, delivery.customerName, delivery.address]
  return texts.some((text) => text?.toLowerCase().includes(wanted))
}
