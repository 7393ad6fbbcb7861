/** Whatever is posted, in whatever order, the ledger is what posting it in the order of its dates makes. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDocument } from '../../src/app/documents/create-document.ts'
import { postDocument } from '../../src/app/documents/post-document.ts'
import { resultOfCount } from '../../src/app/documents/take-stock.ts'
import { unpostDocument } from '../../src/app/documents/unpost-document.ts'
import type { Owner, StockBalance, Storage, StoredPosting } from '../../src/app/ports.ts'
import { checkedContent } from '../../src/domain/documents/check-content.ts'
import type { DocumentContent, DocumentItem, StockDocument } from '../../src/domain/documents/document.ts'
import { type DocumentEvent, evolve } from '../../src/domain/documents/events.ts'
import { flowsOf } from '../../src/domain/documents/flows-of.ts'
import { countedProducts, countedStoreOf } from '../../src/domain/documents/flows-of-stock-taking.ts'
import { documentKinds } from '../../src/domain/documents/kinds.ts'
import { aContent, aLine } from '../../src/domain/documents/testing/a-document.ts'
import { accountIds, stockIds } from '../../src/domain/documents/testing/a-stockroom.ts'
import { changeOf, inLedgerOrder, type Side } from '../../src/domain/finance/flow.ts'
import { ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import { type CostMethod, Pool } from '../../src/domain/stock/pool.ts'
import { keyOfSide, stockKey, valueFlows } from '../../src/domain/stock/value-flows.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { aStockroomApp, type Stockroom } from '../support/stockroom-app.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`documents-ledger: SEED=${seed}`)
const numRuns = Number(process.env['RUNS'] ?? 40)

const clock = new SandboxClock()
const random = systemRandom(clock)
let database: TestDatabase
let storage: Storage
beforeAll(async () => {
  database = await testDatabase()
  storage = await openStorage(database, { clock, random })
})
afterAll(() => database.close())

const products = [ids.juice, ids.tea, ids.ham]
const stores = [stockIds.cellar, stockIds.bar]
const keys = stores.flatMap((store) => [...products, ids.soup].map((product) => stockKey(store, product)))
const productId = fc.constantFrom(...products)
const storeId = fc.constantFrom(...stores)
/** Odd thirds and sevenths, so that rounding happens. */
const amount = fc.bigInt({ min: 1n, max: 30n }).map((count) => (count * 1_000_000_000n) / 7n)
const sum = fc.bigInt({ min: 0n, max: 90_000n })

const lines = (item: fc.Arbitrary<Partial<DocumentItem>>, maxLength = 3) =>
  fc
    .array(item, { minLength: 1, maxLength })
    .map((items) => items.map((changes, index) => aLine({ ...changes, num: index + 1 })))
const goods = fc.record({ productId, amount })
const soldGoods = fc.record({
  productId: fc.constantFrom(...products, ids.soup),
  amount,
  storeId,
  sum,
  vatHundredths: fc.constantFrom(null, 1000),
})
const fromTo = { storeFromId: storeId, storeToId: storeId }
const twoStores = fc.constantFrom(
  { storeFromId: stockIds.cellar, storeToId: stockIds.bar },
  { storeFromId: stockIds.bar, storeToId: stockIds.cellar },
)
const hundredPercent = 100_000_000_000n

type Parts = fc.Arbitrary<Partial<DocumentContent>>
const invoices: Parts = lines(fc.record({ productId, amount, storeId, sum })).map((items) => ({
  kind: 'incomingInvoice',
  counteragentId: stockIds.supplier,
  items,
}))
const sales: Parts = lines(soldGoods).map((items) => ({
  kind: 'outgoingInvoice',
  counteragentId: stockIds.buyer,
  items,
}))
const returns: Parts = fc
  .record({
    items: lines(soldGoods),
    processingMode: fc.constantFrom('RETURN_DISH' as const, 'RETURN_GOOD' as const),
  })
  .map((parts) => ({ kind: 'incomingReturnedInvoice', counteragentId: stockIds.buyer, ...parts }))
const transfers: Parts = fc
  .tuple(twoStores, lines(goods))
  .map(([ends, items]) => ({ kind: 'internalTransfer', ...ends, items }))
const writeoffs: Parts = fc
  .record({ storeFromId: storeId, items: lines(goods) })
  .map((parts) => ({ kind: 'writeoff', expenseAccountId: stockIds.spoilage, ...parts }))
