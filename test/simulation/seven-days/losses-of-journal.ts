/** What was thrown away, once more, from the orders of the journal: dishes that were deleted after they were printed. */
import type { DemoChain } from '../../../src/seed/demo/index.ts'
import type { JournalBooks } from './journal.ts'
import { piecesOf } from './sales-of-journal.ts'

export type Lost = {
  orderId: string
  positionId: string
  organizationId: string
  /** Thousandths. */
  pieces: { productId: string; amount: bigint }[]
}

/** Removal types that write nothing off lose nothing, nor does a waiter who says so. */
export function lossesOf(chain: DemoChain, { closed, deleted, open }: JournalBooks): Lost[] {
  const harmless = new Set(
    chain.items.flatMap((item) => {
      if (item.book !== 'removalType') return []
      const { canWriteoffToCafe, canWriteoffToWaiter, canWriteoffToUser } = item.body
      return canWriteoffToCafe || canWriteoffToWaiter || canWriteoffToUser ? [] : [item.id]
    }),
  )
  return [...closed, ...deleted, ...open].flatMap(({ order }) =>
    order.items.flatMap((item): Lost[] => {
      if (!item.deleted || item.status === 'Added' || item.deleted.withoutWriteoff) return []
      if (harmless.has(item.deleted.removalType?.id ?? '')) return []
      const { id: orderId, organizationId } = order
      return [{ orderId, organizationId, positionId: item.positionId, pieces: piecesOf(item) }]
    }),
  )
}

/**
 * Shifts that lost dishes only of orders that ended in them: of the others reports tell the cost of a loss when its order
 * ends, in the shift in which it does.
 */
export function shiftsByThemselves(lost: readonly Lost[], books: JournalBooks): Set<string> {
  const ends = new Map<string, string>()
  const given = new Set(books.deleted.map(({ order }) => order.id))
  for (const [shiftId, deletions] of books.lost)
    for (const { orderId } of deletions) if (given.has(orderId)) ends.set(orderId, shiftId)
  for (const [shiftId, orderIds] of books.shifts) for (const orderId of orderIds) ends.set(orderId, shiftId)
  const orders = new Map(lost.map(({ positionId, orderId }) => [positionId, orderId]))
  const alone = new Set(books.lost.keys())
  for (const [shiftId, deletions] of books.lost)
    for (const position of deletions.flatMap(({ positionIds }) => positionIds)) {
      const orderId = orders.get(position)
      const end = ends.get(orderId ?? '')
      if (orderId === undefined || end === shiftId) continue
      alone.delete(shiftId)
      if (end) alone.delete(end)
    }
  return alone
}
