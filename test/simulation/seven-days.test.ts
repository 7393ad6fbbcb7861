/**
 * Reports tie out: seven days of five restaurants, played from a seed through the same use cases that people use, after
 * which every report and balance equals a slow recomputation from the entries of the journal, to the kopeck and the
 * gram. `SEED` replays a week; `PACE` makes it busier.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentContent } from '../../src/domain/documents/document.ts'
import { seedOfRun } from '../support/chance.ts'
import { writeEvidence } from '../support/evidence.ts'
import { compareBalances, compareProducts, compareStoreOperations } from './seven-days/compare-ledger.ts'
import {
  compareMeasures,
  compareProfits,
  compareSummaries,
  compareTransactionMeasures,
} from './seven-days/compare-measures.ts'
import {
  compareCosts,
  compareLosses,
  compareOlapBalances,
  compareSales,
  compareTransactions,
} from './seven-days/compare-olap.ts'
import { compareDeliveries, compareOldSales, comparePlans } from './seven-days/compare-old-reports.ts'
import { type JournalBooks, readJournal } from './seven-days/journal.ts'
import { type Line, ledgerOf } from './seven-days/ledger-of-journal.ts'
import { lossesOf, shiftsByThemselves } from './seven-days/losses-of-journal.ts'
import { playWeek } from './seven-days/play.ts'
import { returnsOf, type Sold, salesOf } from './seven-days/sales-of-journal.ts'
import { Comparison } from './seven-days/tables.ts'
import { openWorld, type World } from './seven-days/world.ts'

const seed = seedOfRun(20_270_308)
const pace = Number(process.env['PACE'] ?? 1)
console.info(`seven days: SEED=${seed} PACE=${pace}`)

let world: World
let books: JournalBooks
let lines: Line[]
let sales: Sold[]
/** What came back of them. */
let returns: Sold[]
beforeAll(async () => {
  world = await openWorld(seed)
  await playWeek(world, { tables: 6 * pace, deliveries: 3 * pace, papers: 3 * pace })
  books = await readJournal(world.server.pool, world.chain.tenant.id)
  lines = ledgerOf(world, books.posted, books.payments)
  sales = salesOf(world, books.closed)
  returns = returnsOf(world, [...books.closed, ...books.goods])
}, 3_600_000)
afterAll(() => world?.close())

const hour = 3_600_000
const check = new Comparison()
const proven = (): void => {
  const faults = check.faults.splice(0)
  expect(faults.slice(0, 20), `${faults.length} rows differ`).toEqual([])
}

test('a week happened that is worth the proof', () => {
  const times = (what: string): number => world.counts.get(what) ?? 0
  for (const what of [
    'orders that were split',
    'orders with bonuses',
    'dishes that were taken back',
    'returns of an order',
    'returns of dishes',
    'returns after their shift',
    'returns to the store',
    'returns that were written off',
    'returns of goods without a receipt',
    'documents that were back-dated',
    'documents that were taken back',
    'documents: incomingReturnedInvoice',
    'documents: returnedInvoice',
    'payments',
  ])
    expect(times(what), what).toBeGreaterThan(0)
  expect(books.closed.length).toBeGreaterThan(200 * pace)
  expect(books.deleted.length).toBeGreaterThan(10)
  expect(books.shifts.size).toBeGreaterThanOrEqual(40)
  expect(new Set(sales.map(({ house }) => house.body.code)).size).toBe(5)
  expect(lines.some(({ type }) => type === 'STORE_COST_CORRECTION')).toBe(true)
})

test('what shifts sold is what their orders were', () => {
  const byId = new Map(sales.map((sale) => [sale.id, sale]))
  const documents = new Map(books.posted.map((document) => [document.id, document]))
  for (const [shiftId, orderIds] of books.shifts) {
    const sold = new Map<string, bigint>()
    for (const { productId, amount } of orderIds.flatMap((id) => byId.get(id)?.lines ?? []))
      sold.set(productId, (sold.get(productId) ?? 0n) + amount * 1_000_000n)
    const told = new Map<string, bigint>()
    for (const { productId, amount } of documents.get(shiftId)?.content.items ?? [])
      told.set(productId, (told.get(productId) ?? 0n) + amount)
    expect(told, `shift ${shiftId}`).toEqual(sold)
  }
  expect([...books.shifts.values()].flat().sort()).toEqual(sales.map(({ id }) => id).sort())
})

const isLossOf = ({ kind, linkedDocumentId }: DocumentContent, shiftId: string): boolean =>
  kind === 'writeoff' && linkedDocumentId === shiftId

