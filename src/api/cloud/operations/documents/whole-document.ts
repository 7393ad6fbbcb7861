import type { PaidDocument } from '../../../../app/documents/find-documents.ts'
import type { DocumentItem } from '../../../../domain/documents/document.ts'
import { isEditable } from '../../../../domain/documents/life-cycle.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { billionth } from '../../../../domain/stock/amounts.ts'
import { divideRounded, moneyToJson, printDecimal } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { localClock, type TimeZone, toLocal, zoneOffsetMinutes } from '../../../../kernel/local-time.ts'
import { linkFields } from './wire-document.ts'

/** What an answer is written with. */
export type RenderingPlace = { catalog: Catalog; zone: TimeZone; scale: number }

/** `2026-07-01T09:30:00.000+03:00` (cloud-api §0.3.10). */
export function momentOnWire(at: number, zone: TimeZone): string {
  const minutes = zoneOffsetMinutes(at, zone)
  const size = Math.abs(minutes)
  const two = (count: number) => String(count).padStart(2, '0')
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
  return `${toLocal(at, zone).replace(' ', 'T')}${offset}`
}

export const billionthsOnWire = (units: bigint): number => Number(printDecimal(units, billionth))

const moneyOrNull = (sum: bigint | null, scale: number) => (sum === null ? null : moneyToJson(sum, scale))
const amountOrNull = (units: bigint | null) => (units === null ? null : billionthsOnWire(units))

function unitOf(catalog: Catalog, unitId: Uuid | null, productId: Uuid | null): Uuid | null {
  if (unitId !== null) return unitId
  const name = catalog.find('product', productId)?.body.measureUnit
  return catalog.all('measureUnit').find(({ body }) => body.name === name)?.id ?? null
}

/** Everything that a line of any kind may show; null: it does not. */
export function wholeItem(item: DocumentItem, { catalog, scale }: RenderingPlace) {
  const priceWithoutVat =
    item.sumWithoutVat === null
      ? null
      : divideRounded(item.sumWithoutVat * 10n ** BigInt(2 * billionth - scale), item.amount)
  return {
    num: item.num,
    product: item.productId,
    productArticle: catalog.find('product', item.productId)?.body.code ?? null,
    productSize: item.sizeId,
    amount: billionthsOnWire(item.amount),
    actualAmount: amountOrNull(item.actualAmount),
    amountFactor: 1,
    amountUnit: unitOf(catalog, item.unitId, item.productId),
    containerId: item.containerId,
    store: item.storeId,
    price: amountOrNull(item.price),
    priceWithoutVat: amountOrNull(priceWithoutVat),
    sum: moneyOrNull(item.sum, scale),
    sumWithoutVat: moneyOrNull(item.sumWithoutVat, scale),
    discountSum: moneyOrNull(item.discountSum, scale),
    vatPercent: item.vatHundredths === null ? null : item.vatHundredths / 100,
    isAdditionalExpense: item.isAdditionalExpense,
    supplierProduct: item.supplierProductId,
    customsDeclarationNumber: item.customsDeclarationNumber,
    incomePrice: amountOrNull(item.incomePrice),
    incomeSum: moneyOrNull(item.incomeSum, scale),
    revenueAccount: item.accountId,
    splitVat: item.isVatSplit,
    mainProductAmountPercent: amountOrNull(item.mainProductPercent),
  }
}

/** Everything that the head of any kind may show, in `get` or in `list`. */
export function wholeDocument({ document, paidAt }: PaidDocument, place: RenderingPlace) {
  const { content } = document
  const { zone, scale, catalog } = place
  const total = (sum: (item: DocumentItem) => bigint | null) =>
    moneyToJson(
      content.items.reduce((all, item) => all + (sum(item) ?? 0n), 0n),
      scale,
    )
  const stores = content.items.flatMap(({ storeId }) => storeId ?? content.defaultStoreId ?? [])
  const link = linkFields[content.kind]
  return {
    documentId: document.id,
    number: document.number,
    status: document.status,
    processed: document.status === 'PROCESSED',
    deleted: document.status === 'DELETED',
    isEditable: isEditable(document),
    isAutomatic: content.isAutomatic ?? false,
    date: momentOnWire(content.date, zone),
    dateCreated: momentOnWire(document.createdAt, zone),
    dateModified: momentOnWire(document.modifiedAt, zone),
    userCreated: document.createdBy,
    userModified: document.modifiedBy,
    comment: content.comment,
    conception: content.conceptionId,
    counteragent: content.counteragentId,
    storeFrom: content.storeFromId,
    storeTo: content.storeToId,
    defaultStore: content.defaultStoreId,
    assignedStores: [...new Set(stores)],
    expenseAccount: content.expenseAccountId,
    revenueAccount: content.revenueAccountId,
    incomingInvoiceId: link === 'incomingInvoiceId' ? content.linkedDocumentId : null,
    outgoingInvoiceId: link === 'outgoingInvoiceId' ? content.linkedDocumentId : null,
    internalIncomingInvoiceId: link === 'internalIncomingInvoiceId' ? content.linkedDocumentId : null,
    internalOutgoingInvoiceId: link === 'internalOutgoingInvoiceId' ? content.linkedDocumentId : null,
    processingMode: content.processingMode,
    product: content.productId,
    amount: amountOrNull(content.amount),
    amountUnit: content.productId === null ? null : unitOf(catalog, content.unitId, content.productId),
    assemblyChartWriteoff: content.isWrittenOffByChart ?? false,
    banquet: content.isBanquet,
    deliveryOnTime: content.isDeliveredOnTime,
    employeePassToAccount: content.employeeId,
    dueDate: content.dueDate,
    incomingDate: content.incomingDate,
    incomingDocumentNumber: content.incomingDocumentNumber,
    invoice: content.invoice,
    transportInvoiceNumber: content.transportInvoiceNumber,
    contractNumber: content.contractNumber,
    contractDate: content.contractDate,
    paymentDate: document.paymentDate ?? (paidAt === null ? null : localClock(paidAt, zone).date),
    sum: total(({ sum }) => sum),
    sumWithoutVat: total(({ sumWithoutVat }) => sumWithoutVat),
  }
}

export type WholeItem = ReturnType<typeof wholeItem>
export type WholeDocument = ReturnType<typeof wholeDocument>
