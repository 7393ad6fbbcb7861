/** What guests get: the bill before they pay, the receipt, and the receipt of a return (front-api §2.6.7). */

import { isLiving } from '../../orders/cooking.ts'
import type { DeliveryOrder, Sale, SaleReturn } from '../../orders/order.ts'
import { portionsOf, returnsBefore, shareOf } from '../../orders/returns/returned-share.ts'
import type { OrderGuest, TableOrder } from '../../orders/tables/table-order.ts'
import { orderTotals } from '../../orders/totals.ts'
import type { PaidSum } from '../../shifts/shifts.ts'
import { br, center, doc, large, line, pageCut, pair, pulse, section, table } from '../build.ts'
import type { Cell, Content, Document } from '../document.ts'
import { dishTable, headRow, itemName, row, sumLines } from './dishes.ts'
import { farewell, heading } from './heading.ts'
import { moment, money, namedIn, type PaperSetting, say } from './paper-setting.ts'

/** An order of whatever kind; only one on a table has a table, a waiter and guests who sit at it. */
export type AnySale = Sale &
  Partial<Pick<TableOrder, 'tableIds' | 'waiter' | 'guestCount' | 'tabName'>> & {
    guests?: TableOrder['guests'] | DeliveryOrder['guests']
  }

export const seatedAt = ({ guests = [] }: AnySale): readonly OrderGuest[] =>
  Array.isArray(guests) ? guests : []

const isCash = ({ payments }: Pick<Sale, 'payments'>): boolean =>
  payments.some(({ type }) => type.kind === 'Cash')

/** The pre-cheque: what the guest is asked to pay. */
export function billPaper(setting: PaperSetting, sale: AnySale): Document {
  const totals = orderTotals(sale)
  const at = sale.whenBillPrinted ?? setting.now
  return doc([
    heading(setting, 'bill'),
    ...aboutOrder(setting, sale, at),
    dishTable(setting, sale, seatedAt(sale)),
    line(),
    ...sumLines(setting, sale, totals).map(([label, sum]) => pair(label, money(setting, sum))),
    totals.processedPaymentsSum > 0n && pair(say(setting, 'total'), money(setting, totals.sum)),
    totals.processedPaymentsSum > 0n &&
      pair(say(setting, 'paid'), money(setting, totals.processedPaymentsSum)),
    large(pair(say(setting, 'toPay'), money(setting, totals.due), { bold: true })),
    line(),
    center(say(setting, 'notFiscal')),
    farewell(setting),
    pageCut,
  ])
}

/** The receipt of a closed order; the drawer opens for cash. */
export function receiptPaper(
  setting: PaperSetting,
  sale: AnySale,
  { opensDrawer }: { opensDrawer: boolean },
): Document {
  const totals = orderTotals(sale)
  return doc([
    opensDrawer && !setting.isCopy && isCash(sale) && pulse,
    heading(setting, 'receipt'),
    center(say(setting, 'sale')),
    ...aboutOrder(setting, sale, sale.whenClosed ?? setting.now),
    dishTable(setting, sale, seatedAt(sale)),
    line(),
    ...sumLines(setting, sale, totals).map(([label, sum]) => pair(label, money(setting, sum))),
    large(pair(say(setting, 'total'), money(setting, totals.sum), { bold: true })),
    ...sale.payments
      .filter(({ isPreliminary }) => !isPreliminary)
      .flatMap((payment) => paymentLines(setting, payment)),
    ...sale.tips.map(({ sum }) => pair(say(setting, 'tips'), money(setting, sum))),
    line(),
    farewell(setting),
    pageCut,
  ])
}

