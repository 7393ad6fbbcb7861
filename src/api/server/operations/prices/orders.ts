import type { PriceLineDraft, PriceOrderDraft } from '../../../../app/server/prices/price-order-draft.ts'
import { savePriceOrder } from '../../../../app/server/prices/save-price-order.ts'
import { CardRefused } from '../../../../app/server/products/product-draft.ts'
import type { BookItem } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { type Money, moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { localClock } from '../../../../kernel/local-time.ts'
import { notFound } from '../../errors.ts'
import type { MenuChange, MenuChangeDraft, MenuChangeItemDraft } from '../../generated/types.ts'
import type { Call, CallContext, Caller, Handlers } from '../../operation.ts'
import { zoneOf } from '../moments.ts'
import { matching } from '../scope.ts'
import { readSum } from '../sums.ts'
import { failure, scopeOf, success } from '../writing.ts'
import { scheduleOnWire } from './period-schedule.ts'
import { dayOrEndless, endless, lineOnWire, scaleOfDepartment } from './price-lines.ts'

type Order = BookItem<'priceOrder'>

/** To a restaurant an order is what it says of the restaurant; null: nothing. */
function seenBy({ organizationId }: Pick<Caller, 'organizationId'>, order: Order): Order | null {
  if (organizationId === null) return order
  const lines = order.body.lines.filter((line) => line.organizationId === organizationId)
  return lines.length === 0 ? null : { ...order, body: { ...order.body, lines } }
}

function onWire(catalog: Catalog, { id, body }: Order): MenuChange {
  const schedule = catalog.find('periodSchedule', body.scheduleId)
  return {
    id,
    dateIncoming: body.from,
    documentNumber: body.number,
    status: body.status,
    // Empty members of the head are left out (server-api §16).
    ...(body.comment === '' ? {} : { comment: body.comment }),
    ...(body.shortName === '' ? {} : { shortName: body.shortName }),
    deletePreviousMenu: body.replacesMenu,
    ...(schedule ? { schedule: scheduleOnWire(schedule) } : {}),
    dateTo: dayOrEndless(body.until),
    items: body.lines.map((line, index) => {
      const scale = scaleOfDepartment(catalog, line.organizationId)
      return {
        num: index + 1,
        departmentId: line.organizationId,
        productId: line.productId,
        productSizeId: line.sizeId,
        including: line.isIncludedInMenu,
        price: line.price === null ? null : moneyToJson(line.price, scale),
        ...lineOnWire(line, scale),
      }
    }),
  }
}

const ordersSeenBy = (caller: Caller): Order[] =>
  caller.catalog.all('priceOrder').flatMap((order) => seenBy(caller, order) ?? [])

const list = ({ caller, query }: Call<'GET /v2/documents/menuChange'>): MenuChange[] =>
  matching(ordersSeenBy(caller), { includeDeleted: true, revisionFrom: query.revisionFrom })
    .filter(
      ({ body }) =>
        body.from >= query.dateFrom &&
        body.from <= query.dateTo &&
        (query.status === undefined || body.status === query.status),
    )
    .sort((a, b) => (a.body.from < b.body.from ? -1 : Number(a.body.from > b.body.from)))
    .map((order) => onWire(caller.catalog, order))

/** The number of the licence without which tax categories of price orders are not looked at (server-api §13.2). */
const taxModuleId = 21_052_802

async function hasTaxModule({ services, caller }: CallContext): Promise<boolean> {
  const states = await services.licences.state(caller.tenantId)
  return states.some(({ ids, isValid }) => isValid && ids.includes(taxModuleId))
}

type ReadMoney = (value: number | null | undefined, field: string, organizationId: Uuid) => Money | null

function readLine(
  item: MenuChangeItemDraft,
  field: string,
  money: ReadMoney,
  readsTaxes: boolean,
): PriceLineDraft {
  const { departmentId, taxCategoryEnabled } = item
  const hasTax = readsTaxes && taxCategoryEnabled !== undefined && taxCategoryEnabled !== null
  return {
    organizationId: departmentId,
    productId: item.productId,
    sizeId: item.productSizeId ?? null,
    isIncludedInMenu: item.including ?? true,
    price: money(item.price, `${field}.price`, departmentId),
    isDishOfDay: item.dishOfDay ?? false,
    isInFlyerProgram: item.flyerProgram ?? false,
    includeForCategories: (item.includeForCategories ?? []).map(({ categoryId, include }) => ({
      categoryId,
      isIncluded: include,
    })),
    pricesForCategories: (item.pricesForCategories ?? []).map(({ categoryId, price }, index) => ({
      categoryId,
      price: money(price, `${field}.pricesForCategories[${index}].price`, departmentId),
    })),
    ...(hasTax
      ? { isTaxCategoryEnabled: taxCategoryEnabled, taxCategoryId: item.taxCategoryId ?? null }
      : {}),
  }
}

/** What is absent or null says nothing, but for what can be empty. */
function readOrder(catalog: Catalog, wire: MenuChangeDraft, readsTaxes: boolean): PriceOrderDraft {
  const { dateTo, items, scheduleId } = wire
  const money: ReadMoney = (value, field, organizationId) =>
    value == null ? null : readSum(String(value), field, scaleOfDepartment(catalog, organizationId))
  const members: { [Name in keyof Omit<PriceOrderDraft, 'id'>]: PriceOrderDraft[Name] | undefined } = {
    number: wire.documentNumber?.trim() || undefined,
    from: wire.dateIncoming ?? undefined,
    until: dateTo == null ? undefined : dateTo >= endless ? null : dateTo,
    status: wire.status ?? undefined,
    comment: wire.comment ?? undefined,
    shortName: wire.shortName ?? undefined,
    replacesMenu: wire.deletePreviousMenu ?? undefined,
    scheduleId,
    lines: items?.map((item, index) => readLine(item, `items[${index}]`, money, readsTaxes)),
  }
  const said = Object.entries(members).filter(([, value]) => value !== undefined)
  return { id: wire.id ?? null, ...Object.fromEntries(said) }
}

async function save(call: Call<'POST /v2/documents/menuChange'>) {
  const { app, caller, body } = call
  const draft = readOrder(caller.catalog, body, await hasTaxModule(call))
  const { date: today } = localClock(app.clock.now(), zoneOf(caller))
  const scope = { ...scopeOf(call), home: caller.organizationId, today }
  try {
    const { order, catalog } = await savePriceOrder(app, scope, draft)
    return success(onWire(catalog, order))
  } catch (error) {
    if (!(error instanceof CardRefused)) throw error
    return failure<MenuChange | null>(error.problems, null)
  }
}

/** Orders that change prices (server-api §13.2). */
export const priceOrderHandlers: Handlers = {
  'GET /v2/documents/menuChange': async (call) => ({
    ...success(list(call)),
    revision: Number(call.caller.catalog.revision),
  }),
  'GET /v2/documents/menuChange/byId': async ({ caller, query }) => {
    const found = caller.catalog.find('priceOrder', query.id)
    const order = found && seenBy(caller, found)
    if (!order) throw notFound('MenuChangeDocument', query.id)
    return onWire(caller.catalog, order)
  },
  'GET /v2/documents/menuChange/byNumber': async ({ caller, query }) =>
    ordersSeenBy(caller)
      .filter(({ body }) => body.number === query.documentNumber)
      .map((order) => onWire(caller.catalog, order)),
  'POST /v2/documents/menuChange': save,
}