const productions: Parts = fc
  .record({ ...fromTo, items: lines(fc.record({ productId: fc.constant(ids.soup), amount }), 2) })
  .map((parts) => ({ kind: 'production', ...parts }))
const transformations: Parts = fc
  .record({ ...fromTo, productId, amount, items: lines(goods) })
  .map((parts) => ({ kind: 'transformation', ...parts }))
const disassemblies: Parts = fc
  .record({ ...fromTo, productId, amount, item: goods })
  .map(({ item, ...parts }) => ({
    kind: 'disassemble',
    ...parts,
    items: [aLine({ ...item, mainProductPercent: hundredPercent })],
  }))

const returnsToSupplier: Parts = fc
  .record({
    items: lines(fc.record({ productId, amount, storeId, sum })),
    isStoreCostAffected: fc.boolean(),
  })
  .map((parts) => ({ kind: 'returnedInvoice', counteragentId: stockIds.supplier, ...parts }))
const counts: Parts = fc
  .record({ storeFromId: storeId, items: lines(fc.record({ productId, amount }), 5) })
  .map(({ items, ...parts }) => ({
    kind: 'incomingInventory',
    ...parts,
    items: items.map((item, index) => ({
      ...item,
      amount: index % 2 === 0 ? item.amount : 0n,
      countStatus: 'SAVE' as const,
    })),
  }))

/** A document of any kind that moves goods; few days, so that several meet on one. */
const content: fc.Arbitrary<DocumentContent> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: invoices },
      sales,
      returns,
      returnsToSupplier,
      transfers,
      writeoffs,
      productions,
      transformations,
      disassemblies,
    ),
    fc.integer({ min: 1, max: 6 }),
  )
  .map(([changes, day]) => aContent({ ...changes, date: Date.UTC(2026, 2, day, 9) }))

type Draft = { id: string; content: DocumentContent }
type Deed = { draft: number; deed: 'post' | 'unpost' }

const story = fc.array(content, { minLength: 3, maxLength: 10 }).chain((contents) =>
  fc.record({
    drafts: fc.constant(contents.map((one): Draft => ({ id: random.uuid(), content: one }))),
    deeds: fc.array(
      fc.record({
        draft: fc.nat({ max: contents.length - 1 }),
        deed: fc.constantFrom('post' as const, 'post' as const, 'post' as const, 'unpost' as const),
      }),
      { minLength: contents.length, maxLength: contents.length * 3 },
    ),
  }),
)

/** Does what can be done of the deeds; answers the ids of what is posted in the end. */
async function play(
  { app, scope }: Stockroom,
  drafts: readonly Draft[],
  deeds: readonly Deed[],
): Promise<Set<string>> {
  for (const draft of drafts) await createDocument(app, scope, { ...draft, number: '1' })
  const posted = new Set<string>()
  for (const { draft, deed } of deeds) {
    const { id, content } = drafts[draft] as Draft
    if (deed === 'post' && !posted.has(id)) {
      await postDocument(app, scope, content.kind, id)
      posted.add(id)
    }
    if (deed === 'unpost' && posted.delete(id)) await unpostDocument(app, scope, content.kind, id)
  }
  return posted
}

const shown = ({ accountId, productId: product, amount: count }: Side) =>
  `${accountId} ${product} ${count ?? 0n}`
type Shown = { documentId: string; type: string; sum: bigint; from: Side; to: Side }
const row = ({ documentId, type, sum: written, from, to }: Shown) =>
  `${documentId} ${type} ${written} ${shown(from)} -> ${shown(to)}`

async function ledgerOf(owner: Owner, drafts: readonly Draft[]): Promise<string[]> {
  const postings = await Promise.all(drafts.map(({ id }) => storage.now.ledger.ofDocument(owner, id)))
  return postings.flat().map(row).sort()
}
const balancesOf = async (owner: Owner): Promise<Record<string, { amount: bigint; cost: bigint }>> =>
  Object.fromEntries(
    [...(await storage.now.ledger.balances(owner, keys))]
      .filter(([, { amount: count, cost }]) => count !== 0n || cost !== 0n)
      .map(([key, { amount: count, cost }]) => [key, { amount: count, cost }]),
  )

const never = { at: Date.UTC(2100, 0), rank: 0, documentId: ids.organization }

