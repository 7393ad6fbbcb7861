import { documentKinds } from '../../../src/domain/documents/kinds.ts'
import { type BackOffice, listIn } from '../../support/back-office.ts'
import type { Line } from './ledger-of-journal.ts'
import { accountingDayOf, localOf } from './sales-of-journal.ts'
import { type Comparison, decimal, groupsOf, nine, rounded, rowsOf, total } from './tables.ts'
import { dayMs, daysMax, firstMoment, type House, type World } from './world.ts'

type Move = {
  line: Line
  house: House
  store: string
  other: string
  product: string
  amount: bigint
  cost: bigint
  isIncoming: boolean
}

/** What came to stores and left them: the side of a store of every posting that has one. */
function movesOf(lines: readonly Line[], houses: readonly House[]): Move[] {
  return lines.flatMap((line): Move[] => {
    const house = houses.find(({ id }) => id === line.organizationId) as House
    const moves: Move[] = []
    for (const [isIncoming, own, other] of [
      [true, line.to, line.from],
      [false, line.from, line.to],
    ] as const)
      if (own.isStore)
        moves.push({
          ...{
            line,
            house,
            isIncoming,
            store: own.account,
            other: other.account,
            product: own.product ?? '',
          },
          amount: isIncoming ? own.amount : -own.amount,
          cost: isIncoming ? line.sum : -line.sum,
        })
    return moves
  })
}

const russian = (day: string): string => day.split('-').reverse().join('.')
const dayAt = (index: number): string => new Date(firstMoment + index * dayMs).toISOString().slice(0, 10)

/** Balances at the midnight of each day and in the middle of some, by the clock of each restaurant. */
export async function compareBalances(
  check: Comparison,
  { houses }: World,
  office: BackOffice,
  lines: readonly Line[],
): Promise<void> {
  const moments = [
    ...Array.from({ length: daysMax + 2 }, (_, day) => `${dayAt(day)}T00:00:00`),
    `${dayAt(3)}T13:37:00`,
  ]
  const moves = movesOf(lines, houses)
  for (const moment of moments) {
    const isBefore = ({ line, house }: { line: Line; house: House }): boolean => {
      const local = localOf(line.at, house.body.timeZone).replace(' ', 'T')
      // A moment itself counts; what happened in its second and later does not.
      return local < moment || (local === moment && line.at % 1000 === 0)
    }
    const stock = rowsOf(
      moves.filter(isBefore),
      ({ store, product }) => `${store} ${product}`,
      (own) => [
        decimal(
          total(own, ({ amount }) => amount),
          9,
        ),
        decimal(
          total(own, ({ cost }) => cost),
          9,
        ),
      ],
    )
    const told = (await office.get(`/v2/reports/balance/stores?timestamp=${moment}`)).json
    check.same(
      'balances of stores',
      new Map(
        told.map((row: Told) => [
          `${moment} ${row['store']} ${row['product']}`,
          `${row['amount']} ${row['sum']}`,
        ]),
      ),
      new Map(
        [...stock].filter(([, cells]) => cells !== '0 0').map(([key, cells]) => [`${moment} ${key}`, cells]),
      ),
    )
    const ends = lines.flatMap((line) => {
      const house = houses.find(({ id }) => id === line.organizationId) as House
      return [
        { line, house, end: line.to, sum: line.sum },
        { line, house, end: line.from, sum: -line.sum },
      ]
    })
    const accounts = rowsOf(
      ends.filter((one) => !one.end.isStore && isBefore(one)),
      ({ house, end }) => `${moment} ${house.id} ${end.account} ${end.counteragent ?? ''}`,
      (own) => [
        decimal(
          total(own, ({ sum }) => sum),
          9,
        ),
      ],
    )
    const owed = (await office.get(`/v2/reports/balance/counteragents?timestamp=${moment}`)).json
    check.same(
      'balances of accounts',
      new Map(
        owed.map((row: Told) => [
          [moment, row['department'], row['account'], row['counteragent']].join(' '),
          String(row['sum']),
        ]),
      ),
      new Map([...accounts].filter(([, sum]) => sum !== '0')),
    )
  }
}
type Told = Record<string, unknown>

const period = `dateFrom=${russian(dayAt(-1))}&dateTo=${russian(dayAt(daysMax))}`
const isOfPeriod = ({ line, house }: { line: Line; house: House }): boolean => {
  const day = accountingDayOf(line.at, house)
  return day >= dayAt(-1) && day <= dayAt(daysMax)
}

/** VAT that stands beside a bought line. */
function vatOf(lines: readonly Line[]): (line: Line) => bigint {
  const byLine = groupsOf(
    lines.filter(({ type }) => type === 'NDS_INCOMING'),
    ({ document, itemNum }) => `${document.id} ${itemNum}`,
  )
  return ({ type, document, itemNum }) =>
    type === 'INVOICE' ? total(byLine.get(`${document.id} ${itemNum}`) ?? [], ({ sum }) => sum) : 0n
}

