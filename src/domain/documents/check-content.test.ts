import { describe, expect, test } from 'vitest'
import { Refusal } from '../../kernel/refusals.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { checkedContent } from './check-content.ts'
import type { DocumentContent, DocumentItem } from './document.ts'
import { aContent, aLine } from './testing/a-document.ts'
import { aStockroom, stockIds } from './testing/a-stockroom.ts'

const place = aStockroom()
const billion = 1_000_000_000n
const hundredPercent = 100n * billion
const soldLine = (changes: Partial<DocumentItem> = {}) =>
  aLine({ productId: ids.juice, price: billion, storeId: stockIds.cellar, ...changes })

const bases = {
  incomingInvoice: aContent({ counteragentId: stockIds.supplier, items: [soldLine()] }),
  transfer: aContent({
    kind: 'internalTransfer',
    storeFromId: stockIds.cellar,
    storeToId: stockIds.bar,
    items: [aLine({ productId: ids.juice })],
  }),
  disassemble: aContent({
    kind: 'disassemble',
    storeFromId: stockIds.cellar,
    storeToId: stockIds.cellar,
    productId: ids.juice,
    amount: billion,
    items: [aLine({ productId: ids.tea, mainProductPercent: hundredPercent })],
  }),
  service: aContent({
    kind: 'incomingService',
    counteragentId: stockIds.supplier,
    items: [aLine({ productId: ids.charge, price: billion, vatHundredths: 0, accountId: stockIds.spoilage })],
  }),
} satisfies Record<string, DocumentContent>

const fieldRefusedIn = (content: DocumentContent): unknown => {
  try {
    checkedContent(content, place)
    return null
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.params['field']}`
    throw error
  }
}

test.each(Object.entries(bases))('a good %s is taken', (_, content) => {
  expect(fieldRefusedIn(content)).toBeNull()
})

describe('a document names the field that breaks the rule of its kind [cloud-api §10.3, §10.4]', () => {
  const { incomingInvoice, transfer, disassemble, service } = bases
  const withLine = (content: DocumentContent, changes: Partial<DocumentItem>): DocumentContent => ({
    ...content,
    items: content.items.map((item) => ({ ...item, ...changes })),
  })
  test.each<[string, DocumentContent]>([
    ['request.field-required counteragentId', { ...incomingInvoice, counteragentId: null }],
    ['request.field-invalid counteragentId', { ...incomingInvoice, counteragentId: stockIds.buyer }],
    ['document.reference-unknown counteragentId', { ...incomingInvoice, counteragentId: ids.tea }],
    ['request.field-required items[0].storeId', withLine(incomingInvoice, { storeId: null })],
    [
      'document.reference-unknown items[0].storeId',
      withLine(incomingInvoice, { storeId: stockIds.foreignStore }),
    ],
    ['document.price-or-sum-required items[0].price', withLine(incomingInvoice, { price: null })],
    ['request.field-invalid items[0].price', withLine(incomingInvoice, { price: -billion })],
    ['request.field-invalid items[0].unitId', withLine(incomingInvoice, { unitId: stockIds.barrel })],
    [
      'request.field-invalid items[0].containerId',
      withLine(incomingInvoice, { productId: ids.tea, containerId: stockIds.crate }),
    ],
    ['request.field-invalid items[0].productId', withLine(incomingInvoice, { productId: ids.charge })],
    [
      'request.field-invalid items[0].isAdditionalExpense',
      withLine(incomingInvoice, { isAdditionalExpense: true }),
    ],
    ['request.field-invalid items[0].sizeId', withLine(incomingInvoice, { sizeId: ids.large })],
    ['document.same-stores storeToId', { ...transfer, storeToId: stockIds.cellar }],
    ['request.field-required storeFromId', { ...transfer, storeFromId: null }],
    ['request.field-required expenseAccountId', { ...transfer, kind: 'writeoff' }],
    ['document.percent-sum items', withLine(disassemble, { mainProductPercent: 99_900_000_000n })],
    [
      'request.field-required items[0].mainProductPercent',
      withLine(disassemble, { mainProductPercent: null }),
    ],
    ['request.field-invalid amount', { ...disassemble, amount: 0n }],
    ['request.field-required productId', { ...disassemble, productId: null }],
    ['request.field-required items[0].accountId', withLine(service, { accountId: null })],
    ['request.field-required items[0].vatHundredths', withLine(service, { vatHundredths: null })],
    ['request.field-invalid items[0].productId', withLine(service, { productId: ids.juice })],
    [
      'request.field-required processingMode',
      { ...incomingInvoice, kind: 'incomingReturnedInvoice', counteragentId: stockIds.buyer },
    ],
    ['request.field-invalid items[1].num', { ...transfer, items: [...transfer.items, ...transfer.items] }],
    ['request.field-invalid items', { ...transfer, items: [] }],
  ])('%s', (refusal, content) => {
    expect(fieldRefusedIn(content)).toBe(refusal)
  })
})

test('packages of the product and stores that may be one are fine', () => {
  const line = soldLine({ containerId: stockIds.crate })
  expect(fieldRefusedIn({ ...bases.incomingInvoice, items: [line] })).toBeNull()
  expect(fieldRefusedIn({ ...bases.transfer, kind: 'production', storeToId: stockIds.cellar })).toBeNull()
})

test('a sale takes a line without a store', () => {
  const sale = aContent({ kind: 'salesDocument', items: [soldLine({ storeId: null })] })
  expect(fieldRefusedIn(sale)).toBeNull()
})
