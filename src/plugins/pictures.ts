import type { Picture } from '../../sdk/plugin/src/host-types.ts'
import type { OrderItem, Payment, Sale } from '../domain/orders/order.ts'
import { orderTotals } from '../domain/orders/totals.ts'
import { printDecimal } from '../kernel/exact.ts'
import type { Uuid } from '../kernel/ids.ts'

/** The orders of a till as hooks and events show them, by id; unknown ids are absent. */
export type Pictures = (
  till: { tenantId: Uuid; organizationId: Uuid; terminalGroupId: Uuid },
  kind: 'tableOrder' | 'delivery' | 'reserve',
  ids: readonly Uuid[],
) => Promise<Map<Uuid, { sale: Sale | null; picture: Picture }>>

/** What every kind of order is for a plugin (front-api §8.1). Sums and amounts are decimal text. */
export function salePicture(sale: Sale & { status?: string }, scale: number): Picture {
  const totals = orderTotals(sale)
  const money = (sum: bigint): string => printDecimal(sum, scale)
  return {
    id: sale.id,
    revision: sale.version,
    number: sale.number,
    status: sale.status ?? 'New',
    externalNumber: sale.externalNumber,
    originName: sale.sourceKey,
    openTime: sale.whenCreated,
    billTime: sale.whenBillPrinted,
    closeTime: sale.whenClosed,
    items: sale.items.map((item) => itemPicture(item, money)),
    payments: sale.payments.map((payment) => paymentPicture(payment, money)),
    fullSum: money(totals.cost),
    resultSum: money(totals.sum),
    processedPaymentsSum: money(totals.processedPaymentsSum),
    customerIds: sale.guestId ? [sale.guestId] : [],
  }
}

const itemPicture = (item: OrderItem, money: (sum: bigint) => string) => ({
  id: item.positionId,
  product: { id: item.productId, name: item.name },
  size: item.size,
  amount: printDecimal(item.amount, 3),
  price: money(item.kind === 'Product' ? item.price : item.primary.price),
  status: item.status,
  comment: item.comment,
  guestId: item.orderGuestId ?? null,
  deleted: item.deleted !== null,
})

const paymentPicture = (
  { id, type, sum, isPreliminary, isExternal, isPrepay }: Payment,
  money: (sum: bigint) => string,
) => ({
  ...{ id, type, isPreliminary, isExternal, isPrepay },
  sum: money(sum),
})
