import { toMinor } from '../../kit/format.ts'
import type { Item } from '../../kit/item-types.ts'
import type { Currency } from '../../kit/till-types.ts'

/**
 * What each guest of a split order pays, in minor units, in the order in which they ordered: their own dishes and an
 * equal part of the shared ones; the first pay what does not divide. Empty: the order is not split.
 */
export function guestParts(
  items: readonly Pick<Item, 'guestId' | 'sum' | 'isDeleted'>[],
  currency: Currency,
): number[] {
  const own = new Map<string, number>()
  let shared = 0
  for (const { guestId, sum, isDeleted } of items) {
    if (isDeleted) continue
    const minor = toMinor(sum, currency)
    if (guestId === null) shared += minor
    else own.set(guestId, (own.get(guestId) ?? 0) + minor)
  }
  if (own.size < 2) return []
  const part = Math.floor(shared / own.size)
  const odd = shared - part * own.size
  return [...own.values()].map((sum, index) => sum + part + (index < odd ? 1 : 0))
}
