import { blankContent, blankItem } from '../../../../domain/documents/blank.ts'
import type { DocumentContent, DocumentItem, StockDocument } from '../../../../domain/documents/document.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { OutgoingInvoice, OutgoingInvoiceItem } from '../../generated/types.ts'
import type { Caller } from '../../operation.ts'
import { nineDigits, readBillionths, readMoney, readPercent } from './decimals.ts'
import { momentOf, textOrNull } from './document-call.ts'
import { cardVat, localMoment } from './incoming-invoice.ts'
import { accountOf, conceptionOf, idOrNull, named, referenceOf } from './references.ts'

/** What an invoice to a buyer and a return to a supplier have in common. */
export type GoingOut = Omit<OutgoingInvoice, 'items'> & { items?: OutgoingInvoiceItem[] | undefined }
/** A line of goods that go out, whatever the document. */
export type SoldItem = Omit<OutgoingInvoiceItem, 'price'>

const headStore = (caller: Caller, { defaultStoreId: id, defaultStoreCode: code }: GoingOut) =>
  referenceOf(caller, named.store, { id, code, field: 'defaultStoreCode' })
export const lineStore = (caller: Caller, { storeId: id, storeCode: code }: SoldItem, field: string) =>
  referenceOf(caller, named.store, { id, code, field: `${field}.storeCode` })

export const storesOfOutgoing = (caller: Caller, wire: GoingOut): (Uuid | null)[] => [
  headStore(caller, wire),
  ...(wire.items ?? []).map((item, index) => lineStore(caller, item, `items[${index}]`)),
]

/** Reads `<document>` of an outgoing invoice (server-api §15.4); accounts that it does not name are those of the kind. */
export function readOutgoing(
  caller: Caller,
  wire: GoingOut,
  { timeZone, currency }: Organization,
  now: number,
): DocumentContent {
  const defaultStoreId = headStore(caller, wire)
  return {
    ...blankContent,
    kind: 'outgoingInvoice',
    date: momentOf(wire.dateIncoming, timeZone, now),
    comment: textOrNull(wire.comment, 'comment'),
    conceptionId: conceptionOf(caller, wire.conceptionId, wire.conceptionCode),
    counteragentId: referenceOf(caller, named.counteragent, {
      id: wire.counteragentId,
      code: wire.counteragentCode,
      field: 'counteragentCode',
    }),
    defaultStoreId,
    expenseAccountId: accountOf(caller, wire.accountToCode, 'accountToCode'),
    revenueAccountId: accountOf(caller, wire.revenueAccountCode, 'revenueAccountCode'),
    items: (wire.items ?? []).map((item, index) =>
      readSoldItem(caller, item, index, { defaultStoreId, scale: currency.scale }),
    ),
  }
}

/** The price is that of a package; the sum is what counts. */
export function readSoldItem(
  caller: Caller,
  item: SoldItem,
  index: number,
  { defaultStoreId, scale }: { defaultStoreId: Uuid | null; scale: number },
): DocumentItem {
  const field = `items[${index}]`
  const productId = referenceOf(caller, named.product, {
    id: item.productId,
    code: item.productArticle,
    field: `${field}.productArticle`,
  })
  if (productId === null) throw refuse('request.field-required', { field: `${field}.productId` })
  return {
    ...blankItem,
    num: index + 1,
    productId,
    amount: readBillionths(item.amount, `${field}.amount`) ?? 0n,
    containerId: idOrNull(item.containerId),
    storeId: lineStore(caller, item, field) ?? defaultStoreId,
    sum: readMoney(item.sum, scale, `${field}.sum`),
    discountSum: readMoney(item.discountSum, scale, `${field}.discountSum`),
    vatHundredths: readPercent(item.vatPercent, `${field}.vatPercent`) ?? cardVat(caller.catalog, productId),
  }
}

const given = <Value>(value: Value | null): Value | undefined => value ?? undefined

/** `<document>` of an export. */
export function renderOutgoing(
  catalog: Catalog,
  { timeZone, currency }: Organization,
  { id, number, status, content }: StockDocument,
): OutgoingInvoice {
  const codeOf = (accountId: Uuid | null, fallback: string): string =>
    catalog.find('account', accountId)?.body.code ?? fallback
  return {
    id,
    documentNumber: number,
    dateIncoming: localMoment(content.date, timeZone),
    useDefaultDocumentTime: false,
    status,
    accountToCode: codeOf(content.expenseAccountId, '5.01'),
    revenueAccountCode: codeOf(content.revenueAccountId, '4.01'),
    defaultStoreId: given(content.defaultStoreId),
    defaultStoreCode: catalog.find('store', content.defaultStoreId)?.body.code,
    counteragentId: given(content.counteragentId),
    counteragentCode: catalog.find('counteragent', content.counteragentId)?.body.code,
    conceptionId: given(content.conceptionId),
    conceptionCode: catalog.find('conception', content.conceptionId)?.body.code,
    comment: given(content.comment),
    items: content.items.map((item) => renderItem(catalog, item, content, currency.scale)),
  }
}

function renderItem(
  catalog: Catalog,
  item: DocumentItem,
  { defaultStoreId }: DocumentContent,
  scale: number,
): OutgoingInvoiceItem {
  const sum = item.sum ?? 0n
  const storeId = item.storeId ?? defaultStoreId
  return {
    productId: item.productId,
    productArticle: catalog.find('product', item.productId)?.body.code,
    storeId: given(storeId),
    storeCode: catalog.find('store', storeId)?.body.code,
    containerId: given(item.containerId),
    price: nineDigits(item.price ?? 0n),
    amount: nineDigits(item.amount),
    sum: nineDigits(sum, scale),
    discountSum: nineDigits(item.discountSum ?? 0n, scale),
    vatPercent: item.vatHundredths === null ? undefined : nineDigits(BigInt(item.vatHundredths), 2),
    vatSum: nineDigits(sum - (item.sumWithoutVat ?? sum), scale),
  }
}
