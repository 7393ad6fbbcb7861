import type { Uuid } from '../../kernel/ids.ts'
import { accountingDay, type LocalDateTime, toLocal } from '../../kernel/local-time.ts'
import type { DeliveryOrder, Sale } from '../orders/order.ts'
import type { TableOrder } from '../orders/tables/table-order.ts'
import { orderTotals } from '../orders/totals.ts'
import type { Organization } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import type { BanquetOrder, Reserve } from '../reserves/reserve.ts'
import type { OrderFact } from './facts.ts'
import { paidByType } from './sale-facts.ts'

/** An order that is over, of whatever kind. */
export type SoldOrder =
  | { kind: 'delivery'; order: DeliveryOrder }
  | { kind: 'tableOrder'; order: TableOrder }
  | { kind: 'banquet'; order: BanquetOrder; reserve: Reserve }

/** What the order itself does not say; `cashierId` is of the employee who ended it, null when it was a program. */
export type Known = Pick<OrderFact, 'cashierId' | 'couponSeriesId' | 'cityId' | 'regionId'> & {
  guestSince: number | null
}

/** What reports know of an order as a whole. Names are looked up when a report is made; guests are never here. */
export function orderFact(
  sold: SoldOrder,
  catalog: Catalog,
  organization: Organization,
  { guestSince, ...known }: Known,
): OrderFact {
  const { order } = sold
  const local = (at: number | null): LocalDateTime | null =>
    at === null ? null : toLocal(at, organization.timeZone)
  // A banquet is ordered long before its guests come.
  const openedAt =
    sold.kind === 'banquet' ? (sold.reserve.guestsComingTime ?? order.whenCreated) : order.whenCreated
  const isPublic = order.externalData.filter((entry) => entry.isPublic)
  return {
    tenantId: order.tenantId,
    organizationId: order.organizationId,
    day: accountingDay(openedAt, organization.timeZone, organization.accountingDayStartMinutes),
    id: order.id,
    kind: sold.kind,
    number: order.number,
    ...{ returnOfId: null, isBackInStock: null },
    terminalGroupId: order.terminalGroupId,
    orderTypeId: order.orderType.id,
    conceptionId: order.conception?.id ?? null,
    priceCategoryId: order.priceCategory?.id ?? null,
    guestId: order.guestId,
    guestSince: local(guestSince)?.slice(0, 10) ?? null,
    openedAt: toLocal(openedAt, organization.timeZone),
    billAt: local(order.whenBillPrinted),
    closedAt: local(order.whenClosed),
    ...known,
    payTypes: textOf(paidByType(order).map(({ name }) => name)),
    ...discountsOf(order),
    coupon: order.loyalty?.coupon ?? null,
    externalNumber: order.externalNumber,
    externalData: textOf(isPublic.map(({ key, value }) => `${key}=${value}`)),
    externalDataXml: xmlOf(isPublic),
    sourceKey: order.sourceKey,
    ...(sold.kind === 'delivery'
      ? ofDelivery(sold.order, local)
      : ofHall(sold.kind === 'banquet' ? hallOfBanquet(sold) : hallOf(sold.order), catalog)),
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** One element a key; the names of the elements are not published (server-api §22.1, unverified). */
const xmlOf = (data: Sale['externalData']): string | null =>
  data.length === 0
    ? null
    : `<data>${data.map(({ key, value }) => `<item key="${escaped(key)}">${escaped(value)}</item>`).join('')}</data>`

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
  | 'returnOfId'
  | 'isBackInStock'
  | 'terminalGroupId'
  | 'orderTypeId'
  | 'conceptionId'
  | 'priceCategoryId'
  | 'guestId'
  | 'openedAt'
  | 'billAt'
  | 'closedAt'
  | keyof Known
  | 'payTypes'
  | 'coupon'
  | 'externalNumber'
  | 'externalData'
  | 'externalDataXml'
  | 'sourceKey'
>

const ofDelivery = (order: DeliveryOrder, local: Local): OfKind => ({
  isDeleted: order.status === 'Cancelled' || order.isDeleted,
  sectionId: null,
  tableNumber: null,
  serviceType: order.serviceType,
  guests: order.guests.count,
  waiterId: null,
  waiterTeamId: null,
  sourceOrderId: null,
  sourceOrderNumber: null,
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
  predictedAt: local(order.estimatedTime),
})

type Hall = Pick<TableOrder, 'organizationId' | 'tableIds' | 'guestCount'> & {
  isDeleted: boolean
  waiterId: Uuid | null
  comment: string | null
  parentOrderId?: Uuid
  parentOrderNumber?: number
}

const hallOf = (order: TableOrder): Hall => ({
  ...order,
  isDeleted: order.status === 'Deleted',
  waiterId: order.waiter?.id ?? null,
  comment: null,
})
const hallOfBanquet = ({ reserve }: Extract<SoldOrder, { kind: 'banquet' }>): Hall => ({
  ...reserve,
  isDeleted: reserve.cancelReason !== null,
  waiterId: null,
})

/** The team of a waiter at present (server-api §9.7); null: none. */
function teamOf(catalog: Catalog, { organizationId, waiterId }: Hall): Uuid | null {
  const teams = catalog.find('waiterTeamAssignments', organizationId)?.body.assignments ?? []
  return teams.find(({ employeeId }) => employeeId === waiterId)?.teamId ?? null
}

function ofHall(order: Hall, catalog: Catalog): OfKind {
  const [tableId] = order.tableIds
  const section = catalog
    .all('restaurantSection')
    .find(({ body }) => body.tables.some(({ id }) => id === tableId))
  return {
    isDeleted: order.isDeleted,
    sectionId: section?.id ?? null,
    tableNumber: section?.body.tables.find(({ id }) => id === tableId)?.number ?? null,
    serviceType: 'Common',
    guests: order.guestCount,
    waiterId: order.waiterId,
    waiterTeamId: teamOf(catalog, order),
    sourceOrderId: order.parentOrderId ?? null,
    sourceOrderNumber: order.parentOrderNumber ?? null,
    comment: order.comment,
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
    predictedAt: null,
  }
}
