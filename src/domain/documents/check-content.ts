import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Book, BookItem } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { type Amount, printBillionths } from '../stock/amounts.ts'
import type { StockKey } from '../stock/value-flows.ts'
import type { DocumentContent, DocumentItem } from './document.ts'
import { documentKinds, type KindTraits } from './kinds.ts'
import { withIncomeSum, withSums } from './line-sums.ts'

/** Where a document is written: what it may refer to. */
export type DocumentPlace = {
  catalog: Catalog
  organizationId: Uuid
  /** Decimal digits of the currency's minor unit. */
  scale: number
  /** What the books say is in the store of a stock-taking; nothing is said of what never moved. */
  booked?: ReadonlyMap<StockKey, Amount>
}

const itemsMax = 5000
/** Of one line, in the major unit. */
const sumMax = 10_000_000_000n
const wholePercent = 100_000_000_000n

/**
 * Checks a document by the rules of its kind (cloud-api §10.3, §10.4) and fills in what follows from what was given.
 * Refusals name the field in the words of {@link DocumentContent}.
 */
export function checkedContent(content: DocumentContent, place: DocumentPlace): DocumentContent {
  const traits = documentKinds[content.kind]
  const look = references(place)
  checkHead(content, traits, look)
  if (traits.isOfMoney) return checkMoney(content, look)
  if (content.items.length === 0) throw invalid('items', 'must not be empty')
  if (content.items.length > itemsMax) throw invalid('items', `must not have more than ${itemsMax} lines`)
  const numbers = new Set<number>()
  const items = content.items.map((item, index) => {
    const field = `items[${index}]`
    if (numbers.has(item.num)) throw invalid(`${field}.num`, `${item.num} is used twice`)
    numbers.add(item.num)
    return checkedItem(item, traits, { place, look, field, content })
  })
  if (content.kind === 'disassemble') checkPercents(items)
  if (traits.isCounted) checkCounts(items)
  return { ...content, items }
}

const invalid = (field: string, message: string) => refuse('request.field-invalid', { field, message })
const required = (field: string) => refuse('request.field-required', { field })

type Look = {
  /** The item, unless it is deleted or belongs to another restaurant; null for null. */
  at<B extends Book>(book: B, id: Uuid | null, field: string): BookItem<B> | null
  unit(id: Uuid | null, productId: Uuid, field: string): void
}

function references({ catalog, organizationId }: DocumentPlace): Look {
  const at = <B extends Book>(book: B, id: Uuid | null, field: string): BookItem<B> | null => {
    if (id === null) return null
    const item = catalog.living(book, id)
    if (item && (item.organizationId === null || item.organizationId === organizationId)) return item
    throw refuse('document.reference-unknown', { field, what: words[book] ?? book, id })
  }
  return {
    at,
    unit(id, productId, field) {
      const unit = at('measureUnit', id, field)
      const product = catalog.find('product', productId)?.body
      if (!unit || !product || unit.body.name === product.measureUnit) return
      throw invalid(field, `${product.name} is measured in ${product.measureUnit}, not in ${unit.body.name}`)
    },
  }
}

const words: { [B in Book]?: string } = {
  product: 'product',
  store: 'store',
  account: 'account',
  counteragent: 'counteragent',
  measureUnit: 'measure unit',
  container: 'container',
  conception: 'conception',
  employee: 'employee',
}

function checkHead(content: DocumentContent, traits: KindTraits, look: Look): void {
  if (traits.party) checkParty(content, traits.party, look)
  look.at('conception', content.conceptionId, 'conceptionId')
  look.at('store', content.defaultStoreId, 'defaultStoreId')
  look.at('account', content.revenueAccountId, 'revenueAccountId')
  look.at('account', content.expenseAccountId, 'expenseAccountId')
  look.at('employee', content.employeeId, 'employeeId')
  if (traits.expense === null && content.expenseAccountId === null) throw required('expenseAccountId')
  const isReturn = content.kind === 'incomingReturnedInvoice' || content.kind === 'sessionReturn'
  if (isReturn && content.processingMode === null) throw required('processingMode')
  if (traits.stores === 'from' || traits.stores === 'fromTo') {
    if (!look.at('store', content.storeFromId, 'storeFromId')) throw required('storeFromId')
  }
  if (traits.stores === 'fromTo') {
    if (!look.at('store', content.storeToId, 'storeToId')) throw required('storeToId')
    if (!traits.mayStay && content.storeFromId === content.storeToId)
      throw refuse('document.same-stores', { field: 'storeToId' })
  }
  if (traits.hasMainProduct) checkMainProduct(content, look)
}

function checkMoney(content: DocumentContent, look: Look): DocumentContent {
  const { cashOrder, acceptance } = content
  if (cashOrder) {
    look.at('account', cashOrder.chiefAccountId, 'chiefAccountId')
    look.at('account', cashOrder.accountId, 'accountId')
    if (cashOrder.sum <= 0n) throw invalid('sum', 'must be greater than zero')
  }
  if (content.kind === 'sessionAcceptance' ? !acceptance : !cashOrder) throw required('items')
  const ends = acceptance
    ? [acceptance.shortage, acceptance.surplus, ...acceptance.lines.flatMap(({ override }) => override ?? [])]
    : []
  for (const { accountId } of ends) look.at('account', accountId, 'accountId')
  return content
}

