import type { LedgerKind } from '../../../../domain/loyalty/ledger.ts'
import { toLocal } from '../../../../kernel/local-time.ts'
import type { AdminCall } from '../../call.ts'
import { type Cell, CsvFile } from '../../csv-file.ts'
import type { OfficeDesk } from './desk.ts'
import type { BalancesView, CountersView, TransactionsView } from './reports.ts'

type Words = readonly [ru: string, en: string]

/** The words of the page, for whoever reads the file without it. */
const kinds: Readonly<Record<LedgerKind, Words>> = {
  topUp: ['Пополнение', 'Top-up'],
  chargeOff: ['Списание', 'Write-off'],
  hold: ['Удержание', 'Hold'],
  holdCancelled: ['Удержание снято', 'Hold given back'],
  registrationBonus: ['Приветственные бонусы', 'Welcome bonuses'],
  orderPaid: ['Оплата заказа', 'Order paid'],
  orderPaymentCancelled: ['Оплата отменена', 'Payment taken back'],
  orderAccrued: ['Начислено за заказ', 'Earned by an order'],
  orderAccrualCancelled: ['Начисление отменено', 'Earning taken back'],
  offlineCharge: ['Оплата без связи', 'Paid offline'],
  categorySet: ['Добавлена категория', 'Category given'],
  categoryRemoved: ['Убрана категория', 'Category taken away'],
  couponActivated: ['Использован купон', 'Coupon used'],
  orderClosed: ['Заказ закрыт', 'Order closed'],
}
const ofGuest: readonly Words[] = [
  ['Гость', 'Guest'],
  ['Телефон', 'Phone'],
  ['Карта', 'Card'],
]
const ofTransactions: readonly Words[] = [
  ['Когда', 'When'],
  ['Операция', 'Transaction'],
  ['Заказ', 'Order'],
  ['Программа', 'Programme'],
  ['Акция', 'Campaign'],
  ['Ресторан', 'Restaurant'],
  ['Комментарий', 'Comment'],
  ['Кто', 'Who'],
  ['Сумма', 'Sum'],
  ['Остаток', 'Balance'],
]
const ofBalances: readonly Words[] = [
  ['На начало', 'At the start'],
  ['Начислено', 'Got'],
  ['Потрачено', 'Spent'],
  ['На конец', 'At the end'],
  ['Оплачено заказов', 'Orders paid'],
]
const ofCounters: readonly Words[] = [
  ['Заказов', 'Orders'],
  ['Сумма', 'Sum'],
  ['Последний', 'Last'],
]

type Who = { name: string | null; phone: string | null; card: string | null }
type Named = { name: string; nameEn: string | null }
const whoCells = ({ name, phone, card }: Who): Cell[] => [name, phone, card]
const sum = (decimal: string | null): Cell => (decimal === null ? null : { decimal })

/** How a file of this call is written: its language, its names and its moments in the time of the restaurant. */
function penOf({ query }: AdminCall, { organization }: OfficeDesk) {
  const language = query['language'] === 'en' ? 'en' : 'ru'
  return {
    word: ([ru, en]: Words): string => (language === 'ru' ? ru : en),
    name: (one: Named | null): Cell =>
      one && language === 'en' ? (one.nameEn ?? one.name) : (one?.name ?? null),
    /** To the second, as spreadsheets of every language read it. */
    moment: (iso: string): string =>
      toLocal(Date.parse(iso), organization.timeZone).slice(0, 'yyyy-MM-dd HH:mm:ss'.length),
    file: (name: string, heads: readonly Words[], rows: readonly (readonly Cell[])[]): CsvFile => {
      const days = `${query['from']}-${query['to']}`
      const head = [...ofGuest, ...heads].map((words) => words[language === 'ru' ? 0 : 1])
      return new CsvFile(`${name}-${days}.csv`, [head, ...rows], language)
    },
  }
}

export function transactionsFile(call: AdminCall, desk: OfficeDesk, { rows }: TransactionsView): CsvFile {
  const pen = penOf(call, desk)
  return pen.file(
    'transactions',
    ofTransactions,
    rows.map((row) => [
      ...whoCells(row),
      pen.moment(row.at),
      pen.word(kinds[row.kind]),
      ...[row.orderNumber, pen.name(row.program), pen.name(row.campaign), pen.name(row.organization)],
      ...[row.comment, row.who, sum(row.sum), sum(row.balanceAfter)],
    ]),
  )
}

export function balancesFile(call: AdminCall, desk: OfficeDesk, { rows }: BalancesView): CsvFile {
  return penOf(call, desk).file(
    'balances',
    ofBalances,
    rows.map((row) => [
      ...whoCells(row),
      ...[sum(row.start), sum(row.refilled), sum(row.spent), sum(row.end), row.paidOrders],
    ]),
  )
}

export function countersFile(call: AdminCall, desk: OfficeDesk, { rows }: CountersView): CsvFile {
  const pen = penOf(call, desk)
  return pen.file(
    'orders-of-guests',
    ofCounters,
    rows.map((row) => [...whoCells(row), row.orders, sum(row.sum), pen.moment(row.lastAt)]),
  )
}
