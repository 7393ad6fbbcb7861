/** What the shift's screens see: reports, receipts, who is at work. Money as decimal numbers, times epoch milliseconds. */
import type { Receipt } from '../../app/till/receipts.ts'
import { refundable, returnableLines, returnedSum } from '../../domain/orders/returns/returned-share.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { CashMovementType, PaymentTypeKind } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { type PaidLine, type ShiftReport, shiftReport } from '../../domain/shifts/shift-report.ts'
import type { CashShift } from '../../domain/shifts/shifts.ts'
import { moneyToJson, quantityToJson } from '../../kernel/exact.ts'
import { type SaleView, saleView } from './views.ts'

export type PaidLineView = {
  name: string
  kind: PaymentTypeKind
  sold: number
  returned: number
  net: number
}
export type ShiftReportView = {
  kind: 'X' | 'Z'
  number: number
  openedAt: number
  openedBy: string | null
  closedAt: number | null
  closedBy: string | null
  orders: number
  guests: number
  revenue: number
  discounts: number
  returns: { receipts: number; sum: number }
  net: number
  deletions: { positions: number; sum: number }
  byPaymentType: PaidLineView[]
  /** Beside revenue and net. */
  tips: { sum: number; byPaymentType: { name: string; kind: PaymentTypeKind; sum: number }[] }
  /** Null: there were none. `settled`: counted in the sales of orders that ended. */
  prepayments: {
    taken: number
    returned: number
    settled: number
    byPaymentType: { name: string; kind: PaymentTypeKind; taken: number; returned: number; settled: number }[]
  } | null
  moved: { name: string; nameEn: string | null; type: CashMovementType; count: number; sum: number }[]
  startCash: number
  expectedCash: number
  countedCash: number | null
  difference: number | null
}

export function shiftReportView(shift: CashShift, catalog: Catalog, scale: number): ShiftReportView {
  const report = shiftReport(shift)
  const money = (sum: bigint): number => moneyToJson(sum, scale)
  const orNull = (sum: bigint | null): number | null => (sum === null ? null : money(sum))
  return {
    kind: report.kind,
    number: shift.number,
    openedAt: shift.openedAt,
    openedBy: shift.openedBy?.name ?? null,
    closedAt: shift.closedAt,
    closedBy: shift.closedBy?.name ?? null,
    orders: shift.closedOrders,
    guests: shift.guests,
    revenue: money(shift.revenue),
    discounts: money(shift.discounts),
    returns: { receipts: shift.returns.receipts, sum: money(shift.returns.sum) },
    net: money(report.net),
    deletions: { positions: shift.deletions.positions, sum: money(shift.deletions.sum) },
    byPaymentType: report.byPaymentType.map(
      ({ name, kind, sold, returned, net }: PaidLine): PaidLineView => ({
        ...{ name, kind, sold: money(sold), returned: money(returned), net: money(net) },
      }),
    ),
    tips: {
      sum: money(report.tips.sum),
      byPaymentType: report.tips.byPaymentType.map(({ name, kind, sum }) => ({
        ...{ name, kind, sum: money(sum) },
      })),
    },
    prepayments: report.prepayments && prepaymentsView(report.prepayments, money),
    moved: shift.moved.map(({ typeId, type, count, sum }) => {
      const body = catalog.find('payInOutType', typeId)?.body
      return { name: body?.name ?? '', nameEn: body?.nameEn ?? null, type, count, sum: money(sum) }
    }),
    startCash: money(shift.startCash),
    expectedCash: money(report.expectedCash),
    countedCash: orNull(report.countedCash),
    difference: orNull(report.difference),
  }
}

function prepaymentsView(
  { taken, returned, settled, byPaymentType }: NonNullable<ShiftReport['prepayments']>,
  money: (sum: bigint) => number,
): ShiftReportView['prepayments'] {
  return {
    ...{ taken: money(taken), returned: money(returned), settled: money(settled) },
    byPaymentType: byPaymentType.map((one) => ({
      ...{ name: one.name, kind: one.kind, taken: money(one.taken) },
      ...{ returned: money(one.returned), settled: money(one.settled) },
    })),
  }
}

/** By which money goes back for goods without a receipt. */
export type GoodsReturnTypeView = { id: string; name: string; kind: PaymentTypeKind }

