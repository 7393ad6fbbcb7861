import { blankContent, blankItem } from '../../../../domain/documents/blank.ts'
import type { DocumentContent, DocumentItem, StockDocument } from '../../../../domain/documents/document.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { isUuid, type Uuid } from '../../../../kernel/ids.ts'
import { toLocal } from '../../../../kernel/local-time.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { IncomingInvoice, IncomingInvoiceItem } from '../../generated/types.ts'
import type { Caller } from '../../operation.ts'
import { nineDigits, readBillionths, readMoney, readPercent } from './decimals.ts'
import { momentOf, optionalDay, textOrNull } from './document-call.ts'
import { conceptionOf, idOrNull, named, referenceOf } from './references.ts'

export const storesOfIncoming = ({ defaultStore, items = [] }: IncomingInvoice): (Uuid | null)[] => [
  idOrNull(defaultStore),
  ...items.map(({ store }) => idOrNull(store)),
]

/** Reads `<document>` of an incoming invoice (server-api §15.3). */
export function readIncoming(
  caller: Caller,
  wire: IncomingInvoice,
  { timeZone, currency }: Organization,
  now: number,
): DocumentContent {
  const defaultStoreId = idOrNull(wire.defaultStore)
  const items = (wire.items ?? []).map((item, index) =>
    readItem(caller, item, `items[${index}]`, { defaultStoreId, scale: currency.scale }),
  )
  const date = momentOf(wire.dateIncoming, timeZone, now)
  return {
    ...blankContent,
    kind: 'incomingInvoice',
    date,
    comment: textOrNull(wire.comment, 'comment'),
    conceptionId: conceptionOf(caller, wire.conception, wire.conceptionCode),
    counteragentId: idOrNull(wire.supplier),
    defaultStoreId,
    employeeId: idOrNull(wire.employeePassToAccount),
    dueDate: optionalDay(wire.dueDate),
    incomingDate: optionalDay(wire.incomingDate) ?? toLocal(date, timeZone).slice(0, 10),
    incomingDocumentNumber: textOrNull(wire.incomingDocumentNumber, 'incomingDocumentNumber'),
    invoice: textOrNull(wire.invoice, 'invoice'),
    transportInvoiceNumber: textOrNull(wire.transportInvoiceNumber, 'transportInvoiceNumber'),
    items,
  }
}

type ItemPlace = { defaultStoreId: Uuid | null; scale: number }

/**
 * The sum of a line is what counts; prices are sent with and without the tax, so that of the line follows from its sum.
 * A percent that is missing is that of the product's card.
 */
function readItem(
  caller: Caller,
  item: IncomingInvoiceItem,
  field: string,
  { defaultStoreId, scale }: ItemPlace,
): DocumentItem {
  const productId = referenceOf(caller, named.product, {
    id: item.product,
    code: item.productArticle,
    field: `${field}.productArticle`,
  })
  if (productId === null) throw refuse('request.field-required', { field: `${field}.product` })
  const storeId = idOrNull(item.store)
  if (defaultStoreId !== null && storeId !== null && storeId !== defaultStoreId)
    throw refuse('back-office.store-differs', { num: item.num })
  const actualAmount = readBillionths(item.actualAmount, `${field}.actualAmount`)
  const amount = readBillionths(item.amount, `${field}.amount`) ?? actualAmount
  if (amount === null) throw refuse('request.field-required', { field: `${field}.amount` })
  return {
    ...blankItem,
    num: item.num,
    productId,
    amount,
    actualAmount,
    unitId: idOrNull(item.amountUnit),
    containerId: idOrNull(item.containerId),
    storeId: storeId ?? defaultStoreId,
    sum: readMoney(item.sum, scale, `${field}.sum`),
    vatHundredths: readPercent(item.vatPercent, `${field}.vatPercent`) ?? cardVat(caller.catalog, productId),
    isAdditionalExpense: item.isAdditionalExpense ?? false,
    supplierProductId: supplierProduct(item.supplierProduct),
    customsDeclarationNumber: textOrNull(item.customsDeclarationNumber, `${field}.customsDeclarationNumber`),
  }
}

/** Some clients send the product's name in its place (recorded requests). */
export const supplierProduct = (text: string | undefined): Uuid | null =>
  text !== undefined && isUuid(text) ? idOrNull(text.toLowerCase()) : null

export function cardVat(catalog: Catalog, productId: Uuid): number | null {
  const category = catalog.find('product', productId)?.body.taxCategoryId
  const percentage = catalog.find('taxCategory', category)?.body.percentage
  return percentage === undefined ? null : Math.round(percentage * 100)
}

export const localMoment = (at: number, zone: string): string =>
  toLocal(at, zone).slice(0, 19).replace(' ', 'T')

const given = <Value>(value: Value | null): Value | undefined => value ?? undefined

/** `<document>` of an export (server-api §29). */
export function renderIncoming(
  catalog: Catalog,
  { timeZone, currency }: Organization,
  { id, number, status, content }: StockDocument,
): IncomingInvoice {
  const atMidnight = (day: string | null) => (day === null ? undefined : `${day.slice(0, 10)}T00:00:00`)
  return {
    id,
    conception: given(content.conceptionId),
    conceptionCode: catalog.find('conception', content.conceptionId)?.body.code,
    comment: given(content.comment),
    documentNumber: number,
    dateIncoming: localMoment(content.date, timeZone),
    invoice: given(content.invoice),
    defaultStore: given(content.defaultStoreId),
    supplier: given(content.counteragentId),
    dueDate: atMidnight(content.dueDate),
    incomingDate: atMidnight(content.incomingDate),
    useDefaultDocumentTime: false,
    status,
    incomingDocumentNumber: given(content.incomingDocumentNumber),
    employeePassToAccount: given(content.employeeId),
    transportInvoiceNumber: given(content.transportInvoiceNumber),
    linkedOutgoingInvoiceId: given(content.linkedDocumentId),
    items: content.items.map((item) => renderItem(catalog, item, content, currency.scale)),
  }
}

function renderItem(
  catalog: Catalog,
  item: DocumentItem,
  { defaultStoreId }: DocumentContent,
  scale: number,
): IncomingInvoiceItem {
  const product = catalog.find('product', item.productId)?.body
  const unit = catalog.all('measureUnit').find(({ body }) => body.name === product?.measureUnit)
  const sum = item.sum ?? 0n
  return {
    num: item.num,
    isAdditionalExpense: item.isAdditionalExpense,
    product: item.productId,
    productArticle: product?.code,
    supplierProduct: given(item.supplierProductId),
    code: product?.code,
    amount: nineDigits(item.amount),
    actualAmount: nineDigits(item.actualAmount ?? item.amount),
    containerId: given(item.containerId),
    amountUnit: item.unitId ?? unit?.id,
    price: nineDigits(item.price ?? 0n),
    sum: nineDigits(sum, scale),
    discountSum: nineDigits(item.discountSum ?? 0n, scale),
    vatPercent: item.vatHundredths === null ? undefined : nineDigits(BigInt(item.vatHundredths), 2),
    vatSum: nineDigits(sum - (item.sumWithoutVat ?? sum), scale),
    store: item.storeId ?? given(defaultStoreId),
    customsDeclarationNumber: given(item.customsDeclarationNumber),
  }
}
