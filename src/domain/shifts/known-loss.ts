/** Dishes that were deleted after the kitchen had their tickets: what is lost with them, why, and who answers for it. */
import type { Uuid } from '../../kernel/ids.ts'
import { isWrittenOff } from '../orders/changes/removal.ts'
import type { NamedRef, Sale } from '../orders/order.ts'
import type { Catalog } from '../reference/catalog.ts'
import { linesTogether, partsOf, type SoldLine } from './known-sale.ts'

export type KnownLoss = {
  /** Null where the till wrote it off without saying why. */
  removalType: NamedRef | null
  /** The employee it is charged to; null means the restaurant. */
  userId: Uuid | null
  /** Without money: nobody paid for them. */
  lines: SoldLine[]
}

/** What an order lost of these positions, those left out that were deleted without write-off. */
export const lossesOf = (order: Sale, positionIds: readonly Uuid[], catalog: Catalog): KnownLoss[] =>
  order.items.flatMap((item) => {
    const { deleted } = item
    if (!deleted || !positionIds.includes(item.positionId) || !isWrittenOff(catalog, item, deleted)) return []
    const lines = partsOf(item).map(
      ({ productId, sizeId, amount }): SoldLine => ({ productId, sizeId, amount, sum: 0n, discount: 0n }),
    )
    return [{ removalType: deleted.removalType, userId: deleted.writeoffUserId, lines }]
  })

/** Losses of one reason and one employee as one, in the order in which they first happened. */
export function lossesTogether(losses: readonly KnownLoss[]): KnownLoss[] {
  const together = new Map<string, KnownLoss[]>()
  for (const loss of losses) {
    const key = `${loss.removalType?.id ?? ''}/${loss.userId ?? ''}`
    together.set(key, [...(together.get(key) ?? []), loss])
  }
  return [...together.values()].flatMap((own) => (own[0] ? [{ ...own[0], lines: linesTogether(own) }] : []))
}
