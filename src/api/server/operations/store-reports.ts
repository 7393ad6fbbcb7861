import type { StoreMove, StoreMoveFilter } from '../../../app/ports.ts'
import { type DocumentKind, documentKinds } from '../../../domain/documents/kinds.ts'
import type { TransactionType } from '../../../domain/finance/flow.ts'
import type { StoreReportPreset as PresetBody } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { accountingDay, fromLocal } from '../../../kernel/local-time.ts'
import { notFound } from '../errors.ts'
import type { StoreReportItem, StoreReportPreset } from '../generated/types.ts'
import type { Caller, Handlers } from '../operation.ts'
import { nineDigits } from './documents/decimals.ts'
import { staffMoment } from './moments.ts'
import { clocksOf, itemsOf, restaurantsOf } from './scope.ts'

type Preset = { id: Uuid; body: PresetBody }

/** The report that every corporation has (server-api §19.1); offices save others in their books. */
const builtIn: Preset = {
  id: '01a90000-0000-4000-8000-000000000101',
  body: {
    name: 'Движение товаров по складам',
    comment: '',
    isDefault: true,
    dateDetalization: 'DAY',
    filter: {
      primaryStores: [],
      secondaryAccounts: [],
      counteragents: [],
      products: [],
      secondaryProducts: [],
      transactionTypes: [],
      documentTypes: [],
      dataDirection: 'INOUT',
      includeZeroAmountAndSum: false,
    },
    columnCaptions: [],
  },
}

const presetsOf = (caller: Caller): Preset[] => {
  const own = itemsOf(caller, 'storeReportPreset').filter(({ isDeleted }) => !isDeleted)
  return own.some(({ body }) => body.isDefault)
    ? [{ ...builtIn, body: { ...builtIn.body, isDefault: false } }, ...own]
    : [builtIn, ...own]
}

const presetOnWire = ({ id, body }: Preset): StoreReportPreset => ({
  id,
  defaultReport: body.isDefault,
  name: body.name,
  comment: body.comment,
  grouping: { dateDetalization: body.dateDetalization },
  filter: body.filter,
  columnCaptions: body.columnCaptions,
})

/** What a request, or the preset that it names, leaves of the moves. */
type Wanted = {
  isByProduct: boolean
  filter: StoreMoveFilter
  direction: PresetBody['filter']['dataDirection']
  withZeros: boolean
}

/** Codes of documents that we do not have name no document; one code may be of two kinds. */
const kindsOf = (names: readonly string[]): DocumentKind[] | null =>
  names.length === 0
    ? null
    : (Object.keys(documentKinds) as DocumentKind[]).filter((kind) =>
        names.includes(documentKinds[kind].code),
      )
const orAll = <Value>(values: readonly Value[]): readonly Value[] | null =>
  values.length === 0 ? null : values

function ofPreset(caller: Caller, presetId: Uuid): Wanted {
  const preset = presetsOf(caller).find(({ id }) => id === presetId)
  if (!preset) throw notFound('StoreReportPreset', presetId)
  const { filter, dateDetalization } = preset.body
  return {
    isByProduct: dateDetalization === 'TOTAL_ONLY',
    filter: {
      stores: orAll(filter.primaryStores),
      otherAccounts: orAll(filter.secondaryAccounts),
      counteragents: orAll(filter.counteragents),
      products: orAll(filter.products),
      otherProducts: orAll(filter.secondaryProducts),
      types: orAll(filter.transactionTypes) as readonly TransactionType[] | null,
      kinds: kindsOf(filter.documentTypes),
      withCorrections: true,
    },
    direction: filter.dataDirection,
    withZeros: filter.includeZeroAmountAndSum,
  }
}

type Query = {
  stores?: Uuid[] | undefined
  documentTypes?: string[] | undefined
  productDetalization: boolean
  showCostCorrections: boolean
}

const ofQuery = (query: Query): Wanted => ({
  isByProduct: query.productDetalization,
  filter: {
    stores: orAll(query.stores ?? []),
    otherAccounts: null,
    counteragents: null,
    products: null,
    otherProducts: null,
    types: null,
    kinds: kindsOf(query.documentTypes ?? []),
    // Asked of together with kinds of documents only (server-api §19.1).
    withCorrections: query.showCostCorrections || (query.documentTypes ?? []).length === 0,
  },
  direction: 'INOUT',
  withZeros: true,
})

