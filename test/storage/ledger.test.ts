import { expect, test } from 'vitest'
import type { StoredPosting } from '../../src/app/ports.ts'
import { aDocument } from '../../src/domain/documents/testing/a-document.ts'
import { stockKey } from '../../src/domain/stock/value-flows.ts'
import { documentsRepository } from '../../src/storage/repositories/documents.ts'
import { ledgerRepository } from '../../src/storage/repositories/ledger.ts'
import { noon } from './an-order.ts'
import { databaseOfFile, gate, nextId, somebodyWaits } from './file-database.ts'

const database = databaseOfFile()
const ledger = () => ledgerRepository(database.sql)
const [store, otherStore, supplier, product, other] = [nextId(), nextId(), nextId(), nextId(), nextId()]
const key = stockKey(store, product)
const userId = nextId()
const owner = () => ({ tenantId: nextId(), organizationId: nextId() })

const account = { accountId: supplier, isStore: false, counteragentId: null, productId: null, amount: null }
const inStore = (amount: bigint, productId = product, accountId = store) => ({
  accountId,
  isStore: true,
  counteragentId: null,
  productId,
  amount,
})
const aPosting = (changes: Partial<StoredPosting>): StoredPosting => ({
  id: nextId(),
  documentId: nextId(),
  paymentId: null,
  at: noon,
  rank: 0,
  line: 0,
  batch: 0,
  itemNum: null,
  type: 'INVOICE',
  basis: 'given',
  sum: 1n,
  from: account,
  to: inStore(1n),
  cashFlowCategoryId: null,
  createdAt: noon,
  createdBy: userId,
  modifiedAt: noon,
  ...changes,
})
const placeAt = (at: number, documentId = nextId()) => ({ at, rank: 0, documentId })
const receivedOnce = (amount: bigint, cost: bigint, productId = product) =>
  new Map([[stockKey(store, productId), { amount, cost, last: { amount, cost } }]])
const balanceOf = async (place: ReturnType<typeof owner>) => (await ledger().balances(place, [key])).get(key)
const idsOf = (postings: readonly { id: string }[]) => postings.map(({ id }) => id)

test('a posting comes back as it was, to the last billionth', async () => {
  const place = owner()
  const document = {
    ...aDocument('PROCESSED', { comment: 'c', conceptionId: other }),
    ...place,
    id: nextId(),
  }
  await documentsRepository(database.sql).insert(document, Buffer.alloc(1))
  const posting = aPosting({
    documentId: document.id,
    paymentId: nextId(),
    itemNum: 3,
    sum: 10n ** 28n + 1n,
    from: { ...account, counteragentId: other },
    to: inStore(-123_456_789_012_345n),
    cashFlowCategoryId: nextId(),
  })
  await ledger().insert(place, [posting])
  const of = { kind: 'incomingInvoice', number: '00007', comment: 'c', conceptionId: other }
  expect(await ledger().ofDocument(place, document.id)).toEqual([{ ...posting, ...of }])
})

test('a place divides the postings of some stock by moment, rank and document', async () => {
  const place = owner()
  const [early, late] = [nextId(), nextId()]
  const before = aPosting({ at: noon - 1, rank: 2 })
  const ranked = aPosting({ rank: 0, documentId: late })
  const smaller = aPosting({ rank: 1, documentId: early })
  const own = [2, 1].map((line) =>
    aPosting({ rank: 1, documentId: late, line, from: inStore(1n), to: account }),
  )
  const after = aPosting({ at: noon + 1 })
  const elsewhere = aPosting({ to: inStore(1n, other) })
  await ledger().insert(place, [after, ...own, smaller, ranked, before, elsewhere])
  const at = { at: noon, rank: 1, documentId: late }
  expect(idsOf(await ledger().from(place, [key], at))).toEqual(idsOf([...own].reverse().concat(after)))
  expect(idsOf(await ledger().before(place, [key], at))).toEqual(idsOf([before, ranked, smaller]))
})

test('the last receipt is a batch, and issues and corrections are none', async () => {
  const place = owner()
  const [documentId, early] = [nextId(), nextId()]
  await ledger().insert(place, [
    aPosting({ documentId: early, at: noon - 5, sum: 90n, to: inStore(9n) }),
    aPosting({ documentId, line: 0, batch: 4, sum: 10n, to: inStore(6n) }),
    aPosting({ documentId, line: 1, batch: 4, sum: 5n, to: inStore(0n) }),
    aPosting({ documentId, line: 1, batch: -1, sum: 70n, to: inStore(0n) }),
    aPosting({ at: noon + 1, sum: 3n, from: inStore(3n), to: account }),
    aPosting({ at: noon + 2, sum: 8n, to: inStore(2n) }),
  ])
  const first = '00000000-0000-4000-8000-000000000000'
  const last = (at: number) => ledger().lastReceipts(place, [key], { at, rank: 0, documentId: first })
  expect(await last(noon + 2)).toEqual(
    new Map([[key, { amount: 6n, cost: 15n, place: placeAt(noon, documentId) }]]),
  )
  expect(await last(noon - 1)).toEqual(
    new Map([[key, { amount: 9n, cost: 90n, place: placeAt(noon - 5, early) }]]),
  )
  expect(await last(noon - 9)).toEqual(new Map())
})

test('receipts add to balances; the last one is the last by its place, whoever wrote first', async () => {
  const place = owner()
  const [early, late] = [placeAt(noon), placeAt(noon + 1)]
  expect(await ledger().addReceipts(place, late, receivedOnce(2n, 7n))).toBe(true)
  expect(await ledger().addReceipts(place, early, receivedOnce(3n, 5n))).toBe(true)
  const last = { amount: 2n, cost: 7n, place: late }
  expect(await balanceOf(place)).toEqual({ amount: 5n, cost: 12n, last, settled: null })
})

