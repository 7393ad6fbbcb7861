import { describe, expect, test } from 'vitest'
import type { Uuid } from '../../../kernel/ids.ts'
import type { BookItem, PriceOrder, PriceOrderLine } from '../books.ts'
import { aCatalog } from '../testing/a-catalog.ts'
import { anId, bookItem, ids } from '../testing/catalog-ids.ts'
import { basePeriods, firstDay, scheduledPeriods } from './price-periods.ts'

/** By the clock of the test restaurant, which is Moscow's. */
const at = (local: string): number => Date.parse(`${local}:00+03:00`)

const line = (productId: Uuid, price: bigint | null, more: Partial<PriceOrderLine> = {}): PriceOrderLine => ({
  organizationId: ids.organization,
  productId,
  sizeId: null,
  isIncludedInMenu: true,
  price,
  isDishOfDay: false,
  isInFlyerProgram: false,
  includeForCategories: [],
  pricesForCategories: [],
  taxCategoryId: null,
  isTaxCategoryEnabled: false,
  ...more,
})
const order = (number: number, from: string, lines: PriceOrderLine[], more: Partial<PriceOrder> = {}) =>
  bookItem('priceOrder', anId(0x9100 + number), {
    number: String(number),
    status: 'PROCESSED',
    from,
    until: null,
    comment: '',
    shortName: '',
    scheduleId: null,
    replacesMenu: false,
    lines,
    ...more,
  })
const happyHours = bookItem('periodSchedule', anId(0x9001), {
  name: 'Happy hours',
  periods: [{ fromMinutes: 16 * 60, toMinutes: 18 * 60, weekdays: [1, 2, 3, 4, 5] }],
})
const catalogWith = (...items: BookItem[]) => aCatalog({ items: [happyHours, ...items] })
const priceOf = (catalog: ReturnType<typeof aCatalog>, moment: string, category: Uuid | null = null) =>
  catalog.at(at(moment)).price(ids.organization, ids.soup, null, category)

