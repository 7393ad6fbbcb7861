import { allocate, type Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Side } from '../finance/flow.ts'
import type { DocumentContent, DocumentItem } from './document.ts'
import { about, type FlowWriter, inStore } from './flow-writer.ts'

const net = (item: DocumentItem): Money => item.sumWithoutVat ?? 0n
const vat = (item: DocumentItem): Money => (item.sum ?? 0n) - net(item)

/** Whom we owe: the supplier, or the employee who paid with money of the till. */
function creditorOf(writer: FlowWriter, { employeeId, counteragentId }: DocumentContent): Side {
  return employeeId === null
    ? writer.account(null, 'payable', counteragentId)
    : writer.account(null, 'employeeDebts', employeeId)
}

/** Goods come in without VAT, at a price that includes its share of additional expenses by sums. */
export function writeIncomingInvoice(writer: FlowWriter, content: DocumentContent): void {
  const creditor = creditorOf(writer, content)
  const goods = content.items.filter((item) => !item.isAdditionalExpense)
  const expenses = content.items.filter((item) => item.isAdditionalExpense)
  if (goods.length === 0)
    throw refuse('request.field-invalid', { field: 'items', message: 'there are no goods' })
  const shares = allocate(
    expenses.reduce((total, item) => total + net(item), 0n),
    goods.map(net),
  )
  for (const [index, item] of goods.entries()) {
    const to = inStore(storeOf(writer, item, content), item.productId, item.actualAmount ?? item.amount)
    writer.given(
      { type: 'INVOICE', from: creditor, to, itemNum: item.num },
      net(item) + (shares[index] ?? 0n),
    )
  }
  for (const item of content.items) {
    const to = writer.account(null, 'incomingVat')
    writer.given({ type: 'NDS_INCOMING', from: creditor, to, itemNum: item.num }, vat(item))
  }
}

/** Goods go out at cost; the buyer owes the price. */
export function writeOutgoingInvoice(writer: FlowWriter, content: DocumentContent): void {
  const debtor = writer.account(null, 'receivable', content.counteragentId)
  const revenue = writer.account(content.revenueAccountId, 'revenue')
  for (const item of content.items) {
    writeSold(writer, content, item, 'OUTGOING_INVOICE')
    const from = about(revenue, item.productId, item.amount)
    writer.given({ type: 'OUTGOING_INVOICE_REVENUE', from, to: debtor, itemNum: item.num }, net(item))
    writer.given(
      { type: 'NDS_SALES', from: writer.account(null, 'salesVat'), to: debtor, itemNum: item.num },
      vat(item),
    )
  }
}

/** As an outgoing invoice that is paid at once at the till. */
export function writeSalesDocument(writer: FlowWriter, content: DocumentContent): void {
  const register = writer.account(null, 'register')
  const revenue = writer.account(content.revenueAccountId, 'revenue')
  for (const item of content.items) {
    writeSold(writer, content, item, 'SESSION_WRITEOFF')
    const from = about(revenue, item.productId, item.amount)
    writer.given({ type: 'SALES_REVENUE', from, to: register, itemNum: item.num }, net(item))
    writer.given(
      { type: 'NDS_SALES', from: writer.account(null, 'salesVat'), to: register, itemNum: item.num },
      vat(item),
    )
  }
}

function writeSold(
  writer: FlowWriter,
  content: DocumentContent,
  item: DocumentItem,
  type: 'OUTGOING_INVOICE' | 'SESSION_WRITEOFF',
): void {
  if (isService(writer, item)) return
  const expense = writer.account(content.expenseAccountId, 'productExpense')
  const storeId = storeOf(writer, item, content)
  for (const { productId, amount } of writer.recipes.writeOff(item)) {
    const from = inStore(storeId, productId, amount)
    writer.issued({ type, from, to: about(expense, productId, amount), itemNum: item.num })
  }
}

/**
 * Goods leave at cost, the supplier is owed less by their price; the difference is our income or loss. Where the cost of
 * the store is affected they leave at their price, and what stays in the store bears the difference (server-api §15.5).
 */
export function writeReturnedInvoice(writer: FlowWriter, content: DocumentContent): void {
  const creditor = writer.account(null, 'payable', content.counteragentId)
  const difference = writer.account(content.expenseAccountId, 'otherIncome')
  for (const item of content.items) {
    const from = inStore(storeOf(writer, item, content), item.productId, item.amount)
    const ends = { type: 'RETURNED_INVOICE', from, to: difference, itemNum: item.num } as const
    if (content.isStoreCostAffected) writer.given(ends, net(item))
    else writer.issued(ends)
    writer.given(
      { type: 'RETURNED_INVOICE_REVENUE', from: difference, to: creditor, itemNum: item.num },
      net(item),
    )
    writer.given(
      { type: 'NDS_INCOMING', from: writer.account(null, 'incomingVat'), to: creditor, itemNum: item.num },
      vat(item),
    )
  }
}

/** A buyer owes less; the dish or its ingredients come back, or nothing does (cloud-api §10.4). */
export function writeIncomingReturnedInvoice(writer: FlowWriter, content: DocumentContent): void {
  writeReturn(writer, content, writer.account(null, 'receivable', content.counteragentId))
}

/** As one of a buyer, given back at the till at once; services and what is written off bring nothing back (ADR 25). */
export function writeSessionReturn(writer: FlowWriter, content: DocumentContent): void {
  writeReturn(writer, content, writer.account(null, 'register'))
}

function writeReturn(writer: FlowWriter, content: DocumentContent, debtor: Side): void {
  const revenue = writer.account(content.revenueAccountId, 'revenue')
  for (const item of content.items) {
    if (content.processingMode !== 'DO_NOT_RETURN' && !isService(writer, item))
      writeTakenBack(writer, content, item)
    const to = about(revenue, item.productId, item.amount)
    writer.given({ type: 'SALES_RETURN_PAYMENT', from: debtor, to, itemNum: item.num }, net(item))
    writer.given(
      { type: 'NDS_SALES', from: debtor, to: writer.account(null, 'salesVat'), itemNum: item.num },
      vat(item),
    )
  }
}

function writeTakenBack(writer: FlowWriter, content: DocumentContent, item: DocumentItem): void {
  const type = 'SALES_RETURN_WRITEOFF'
  const expense = writer.account(content.expenseAccountId, 'productExpense')
  const storeId = storeOf(writer, item, content)
  const isByIngredients = content.processingMode === 'RETURN_GOOD' && writer.recipes.has(item)
  const returned = isByIngredients
    ? writer.recipes.ingredients(item)
    : [{ productId: item.productId, amount: item.amount }]
  for (const { productId, amount } of returned) {
    const to = inStore(storeId, productId, amount)
    const ends = { type, from: about(expense, productId, amount), to, itemNum: item.num } as const
    if (item.incomeSum === null || isByIngredients) writer.estimated(ends)
    else writer.given(ends, item.incomeSum)
  }
}

const isService = (writer: FlowWriter, { productId }: DocumentItem): boolean =>
  writer.place.catalog.find('product', productId)?.body.type === 'Service'

/** The store of a line, else of the head, else the restaurant's default one (for sales, whose lines may name none). */
function storeOf(
  { place }: FlowWriter,
  { storeId }: DocumentItem,
  { defaultStoreId }: DocumentContent,
): Uuid {
  const stores = place.catalog.of('store', place.organizationId).filter((store) => !store.isDeleted)
  const store = storeId ?? defaultStoreId ?? stores.find(({ body }) => body.isDefault)?.id
  if (store) return store
  throw refuse('request.field-required', { field: 'defaultStoreId' })
}
