import type { BackOffice } from '../../support/back-office.ts'
import type { JournalBooks } from './journal.ts'
import type { End, Line } from './ledger-of-journal.ts'
import { accountingDayOf, loweredOf, raisedOf, type Sold, type SoldLine } from './sales-of-journal.ts'
import { type Comparison, decimal, rounded, rowsOf, total } from './tables.ts'
import type { House } from './world.ts'

type Row = Record<string, unknown>
type Asked = {
  reportType: 'SALES' | 'DELIVERIES' | 'TRANSACTIONS'
  rows: readonly string[]
  measures: readonly string[]
  filters?: Record<string, unknown>
}

const week = { filterType: 'DateRange', periodType: 'CUSTOM', from: '2027-03-01', to: '2027-03-25' }
const only = (...values: string[]) => ({ filterType: 'IncludeValues', values })
const sold = { OrderDeleted: only('NOT_DELETED'), DeletedWithWriteoff: only('NOT_DELETED') }

/** One report as rows of its keys and of its measures, in the order in which they were asked for. */
export async function ask(office: BackOffice, { reportType, rows, measures, filters }: Asked) {
  const day = reportType === 'TRANSACTIONS' ? 'DateTime.DateTyped' : 'OpenDate.Typed'
  const body = {
    reportType,
    groupByRowFields: rows,
    aggregateFields: measures,
    filters: { [day]: week, ...(reportType === 'TRANSACTIONS' ? {} : sold), ...filters },
  }
  const answer = await office.postJson('/v2/reports/olap', body)
  if (answer.status !== 200) throw new Error(`${JSON.stringify(body)}: ${answer.text}`)
  return new Map(
    (answer.json.data as Row[]).map((row) => [
      rows.map((name) => row[name]).join(' '),
      measures.map((name) => row[name]).join(' '),
    ]),
  )
}

const rubles = (kopecks: bigint): number => decimal(kopecks, 2)
const distinct = <One>(all: readonly One[], of: (one: One) => string): number => new Set(all.map(of)).size
const guestsOf = (lines: readonly SoldLine[]): number =>
  [...new Set(lines.map(({ sale }) => sale))].reduce((sum, { guests }) => sum + guests, 0)
/** What comes back is no order more. */
const ordersIn = <One extends { sale: Sold }>(own: readonly One[]): number =>
  distinct(
    own.filter(({ sale }) => !sale.back),
    ({ sale }) => sale.id,
  )

const moneyMeasures = ['DishDiscountSumInt', 'DishSumInt', 'DiscountSum', 'IncreaseSum', 'VAT.Sum'] as const
const money = (lines: readonly SoldLine[]): number[] => [
  rubles(total(lines, ({ result }) => result)),
  rubles(total(lines, ({ cost }) => cost)),
  rubles(total(lines, loweredOf)),
  rubles(total(lines, raisedOf)),
  decimal(
    total(lines, ({ vat }) => vat),
    4,
  ),
]

