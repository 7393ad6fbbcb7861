/** Products a terminal group is out of, or has a counted remainder of (cloud-api §6.4). Owned by the till. */
import type { Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'

export type StopListItem = {
  productId: Uuid
  sizeId: Uuid | null
  /** Zero or less: stopped. */
  balance: Quantity
  /** Came onto the list with a remainder: sales lower it and returns raise it. False: stopped by hand. */
  isCounted: boolean
  dateAdd: number
}
export type StopListCommand =
  | { kind: 'stopList.put'; items: { productId: Uuid; sizeId: Uuid | null; balance: Quantity }[] }
  | { kind: 'stopList.remove'; items: { productId: Uuid; sizeId: Uuid | null }[] }
  | { kind: 'stopList.clear' }
  /** Tells the whole list as it is: the till starts or wakes (cloud-api §7.3). */
  | { kind: 'stopList.tell' }
/** The whole list after a change; `isFull` marks a resynchronisation (cloud-api §7.3). */
export type StopListEvent = { kind: 'stopList.changed'; items: StopListItem[]; isFull: boolean }

export const stopListKey = (productId: Uuid, sizeId: Uuid | null): string =>
  sizeId ? `${productId}:${sizeId}` : productId