/** After the place nothing but plain receipts came, and up to it there was what is said. */
function expectSettled(key: string, settled: StockBalance['settled'], postings: readonly StoredPosting[]) {
  const isAfter = (posting: StoredPosting) =>
    settled === null || inLedgerOrder(posting, { ...settled.place, line: 9999 }) > 0
  let amount = 0n
  for (const posting of postings) {
    const [isTaken, isBrought] = [keyOfSide(posting.from) === key, keyOfSide(posting.to) === key]
    if (isAfter(posting)) {
      expect(isTaken).toBe(false)
      if (isBrought) expect(posting.basis !== 'estimate' && (posting.to.amount ?? 0n) > 0n).toBe(true)
    } else
      amount += (isBrought ? (posting.to.amount ?? 0n) : 0n) - (isTaken ? (posting.from.amount ?? 0n) : 0n)
  }
  if (settled) expect(settled.amount).toBe(amount)
}

/** What a bookkeeper would get who had all documents before the first and entered them by date. */
function oracle({ place }: Stockroom, drafts: readonly Draft[], method: CostMethod) {
  const flows = drafts
    .flatMap(({ id, content: one }) =>
      flowsOf(checkedContent(one, place), place).map((flow, line) => ({
        ...flow,
        documentId: id,
        at: one.date,
        rank: documentKinds[one.kind].rank,
        line,
      })),
    )
    .sort(inLedgerOrder)
  const pools = new Map(keys.map((key) => [key, new Pool(method)]))
  const { sums } = valueFlows(flows, (key) => pools.get(key) ?? null)
  const valued = flows.map((flow, index) => row({ ...flow, sum: sums[index] ?? 0n }))
  const balances = [...pools].map(([key, pool]) => [key, pool.balance] as const)
  return {
    rows: valued.sort(),
    balances: Object.fromEntries(balances.filter(([, lot]) => lot.amount !== 0n || lot.cost !== 0n)),
  }
}

describe.each(['Average', 'Fifo'] as const)('with costs by %s', (costMethod) => {
  test('the order in which people post and unpost does not matter', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ drafts, deeds }) => {
        const stockroom = aStockroomApp(storage, clock, { costMethod })
        const posted = await play(stockroom, drafts, deeds)
        const expected = oracle(
          stockroom,
          drafts.filter(({ id }) => posted.has(id)),
          costMethod,
        )
        const rows = await ledgerOf(stockroom.scope, drafts)
        expect(rows.filter((one) => !one.includes('STORE_COST_CORRECTION'))).toEqual(expected.rows)
        expect(await balancesOf(stockroom.scope)).toEqual(expected.balances)
      }),
      { seed, numRuns },
    )
  })

  test('nor does it when many post at once', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ drafts }) => {
        const stockroom = aStockroomApp(storage, clock, { costMethod })
        const { app, scope } = stockroom
        await play(stockroom, drafts, [])
        await Promise.all(drafts.map(({ id, content: { kind } }) => postDocument(app, scope, kind, id)))
        const expected = oracle(stockroom, drafts, costMethod)
        const rows = await ledgerOf(scope, drafts)
        expect(rows.filter((one) => !one.includes('STORE_COST_CORRECTION'))).toEqual(expected.rows)
        expect(await balancesOf(scope)).toEqual(expected.balances)
      }),
      { seed, numRuns: Math.ceil(numRuns / 2) },
    )
  })

  test('balances are the sums of movements, and what is empty costs nothing', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ drafts, deeds }) => {
        const { app, scope, ...rest } = aStockroomApp(storage, clock, { costMethod })
        await play({ app, scope, ...rest }, drafts, deeds)
        const postings = (
          await Promise.all(drafts.map(({ id }) => storage.now.ledger.ofDocument(scope, id)))
        ).flat()
        const balances = await storage.now.ledger.balances(scope, keys)
        for (const key of keys) {
          const [store, product] = key.split('/')
          const moved = { amount: 0n, cost: 0n }
          for (const { from, to, sum: cost } of postings) {
            for (const [side, sign] of [
              [from, -1n],
              [to, 1n],
            ] as const) {
              if (side.accountId !== store || side.productId !== product) continue
              moved.amount += sign * (side.amount ?? 0n)
              moved.cost += sign * cost
            }
          }
          expect(balances.get(key) ?? { amount: 0n, cost: 0n }).toMatchObject(moved)
          if (moved.amount === 0n) expect(moved.cost).toBe(0n)
          expect(balances.get(key)?.last ?? null).toEqual(
            (await storage.now.ledger.lastReceipts(scope, [key], never)).get(key) ?? null,
          )
          expectSettled(key, balances.get(key)?.settled ?? null, postings)
        }
        const accounts = new Set(postings.flatMap(({ from, to }) => [from.accountId, to.accountId]))
        const sums = await Promise.all(
          [...accounts].map((id) =>
            storage.now.ledger.accountBalance(scope, id, Number.MAX_SAFE_INTEGER / 2),
          ),
        )
        expect(sums.reduce((all, one) => all + one, 0n)).toBe(0n)
      }),
      { seed, numRuns: Math.ceil(numRuns / 2) },
    )
  })

  test('unposting what was just posted leaves the ledger as it was', async () => {
    await fc.assert(
      fc.asyncProperty(story, content, async ({ drafts, deeds }, extra) => {
        const stockroom = aStockroomApp(storage, clock, { costMethod })
        const { app, scope } = stockroom
        await play(stockroom, drafts, deeds)
        const before = [await ledgerOf(scope, drafts), await balancesOf(scope)]
        const { document } = await createDocument(app, scope, { id: null, number: null, content: extra })
        const { id } = document
        await postDocument(app, scope, extra.kind, id)
        await unpostDocument(app, scope, extra.kind, id)
        expect([await ledgerOf(scope, drafts), await balancesOf(scope)]).toEqual(before)
      }),
      { seed, numRuns: Math.ceil(numRuns / 2) },
    )
  })
})