/** SALES and DELIVERIES: every grouping against the orders themselves. */
export async function compareSales(
  check: Comparison,
  office: BackOffice,
  sales: readonly Sold[],
  books: JournalBooks,
): Promise<void> {
  const lines = sales.flatMap((sale) => sale.lines)
  const by = async (rows: string[], keyOf: (line: SoldLine) => string): Promise<void> => {
    const measures = [...moneyMeasures, 'DishAmountInt', 'UniqOrderId', 'GuestNum']
    const told = await ask(office, { reportType: 'SALES', rows, measures })
    const cells = (own: readonly SoldLine[]) => [
      ...money(own),
      decimal(
        total(own, ({ amount }) => amount),
        3,
      ),
      ordersIn(own),
      guestsOf(own),
    ]
    check.same(`SALES by ${rows.join(', ')}`, told, rowsOf(lines, keyOf, cells))
  }
  await by([], () => '')
  await by(['Department.Id', 'OpenDate.Typed'], ({ sale }) => `${sale.house.id} ${sale.day}`)
  await by(['DishId'], ({ productId }) => productId)
  await by(['OpenDate.Typed', 'DishId'], ({ sale, productId }) => `${sale.day} ${productId}`)
  await by(['HourOpen'], ({ sale }) => sale.hourOpen)
  await by(['Department.Id', 'UniqOrderId.Id'], ({ sale }) => `${sale.house.id} ${sale.id}`)

  type Paid = { sale: Sold; typeId: string; sum: bigint }
  const paid = sales.flatMap((sale) =>
    sale.payments.map(({ type, sum }): Paid => ({ sale, typeId: type.id, sum })),
  )
  const measures = ['DishDiscountSumInt', 'UniqOrderId']
  const cells = (own: readonly Paid[]) => [rubles(total(own, ({ sum }) => sum)), ordersIn(own)]
  const ofDay = ({ sale, typeId }: Paid): string => `${sale.house.id} ${sale.day} ${typeId}`
  check.same(
    'SALES by payment types',
    await ask(office, {
      reportType: 'SALES',
      rows: ['Department.Id', 'OpenDate.Typed', 'PayTypes.GUID'],
      measures,
    }),
    rowsOf(paid, ofDay, cells),
  )

  const deliveries = lines.filter(({ sale }) => sale.kind === 'delivery')
  const serviceOf = ({ over }: Sold): string =>
    over.kind === 'delivery' && over.order.serviceType === 'DeliveryByCourier' ? 'COURIER' : 'PICKUP'
  check.same(
    'DELIVERIES by days and service types',
    await ask(office, {
      reportType: 'DELIVERIES',
      rows: ['OpenDate.Typed', 'Delivery.ServiceType'],
      measures: ['DishDiscountSumInt', 'UniqOrderId', 'GuestNum'],
    }),
    rowsOf(
      deliveries,
      ({ sale }) => `${sale.day} ${serviceOf(sale)}`,
      (own) => [rubles(total(own, ({ result }) => result)), ordersIn(own), guestsOf(own)],
    ),
  )
  check.same(
    'SALES by what was returned',
    await ask(office, {
      reportType: 'SALES',
      rows: ['Storned', 'OperationType'],
      measures: ['DishReturnSum', 'DishDiscountSumInt', 'DishAmountInt'],
    }),
    rowsOf(
      lines,
      ({ sale }) =>
        sale.back ? 'TRUE STORNED' : sale.payments.length > 0 ? 'FALSE PAYMENT' : 'FALSE NO_PAYMENT',
      (own) => {
        const sum = rubles(total(own, ({ result }) => result))
        const amount = decimal(
          total(own, (line) => line.amount),
          3,
        )
        return [own[0]?.sale.back ? -sum : 0, sum, amount]
      },
    ),
  )
  const everything = { OrderDeleted: undefined, DeletedWithWriteoff: undefined }
  check.same(
    'SALES with what was given up',
    await ask(office, {
      reportType: 'SALES',
      rows: ['OrderDeleted'],
      measures: ['UniqOrderId'],
      filters: everything,
    }),
    new Map([
      ['NOT_DELETED', String(books.closed.length)],
      ['DELETED', String(books.deleted.length)],
    ]),
  )
}

type Side = { line: Line; side: 'DEBIT' | 'CREDIT'; own: End; house: House }
const bothSides = (lines: readonly Line[], houses: readonly House[]): Side[] =>
  lines.flatMap((line): Side[] => {
    const house = houses.find(({ id }) => id === line.organizationId) as House
    return [
      { line, side: 'DEBIT', own: line.to, house },
      { line, side: 'CREDIT', own: line.from, house },
    ]
  })

const isWithin = (at: number, house: House): boolean => {
  const day = accountingDayOf(at, house)
  return day >= week.from && day < week.to
}