/** A closed order in the list. */
export type ReceiptLineView = {
  id: string
  kind: Receipt['kind']
  number: number
  tables: number[]
  whenClosed: number
  sum: number
  /** Of it given back. */
  returned: number
  /** It sold nothing: goods that came back without a receipt. */
  isGoodsReturn: boolean
  payments: string[]
}

/** A closed order that somebody opened, with what can still be returned of it. */
export type ReceiptView = ReceiptLineView & {
  sale: SaleView
  /** `sum`: what so much of it was sold for. */
  left: { positionId: string; name: string; amount: number; sum: number; isWhole: boolean }[]
  refundable: { typeId: string; name: string; kind: PaymentTypeKind; sum: number }[]
  returns: {
    id: string
    at: number
    by: string | null
    reason: string
    comment: string | null
    sum: number
  }[]
}

export function receiptLineView(receipt: Receipt, catalog: Catalog, scale: number): ReceiptLineView {
  const { order, kind } = receipt
  const money = (sum: bigint): number => moneyToJson(sum, scale)
  const ofGoods = order.isGoodsReturn ? (order.returns ?? []).flatMap(({ payments }) => payments) : []
  const returned = (order.returns ?? []).reduce((total, { sum }) => total + sum, 0n)
  return {
    ...{ id: order.id, kind, number: order.number },
    tables: tableNumbers(tableIdsOf(receipt), catalog),
    whenClosed: order.whenClosed ?? order.whenCreated,
    sum: money(orderSums(order).sum),
    returned: money(returned),
    isGoodsReturn: order.isGoodsReturn ?? false,
    payments: [...new Set([...order.payments, ...ofGoods].map(({ type }) => type.name))],
  }
}

/** `goodsTypes`: by what money goes back that the till never took. */
export function receiptView(
  receipt: Receipt,
  catalog: Catalog,
  scale: number,
  goodsTypes: readonly GoodsReturnTypeView[],
): ReceiptView {
  const { order } = receipt
  const returns = order.returns ?? []
  const money = (sum: bigint): number => moneyToJson(sum, scale)
  const left = returnableLines(order)
  const lines = left.map(({ item, amount }) => ({ positionId: item.positionId, amount }))
  const leftSum = returnedSum(order, { lines }, returns)
  const unpaid = leftSum > 0n ? goodsTypes.map((type) => ({ type, sum: leftSum })) : []
  const refunds = order.isGoodsReturn ? unpaid : refundable(order)
  return {
    ...receiptLineView(receipt, catalog, scale),
    sale: saleView(order, scale),
    left: left.map(({ item, amount }) => {
      const lines = [{ positionId: item.positionId, amount }]
      const name =
        item.kind === 'Compound' && item.secondary
          ? `${item.primary.name} / ${item.secondary.name}`
          : item.name
      return {
        ...{ positionId: item.positionId, name, amount: quantityToJson(amount) },
        sum: money(returnedSum(order, { lines }, returns)),
        isWhole: amount % 1000n === 0n,
      }
    }),
    refundable: refunds.map(({ type, sum }) => ({
      ...{ typeId: type.id, name: type.name, kind: type.kind },
      sum: money(sum),
    })),
    returns: returns.map(({ id, at, by, removalType, comment, sum }) => ({
      ...{ id, at, by: by?.name ?? null, reason: removalType.name, comment },
      sum: money(sum),
    })),
  }
}

const tableIdsOf = (receipt: Receipt): readonly string[] =>
  receipt.kind === 'delivery'
    ? []
    : receipt.kind === 'reserve'
      ? receipt.reserve.tableIds
      : receipt.order.tableIds

const tableNumbers = (ids: readonly string[], catalog: Catalog): number[] => {
  const tables = catalog.all('restaurantSection').flatMap(({ body }) => body.tables)
  return ids.flatMap((id) => tables.find((table) => table.id === id)?.number ?? [])
}

/** Somebody who may work here: whether they do, since when and as what. */
export type StaffView = {
  id: string
  name: string
  roles: { id: string; name: string; nameEn: string | null }[]
  openedAt: number | null
  /** Their shift is open at another till of the restaurant. */
  isElsewhere: boolean
  roleId: string | null
}
