import { blankContent, blankItem } from '../../../../domain/documents/blank.ts'
import type { DocumentContent, DocumentItem, ProcessingMode } from '../../../../domain/documents/document.ts'
import type { PaperKind } from '../../../../domain/documents/kinds.ts'
import { billionth } from '../../../../domain/stock/amounts.ts'
import type { TimeZone } from '../../../../kernel/local-time.ts'
import { invalidBody } from '../../errors.ts'
import {
  readCount,
  readDate,
  readDateText,
  readDecimal,
  readId,
  readMoment,
  readOptionalDecimal,
  readOptionalId,
  readText,
} from './read-values.ts'
import { linkFields, type WireDocument, type WireItem } from './wire-document.ts'

/** Where the document is written. */
export type ReadingPlace = { zone: TimeZone; scale: number }

const percentDigits = 2

/** Reads a document of any kind; rules of kinds are the domain's. */
export function readContent(kind: PaperKind, body: WireDocument, place: ReadingPlace): DocumentContent {
  const link = linkFields[kind]
  const linked = link === undefined ? undefined : body[link]
  return {
    ...blankContent,
    kind,
    date: readMoment(body.date, place.zone, 'date'),
    comment: readText(body.comment, 'comment'),
    conceptionId: readOptionalId(body.conception, 'conception'),
    counteragentId: readOptionalId(body.counteragent, 'counteragent'),
    storeFromId: readOptionalId(body.storeFrom, 'storeFrom'),
    storeToId: readOptionalId(body.storeTo, 'storeTo'),
    defaultStoreId: readOptionalId(body.defaultStore, 'defaultStore'),
    expenseAccountId: readOptionalId(body.expenseAccount, 'expenseAccount'),
    revenueAccountId: readOptionalId(body.revenueAccount, 'revenueAccount'),
    linkedDocumentId: typeof linked === 'string' ? readOptionalId(linked, String(link)) : null,
    processingMode: readProcessingMode(body.processingMode),
    productId: readOptionalId(body.product, 'product'),
    amount: readOptionalDecimal(body.amount, billionth, 'amount'),
    unitId: readOptionalId(body.amountUnit, 'amountUnit'),
    isWrittenOffByChart: body.assemblyChartWriteoff ?? null,
    isBanquet: body.banquet ?? false,
    isAutomatic: body.isAutomatic ?? null,
    isEditable: body.isEditable ?? null,
    isDeliveredOnTime: body.deliveryOnTime ?? null,
    employeeId: readOptionalId(body.employeePassToAccount, 'employeePassToAccount'),
    dueDate: readDateText(body.dueDate, 'dueDate'),
    incomingDate: body.incomingDate ? readDate(body.incomingDate, 'incomingDate') : null,
    incomingDocumentNumber: readText(body.incomingDocumentNumber, 'incomingDocumentNumber'),
    invoice: readText(body.invoice, 'invoice'),
    transportInvoiceNumber: readText(body.transportInvoiceNumber, 'transportInvoiceNumber'),
    contractNumber: readText(body.contractNumber, 'contractNumber'),
    contractDate: readDateText(body.contractDate, 'contractDate'),
    items: body.items.map((item, index) => readItem(item, `items[${index}]`, place)),
  }
}

const modes: readonly ProcessingMode[] = ['RETURN_DISH', 'RETURN_GOOD', 'DO_NOT_RETURN']

function readProcessingMode(value: string | undefined): ProcessingMode | null {
  if (value === undefined || value === '') return null
  const mode = modes.find((one) => one === value.toUpperCase())
  if (mode) return mode
  throw invalidBody(`The value must be one of ${modes.join(', ')}. Path 'processingMode'.`)
}

function readItem(item: WireItem, field: string, { scale }: ReadingPlace): DocumentItem {
  return {
    ...blankItem,
    num: readCount(item.num, `${field}.num`),
    productId: readId(item.product, `${field}.product`),
    sizeId: readOptionalId(item.productSize, `${field}.productSize`),
    amount: readDecimal(item.amount, billionth, `${field}.amount`),
    actualAmount: readOptionalDecimal(item.actualAmount, billionth, `${field}.actualAmount`),
    unitId: readOptionalId(item.amountUnit, `${field}.amountUnit`),
    containerId: readOptionalId(item.containerId, `${field}.containerId`),
    storeId: readOptionalId(item.store, `${field}.store`),
    price: readOptionalDecimal(item.price, billionth, `${field}.price`),
    sum: readOptionalDecimal(item.sum, scale, `${field}.sum`),
    discountSum: readOptionalDecimal(item.discountSum, scale, `${field}.discountSum`),
    vatHundredths: readVat(item.vatPercent, `${field}.vatPercent`),
    isAdditionalExpense: item.isAdditionalExpense ?? false,
    supplierProductId: readOptionalId(item.supplierProduct, `${field}.supplierProduct`),
    customsDeclarationNumber: readText(item.customsDeclarationNumber, `${field}.customsDeclarationNumber`),
    incomeSum: readOptionalDecimal(item.incomeSum, scale, `${field}.incomeSum`),
    incomePrice: readOptionalDecimal(item.incomePrice, billionth, `${field}.incomePrice`),
    accountId: readOptionalId(item.revenueAccount, `${field}.revenueAccount`),
    isVatSplit: item.splitVat ?? false,
    mainProductPercent: readOptionalDecimal(
      item.mainProductAmountPercent,
      billionth,
      `${field}.mainProductAmountPercent`,
    ),
  }
}

function readVat(value: number | undefined, field: string): number | null {
  if (value === undefined) return null
  if (value < 0 || value > 100) throw invalidBody(`The percent must be between 0 and 100. Path '${field}'.`)
  return Number(readDecimal(value, percentDigits, field))
}