/** TRANSACTIONS: every grouping against the postings that the documents must have made. */
export async function compareTransactions(
  check: Comparison,
  office: BackOffice,
  lines: readonly Line[],
  houses: readonly House[],
): Promise<void> {
  const sides = bothSides(lines, houses).filter(({ line, house }) => isWithin(line.at, house))
  const sumOf = (own: readonly Side[], side: Side['side']): bigint =>
    total(own, (one) => (one.side === side ? one.line.sum : 0n))
  const sums = (own: readonly Side[]): number[] => {
    const [incoming, outgoing] = [sumOf(own, 'DEBIT'), sumOf(own, 'CREDIT')]
    return [incoming, outgoing, outgoing - incoming].map((sum) => decimal(sum, 9))
  }
  const measures = ['Sum.Incoming', 'Sum.Outgoing', 'Sum.ResignedSum']
  const by = async (rows: string[], keyOf: (side: Side) => string): Promise<void> =>
    check.same(
      `TRANSACTIONS by ${rows.join(', ')}`,
      await ask(office, { reportType: 'TRANSACTIONS', rows, measures }),
      rowsOf(sides, keyOf, sums),
    )
  const dayOf = ({ line, house }: Side): string => accountingDayOf(line.at, house)
  await by([], () => '')
  await by(
    ['Account.Id', 'DateTime.DateTyped', 'TransactionType'],
    (one) => `${one.own.account} ${dayOf(one)} ${one.line.type}`,
  )
  await by(['Counteragent.Id', 'TransactionSide'], ({ own, side }) => `${own.counteragent ?? ''} ${side}`)
  await by(['Document', 'TransactionType'], ({ line }) => `${line.document.number} ${line.type}`)

  const atStores = sides.filter(({ own }) => own.isStore)
  const amounts = (own: readonly Side[]): number[] => {
    const [came, left] = (['DEBIT', 'CREDIT'] as const).map((side) =>
      total(own, (one) => (one.side === side ? one.own.amount : 0n)),
    ) as [bigint, bigint]
    return [came, left, came - left].map((amount) => decimal(amount, 9))
  }
  check.same(
    'TRANSACTIONS of goods at stores',
    await ask(office, {
      reportType: 'TRANSACTIONS',
      rows: ['Account.Id', 'Product.Id'],
      measures: ['Amount.In', 'Amount.Out', 'Amount'],
      filters: { 'Account.StoreOrAccount': only('STORE') },
    }),
    rowsOf(atStores, ({ own }) => `${own.account} ${own.product}`, amounts),
  )
}

/** Opening and closing balances of a part of the week: of accounts, of goods at stores, and how days led from one to other. */
export async function compareOlapBalances(
  check: Comparison,
  office: BackOffice,
  lines: readonly Line[],
  houses: readonly House[],
): Promise<void> {
  const period = { from: '2027-03-10', to: '2027-03-13' }
  const dayOf = ({ line, house }: Side): string => accountingDayOf(line.at, house)
  const before = (day: string) => (one: Side) => dayOf(one) < day
  const all = bothSides(lines, houses)
  const held = (own: readonly Side[]): [amount: bigint, money: bigint] => [
    total(own, (one) => (one.side === 'DEBIT' ? one.own.amount : -one.own.amount)),
    total(own, (one) => (one.side === 'DEBIT' ? one.line.sum : -one.line.sum)),
  ]
  const cells = (own: readonly Side[], from: string, to: string): number[] =>
    [...held(own.filter(before(from))), ...held(own.filter(before(to)))].map((value) => decimal(value, 9))
  const measures = ['StartBalance.Amount', 'StartBalance.Money', 'FinalBalance.Amount', 'FinalBalance.Money']
  const told = (rows: string[], filters = {}) =>
    ask(office, {
      reportType: 'TRANSACTIONS',
      rows,
      measures,
      filters: { 'DateTime.DateTyped': { ...week, ...period }, ...filters },
    })
  const isOfPeriod = (one: Side): boolean => dayOf(one) >= period.from && dayOf(one) < period.to
  const expected = (sides: readonly Side[], keyOf: (side: Side) => string): Map<string, string> => {
    const moved = new Set(sides.filter(isOfPeriod).map(keyOf))
    const rows = rowsOf(sides.filter(before(period.to)), keyOf, (own) => cells(own, period.from, period.to))
    // What had nothing and was not moved is not told.
    return new Map([...rows].filter(([key, one]) => moved.has(key) || one !== '0 0 0 0'))
  }
  const ofAccount = ({ house, own }: Side): string => `${house.body.name} ${own.account}`
  check.same(
    'balances of accounts in OLAP',
    await told(['Department', 'Account.Id']),
    expected(all, ofAccount),
  )
  const atStores = all.filter(({ own }) => own.isStore)
  check.same(
    'balances of goods in OLAP',
    await told(['Account.Id', 'Product.Id'], { 'Account.StoreOrAccount': only('STORE') }),
    expected(atStores, ({ own }) => `${own.account} ${own.product}`),
  )
  const byDay = new Map<string, string>()
  for (const side of all.filter(isOfPeriod)) {
    const [day, account] = [dayOf(side), ofAccount(side)]
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    if (byDay.has(`${account} ${day}`)) continue
    const own = all.filter((one) => ofAccount(one) === account)
    byDay.set(`${account} ${day}`, cells(own, day, next).join(' '))
  }
  check.same(
    'balances of accounts by days in OLAP',
    await told(['Department', 'Account.Id', 'DateTime.DateTyped']),
    byDay,
  )
}

