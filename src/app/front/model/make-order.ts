import type { AppliedDiscount, Payment, Sale, TipsPayment } from '../../../domain/orders/order.ts'
import type { BankDetails } from '../../../domain/orders/paying/bank-details.ts'
import type { TableOrder } from '../../../domain/orders/tables/table-order.ts'
import { type OrderTotals, orderTotals } from '../../../domain/orders/totals.ts'
import type { Reserve } from '../../../domain/reserves/reserve.ts'
import type { OrderServiceType } from './enums.ts'
import type {
  AppliedDiscountItem,
  BankTransactionDetails,
  DiscountItem,
  Order,
  PaymentItem,
} from './orders.ts'
import { paymentKindOf, tablesWith } from './organisation.ts'
import { itemsOf } from './sale-items.ts'
import { money, type TillPlace } from './till-place.ts'
import type { Ref } from './values.ts'

/** What kinds of orders have of their own. */
type Own = Pick<
  Order,
  | 'kind'
  | 'status'
  | 'tables'
  | 'waiter'
  | 'tabName'
  | 'estimatedGuestsCount'
  | 'guests'
  | 'parentOrderId'
  | 'reserveId'
> & { orderType: Ref; serviceType: OrderServiceType }

/** An order on a table. Of a group without halls, or with a name of its own, it is quick service. */
export const orderOfTable = (place: TillPlace, order: TableOrder): Order =>
  orderOf(place, order, {
    kind: 'table',
    status: order.status,
    orderType: order.orderType,
    serviceType: 'Common',
    tables: tablesWith(place, order.tableIds),
    waiter: order.waiter,
    tabName: order.tabName,
    estimatedGuestsCount: order.guestCount,
    guests: order.guests,
    parentOrderId: order.parentOrderId ?? null,
    reserveId: null,
  })

/** The order under a reserve; null: it is no banquet. */
export function orderOfBanquet(place: TillPlace, reserve: Reserve): Order | null {
  const { banquet } = reserve
  if (!banquet) return null
  const open = banquet.whenBillPrinted === null ? 'New' : 'Bill'
  return orderOf(place, banquet, {
    kind: 'banquet',
    status: banquet.whenClosed !== null ? 'Closed' : reserve.cancelReason ? 'Deleted' : open,
    orderType: banquet.orderType,
    serviceType: 'Common',
    tables: tablesWith(place, reserve.tableIds),
    waiter: null,
    tabName: null,
    estimatedGuestsCount: reserve.guestCount,
    guests: [],
    parentOrderId: null,
    reserveId: reserve.id,
  })
}

/** What is common to every kind of order; sums are those of the till's own arithmetic. */
export function orderOf(place: TillPlace, sale: Sale, { orderType, serviceType, ...own }: Own): Order {
  const totals = orderTotals(sale)
  return {
    id: sale.id,
    revision: sale.version,
    ...own,
    number: sale.number,
    externalNumber: sale.externalNumber,
    originName: sale.sourceKey,
    openTime: sale.whenCreated,
    billTime: sale.whenBillPrinted,
    closeTime: sale.whenClosed,
    orderType: { ...orderType, orderServiceType: serviceType },
    priceCategory: sale.priceCategory,
    isBanquetOrder: own.kind === 'banquet',
    isFastFoodOrder: own.kind === 'table' && (own.tables.length === 0 || own.tabName !== null),
    items: itemsOf(place, sale.items, totals),
    combos: sale.combos.map((combo) => ({
      id: combo.id,
      name: combo.name,
      amount: combo.amount,
      price: money(place, combo.price),
      programId: combo.programId,
      sourceActionId: combo.sourceId,
      size: combo.size,
    })),
    discounts: sale.discounts.map(discountOf),
    appliedDiscounts: appliedDiscounts(place, sale, totals),
    payments: sale.payments.map((payment) => paymentOf(place, sale, payment, null)),
    donations: sale.tips.map((tips) => paymentOf(place, sale, tips, tips)),
    fullSum: money(place, totals.cost),
    resultSum: money(place, totals.sum),
    processedPaymentsSum: money(place, totals.processedPaymentsSum),
    wasPrepaid: sale.payments.some(({ isPrepay, isPreliminary }) => isPrepay && !isPreliminary),
    customerIds: sale.guestId ? [sale.guestId] : [],
    externalData: Object.fromEntries(
      sale.externalData.map(({ key, value, isPublic }) => [key, { value, isPublic }]),
    ),
    isBankAsked: (sale.bankPayment ?? null) !== null,
  }
}

const discountOf = (discount: AppliedDiscount): DiscountItem => ({
  discountType: discount.type,
  isSelectivelyApplied: discount.positions !== null,
  isCardLoyalty: discount.source === 'iikoCard',
})

const appliedDiscounts = (
  place: TillPlace,
  sale: Sale,
  { discountSums }: OrderTotals,
): AppliedDiscountItem[] =>
  sale.discounts.flatMap((discount, index) => {
    const totals = discountSums[index]
    if (!totals || totals.positions.length === 0) return []
    return [
      {
        discount: discountOf(discount),
        discountSum: money(place, totals.sum),
        discountSumByOrderItemId: Object.fromEntries(
          totals.positions.map(({ positionId, sum }) => [positionId, money(place, sum)]),
        ),
      },
    ]
  })

function bankDetailsOf(details: BankDetails | null | undefined): BankTransactionDetails | null {
  if (!details) return null
  const { amount, ...others } = details
  return { ...others, ...(amount === undefined ? {} : { amount: Number(amount) }) }
}

/** `Storned`: all of its money went back (front-api §2.6.8). */
function paymentOf(place: TillPlace, sale: Sale, payment: Payment, tips: TipsPayment | null): PaymentItem {
  const { type } = payment
  const returned = (sale.returns ?? [])
    .flatMap(({ payments }) => payments)
    .filter((back) => back.type.id === type.id)
    .reduce((sum, back) => sum + back.sum, 0n)
  const isStorned = returned >= payment.sum && returned > 0n
  return {
    id: payment.id,
    type: { id: type.id, name: type.name, kind: paymentKindOf(type.kind) },
    sum: money(place, payment.sum),
    status: payment.isPreliminary ? 'New' : isStorned ? 'Storned' : 'Processed',
    isExternal: payment.isExternal,
    isProcessedExternally: payment.isProcessedExternally,
    isFiscalizedExternally: payment.isFiscalizedExternally,
    isPrepay: payment.isPrepay,
    isPreliminary: payment.isPreliminary,
    donationType: tips?.tipsType ?? null,
    bankTransactionDetails: bankDetailsOf(payment.bank?.details),
  }
}
