import type { BackOffice } from '../../support/back-office.ts'
import { ask, costsOfSales } from './compare-olap.ts'
import type { Line } from './ledger-of-journal.ts'
import { accountingDayOf, loweredOf, raisedOf, type Sold, type SoldLine } from './sales-of-journal.ts'
import { type Comparison, decimal, groupsOf, rounded, rowsOf, total } from './tables.ts'
import type { House } from './world.ts'

/** What sold lines of a group come to; sums in kopecks, amounts in thousandths, null where there is nothing to divide by. */
type Made = (own: readonly SoldLine[]) => number | null

/** What comes back is no order more. */
const salesIn = (own: readonly SoldLine[]): Sold[] =>
  [...new Set(own.map(({ sale }) => sale))].filter(({ back }) => !back)
const receiptsIn = (own: readonly SoldLine[]): Sold[] => [...new Set(own.map(({ sale }) => sale))]
const once = (own: readonly SoldLine[], of: (sale: Sold) => number): bigint =>
  BigInt(salesIn(own).reduce((sum, sale) => sum + of(sale), 0))
/** A quotient with so many digits. */
const per = (dividend: bigint, divisor: bigint, digits: number): number | null =>
  divisor === 0n ? null : decimal(rounded(dividend * 10n ** BigInt(digits), divisor), digits)

const result = (own: readonly SoldLine[]): bigint => total(own, (line) => line.result)
const cost = (own: readonly SoldLine[]): bigint => total(own, (line) => line.cost)
const amount = (own: readonly SoldLine[]): bigint => total(own, (line) => line.amount)
/** Hundredths of a kopeck. */
const net = (own: readonly SoldLine[]): bigint => total(own, (line) => line.result * 100n - line.vat)
const orders = (own: readonly SoldLine[]): bigint => once(own, () => 1)
const guests = (own: readonly SoldLine[]): bigint => once(own, (sale) => sale.guests)
const lowered = (own: readonly SoldLine[]): bigint => total(own, loweredOf)
const raised = (own: readonly SoldLine[]): bigint => total(own, raisedOf)

/** Whole minutes between two moments of an order, summed over those that have both; and how many have. */
type Moments = (sale: Sold) => [from: number | null, to: number | null]
function minutes(own: readonly SoldLine[], of: Moments): { sum: bigint; count: bigint } {
  const known = salesIn(own).flatMap((sale) => {
    const [from, to] = of(sale)
    return from === null || to === null ? [] : [Math.floor((to - from) / 60_000)]
  })
  return { sum: BigInt(known.reduce((sum, one) => sum + one, 0)), count: BigInt(known.length) }
}
const mean =
  (of: Moments, digits: number): Made =>
  (own) => {
    const { sum, count } = minutes(own, of)
    return per(sum, count, digits)
  }
const delivery = ({ over }: Sold) => (over.kind === 'delivery' ? over.order : null)
const length: Moments = ({ over: { order } }) => [order.whenCreated, order.whenClosed]
const way: Moments = (sale) => [delivery(sale)?.whenSended ?? null, delivery(sale)?.whenDelivered ?? null]
/** From opening to the last line that was printed, among those of the group. */
const lastPrint =
  (own: readonly SoldLine[]): Moments =>
  (sale) => {
    const printed = own.flatMap((line) =>
      line.sale === sale && line.printedAt !== null ? [line.printedAt] : [],
    )
    return [sale.over.order.whenCreated, printed.length === 0 ? null : Math.max(...printed)]
  }