/** What shifts took from the stores for dishes, less what came back to them. */
export const costsOfSales = (lines: readonly Line[]): { organizationId: string; sum: bigint }[] =>
  lines.flatMap(({ type, organizationId, sum, document }) => {
    if (type === 'SESSION_WRITEOFF') return [{ organizationId, sum }]
    const isBack = type === 'SALES_RETURN_WRITEOFF' && document.content.kind === 'sessionReturn'
    return isBack ? [{ organizationId, sum: -sum }] : []
  })

/** What dishes cost is what their shifts took from the stores, to a hundredth of a kopeck in each restaurant. */
export async function compareCosts(
  check: Comparison,
  office: BackOffice,
  lines: readonly Line[],
  houses: readonly House[],
): Promise<void> {
  const written = costsOfSales(lines)
  check.same(
    'SALES: cost of goods',
    await ask(office, {
      reportType: 'SALES',
      rows: ['Department.Id'],
      measures: ['ProductCostBase.ProductCost'],
    }),
    rowsOf(
      written.filter(({ organizationId }) => houses.some(({ id }) => id === organizationId)),
      ({ organizationId }) => organizationId,
      (own) => [
        decimal(
          rounded(
            total(own, ({ sum }) => sum),
            100_000n,
          ),
          4,
        ),
      ],
    ),
  )
}

/** What deleted dishes cost is what the write-offs of their shifts took, of each shift that is compared. */
export async function compareLosses(
  check: Comparison,
  office: BackOffice,
  lines: readonly Line[],
  shiftIds: ReadonlySet<string>,
): Promise<void> {
  const told = await ask(office, {
    reportType: 'SALES',
    rows: ['SessionID'],
    measures: ['ProductCostBase.ProductCost'],
    filters: {
      OrderDeleted: only('NOT_DELETED', 'DELETED'),
      DeletedWithWriteoff: only('DELETED_WITH_WRITEOFF'),
    },
  })
  const shiftOf = ({ document }: Line): string => document.content.linkedDocumentId ?? ''
  check.same(
    'SALES: cost of what was deleted',
    new Map([...told].filter(([shiftId]) => shiftIds.has(shiftId))),
    rowsOf(
      lines.filter((line) => line.type === 'WRITEOFF' && shiftIds.has(shiftOf(line))),
      shiftOf,
      (own) => [
        decimal(
          rounded(
            total(own, ({ sum }) => sum),
            100_000n,
          ),
          4,
        ),
      ],
    ),
  )
}
