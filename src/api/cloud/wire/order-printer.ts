import type { NamedRef } from '../../../domain/orders/order.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { type Money, moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type LocalDateTime, toLocal, toUtcText } from '../../../kernel/local-time.ts'
import { placeOfOrder } from './place-of-order.ts'

/** .NET's `Guid.Empty`: stands where the wire wants an id and there is none. */
export const noId: Uuid = '00000000-0000-0000-0000-000000000000'
export const noName: NamedRef = { id: noId, name: '' }

/** Prints the numbers and times of one order as its place has them. */
export type OrderPrinter = {
  catalog: Catalog
  money(sum: Money): number
  /** Of what the restaurant sells the product under now; null: none. */
  taxPercent(productId: Uuid, sizeId: Uuid | null): number | null
  local(instant: number): LocalDateTime
  localOrNull(instant: number | null): LocalDateTime | null
}

export function orderPrinter(
  catalog: Catalog,
  at: { organizationId: Uuid; terminalGroupId: Uuid },
): OrderPrinter {
  const { zone, scale } = placeOfOrder(catalog, at.organizationId, at.terminalGroupId)
  return {
    catalog,
    money: (sum) => moneyToJson(sum, scale),
    taxPercent(productId, sizeId) {
      const id = catalog.taxCategoryId(at.organizationId, productId, sizeId)
      return catalog.find('taxCategory', id)?.body.percentage ?? null
    },
    local: (instant) => toLocal(instant, zone),
    localOrNull: (instant) => (instant === null ? null : toLocal(instant, zone)),
  }
}

export const utcOrNull = (instant: number | null): LocalDateTime | null =>
  instant === null ? null : toUtcText(instant)