const salesMeasures: Record<string, Made> = {
  fullSum: (own) => decimal(cost(own), 2),
  sumAfterDiscountWithoutVAT: (own) => decimal(result(own), 2),
  discountWithoutVAT: (own) => decimal(lowered(own), 2),
  'DishDiscountSumInt.average': (own) => per(result(own), orders(own) * 100n, 2),
  'DishDiscountSumInt.averageByGuest': (own) => per(result(own), guests(own) * 100n, 2),
  'DishSumInt.averagePriceWithVAT': (own) => per(cost(own) * 10n, amount(own), 2),
  'DishDiscountSumInt.averagePriceWithVAT': (own) => per(result(own) * 10n, amount(own), 2),
  'DishDiscountSumInt.withoutVAT': (own) => decimal(net(own), 4),
  'DishDiscountSumInt.averageWithoutVAT': (own) => per(net(own), orders(own) * 10_000n, 2),
  'DishDiscountSumInt.averagePrice': (own) => per(net(own), amount(own) * 10n, 2),
  DiscountPercent: (own) => per(lowered(own), cost(own), 4),
  IncreasePercent: (own) => per(raised(own), cost(own), 4),
  'DishAmountInt.PerOrder': (own) => per(amount(own), orders(own) * 1000n, 3),
  PayableAmountInt: (own) => decimal(amount(own), 3),
  'UniqOrderId.OrdersCount': (own) => Number(orders(own)),
  OrderNum: (own) => new Set(receiptsIn(own).map(({ over }) => over.order.number)).size,
  OrderItems: (own) => own.filter(({ sale }) => !sale.back).length,
  'GuestNum.Avg': (own) => per(guests(own), orders(own), 3),
  'OrderTime.OrderLengthSum': (own) => Number(minutes(own, length).sum),
  'OrderTime.AverageOrderTime': mean(length, 3),
  'OrderTime.AveragePrechequeTime': mean(
    ({ over: { order } }) => [order.whenBillPrinted, order.whenClosed],
    3,
  ),
  'Delivery.DelayAvg': mean(
    (sale) => [delivery(sale)?.completeBefore ?? null, delivery(sale)?.whenDelivered ?? null],
    3,
  ),
  'Delivery.WayDurationAvg': mean(way, 3),
  'Delivery.WayDurationSum': (own) => Number(minutes(own, way).sum),
  'Delivery.CookingToSendDuration': mean(
    (sale) => [delivery(sale)?.whenPrinted ?? null, delivery(sale)?.whenSended ?? null],
    0,
  ),
  'DishServicePrintTime.OpenToLastPrintDuration': (own) => mean(lastPrint(own), 0)(own),
}

/** Every other measure that is built, of each restaurant's days, of dishes, and of all together. */
export async function compareMeasures(
  check: Comparison,
  office: BackOffice,
  sales: readonly Sold[],
): Promise<void> {
  const lines = sales.flatMap((sale) => sale.lines)
  const measures = Object.keys(salesMeasures)
  const cells = (own: readonly SoldLine[]): unknown[] => measures.map((name) => salesMeasures[name]?.(own))
  const groupings: [rows: string[], keyOf: (line: SoldLine) => string][] = [
    [[], () => ''],
    [['Department.Id', 'OpenDate.Typed'], ({ sale }) => `${sale.house.id} ${sale.day}`],
    [['DishId'], ({ productId }) => productId],
    [['HourClose'], ({ sale }) => sale.hourClose],
  ]
  for (const [rows, keyOf] of groupings)
    check.same(
      `measures of SALES by ${rows.join(', ')}`,
      await ask(office, { reportType: 'SALES', rows, measures }),
      rowsOf(lines, keyOf, cells),
    )
}

/** What was earned, of each restaurant: the ledger's cost of what was sold beside the revenue of it. */
export async function compareProfits(
  check: Comparison,
  office: BackOffice,
  sales: readonly Sold[],
  lines: readonly Line[],
): Promise<void> {
  const sold = sales.flatMap((sale) => sale.lines)
  const measures = ['Profit', 'Percent', 'PercentWithoutVAT', 'MarkUp', 'OneItem'].map(
    (name) => `ProductCostBase.${name}`,
  )
  check.same(
    'SALES: profit',
    await ask(office, { reportType: 'SALES', rows: ['Department.Id'], measures }),
    rowsOf(
      sold,
      ({ sale }) => sale.house.id,
      (own) => {
        const house = own[0]?.sale.house.id
        const written = costsOfSales(lines).filter(({ organizationId }) => organizationId === house)
        const goods = rounded(
          total(written, ({ sum }) => sum),
          100_000n,
        )
        const revenue = result(own) * 100n
        return [
          decimal(revenue - goods, 4),
          ...[per(goods, revenue, 4), per(goods, net(own), 4), per(revenue - goods, goods, 4)],
          per(goods, amount(own) * 10n, 2),
        ]
      },
    ),
  )
}

