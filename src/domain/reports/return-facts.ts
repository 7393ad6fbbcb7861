import { accountingDay, toLocal } from '../../kernel/local-time.ts'
import type { SaleReturn } from '../orders/order.ts'
import { portionsOf, returnsBefore, shareOf } from '../orders/returns/returned-share.ts'
import type { Organization } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { OrderFact, SaleFact } from './facts.ts'
import { type Known, orderFact, type SoldOrder } from './order-fact.ts'
import { factsOfPieces, type Piece, paidByType, piecesOf } from './sale-facts.ts'

/**
 * A return as reports know it: a receipt of its own on its own day, of the same table, guest and number as its order.
 * Guests and times of the order's way are not counted twice.
 */
export function returnFact(
  sold: SoldOrder,
  returned: SaleReturn,
  { catalog, organization, known }: { catalog: Catalog; organization: Organization; known: Known },
): OrderFact {
  const { timeZone, accountingDayStartMinutes } = organization
  const moment = toLocal(returned.at, timeZone)
  const { name } = returned.removalType
  return {
    ...orderFact(sold, catalog, organization, known),
    id: returned.id,
    day: accountingDay(returned.at, timeZone, accountingDayStartMinutes),
    returnOfId: sold.order.id,
    isBackInStock: returned.isBackInStock,
    ...{ openedAt: moment, closedAt: moment, billAt: null, guests: 0 },
    payTypes: returned.payments.map(({ type }) => type.name).join(', ') || null,
    comment: returned.comment ?? name,
    ...{ expectedAt: null, confirmedAt: null, printedAt: null, cookedAt: null },
    ...{ packedAt: null, sentAt: null, deliveredAt: null, predictedAt: null },
  }
}

/** The lines that came back, by the payment types of the return, below zero. */
export function returnSaleFacts(
  { order }: SoldOrder,
  returned: SaleReturn,
  catalog: Catalog,
  organization: Organization,
): SaleFact[] {
  const portions = portionsOf(order.items, returned, returnsBefore(order, returned))
  const pieces = piecesOf(order).flatMap((piece): Piece[] => {
    const portion = portions.get(piece.item.positionId)
    if (!portion) return []
    const part = (figure: bigint): bigint => shareOf(figure, portion)
    return [{ ...piece, amount: part(piece.amount), cost: part(piece.cost), result: part(piece.result) }]
  })
  const place = { sale: order, catalog, organization }
  return factsOfPieces(pieces, paidByType(returned), place).map((fact) => ({
    ...fact,
    ...{ printedAt: null, cookingStartedAt: null, cookingCompletedAt: null },
    ...{ servedAt: null, normMinutes: null, vouchers: -fact.vouchers },
    removalTypeId: returned.removalType.id,
    deletionComment: returned.comment,
    ...{ amount: -fact.amount, cost: -fact.cost, discount: -fact.discount },
    ...{ increase: -fact.increase, result: -fact.result, vat: -fact.vat },
  }))
}
