import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { OrderItem } from '../orders/order.ts'
import type { LineChoice, ServiceType } from '../reference/books.ts'

/** One item of the order at its price before discounts. */
export type CheckinLine = {
  /** Tells the line from the others; what the client calls it when it calls it anything. */
  key: string
  positionId: Uuid | null
  productId: Uuid
  sizeId: Uuid | null
  categoryId: Uuid | null
  amount: Quantity
  cost: Money
  /** Part of a combo already: no other combo can be made of it. */
  isInCombo: boolean
}

/** A dish of an order, at its price before the discounts that programmes give. */
export const checkinLine = (item: OrderItem, cost: Money): CheckinLine => ({
  key: item.positionId,
  positionId: item.positionId,
  productId: item.productId,
  sizeId: item.size?.id ?? null,
  categoryId: item.productCategoryId,
  amount: item.amount,
  cost,
  isInCombo: item.combo !== null,
})

export type CheckinGuest = {
  id: Uuid
  categoryIds: readonly Uuid[]
  birthday: LocalDate | null
  /** Orders closed before this one. */
  closedOrders: number
  /** Balances by wallet. */
  wallets: ReadonlyMap<Uuid, Money>
}

/** An order as the programmes look at it. */
export type Checkin = {
  lines: readonly CheckinLine[]
  serviceType: ServiceType | null
  /** Where the order is: ISO weekday, minutes after midnight, day. */
  weekday: number
  minutes: number
  today: LocalDate
  guest: CheckinGuest | null
  /** Series in which the coupon of the order is still unused. */
  couponSeriesIds: readonly Uuid[]
  hasCoupon: boolean
  manualConditionIds: readonly Uuid[]
  /** Sums by manual condition. */
  dynamicSums: ReadonlyMap<Uuid, Money>
  /** Campaigns that may pay. */
  paymentCampaignIds: readonly Uuid[]
}

export const isChosen = (line: CheckinLine, { productIds, categoryIds }: LineChoice): boolean =>
  (productIds.length === 0 && categoryIds.length === 0) ||
  productIds.includes(line.productId) ||
  (line.categoryId !== null && categoryIds.includes(line.categoryId))

/** Lines in an order that does not depend on that of the request, so that no kopeck moves when items are rearranged. */
export function inCanonicalOrder(lines: readonly CheckinLine[]): CheckinLine[] {
  const nameOf = ({ productId, sizeId, cost, amount, positionId }: CheckinLine): string =>
    [
      productId,
      sizeId ?? '',
      String(cost).padStart(24, '0'),
      String(amount).padStart(12, '0'),
      positionId,
    ].join()
  return lines
    .map((line) => ({ line, name: nameOf(line) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ line }) => line)
}