test.each([
  ['at the place after which nothing but receipts came', 0, 0n, false],
  ['before it', -1, 0n, false],
  ['after it', 1, 0n, true],
  ['after it, where it lacked', 1, -1n, false],
])('receipts %s: %s, %s → %s', async (_, later, amount, isAdded) => {
  const place = owner()
  const settled = { place: placeAt(noon), amount }
  const before = { amount: 5n, cost: 5n, last: null, settled }
  await ledger().setBalances(place, new Map([[key, before]]))
  const at = { ...settled.place, at: noon + later }
  expect(await ledger().addReceipts(place, at, receivedOnce(2n, 7n))).toBe(isAdded)
  const last = { amount: 2n, cost: 7n, place: at }
  expect(await balanceOf(place)).toEqual(isAdded ? { amount: 7n, cost: 12n, last, settled } : before)
})

test('many add receipts to different goods at once, but nobody while somebody has the ledger', async () => {
  const place = owner()
  const { opened, open } = gate()
  const added = gate()
  const first = database.transaction(async (sql) => {
    await ledgerRepository(sql).addReceipts(place, placeAt(noon), receivedOnce(1n, 1n))
    added.open()
    await opened
  })
  await added.opened
  const beside = (sql: typeof database.sql) =>
    ledgerRepository(sql).addReceipts(place, placeAt(noon), receivedOnce(1n, 1n, other))
  expect(await database.transaction(beside)).toBe(true)
  const order: string[] = []
  const alone = database.transaction(async (sql) => {
    await ledgerRepository(sql).lock(place)
    await ledgerRepository(sql).setBalances(
      place,
      new Map([
        [key, { amount: 0n, cost: 0n, last: null, settled: { place: placeAt(noon + 9), amount: 0n } }],
      ]),
    )
    order.push('alone')
  })
  await somebodyWaits(database.pool)
  const refused = database.transaction((sql) =>
    ledgerRepository(sql).addReceipts(place, placeAt(noon + 5), receivedOnce(1n, 1n)),
  )
  open()
  await Promise.all([first, alone])
  expect(await refused).toBe(false)
  expect(order).toEqual(['alone'])
})

test('sums are changed and postings removed by id', async () => {
  const place = owner()
  const [one, two] = [aPosting({}), aPosting({})] as const
  await ledger().insert(place, [one, two])
  await ledger().setSums(place, [{ id: one.id, sum: 7n }], noon + 5)
  await ledger().remove(place, [two.id])
  const all = await ledger().from(place, [key], { at: 0, rank: 0, documentId: nextId() })
  expect(all).toEqual([{ ...one, sum: 7n, modifiedAt: noon + 5 }])
})

test('balances are kept with the last receipt, or without one', async () => {
  const place = owner()
  const kept = {
    ...{ amount: -5n, cost: 10n ** 20n },
    last: { amount: 2n, cost: 3n, place: placeAt(noon + 1) },
    settled: { amount: -7n, place: placeAt(noon) },
  }
  await ledger().setBalances(place, new Map([[key, { ...kept, last: null, settled: null }]]))
  expect(await balanceOf(place)).toEqual({ ...kept, last: null, settled: null })
  await ledger().setBalances(place, new Map([[key, kept]]))
  expect(await ledger().balances(place, [key, stockKey(otherStore, product)])).toEqual(new Map([[key, kept]]))
})

test('an account has what came minus what went, before a moment; inside itself nothing moves', async () => {
  const place = owner()
  await ledger().insert(place, [
    aPosting({ sum: 10n }),
    aPosting({ sum: 4n, from: inStore(1n), to: inStore(1n, product, otherStore) }),
    aPosting({ sum: 6n, from: inStore(1n), to: inStore(1n, other) }),
    aPosting({ at: noon + 1, sum: 100n }),
  ])
  expect(await ledger().accountBalance(place, store, noon + 1)).toBe(6n)
  expect(await ledger().accountBalance(place, supplier, noon + 1)).toBe(-10n)
  expect(await ledger().accountBalance(place, nextId(), noon + 1)).toBe(0n)
})

test('payments are summed by document, returns of money taken off', async () => {
  const place = owner()
  const [documentId, unpaid] = [nextId(), nextId()]
  const paid = (sum: bigint, batch: number, at: number) =>
    aPosting({ documentId, paymentId: nextId(), sum, batch, at, to: { ...account, accountId: other } })
  await ledger().insert(place, [paid(9n, 0, noon), paid(2n, 1, noon + 3), aPosting({ documentId, sum: 50n })])
  const payments = await ledger().payments(place, [documentId, unpaid])
  expect(payments).toEqual(new Map([[documentId, { paid: 7n, lastAt: noon + 3 }]]))
})

test('one writer of a ledger at a time, also when nobody wrote it before', async () => {
  const place = owner()
  const order: string[] = []
  const { opened, open } = gate()
  const locked = gate()
  const first = database.transaction(async (sql) => {
    await ledgerRepository(sql).lock(place)
    locked.open()
    await opened
    order.push('first')
  })
  await locked.opened
  const second = database.transaction(async (sql) => {
    await ledgerRepository(sql).lock(place)
    order.push('second')
  })
  await somebodyWaits(database.pool)
  await database.transaction((sql) => ledgerRepository(sql).lock(owner()))
  open()
  await Promise.all([first, second])
  expect(order).toEqual(['first', 'second'])
})