export async function compareStoreOperations(
  check: Comparison,
  world: World,
  office: BackOffice,
  lines: readonly Line[],
): Promise<void> {
  const moves = movesOf(lines, world.houses).filter(isOfPeriod)
  const vat = vatOf(lines)
  const nameOf = (id: string): string =>
    (world.catalog.find('store', id) ?? world.catalog.find('account', id))?.body.name ?? ''
  const sums = (own: readonly Move[]): string[] => {
    const [cost, tax] = [total(own, (one) => one.cost), total(own, ({ line }) => vat(line))]
    return [nine(cost), nine(tax), nine(cost + tax)]
  }
  const keyOf = ({ line, store, other, isIncoming }: Move): string[] => [
    nameOf(store),
    nameOf(other),
    documentKinds[line.document.content.kind].code,
    line.type,
    String(isIncoming),
  ]
  const ask = async (more: string): Promise<Told[]> =>
    listIn((await office.get(`/reports/storeOperations?${period}${more}`)).xml.storeReportItemDto)
  const told = ['primaryStore', 'secondaryAccount', 'documentType', 'type', 'incoming']
  const cells = (row: Told, more: readonly string[] = []): [string, string] => [
    [...told, ...more].map((name) => row[name]).join('|'),
    ['cost', 'sumNds', 'sum'].map((name) => row[name]).join(' '),
  ]
  check.same(
    'storeOperations by documents',
    new Map((await ask('')).map((row) => cells(row, ['documentId']))),
    rowsOf(moves, (move) => [...keyOf(move), move.line.document.id].join('|'), sums),
  )
  // Percents of VAT tell rows apart; here they are added up.
  const byProduct = groupsOf(await ask('&productDetalization=true'), (row) => cells(row, ['product'])[0])
  const units = (row: Told, name: string): bigint => BigInt(String(row[name]).replace('.', ''))
  check.same(
    'storeOperations by products',
    new Map(
      [...byProduct].map(([key, rows]) => [
        key,
        ['cost', 'sumNds', 'sum', 'amount']
          .map((name) => nine(total(rows, (row) => units(row, name))))
          .join(' '),
      ]),
    ),
    rowsOf(
      moves,
      (move) => [...keyOf(move), move.product].join('|'),
      (own) => [...sums(own), nine(total(own, ({ amount }) => amount))],
    ),
  )
}

export async function compareProducts(
  check: Comparison,
  world: World,
  office: BackOffice,
  lines: readonly Line[],
): Promise<void> {
  for (const house of world.houses) {
    const own = movesOf(lines, [house, ...world.houses]).filter((move) => move.house.id === house.id)
    const sold = own.filter((move) => move.line.type === 'SESSION_WRITEOFF' && isOfPeriod(move))
    const rows: Told[] = listIn(
      (await office.get(`/reports/productExpense?department=${house.id}&${period}`)).xml.dayDishValue,
    )
    check.same(
      'productExpense',
      new Map(
        rows.map((row) => [`${house.body.code} ${row['date']} ${row['productId']}`, String(row['value'])]),
      ),
      rowsOf(
        sold,
        ({ line, product }) => `${house.body.code} ${russian(accountingDayOf(line.at, house))} ${product}`,
        (moves) => [nine(-total(moves, ({ amount }) => amount))],
      ),
    )
    await compareUnitCosts(check, house, office, own)
  }
}

/** What a unit of a product costs on the fourth day, as the report on dishes that it is in has it. */
async function compareUnitCosts(
  check: Comparison,
  house: House,
  office: BackOffice,
  moves: readonly Move[],
): Promise<void> {
  const day = dayAt(4)
  const before = moves.filter(({ line }) => accountingDayOf(line.at, house) <= day)
  for (const [product, own] of [...groupsOf(before, (move) => move.product)].slice(0, 6)) {
    const lots = [...groupsOf(own, ({ store }) => store).values()]
      .map((of) => ({ amount: total(of, ({ amount }) => amount), cost: total(of, ({ cost }) => cost) }))
      .filter(({ amount }) => amount > 0n)
    const amount = total(lots, (lot) => lot.amount)
    const address = `/reports/ingredientEntry?department=${house.id}&date=${russian(day)}&product=${product}`
    const [row] = listIn((await office.get(address)).xml.ingredientEntryDto) as Told[]
    // Nothing is made of it, or there is none.
    if (!row || amount === 0n) continue
    const cost = total(lots, (lot) => lot.cost)
    check.same(
      'ingredientEntry',
      new Map([[`${house.body.code} ${product}`, String(row['sourceProductCostNorm'])]]),
      new Map([[`${house.body.code} ${product}`, nine(rounded(cost * 1_000_000_000n, amount))]]),
    )
  }
}