/** Each level of a summary counts by itself: orders once on each, however many rows they are in. */
export async function compareSummaries(
  check: Comparison,
  office: BackOffice,
  sales: readonly Sold[],
): Promise<void> {
  const answer = await office.postJson('/v2/reports/olap', {
    reportType: 'SALES',
    buildSummary: true,
    groupByRowFields: ['Department.Id', 'OpenDate.Typed'],
    groupByColFields: ['DishId'],
    aggregateFields: ['DishDiscountSumInt', 'UniqOrderId', 'PercentOfSummary.ByCol'],
    filters: {
      'OpenDate.Typed': {
        filterType: 'DateRange',
        periodType: 'CUSTOM',
        from: '2027-03-01',
        to: '2027-03-25',
      },
      OrderDeleted: { filterType: 'IncludeValues', values: ['NOT_DELETED'] },
      DeletedWithWriteoff: { filterType: 'IncludeValues', values: ['NOT_DELETED'] },
    },
  })
  const lines = sales.flatMap((sale) => sale.lines)
  const names = ['Department.Id', 'OpenDate.Typed', 'DishId'] as const
  const keyOf = (line: SoldLine, name: (typeof names)[number]): string =>
    name === 'DishId' ? line.productId : name === 'OpenDate.Typed' ? line.sale.day : line.sale.house.id
  const levels: (typeof names)[number][][] = [[], ['DishId']].flatMap((columns) =>
    [[], ['Department.Id'], ['Department.Id', 'OpenDate.Typed']].map(
      (rows) => [...rows, ...columns] as (typeof names)[number][],
    ),
  )
  const expected = new Map<string, string>()
  for (const level of levels) {
    const columnOf = (line: SoldLine): string => (level.includes('DishId') ? line.productId : '')
    const columns = groupsOf(lines, columnOf)
    for (const [key, own] of groupsOf(lines, (line) =>
      level
        .map((name) => `${name}=${keyOf(line, name)}`)
        .sort()
        .join(' '),
    )) {
      const column = columns.get(columnOf(own[0] as SoldLine)) ?? []
      const percent = per(result(own), result(column), 4)
      expected.set(key, [decimal(result(own), 2), orders(own), percent].join(' '))
    }
  }
  type Pair = [keys: Record<string, string>, measures: Record<string, unknown>]
  const told = (answer.json.summary as Pair[]).map(([keys, measures]): [string, string] => [
    Object.entries(keys)
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(' '),
    ['DishDiscountSumInt', 'UniqOrderId', 'PercentOfSummary.ByCol'].map((name) => measures[name]).join(' '),
  ])
  check.same('summaries of SALES', new Map(told), expected)
}

type Side = {
  line: Line
  side: 'DEBIT' | 'CREDIT'
  account: string
  house: House
  amount: bigint
  other: bigint
}

/** The rest of what is built of TRANSACTIONS, by accounts and days. */
export async function compareTransactionMeasures(
  check: Comparison,
  office: BackOffice,
  lines: readonly Line[],
  houses: readonly House[],
): Promise<void> {
  const sides = lines.flatMap((line): Side[] => {
    const house = houses.find(({ id }) => id === line.organizationId) as House
    if (accountingDayOf(line.at, house) < '2027-03-01') return []
    const [debit, credit] = [line.to, line.from]
    return [
      { line, side: 'DEBIT', account: debit.account, house, amount: debit.amount, other: -credit.amount },
      { line, side: 'CREDIT', account: credit.account, house, amount: credit.amount, other: debit.amount },
    ]
  })
  const measures = ['Amount.StoreInOutTyped', 'Contr-Amount', 'Product.AvgSum']
  check.same(
    'measures of TRANSACTIONS',
    await ask(office, { reportType: 'TRANSACTIONS', rows: ['Account.Id', 'DateTime.DateTyped'], measures }),
    rowsOf(
      sides,
      ({ account, line, house }) => `${account} ${accountingDayOf(line.at, house)}`,
      (own) => [
        decimal(
          total(own, ({ side, amount: one }) => (side === 'DEBIT' ? one : -one)),
          9,
        ),
        decimal(
          total(own, ({ other }) => other),
          9,
        ),
        per(
          total(own, ({ line }) => line.sum),
          total(own, ({ amount: one }) => one),
          2,
        ),
      ],
    ),
  )
}
