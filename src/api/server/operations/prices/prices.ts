import type { Price } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { MenuOrder } from '../../../../domain/reference/prices/order-fold.ts'
import {
  basePeriods,
  type PricePeriod,
  scheduledPeriods,
} from '../../../../domain/reference/prices/price-periods.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { ProductPrice, ProductPriceItem } from '../../generated/types.ts'
import type { Call, Handlers } from '../../operation.ts'
import { restaurantsOf, setOf } from '../scope.ts'
import { success } from '../writing.ts'
import { scheduleOnWire } from './period-schedule.ts'
import { dayOrEndless, endless, lineOnWire, scaleOfDepartment } from './price-lines.ts'

type Place = {
  catalog: Catalog
  orders: readonly MenuOrder[]
  organizationId: Uuid
  /** Where no order says a price: by when it was last written. */
  listRevision: bigint
}
type Key = { productId: Uuid; sizeId: Uuid | null }

const keyOf = (text: string): Key => {
  const [productId = '', sizeId = null] = text.split(':')
  return { productId, sizeId }
}

/** What the price lists say of categories: those that have the product buy it at their price, others do not. */
function categoriesOfLists({ catalog, organizationId }: Place, { productId, sizeId }: Key) {
  const lists = catalog
    .all('priceList')
    .flatMap((list) =>
      !list.isDeleted && list.organizationId === organizationId ? (list.body.priceCategoryId ?? []) : [],
    )
  const prices = lists.map((categoryId) => ({
    categoryId,
    found: catalog.listPrice(organizationId, productId, sizeId, categoryId),
  }))
  return {
    includeForCategories: prices.map(({ categoryId, found }) => ({ categoryId, isIncluded: found !== null })),
    pricesForCategories: prices.flatMap(({ categoryId, found }) =>
      found ? [{ categoryId, price: found.price }] : [],
    ),
  }
}

function periodOnWire(place: Place, key: Key, { from, until, price, order }: PricePeriod): ProductPriceItem {
  const { catalog, organizationId } = place
  const scale = scaleOfDepartment(catalog, organizationId)
  const schedule = order?.scheduleId ? catalog.find('periodSchedule', order.scheduleId) : undefined
  const line = price.line ?? {
    isDishOfDay: false,
    isInFlyerProgram: false,
    taxCategoryId: null,
    isTaxCategoryEnabled: false,
    ...categoriesOfLists(place, key),
  }
  return {
    dateFrom: from,
    dateTo: dayOrEndless(until),
    price: price.price === null ? null : moneyToJson(price.price, scale),
    included: price.isIncludedInMenu,
    documentId: order?.id ?? null,
    schedule: schedule ? scheduleOnWire(schedule) : null,
    ...lineOnWire(line, scale),
  }
}

type Query = Call<'GET /v2/price'>['query']

function pricesOf(place: Place, text: string, query: Query): ProductPrice[] {
  const { catalog, orders, organizationId, listRevision } = place
  const key = keyOf(text)
  if (!catalog.living('product', key.productId)) return []
  const listed: Price | null = catalog.listPrice(organizationId, key.productId, key.sizeId)
  const periods = [
    ...(query.type === 'SCHEDULED' ? [] : basePeriods(orders, organizationId, text, listed)),
    ...(query.type === 'BASE' ? [] : scheduledPeriods(orders, organizationId, text)),
  ].filter(
    ({ from, until, price, order }) =>
      // The last day counts, so that one day can be asked for.
      from <= (query.dateTo ?? endless) &&
      (until === null || until > query.dateFrom) &&
      (query.includeOutOfSale || price.isIncludedInMenu) &&
      (order?.revision ?? listRevision) > BigInt(query.revisionFrom),
  )
  if (periods.length === 0) return []
  return [
    {
      departmentId: organizationId,
      productId: key.productId,
      productSizeId: key.sizeId,
      prices: periods.map((period) => periodOnWire(place, key, period)),
    },
  ]
}

/** Prices over time (server-api §13.1). */
export const priceHandlers: Handlers = {
  'GET /v2/price': async ({ caller, query }) => {
    const { catalog } = caller
    const departments = setOf(query.departmentId)
    const orders = catalog.priceOrders()
    const asked = restaurantsOf(caller).filter(({ id }) => !departments || departments.has(id))
    const response = asked.flatMap(({ id: organizationId }) => {
      const own = orders.filter(({ lines }) => lines.has(organizationId))
      const list = catalog
        .all('priceList')
        .find((one) => one.organizationId === organizationId && one.body.priceCategoryId === null)
      const place: Place = { catalog, orders: own, organizationId, listRevision: list?.revision ?? 0n }
      const named = own.flatMap(({ lines }) => [...(lines.get(organizationId)?.keys() ?? [])])
      const keys = new Set([...catalog.listedKeys(organizationId), ...named])
      return [...keys].flatMap((key) => pricesOf(place, key, query))
    })
    // The published answer has an empty list of errors here (server-api §29).
    return { ...success(response), errors: [], revision: Number(catalog.revision) }
  },
}