describe('orders of prices in force', () => {
  test('one begins at the first minute of its day and ends before its last, then the earlier price is back', () => {
    const catalog = catalogWith(order(1, '2031-03-10', [line(ids.soup, 40_000n)], { until: '2031-03-12' }))
    expect(priceOf(catalog, '2031-03-09T23:59')?.price).toBe(35_000n)
    expect(priceOf(catalog, '2031-03-10T00:00')?.price).toBe(40_000n)
    expect(priceOf(catalog, '2031-03-11T23:59')?.price).toBe(40_000n)
    expect(priceOf(catalog, '2031-03-12T00:00')?.price).toBe(35_000n)
    expect(catalog.price(ids.organization, ids.soup, null)?.price).toBe(35_000n)
  })
  test('the later one wins, one that is no more than written down does not count', () => {
    const catalog = catalogWith(
      order(2, '2031-03-05', [line(ids.soup, 50_000n)]),
      order(3, '2031-03-01', [line(ids.soup, 40_000n)]),
      order(10, '2031-03-05', [line(ids.soup, 60_000n)]),
      order(11, '2031-03-06', [line(ids.soup, 70_000n)], { status: 'NEW' }),
    )
    expect(priceOf(catalog, '2031-03-04T12:00')?.price).toBe(40_000n)
    expect(priceOf(catalog, '2031-03-07T12:00')?.price).toBe(60_000n)
  })
  test('a scheduled one counts in its hours only, before base orders', () => {
    const catalog = catalogWith(
      order(1, '2031-03-10', [line(ids.soup, 20_000n)], { scheduleId: happyHours.id }),
      order(2, '2031-03-12', [line(ids.soup, 40_000n)]),
    )
    // 10 March 2031 is a Monday, the 15th a Saturday.
    expect(priceOf(catalog, '2031-03-10T15:59')?.price).toBe(35_000n)
    expect(priceOf(catalog, '2031-03-10T16:00')?.price).toBe(20_000n)
    expect(priceOf(catalog, '2031-03-10T18:00')?.price).toBe(35_000n)
    expect(priceOf(catalog, '2031-03-13T17:59')?.price).toBe(20_000n)
    expect(priceOf(catalog, '2031-03-15T17:00')?.price).toBe(40_000n)
  })
  test('one that replaces the menu takes everything else from it; a later one brings back what it names', () => {
    const catalog = catalogWith(
      order(1, '2031-03-10', [line(ids.tea, 12_000n)], { replacesMenu: true }),
      order(2, '2031-03-11', [line(ids.soup, null)]),
    )
    expect(priceOf(catalog, '2031-03-10T12:00')).toEqual({ price: 35_000n, isIncludedInMenu: false })
    expect(priceOf(catalog, '2031-03-11T12:00')).toEqual({ price: 35_000n, isIncludedInMenu: true })
    expect(catalog.at(at('2031-03-10T12:00')).price(ids.organization, ids.tea, null)?.isIncludedInMenu).toBe(
      true,
    )
  })
  test('a category pays its own price, is left out, or pays the base price after its strategy', () => {
    const app = ids.appPrices
    const lines = (more: Partial<PriceOrderLine>) => [line(ids.soup, 40_001n, more)]
    const strategy = bookItem('priceCategory', app, {
      name: 'App',
      strategy: { kind: 'percent', percentHundredths: -1_000 },
    })
    const own = { pricesForCategories: [{ categoryId: app, price: 33_000n }] }
    const catalog = catalogWith(
      strategy,
      order(1, '2031-03-10', lines({})),
      order(
        2,
        '2031-03-11',
        lines({ ...own, includeForCategories: [{ categoryId: app, isIncluded: true }] }),
      ),
      order(
        3,
        '2031-03-12',
        lines({ ...own, includeForCategories: [{ categoryId: app, isIncluded: false }] }),
      ),
    )
    expect(priceOf(catalog, '2031-03-09T12:00', app)?.price).toBe(30_000n)
    expect(priceOf(catalog, '2031-03-10T12:00', app)?.price).toBe(36_001n)
    expect(priceOf(catalog, '2031-03-11T12:00', app)?.price).toBe(33_000n)
    expect(priceOf(catalog, '2031-03-12T12:00', app)).toEqual({ price: 40_001n, isIncludedInMenu: false })
  })
  test('a catalog knows until when its prices are these, and which price comes next', () => {
    const catalog = catalogWith(
      order(1, '2031-03-10', [line(ids.tea, 12_000n)], { scheduleId: happyHours.id }),
      order(2, '2031-03-12', [line(ids.soup, 40_000n)], { until: '2031-03-20' }),
    )
    const monday = catalog.at(at('2031-03-10T17:00'))
    expect(monday.validity).toEqual({ since: at('2031-03-10T16:00'), until: at('2031-03-10T18:00') })
    expect(monday.at(at('2031-03-10T17:59'))).toBe(monday)
    expect(monday.at(at('2031-03-10T18:00')).edition).not.toBe(monday.edition)
    const price = (value: bigint) => ({ price: value, isIncludedInMenu: true })
    expect(monday.nextPrice(ids.organization, ids.soup, null)).toEqual({
      from: '2031-03-12',
      price: price(40_000n),
    })
    const wednesday = catalog.at(at('2031-03-12T08:00'))
    expect(wednesday.nextPrice(ids.organization, ids.soup, null)).toEqual({
      from: '2031-03-20',
      price: price(35_000n),
    })
    expect(wednesday.nextPrice(ids.organization, ids.tea, null)).toBeNull()
    expect(aCatalog().at(0).validity).toEqual({
      since: Number.NEGATIVE_INFINITY,
      until: Number.POSITIVE_INFINITY,
    })
  })
  test('the tax category is of the line where it says so', () => {
    const tax = { taxCategoryId: anId(0x9020), isTaxCategoryEnabled: true }
    const catalog = catalogWith(order(1, '2031-03-10', [line(ids.soup, null, tax)]))
    const taxOn = (day: string) =>
      catalog.at(at(`${day}T12:00`)).taxCategoryId(ids.organization, ids.soup, null)
    expect([taxOn('2031-03-09'), taxOn('2031-03-10')]).toEqual([null, anId(0x9020)])
  })
})

describe('prices over time', () => {
  const orders = catalogWith(
    order(1, '2031-03-10', [line(ids.soup, 40_000n)], { until: '2031-03-20' }),
    order(2, '2031-03-15', [line(ids.tea, 1n)], { replacesMenu: true }),
    order(3, '2031-03-10', [line(ids.soup, 20_000n)], { scheduleId: happyHours.id }),
  ).priceOrders()
  test('base prices follow one another without a gap', () => {
    const periods = basePeriods(orders, ids.organization, ids.soup, {
      price: 35_000n,
      isIncludedInMenu: true,
    })
    expect(
      periods.map(({ from, until, price, order: by }) => [
        from,
        until,
        price.price,
        price.isIncludedInMenu,
        by?.number ?? null,
      ]),
    ).toEqual([
      [firstDay, '2031-03-10', 35_000n, true, null],
      ['2031-03-10', '2031-03-15', 40_000n, true, '1'],
      ['2031-03-15', '2031-03-20', 40_000n, false, '2'],
      ['2031-03-20', null, 35_000n, false, '2'],
    ])
  })
  test('scheduled ones stand beside them', () => {
    const periods = scheduledPeriods(orders, ids.organization, ids.soup)
    expect(periods).toMatchObject([{ from: '2031-03-10', until: null, price: { price: 20_000n } }])
    expect(scheduledPeriods(orders, ids.organization, ids.tea)).toEqual([])
  })
})
