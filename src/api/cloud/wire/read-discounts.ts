import type { DiscountInput, ItemInput } from '../../../domain/orders/commands.ts'
import type { DeliveryOrder } from '../../../domain/orders/order.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { Discount, DiscountsInfo, NewLoyaltyInfo } from '../generated/types.ts'
import type { PlaceOfOrder } from './place-of-order.ts'
import { readMoney, readQuantity } from './read-amounts.ts'
import { type FieldPath, positionsOf } from './read-items.ts'

/** Discounts name positions of the same request (cloud-api §4.7). */
export function fromWireDiscounts(
  info: DiscountsInfo | undefined,
  items: readonly ItemInput[],
  field: FieldPath,
  place: PlaceOfOrder,
): DiscountInput[] {
  const discounts = info?.discounts ?? []
  if (discounts.length === 0) return []
  const known = new Set(items.flatMap(positionsOf))
  return discounts.map((discount, index) => {
    const path = `${field}.discounts[${index}]`
    const read = fromWireDiscount(discount, path, place)
    const positions = read.source === 'RMS' ? read.positions : read.items.map(({ positionId }) => positionId)
    checkPositions(positions ?? [], known, path)
    return read
  })
}

function fromWireDiscount(discount: Discount, field: FieldPath, place: PlaceOfOrder): DiscountInput {
  if (discount.type === 'RMS') {
    const { discountTypeId, sum, selectivePositions } = discount
    return {
      source: 'RMS',
      discountTypeId,
      sum: sum === undefined ? null : readMoney(sum, `${field}.sum`, place),
      positions: selectivePositions && selectivePositions.length > 0 ? selectivePositions : null,
    }
  }
  return {
    source: 'iikoCard',
    programId: discount.programId,
    programName: discount.programName,
    items: discount.discountItems.map(({ positionId, sum, amount }, index) => ({
      positionId,
      sum: readMoney(sum, `${field}.discountItems[${index}].sum`, place),
      amount: readQuantity(amount, `${field}.discountItems[${index}].amount`),
    })),
  }
}

function checkPositions(positions: readonly Uuid[], known: ReadonlySet<Uuid>, field: FieldPath): void {
  if (positions.length > 0 && known.size === 0) throw refuse('item.position-empty', { field })
  const seen = new Set<Uuid>()
  for (const positionId of positions) {
    if (!known.has(positionId)) throw refuse('discount.position-unknown', { positionId, field })
    if (seen.has(positionId)) throw refuse('discount.position-duplicate', { positionId, field })
    seen.add(positionId)
  }
}

export function fromWireLoyalty(
  info: NewLoyaltyInfo | undefined,
  field: FieldPath,
  place: PlaceOfOrder,
): DeliveryOrder['loyalty'] {
  if (!info) return null
  return {
    coupon: info.coupon || null,
    appliedManualConditions: info.applicableManualConditions ?? [],
    dynamicDiscounts: (info.dynamicDiscounts ?? []).map(({ manualConditionId, sum }, index) => ({
      manualConditionId,
      sum: readMoney(sum, `${field}.dynamicDiscounts[${index}].sum`, place),
    })),
  }
}