test('what shifts took back is what their returns were', () => {
  const byId = new Map(returns.map((receipt) => [receipt.id, receipt]))
  for (const [shiftId, returnIds] of books.returned) {
    const receipts = returnIds.flatMap((id) => byId.get(id) ?? [])
    for (const mode of ['RETURN_GOOD', 'DO_NOT_RETURN'] as const) {
      const own = receipts.filter(({ back }) => back?.isBackInStock === (mode === 'RETURN_GOOD'))
      const back = new Map<string, bigint>()
      for (const { productId, amount } of own.flatMap(({ lines }) => lines))
        back.set(productId, (back.get(productId) ?? 0n) - amount * 1_000_000n)
      const told = new Map<string, bigint>()
      const papers = books.posted.filter(
        ({ content }) => content.linkedDocumentId === shiftId && content.processingMode === mode,
      )
      for (const { productId, amount } of papers.flatMap(({ content }) => content.items))
        told.set(productId, (told.get(productId) ?? 0n) + amount)
      expect(told, `shift ${shiftId} ${mode}`).toEqual(back)
    }
  }
  expect([...books.returned.values()].flat().sort()).toEqual(returns.map(({ id }) => id).sort())
  for (const { back, payments, lines: own } of returns) {
    expect(payments.reduce((sum, payment) => sum - payment.sum, 0n)).toBe(back?.sum)
    expect(own.reduce((sum, { result }) => sum - result, 0n)).toBe(back?.sum)
  }
})

test('what shifts wrote off is what was deleted in them after it was printed', () => {
  const lost = lossesOf(world.chain, books)
  const byPosition = new Map(lost.map((one) => [one.positionId, one]))
  const counted: string[] = []
  for (const [shiftId, deletions] of books.lost) {
    const wasted = new Map<string, bigint>()
    const told = new Map<string, bigint>()
    for (const one of deletions.flatMap(({ positionIds }) => positionIds)) {
      const loss = byPosition.get(one)
      if (!loss) continue
      counted.push(one)
      for (const { productId, amount } of loss.pieces)
        wasted.set(productId, (wasted.get(productId) ?? 0n) + amount * 1_000_000n)
    }
    for (const { content } of books.posted)
      for (const { productId, amount } of isLossOf(content, shiftId) ? content.items : [])
        told.set(productId, (told.get(productId) ?? 0n) + amount)
    expect(told, `shift ${shiftId}`).toEqual(wasted)
  }
  expect(counted.sort()).toEqual(lost.map(({ positionId }) => positionId).sort())
  expect(lost.length).toBeGreaterThan(5)
})

test(
  'OLAP of sales and deliveries',
  async () => {
    await compareSales(check, await world.office(), [...sales, ...returns], books)
    await compareCosts(check, await world.office(), lines, world.houses)
    await compareLosses(
      check,
      await world.office(),
      lines,
      shiftsByThemselves(lossesOf(world.chain, books), books),
    )
    await compareMeasures(check, await world.office(), [...sales, ...returns])
    await compareProfits(check, await world.office(), [...sales, ...returns], lines)
    await compareSummaries(check, await world.office(), [...sales, ...returns])
    proven()
  },
  hour,
)

test(
  'OLAP of transactions',
  async () => {
    await compareTransactions(check, await world.office(), lines, world.houses)
    await compareTransactionMeasures(check, await world.office(), lines, world.houses)
    await compareOlapBalances(check, await world.office(), lines, world.houses)
    proven()
  },
  hour,
)

test(
  'balances of stores and accounts',
  async () => {
    await compareBalances(check, world, await world.office(), lines)
    proven()
  },
  hour,
)

test(
  'reports of the first version',
  async () => {
    const office = await world.office()
    await compareStoreOperations(check, world, office, lines)
    await compareProducts(check, world, office, lines)
    await compareOldSales(check, world, office, [...sales, ...returns])
    await compareDeliveries(check, world, office, { sales, books, lines })
    await comparePlans(check, world, office)
    proven()
  },
  hour,
)

test(
  'a restaurant’s own server tells of its own only',
  async () => {
    const [house] = world.houses
    if (!house) throw new Error('no restaurant')
    const own = await world.office(`/rms/${house.body.code}/resto`)
    const ofHouse = ({ organizationId }: Line): boolean => organizationId === house.id
    await compareTransactions(check, own, lines.filter(ofHouse), [house])
    await compareBalances(check, { ...world, houses: [house] }, own, lines.filter(ofHouse))
    proven()
  },
  hour,
)

test('what was compared is told', () => {
  const compared = Object.fromEntries(check.compared)
  for (const [what, rows] of check.compared) expect(rows, what).toBeGreaterThan(0)
  console.info(
    `seven days: ${lines.length} postings, ${sales.length} orders, rows compared: ${JSON.stringify(compared)}`,
  )
  const played = Object.fromEntries([...world.counts].filter(([what]) => !what.startsWith('refused')))
  writeEvidence('reports-tie-out', {
    ...{ seed, pace, entries: books.entries, orders: sales.length, postings: lines.length },
    ...{ played, rowsCompared: compared },
  })
})