/** The receipt of a return: what came back and how its money went. */
export function returnPaper(
  setting: PaperSetting,
  sale: AnySale,
  returned: SaleReturn,
  { opensDrawer }: { opensDrawer: boolean },
): Document {
  const givesCash = returned.payments.some(({ type }) => type.kind === 'Cash')
  return doc([
    opensDrawer && !setting.isCopy && givesCash && pulse,
    heading(setting, 'receipt'),
    center(say(setting, 'refund')),
    ...aboutOrder(setting, sale, returned.at),
    table(returnColumns, [headRow(setting), lineCell, ...returnedRows(setting, sale, returned)]),
    line(),
    large(pair(say(setting, 'returned'), money(setting, returned.sum), { bold: true })),
    ...returned.payments.map(({ type, sum }) =>
      pair(namedIn(setting, 'paymentType', type), money(setting, sum)),
    ),
    pair(say(setting, 'reason'), namedIn(setting, 'removalType', returned.removalType)),
    returned.comment ? pair(say(setting, 'comment'), returned.comment) : null,
    returned.by && pair(say(setting, 'cashier'), returned.by.name),
    line(),
    farewell(setting),
    pageCut,
  ])
}

const lineCell: Cell[] = [{ kind: 'line', content: [], colspan: null, symbols: '-' }]
const returnColumns = [
  { formatter: 'split' as const },
  { isAuto: true as const, align: 'right' as const },
  { isAuto: true as const, align: 'right' as const },
]

/** Each position with what so much of it was sold for; the sums add up to the return's. */
function returnedRows(setting: PaperSetting, sale: Sale, returned: SaleReturn): Cell[][] {
  const portions = portionsOf(sale.items, returned, returnsBefore(sale, returned))
  const totals = orderTotals(sale)
  return sale.items.flatMap((item, index) => {
    const portion = portions.get(item.positionId)
    if (!portion || !isLiving(item)) return []
    const parts = totals.positions[index]?.parts ?? []
    const sum = parts.reduce((total, { resultSum }) => total + shareOf(resultSum, portion), 0n)
    return [row(setting, itemName(setting, item), portion.after - portion.before, sum)]
  })
}

/** The slip of a prepayment, or of one that goes back; the drawer opens for cash. */
export function prepaymentPaper(
  setting: PaperSetting,
  sale: AnySale,
  { paid, isReturned, at }: { paid: PaidSum; isReturned: boolean; at: number },
  { opensDrawer }: { opensDrawer: boolean },
): Document {
  return doc([
    opensDrawer && !setting.isCopy && paid.kind === 'Cash' && pulse,
    heading(setting, isReturned ? 'prepaymentBack' : 'prepayment'),
    ...aboutOrder(setting, sale, at),
    large(pair(say(setting, 'sum'), money(setting, paid.sum), { bold: true })),
    pair(namedIn(setting, 'paymentType', paid), money(setting, paid.sum)),
    line(),
    farewell(setting),
    pageCut,
  ])
}

function paymentLines(
  setting: PaperSetting,
  { type, sum, bank, prepaidIn }: Sale['payments'][number],
): Content[] {
  const card = [bank?.cardType, bank?.cardNumber].filter(Boolean).join(' ')
  const name = namedIn(setting, 'paymentType', type)
  return [
    pair(prepaidIn ? `${name} (${say(setting, 'prepaid')})` : name, money(setting, sum)),
    ...(card === '' ? [] : [pair('', card)]),
  ]
}

/** Number, table, waiter, guests and the moment. */
function aboutOrder(setting: PaperSetting, sale: AnySale, at: number): Content[] {
  const tables = tableNames(setting, sale.tableIds ?? [])
  return [
    line(),
    section('order', sale.id),
    pair(`${say(setting, 'order')} № ${sale.number}`, moment(setting, at)),
    ...(tables === '' ? [] : [pair(`${say(setting, 'table')} ${tables}`, guestCount(setting, sale))]),
    ...(sale.tabName ? [pair(say(setting, 'tab'), sale.tabName)] : []),
    ...(sale.waiter ? [pair(say(setting, 'waiter'), sale.waiter.name)] : []),
    line(),
    br,
  ]
}

const guestCount = (setting: PaperSetting, { guestCount: count = 0 }: AnySale): string =>
  count > 0 ? `${say(setting, 'guests')}: ${count}` : ''

/** Numbers of tables as guests know them. */
export function tableNames({ catalog }: PaperSetting, ids: readonly string[]): string {
  const tables = catalog.all('restaurantSection').flatMap(({ body }) => body.tables)
  return ids.flatMap((id) => tables.find((one) => one.id === id)?.number ?? []).join(', ')
}
