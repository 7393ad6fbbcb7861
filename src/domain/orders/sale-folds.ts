/** How facts that every kind of order knows change its items, money and data. Nothing passed in is touched. */
import { isLiving, isPrinted } from './cooking.ts'
import type { SaleEvent } from './events.ts'
import type { ItemDeletion, OrderItem, Payment, Sale, SaleReturn } from './order.ts'

type CookedStatus = Extract<SaleEvent<'delivery'>, { kind: 'delivery.itemsCooking' }>['status']

export function changeItems(
  items: readonly OrderItem[],
  positionIds: readonly string[],
  change: (item: OrderItem) => OrderItem,
): OrderItem[] {
  const chosen = new Set(positionIds)
  return items.map((item) => (chosen.has(item.positionId) ? change(item) : item))
}

export const printed =
  (at: number) =>
  (item: OrderItem): OrderItem =>
    isPrinted(item) ? item : { ...item, status: 'PrintedNotCooking', whenPrinted: at }

export const cooked =
  (status: CookedStatus, at: number) =>
  ({ whenServed, ...item }: OrderItem): OrderItem => {
    const isStarted = status !== 'PrintedNotCooking'
    const isCompleted = status === 'CookingCompleted' || status === 'Served'
    return {
      ...item,
      status,
      whenCookingStarted: isStarted ? (item.whenCookingStarted ?? at) : null,
      whenCookingCompleted: isCompleted ? (item.whenCookingCompleted ?? at) : null,
      ...(status === 'Served' ? { whenServed: whenServed ?? at } : {}),
    }
  }

/** A deleted item stays in the list for audit (cloud-api §4.13). */
export const withDeleted = (
  items: readonly OrderItem[],
  positionIds: readonly string[],
  deletion: ItemDeletion,
): OrderItem[] =>
  changeItems(items, positionIds, (item) => (isLiving(item) ? { ...item, deleted: deletion } : item))

/** What the kitchen has tickets for is written off when the whole order goes. */
export const withPrintedDeleted = (items: OrderItem[], deletion: ItemDeletion | null): OrderItem[] =>
  deletion
    ? items.map((item) => (isLiving(item) && isPrinted(item) ? { ...item, deleted: deletion } : item))
    : items

export const taken = <P extends Payment>(payment: P): P =>
  payment.isPreliminary ? { ...payment, isPreliminary: false } : payment

export const withReturn = (
  { returns = [] }: Pick<Sale, 'returns'>,
  { returned }: { returned: SaleReturn },
): Pick<Required<Sale>, 'returns' | 'returning'> => ({ returns: [...returns, returned], returning: null })

/** Upsert by key; keys that are not named stay (cloud-api §4.11). */
export function mergeExternalData(
  present: Sale['externalData'],
  changes: Sale['externalData'],
): Sale['externalData'] {
  const merged = new Map(present.map((entry) => [entry.key, entry]))
  for (const entry of changes) {
    if (entry.isDeleted) merged.delete(entry.key)
    else merged.set(entry.key, entry)
  }
  return [...merged.values()]
}
