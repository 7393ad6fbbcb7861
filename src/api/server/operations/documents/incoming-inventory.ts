import { importDocument } from '../../../../app/documents/import-document.ts'
import { type CountResult, checkCount, resultOfCount } from '../../../../app/documents/take-stock.ts'
import { blankContent, blankItem } from '../../../../domain/documents/blank.ts'
import type { DocumentContent, DocumentItem } from '../../../../domain/documents/document.ts'
import type { Book, Organization } from '../../../../domain/reference/books.ts'
import { printBillionths, timesBillionths } from '../../../../domain/stock/amounts.ts'
import { divideRounded } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type {
  IncomingInventory,
  IncomingInventoryItem,
  IncomingInventoryResult,
} from '../../generated/types.ts'
import type { CallContext, Caller } from '../../operation.ts'
import { momentWithOffset } from '../moments.ts'
import { readBillionths } from './decimals.ts'
import { deskOf, momentOf, textOrNull, validated } from './document-call.ts'
import { accountOf, conceptionOf, idOrNull, named, referenceOf } from './references.ts'

const billion = 1_000_000_000n

const storeOf = (caller: Caller, { storeId: id, storeCode: code }: IncomingInventory): Uuid | null =>
  referenceOf(caller, named.store, { id, code, field: 'storeCode' })

function readInventory(
  caller: Caller,
  wire: IncomingInventory,
  { timeZone }: Organization,
  now: number,
): DocumentContent {
  return {
    ...blankContent,
    kind: 'incomingInventory',
    date: momentOf(wire.dateIncoming, timeZone, now),
    comment: textOrNull(wire.comment, 'comment'),
    conceptionId: conceptionOf(caller, wire.conceptionId, wire.conceptionCode),
    storeFromId: storeOf(caller, wire),
    expenseAccountId: accountOf(caller, wire.accountShortageCode, 'accountShortageCode'),
    revenueAccountId: accountOf(caller, wire.accountSurplusCode, 'accountSurplusCode'),
    items: (wire.items ?? []).map((item, index) => readItem(caller, item, index)),
  }
}

/** Counted in packages; without one a package is the unit itself. */
function readItem(caller: Caller, item: IncomingInventoryItem, index: number): DocumentItem {
  const field = `items[${index}]`
  const productId = referenceOf(caller, named.product, {
    id: item.productId,
    code: item.productArticle,
    field: `${field}.productArticle`,
  })
  if (productId === null) throw refuse('request.field-required', { field: `${field}.productId` })
  const containerId = containerOf(caller, item, productId, `${field}.containerCode`)
  const count = caller.catalog.find('container', containerId)?.body.count ?? billion
  const packages = readBillionths(item.amountContainer, `${field}.amountContainer`) ?? 0n
  return {
    ...blankItem,
    num: index + 1,
    productId,
    amount: timesBillionths(packages, count),
    containerId,
    countStatus: item.status,
  }
}

/** Packages have numbers within their product. */
function containerOf(
  { catalog }: Caller,
  { containerId, containerCode }: IncomingInventoryItem,
  productId: Uuid,
  field: string,
): Uuid | null {
  const given = idOrNull(containerId)
  if (given !== null || containerCode === undefined || containerCode === '') return given
  const found = catalog
    .all('container')
    .find(({ isDeleted, body }) => !isDeleted && body.productId === productId && body.num === containerCode)
  if (found) return found.id
  throw refuse('back-office.reference-unknown', { field, what: 'container', value: containerCode })
}

/** Writes a stock-taking, or tells what it would give; both answer the differences (server-api §15.8). */
export async function takeStock(call: CallContext & { body: IncomingInventory }, deed: 'import' | 'check') {
  const { app, caller, body } = call
  return validated(call, body.documentNumber, async () => {
    const storeId = storeOf(caller, body)
    if (storeId === null) throw refuse('request.field-required', { field: 'storeId' })
    const { scope, organization } = deskOf(call, [storeId])
    const content = readInventory(caller, body, organization, app.clock.now())
    const number = textOrNull(body.documentNumber, 'documentNumber')
    const request = { number, content, status: body.status ?? null }
    if (deed === 'check') {
      const { result, known } = await checkCount(app, scope, request)
      return { number: known?.number ?? number ?? '', more: found(call, organization, content, result) }
    }
    const document = await importDocument(app, scope, request)
    const result = await resultOfCount(app, scope, document)
    return { number: document.number, more: found(call, organization, document.content, result) }
  })
}

const found = (
  { caller }: CallContext,
  { timeZone, currency }: Organization,
  content: DocumentContent,
  result: readonly CountResult[],
) => ({
  store: calledAs(caller, 'store', content.storeFromId),
  date: momentWithOffset(content.date, timeZone),
  items: result.map((one) => onWire(caller, one, currency.scale)),
})

function calledAs({ catalog }: Caller, book: Extract<Book, 'store' | 'product'>, id: Uuid | null) {
  const body = catalog.find(book, id)?.body
  return { id: id ?? undefined, code: body?.code, name: body?.name }
}

/** Amounts have up to nine digits, sums those of the currency. */
function onWire(
  caller: Caller,
  { productId, expected, counted, difference }: CountResult,
  scale: number,
): IncomingInventoryResult {
  const sum = (cost: bigint): string => {
    const units = divideRounded(cost, 10n ** BigInt(9 - scale))
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
    const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
    return units < 0n ? `-${text}` : text
  }
  return {
    product: calledAs(caller, 'product', productId),
    expectedAmount: printBillionths(expected.amount),
    expectedSum: sum(expected.cost),
    actualAmount: printBillionths(counted),
    differenceAmount: printBillionths(difference.amount),
    differenceSum: sum(difference.cost),
  }
}
