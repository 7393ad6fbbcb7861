import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay, type LocalDateTime, toLocal } from '../../kernel/local-time.ts'
import type { DeliveryOrder, Sale } from '../orders/order.ts'
import type { TableOrder } from '../orders/tables/table-order.ts'
import { orderTotals } from '../orders/totals.ts'
import type { Organization } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { OrderFact } from './facts.ts'
import { paidByType } from './sale-facts.ts'

/** An order that is over, of either kind. */
export type SoldOrder = { kind: 'delivery'; order: DeliveryOrder } | { kind: 'tableOrder'; order: TableOrder }

/**
 * What reports know of an order as a whole; `cashierId` is of the employee who ended it, null when it was a program.
 * Names are looked up when a report is made; guests are never here.
 */
export function orderFact(
  sold: SoldOrder,
  catalog: Catalog,
  organization: Organization,
  cashierId: Uuid | null,
): OrderFact {
  const { order } = sold
  const local = (at: number | null): LocalDateTime | null =>
    at === null ? null : toLocal(at, organization.timeZone)
  return {
    tenantId: order.tenantId,
    organizationId: order.organizationId,
    day: accountingDay(order.whenCreated, organization.timeZone, organization.accountingDayStartMinutes),
    id: order.id,
    kind: sold.kind,
    number: order.number,
    terminalGroupId: order.terminalGroupId,
    orderTypeId: order.orderType.id,
    conceptionId: order.conception?.id ?? null,
    priceCategoryId: order.priceCategory?.id ?? null,
    guestId: order.guestId,
    openedAt: toLocal(order.whenCreated, organization.timeZone),
    billAt: local(order.whenBillPrinted),
    closedAt: local(order.whenClosed),
    cashierId,
    payTypes: textOf(paidByType(order).map(({ name }) => name)),
    ...discountsOf(order),
    coupon: order.loyalty?.coupon ?? null,
    externalNumber: order.externalNumber,
    externalData: textOf(
      order.externalData.filter(({ isPublic }) => isPublic).map(({ key, value }) => `${key}=${value}`),
    ),
    sourceKey: order.sourceKey,
    ...(sold.kind === 'delivery' ? ofDelivery(sold.order, local) : ofTable(sold.order, catalog)),
  }
}

const textOf = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(', '))

type Discounts = Pick<OrderFact, 'discountTypes' | 'discountTypeIds' | 'increaseTypes' | 'increaseTypeIds'>

/** Discounts and surcharges that came to something, each once. */
function discountsOf(order: Sale): Discounts {
  const { discountSums } = orderTotals(order)
  const types = (isMeant: (sum: bigint) => boolean): Map<Uuid, string> =>
    new Map(
      order.discounts
        .filter((_, index) => isMeant(discountSums[index]?.sum ?? 0n))
        .map(({ type }) => [type.id, type.name]),
    )
  const [lowering, raising] = [types((sum) => sum > 0n), types((sum) => sum < 0n)]
  return {
    discountTypes: textOf([...lowering.values()]),
    discountTypeIds: textOf([...lowering.keys()]),
    increaseTypes: textOf([...raising.values()]),
    increaseTypeIds: textOf([...raising.keys()]),
  }
}

type Local = (at: number | null) => LocalDateTime | null
type OfKind = Omit<
  OrderFact,
  | keyof Discounts
  | 'tenantId'
  | 'organizationId'
  | 'day'
  | 'id'
  | 'kind'
  | 'number'
  | 'terminalGroupId'
  | 'orderTypeId'
  | 'conceptionId'
  | 'priceCategoryId'
  | 'guestId'
  | 'openedAt'
  | 'billAt'
  | 'closedAt'
  | 'cashierId'
  | 'payTypes'
  | 'coupon'
  | 'externalNumber'
  | 'externalData'
  | 'sourceKey'
>

const ofDelivery = (order: DeliveryOrder, local: Local): OfKind => ({
  isDeleted: order.status === 'Cancelled' || order.isDeleted,
  sectionId: null,
  tableNumber: null,
  serviceType: order.serviceType,
  guests: order.guests.count,
  waiterId: null,
  comment: order.comment,
  deliveryZone: order.deliveryZone,
  courierId: order.courier?.id ?? null,
  operatorId: order.operator?.id ?? null,
  marketingSourceId: order.marketingSource?.id ?? null,
  cancelCauseId: order.cancel?.cause?.id ?? null,
  cancelComment: order.cancel?.comment ?? null,
  isAsap: order.isAsap,
  expectedAt: local(order.completeBefore),
  confirmedAt: local(order.whenConfirmed),
  printedAt: local(order.whenPrinted),
  cookedAt: local(order.whenCookingCompleted),
  packedAt: local(order.whenPacked),
  sentAt: local(order.whenSended),
  deliveredAt: local(order.whenDelivered),
})

function ofTable(order: TableOrder, catalog: Catalog): OfKind {
  const [tableId] = order.tableIds
  const section = catalog
    .all('restaurantSection')
    .find(({ body }) => body.tables.some(({ id }) => id === tableId))
  return {
    isDeleted: order.status === 'Deleted',
    sectionId: section?.id ?? null,
    tableNumber: section?.body.tables.find(({ id }) => id === tableId)?.number ?? null,
    serviceType: 'Common',
    guests: order.guestCount,
    waiterId: order.waiter?.id ?? null,
    comment: null,
    deliveryZone: null,
    courierId: null,
    operatorId: null,
    marketingSourceId: null,
    cancelCauseId: null,
    cancelComment: null,
    isAsap: null,
    expectedAt: null,
    confirmedAt: null,
    printedAt: null,
    cookedAt: null,
    packedAt: null,
    sentAt: null,
    deliveredAt: null,
  }
}