test.each(['Average', 'Fifo'] as const)(
  'a store holds what was counted, and gives it back (%s)',
  async (costMethod) => {
    await fc.assert(
      fc.asyncProperty(story, counts, async ({ drafts, deeds }, changes) => {
        const stockroom = aStockroomApp(storage, clock, { costMethod })
        const { app, scope } = stockroom
        await play(stockroom, drafts, deeds)
        const before = [await ledgerOf(scope, drafts), await balancesOf(scope)]
        const taken = aContent({ ...changes, date: Date.UTC(2026, 2, 9, 9) })
        const { document } = await createDocument(app, scope, { id: null, number: null, content: taken })
        const told = await resultOfCount(app, scope, document)
        await postDocument(app, scope, taken.kind, document.id)
        const balances = await storage.now.ledger.balances(scope, keys)
        for (const { productId: product, amount: count } of countedProducts(taken)) {
          const balance = balances.get(stockKey(countedStoreOf(taken), product))
          expect(balance?.amount ?? 0n).toBe(count)
          if (count === 0n) expect(balance?.cost ?? 0n).toBe(0n)
        }
        const postings = await storage.now.ledger.ofDocument(scope, document.id)
        expect(await resultOfCount(app, scope, document)).toEqual(told)
        // What a surplus shows to have been estimated wrongly before is no difference of the count.
        const own = postings.filter(({ type }) => type === 'INVENTORY_CORRECTION')
        const written = own.reduce((sum, posting) => sum + changeOf(posting, countedStoreOf(taken)), 0n)
        expect(told.reduce((sum, { difference }) => sum + difference.cost, 0n)).toBe(written)
        const accounts = new Set(postings.flatMap(({ from, to }) => [from.accountId, to.accountId]))
        const moved = [...accounts].flatMap((id) => postings.map((posting) => changeOf(posting, id)))
        expect(moved.reduce((sum, one) => sum + one, 0n)).toBe(0n)
        await unpostDocument(app, scope, taken.kind, document.id)
        expect([await ledgerOf(scope, drafts), await balancesOf(scope)]).toEqual(before)
      }),
      { seed, numRuns: Math.ceil(numRuns / 2) },
    )
  },
)

const end = fc.record({
  accountId: fc.constantFrom(...Object.values(accountIds)),
  counteragentId: fc.constantFrom(null, stockIds.supplier),
})
const money = fc.bigInt({ min: 1n, max: 90_000n })
const cashOrders: Parts = fc
  .record({
    kind: fc.constantFrom('incomingCashOrder' as const, 'outgoingCashOrder' as const),
    end,
    sum: money,
  })
  .map(({ kind, end: { accountId, counteragentId }, sum: paid }) => ({
    kind,
    counteragentId,
    items: [],
    cashOrder: {
      typeId: ids.order,
      type: kind === 'incomingCashOrder' ? 'PAYIN' : 'PAYOUT',
      chiefAccountId: null,
      accountId,
      sum: paid,
      cashFlowCategoryId: null,
      payrollId: null,
    },
  }))