function checkParty(content: DocumentContent, party: 'supplier' | 'client', look: Look): void {
  if (content.counteragentId === null) throw required('counteragentId')
  const counteragent = look.at('counteragent', content.counteragentId, 'counteragentId')?.body
  const isFit = party === 'supplier' ? counteragent?.isSupplier : counteragent?.isClient
  if (!isFit) throw invalid('counteragentId', `${counteragent?.name} is no ${party}`)
}

function checkMainProduct({ productId, amount, unitId }: DocumentContent, look: Look): void {
  if (productId === null) throw required('productId')
  requireGoods(look.at('product', productId, 'productId'), 'productId')
  if (amount === null || amount <= 0n) throw invalid('amount', 'must be greater than zero')
  look.unit(unitId, productId, 'unitId')
}

function requireGoods(product: BookItem<'product'> | null, field: string): void {
  if (product?.body.type === 'Service')
    throw invalid(field, `${product.body.name} is a service, no store has it`)
}

type ItemPlace = { place: DocumentPlace; look: Look; field: string; content: DocumentContent }

function checkedItem(
  item: DocumentItem,
  traits: KindTraits,
  { place, look, field, content }: ItemPlace,
): DocumentItem {
  const product = look.at('product', item.productId, `${field}.productId`)
  checkAmount(item, traits, field)
  if (item.actualAmount !== null && item.actualAmount < 0n)
    throw invalid(`${field}.actualAmount`, 'must not be negative')
  look.unit(item.unitId, item.productId, `${field}.unitId`)
  const container = look.at('container', item.containerId, `${field}.containerId`)
  if (container && container.body.productId !== item.productId)
    throw invalid(`${field}.containerId`, `${container.body.name} is no package of ${product?.body.name}`)
  checkSize(item, product, place.catalog, field)
  look.at('account', item.accountId, `${field}.accountId`)
  if (traits.isOfServices) checkService(item, product, field)
  else checkGoods(item, product, field, content, traits)
  if (traits.stores === 'byItem') checkItemStore(item, look, field, content)
  if (!traits.isPriced) return item
  const priced = withSums(withIncomeSum(item, place.scale), place.scale, field)
  if ((priced.sum ?? 0n) > sumMax * 10n ** BigInt(place.scale))
    throw invalid(`${field}.sum`, `must not exceed ${sumMax}`)
  return priced
}

function checkAmount({ amount }: DocumentItem, { isCounted }: KindTraits, field: string): void {
  if (isCounted && amount < 0n) throw invalid(`${field}.amount`, 'must not be negative')
  if (!isCounted && amount <= 0n) throw invalid(`${field}.amount`, 'must be greater than zero')
}

function checkSize(
  { sizeId }: DocumentItem,
  product: BookItem<'product'> | null,
  catalog: Catalog,
  field: string,
): void {
  if (sizeId === null) return
  const scale = catalog.living('sizeScale', product?.body.sizeScaleId)
  if (!scale?.body.sizes.some(({ id }) => id === sizeId))
    throw invalid(`${field}.sizeId`, `${product?.body.name} has no such size`)
}

function checkService(item: DocumentItem, product: BookItem<'product'> | null, field: string): void {
  if (product?.body.type !== 'Service')
    throw invalid(`${field}.productId`, `${product?.body.name} is no service`)
  if (item.accountId === null) throw required(`${field}.accountId`)
  if (item.vatHundredths === null) throw required(`${field}.vatHundredths`)
}

function checkGoods(
  item: DocumentItem,
  product: BookItem<'product'> | null,
  field: string,
  { kind }: DocumentContent,
  traits: KindTraits,
): void {
  const isSold = kind === 'outgoingInvoice' || isOfShift(kind)
  if (!item.isAdditionalExpense && !isSold) requireGoods(product, `${field}.productId`)
  if (item.isAdditionalExpense && product?.body.type !== 'Service')
    throw invalid(`${field}.isAdditionalExpense`, `${product?.body.name} is no service`)
  if (!traits.isPriced) return
  for (const sum of ['price', 'sum', 'discountSum', 'incomePrice', 'incomeSum'] as const)
    if ((item[sum] ?? 0n) < 0n) throw invalid(`${field}.${sum}`, 'must not be negative')
}

/** Written by a till's shift: it names no store. */
const isOfShift = (kind: DocumentContent['kind']): boolean =>
  kind === 'salesDocument' || kind === 'sessionReturn'

/** A line without a store takes that of the head, where the kind lets it (cloud-api §10.3). */
function checkItemStore(item: DocumentItem, look: Look, field: string, { kind }: DocumentContent): void {
  const store = look.at('store', item.storeId, `${field}.storeId`)
  if (!store && !isOfShift(kind)) throw required(`${field}.storeId`)
}

/** All lines of a product have one status (server-api §15.8). */
function checkCounts(items: readonly DocumentItem[]): void {
  const statuses = new Map<Uuid, DocumentItem['countStatus']>()
  for (const [index, { productId, countStatus }] of items.entries()) {
    const field = `items[${index}].status`
    if (countStatus === null) throw required(field)
    if ((statuses.get(productId) ?? countStatus) !== countStatus)
      throw invalid(field, 'differs from that of another line of the product')
    statuses.set(productId, countStatus)
  }
}

function checkPercents(items: readonly DocumentItem[]): void {
  let total = 0n
  for (const [index, { mainProductPercent }] of items.entries()) {
    const field = `items[${index}].mainProductPercent`
    if (mainProductPercent === null) throw required(field)
    if (mainProductPercent <= 0n) throw invalid(field, 'must be greater than zero')
    total += mainProductPercent
  }
  if (total === wholePercent) return
  throw refuse('document.percent-sum', { field: 'items', percent: printBillionths(total) })
}
