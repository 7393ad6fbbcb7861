import { expect, test } from 'vitest'
import type { Flow, Side } from '../finance/flow.ts'
import { anId, bookItem, ids } from '../reference/testing/catalog-ids.ts'
import { aTechCard } from '../stock/testing/a-tech-card.ts'
import { checkedContent } from './check-content.ts'
import type { DocumentContent } from './document.ts'
import { flowsOf } from './flows-of.ts'
import { aContent, aLine } from './testing/a-document.ts'
import { accountIds, aStockroom, stockIds } from './testing/a-stockroom.ts'

const billion = 1_000_000_000n
const { cellar, bar, supplier, buyer } = stockIds
const soupCard = bookItem(
  'techCard',
  anId(8200),
  aTechCard(ids.soup, [
    [ids.juice, 500n],
    [ids.tea, 250n],
  ]),
)
const place = aStockroom([soupCard])

const names = new Map<string, string>([
  ...Object.entries(accountIds).map(([name, id]): [string, string] => [id, name]),
  ...Object.entries(stockIds).map(([name, id]): [string, string] => [id, name]),
  [ids.juice, 'juice'],
  [ids.tea, 'tea'],
  [ids.soup, 'soup'],
  [ids.charge, 'charge'],
  [ids.courier, 'courier'],
])
const named = (id: string | null) => (id === null ? '' : (names.get(id) ?? id))
const shown = ({ accountId, counteragentId, productId, amount }: Side): string =>
  [
    named(accountId),
    counteragentId ? ` of ${named(counteragentId)}` : '',
    productId ? ` ${named(productId)} ${Number(amount) / 1e9}` : '',
  ].join('')
/** `TYPE sum from → to`, a sum that is yet to be valued is its basis. */
const written = (content: DocumentContent): string[] =>
  flowsOf(checkedContent(content, place), place).map(
    ({ type, basis, sum, from, to }: Flow) =>
      `${type} ${basis === 'given' ? Number(sum) / 1e9 : basis}: ${shown(from)} → ${shown(to)}`,
  )
const juice = { productId: ids.juice, storeId: cellar, vatHundredths: 1000 }

test('an incoming invoice brings goods without VAT and what bringing them cost', () => {
  const items = [
    aLine({ ...juice, num: 1, amount: 10n * billion, actualAmount: 9n * billion, sum: 110_00n }),
    aLine({ ...juice, num: 2, productId: ids.tea, amount: billion, sum: 330_00n }),
    aLine({ ...juice, num: 3, productId: ids.charge, isAdditionalExpense: true, sum: 44_00n }),
  ]
  expect(written(aContent({ counteragentId: supplier, items }))).toEqual([
    'INVOICE 110: payable of supplier → cellar juice 9',
    'INVOICE 330: payable of supplier → cellar tea 1',
    'NDS_INCOMING 10: payable of supplier → incomingVat',
    'NDS_INCOMING 30: payable of supplier → incomingVat',
    'NDS_INCOMING 4: payable of supplier → incomingVat',
  ])
})

test('what an employee bought is owed to the employee', () => {
  const items = [aLine({ ...juice, vatHundredths: null, sum: 50_00n })]
  expect(written(aContent({ counteragentId: supplier, employeeId: ids.courier, items }))).toEqual([
    'INVOICE 50: employeeDebts of courier → cellar juice 1',
  ])
})

test('an outgoing invoice takes goods at cost and dishes by ingredients; the buyer owes the price', () => {
  const items = [aLine({ ...juice, productId: ids.soup, amount: 2n * billion, sum: 220_00n })]
  const kind = 'outgoingInvoice'
  expect(written(aContent({ kind, counteragentId: buyer, items }))).toEqual([
    'OUTGOING_INVOICE issue: cellar juice 1 → productExpense juice 1',
    'OUTGOING_INVOICE issue: cellar tea 0.5 → productExpense tea 0.5',
    'OUTGOING_INVOICE_REVENUE 200: revenue soup 2 → receivable of buyer',
    'NDS_SALES 20: salesVat → receivable of buyer',
  ])
})

test('a sale is paid at once; a service takes nothing from a store', () => {
  const items = [
    aLine({ ...juice, num: 1, storeId: null, sum: 110_00n }),
    aLine({ ...juice, num: 2, productId: ids.charge, vatHundredths: null, sum: 7_00n }),
  ]
  expect(written(aContent({ kind: 'salesDocument', defaultStoreId: bar, items }))).toEqual([
    'SESSION_WRITEOFF issue: bar juice 1 → productExpense juice 1',
    'SALES_REVENUE 100: revenue juice 1 → register',
    'NDS_SALES 10: salesVat → register',
    'SALES_REVENUE 7: revenue charge 1 → register',
  ])
})

test('a sale that names no store takes from the default one', () => {
  const items = [aLine({ ...juice, storeId: null, vatHundredths: null, sum: 1_00n })]
  expect(written(aContent({ kind: 'salesDocument', items }))[0]).toContain('cellar juice 1')
})

test('a return to the supplier leaves the difference of cost and price as income', () => {
  const items = [aLine({ ...juice, sum: 110_00n })]
  expect(written(aContent({ kind: 'returnedInvoice', counteragentId: supplier, items }))).toEqual([
    'RETURNED_INVOICE issue: cellar juice 1 → otherIncome',
    'RETURNED_INVOICE_REVENUE 100: otherIncome → payable of supplier',
    'NDS_INCOMING 10: incomingVat → payable of supplier',
  ])
})