const acceptances: Parts = fc
  .record({
    shortage: end,
    surplus: end,
    lines: fc.array(
      fc.record({
        group: fc.constantFrom('CARD' as const, 'CREDIT' as const, 'PAYIN' as const, 'PAYOUT' as const),
        recorded: money,
        real: money,
        account: end,
        override: fc.option(end),
        status: fc.constantFrom('ACCEPTED' as const, 'UNACCEPTED' as const, 'HASWARNINGS' as const),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ lines: said, ...ends }) => ({
    kind: 'sessionAcceptance',
    items: [],
    acceptance: {
      ...ends,
      lines: said.map((line, index) => ({
        ...line,
        num: index + 1,
        transactionId: ids.order,
        comment: null,
      })),
    },
  }))

test('what documents of money write sums to nothing and is given back whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(cashOrders, acceptances), async (changes) => {
      const { app, scope } = aStockroomApp(storage, clock)
      const one = aContent({ ...changes, date: Date.UTC(2026, 2, 9, 9) })
      const { document } = await createDocument(app, scope, { id: null, number: null, content: one })
      await postDocument(app, scope, one.kind, document.id)
      const postings = await storage.now.ledger.ofDocument(scope, document.id)
      expect(postings.every(({ sum: moved }) => moved > 0n)).toBe(true)
      const lines = one.acceptance?.lines.filter(({ status }) => status !== 'UNACCEPTED') ?? []
      const paidOut = lines.filter(({ group }) => group === 'PAYOUT')
      const difference = paidOut.reduce((total, { real, recorded }) => total + real - recorded, 0n)
      const sumOfType = (type: string) =>
        postings
          .filter((posting) => posting.type === type)
          .reduce((total, posting) => total + posting.sum, 0n)
      expect(sumOfType('CASH_SURPLUS') - sumOfType('CASH_SHORTAGE')).toBe(difference * 10_000_000n)
      const accounts = [...new Set(postings.flatMap(({ from, to }) => [from.accountId, to.accountId]))]
      const balances = () =>
        Promise.all(
          accounts.map((id) => storage.now.ledger.accountBalance(scope, id, Number.MAX_SAFE_INTEGER / 2)),
        )
      expect((await balances()).reduce((total, balance) => total + balance, 0n)).toBe(0n)
      await unpostDocument(app, scope, one.kind, document.id)
      expect((await balances()).every((balance) => balance === 0n)).toBe(true)
      expect(await storage.now.ledger.ofDocument(scope, document.id)).toEqual([])
    }),
    { seed, numRuns: Math.ceil(numRuns / 2) },
  )
})

test('a document is the fold of its journal entries', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ drafts, deeds }) => {
      const stockroom = aStockroomApp(storage, clock)
      const { scope } = stockroom
      await play(stockroom, drafts, deeds)
      for (const { id } of drafts) {
        const entries = await storage.now.journal.ofEntity(scope.tenantId, id)
        const folded = entries.reduce<StockDocument | null>(
          (document, { payload }) => evolve(document, payload as DocumentEvent),
          null,
        )
        expect(folded).toEqual(await storage.now.documents.find(scope, id))
      }
    }),
    { seed, numRuns: Math.ceil(numRuns / 2) },
  )
})

test('a request that comes again does nothing', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.integer({ min: 2, max: 4 }), async (one, times) => {
      const { app, scope } = aStockroomApp(storage, clock)
      const id = random.uuid()
      const request = { id, number: null, content: one }
      const answers = await Promise.all(
        Array.from({ length: times }, () => createDocument(app, scope, request)),
      )
      expect(new Set(answers.map(({ document }) => `${document.number} ${document.version}`)).size).toBe(1)
      expect(answers.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1)
      const entries = await storage.now.journal.ofEntity(scope.tenantId, id)
      expect(entries.map(({ kind }) => kind)).toEqual(['document.created'])
    }),
    { seed, numRuns },
  )
})