const billion = 1_000_000_000n
const absolute = (value: bigint): bigint => (value < 0n ? -value : value)

/** Names as the books have them now. */
function itemOnWire({ catalog }: Caller, move: StoreMove): StoreReportItem {
  const accountName = (id: Uuid | null): string | undefined =>
    (catalog.find('store', id) ?? catalog.find('account', id))?.body.name
  const sum = move.cost + move.vat
  return {
    ...(move.product ? productOnWire(catalog, move.product) : {}),
    secondaryAccount: accountName(move.otherAccountId),
    primaryStore: accountName(move.storeId) ?? move.storeId,
    ...(move.document ? documentOnWire(catalog, move, move.document, accountName) : {}),
    documentType: documentKinds[move.kind].code,
    incoming: move.isIncoming,
    type: move.type,
    cost: nineDigits(move.cost),
    ...(move.document ? { documentSum: nineDigits(absolute(sum)) } : {}),
    ...(move.otherAmount === null ? {} : { secondaryAmount: nineDigits(move.otherAmount) }),
    ...(move.amount === null ? {} : { amount: nineDigits(move.amount) }),
    sumWithoutNds: nineDigits(move.cost),
    sumNds: nineDigits(move.vat),
    sum: nineDigits(sum),
  }
}

type Books = Caller['catalog']

function productOnWire(
  catalog: Books,
  { id, otherId, vatHundredths }: NonNullable<StoreMove['product']>,
): Partial<StoreReportItem> {
  const product = catalog.find('product', id)?.body
  const estimateOf = (of: Uuid | null): string | undefined => {
    const price = catalog.find('product', of)?.body.backOffice?.estimatedPurchasePrice
    return price === undefined ? undefined : nineDigits(price, 2)
  }
  return {
    ndsPercent: vatHundredths === null ? undefined : nineDigits(BigInt(vatHundredths), 2),
    productCategory: catalog.find('productCategory', product?.productCategoryId)?.body.name,
    productGroup: catalog.find('productGroup', product?.groupId)?.body.name,
    product: id,
    secondEstimatedPurchasePrice: estimateOf(otherId),
    firstEstimatedPurchasePrice: estimateOf(id),
  }
}

function documentOnWire(
  catalog: Books,
  { organizationId }: StoreMove,
  document: NonNullable<StoreMove['document']>,
  accountName: (id: Uuid | null) => string | undefined,
): Partial<StoreReportItem> {
  const restaurant = catalog.find('organization', organizationId)?.body
  const zone = restaurant?.timeZone ?? 'UTC'
  const day = accountingDay(document.at, zone, restaurant?.accountingDayStartMinutes ?? 0)
  return {
    documentNum: document.number,
    expenseAccount: accountName(document.expenseAccountId),
    revenueAccount: accountName(document.revenueAccountId),
    documentComment: document.comment || undefined,
    documentId: document.id,
    date: staffMoment(document.at, zone),
    operationalDate: staffMoment(fromLocal(day, zone) ?? document.at, zone),
  }
}

const isShown = ({ direction, withZeros }: Wanted, move: StoreMove): boolean => {
  if (direction !== 'INOUT' && move.isIncoming !== (direction === 'IN')) return false
  return withZeros || move.cost !== 0n || (move.amount ?? billion) !== 0n
}

/** Reports on stores, of the ledger (server-api §19.1). */
export const storeReportHandlers: Handlers = {
  'GET /reports/storeOperations': async ({ app, caller, query, signal }) => {
    const wanted = query.presetId ? ofPreset(caller, query.presetId) : ofQuery(query)
    const moves = await app.storage.now.oldReports.storeMoves({
      tenantId: caller.tenantId,
      restaurants: clocksOf(restaurantsOf(caller)),
      from: query.dateFrom,
      to: query.dateTo,
      signal,
      ...wanted,
    })
    return moves.filter((move) => isShown(wanted, move)).map((move) => itemOnWire(caller, move))
  },

  'GET /reports/storeReportPresets': async ({ caller }) => presetsOf(caller).map(presetOnWire),
}