test('a buyer returns a dish, its ingredients or nothing but the debt', () => {
  const returned = (processingMode: DocumentContent['processingMode'], incomeSum: bigint | null = null) =>
    written(
      aContent({
        kind: 'incomingReturnedInvoice',
        counteragentId: buyer,
        processingMode,
        items: [aLine({ ...juice, productId: ids.soup, sum: 110_00n, incomeSum })],
      }),
    )
  const money = [
    'SALES_RETURN_PAYMENT 100: receivable of buyer → revenue soup 1',
    'NDS_SALES 10: receivable of buyer → salesVat',
  ]
  expect(returned('DO_NOT_RETURN')).toEqual(money)
  expect(returned('RETURN_DISH')).toEqual([
    'SALES_RETURN_WRITEOFF estimate: productExpense soup 1 → cellar soup 1',
    ...money,
  ])
  expect(returned('RETURN_DISH', 45_00n)[0]).toBe(
    'SALES_RETURN_WRITEOFF 45: productExpense soup 1 → cellar soup 1',
  )
  expect(returned('RETURN_GOOD')).toEqual([
    'SALES_RETURN_WRITEOFF estimate: productExpense juice 0.5 → cellar juice 0.5',
    'SALES_RETURN_WRITEOFF estimate: productExpense tea 0.25 → cellar tea 0.25',
    ...money,
  ])
})

const fromTo = { storeFromId: cellar, storeToId: bar }

test('a transfer moves goods with their cost', () => {
  const items = [aLine({ productId: ids.juice, amount: 3n * billion })]
  expect(written(aContent({ kind: 'internalTransfer', ...fromTo, items }))).toEqual([
    'TRANSFER issue: cellar juice 3 → bar juice 3',
  ])
})

test('a write-off goes to the account that it names', () => {
  const items = [aLine({ productId: ids.soup })]
  const content = {
    kind: 'writeoff',
    storeFromId: cellar,
    expenseAccountId: stockIds.spoilage,
    items,
  } as const
  expect(written(aContent({ ...content, items }))).toEqual([
    'WRITEOFF issue: cellar juice 0.5 → spoilage juice 0.5',
    'WRITEOFF issue: cellar tea 0.25 → spoilage tea 0.25',
  ])
})

test('production makes one product of its ingredients: the first flow carries the amount', () => {
  const items = [aLine({ productId: ids.soup, amount: 4n * billion })]
  const content = aContent({ kind: 'production', ...fromTo, items })
  expect(written(content)).toEqual([
    'PRODUCTION issue: cellar juice 2 → bar soup 4',
    'PRODUCTION issue: cellar tea 1 → bar soup 0',
  ])
  expect(new Set(flowsOf(content, place).map(({ batch }) => batch)).size).toBe(1)
})

test('a transformation takes what it lists, or dishes by their cards', () => {
  const content = {
    kind: 'transformation',
    ...fromTo,
    productId: ids.tea,
    amount: 2n * billion,
    items: [aLine({ productId: ids.soup, num: 1 }), aLine({ productId: ids.juice, num: 2 })],
  } as const
  const listed = { ...content, items: [...content.items] }
  expect(written(aContent(listed))).toEqual([
    'TRANSFORMATION issue: cellar soup 1 → bar tea 2',
    'TRANSFORMATION issue: cellar juice 1 → bar tea 0',
  ])
  expect(written(aContent({ ...listed, isWrittenOffByChart: true }))[0]).toBe(
    'TRANSFORMATION issue: cellar juice 0.5 → bar tea 2',
  )
})

test('a disassembly divides the whole amount by percents', () => {
  const items = [33_333_333_333n, 33_333_333_333n, 33_333_333_334n].map((mainProductPercent, index) =>
    aLine({ num: index + 1, productId: [ids.juice, ids.tea, ids.ham][index] ?? '', mainProductPercent }),
  )
  const content = { kind: 'disassemble', ...fromTo, productId: ids.soup, amount: 10n, items } as const
  const flows = flowsOf(aContent({ ...content, items }), place)
  expect(flows.map(({ from }) => from.amount)).toEqual([3n, 3n, 4n])
})

test('services move no goods; VAT stands apart only where the line says so', () => {
  const line = (isVatSplit: boolean) =>
    aLine({
      productId: ids.charge,
      accountId: stockIds.spoilage,
      sum: 120_00n,
      sumWithoutVat: 100_00n,
      vatHundredths: 2000,
      isVatSplit,
    })
  const incoming = aContent({ kind: 'incomingService', counteragentId: supplier, items: [line(true)] })
  expect(written(incoming)).toEqual([
    'INCOMING_SERVICE 100: payable of supplier → spoilage charge 1',
    'NDS_INCOMING 20: payable of supplier → incomingVat',
  ])
  const outgoing = aContent({ kind: 'outgoingService', counteragentId: buyer, items: [line(false)] })
  expect(written(outgoing)).toEqual(['OUTGOING_SERVICE 120: spoilage charge 1 → receivable of buyer'])
})
