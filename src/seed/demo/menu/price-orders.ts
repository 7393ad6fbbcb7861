/** Orders of prices, and the hours that scheduled ones count in. */
import type { PriceOrder, PriceOrderLine } from '../../../domain/reference/books.ts'
import type { Money } from '../../../kernel/exact.ts'
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'
import { type OutletKey, outletId } from '../outlets.ts'
import { type PriceCategoryKey, priceCategoryId } from './dictionaries.ts'
import { localPrice, type MenuPrice } from './prices.ts'

const hour = 60
const workdays = [1, 2, 3, 4, 5]
const weekend = [6, 7]
const everyDay = [...workdays, ...weekend]

const schedules = {
  happy: ['Счастливые часы', 'Happy hours', [[16, 18, workdays]]],
  weekend: ['Выходные', 'Weekend', [[0, 24, weekend]]],
  night: [
    'Ночное меню',
    'Night menu',
    [
      [22, 24, everyDay],
      [0, 2, everyDay],
    ],
  ],
} as const satisfies Record<
  string,
  readonly [string, string, readonly (readonly [number, number, readonly number[]])[]]
>

const coffee = ['60101', '60102', '60103'].map((code) => demoId('product', code))
const categories: readonly PriceCategoryKey[] = ['delivery', 'partners']

/** Coffee in all restaurants that sell it; `change` makes the price of the list another one. */
const coffeeLines = (menu: readonly MenuPrice[], change: (price: Money) => Money): PriceOrderLine[] =>
  menu
    .filter(({ key }) => coffee.includes(key))
    .flatMap(({ key, base, sold }) =>
      sold.map((outlet: OutletKey) => ({
        organizationId: outletId(outlet),
        productId: key,
        sizeId: null,
        isIncludedInMenu: true,
        price: change(localPrice(base, outlet, null)),
        isDishOfDay: false,
        isInFlyerProgram: false,
        includeForCategories: categories.map((one) => ({
          categoryId: priceCategoryId(one),
          isIncluded: true,
        })),
        pricesForCategories: categories.map((one) => ({
          categoryId: priceCategoryId(one),
          price: change(localPrice(base, outlet, one)),
        })),
        taxCategoryId: null,
        isTaxCategoryEnabled: false,
      })),
    )

const order = (
  number: string,
  changes: Pick<PriceOrder, 'from' | 'status' | 'comment' | 'lines'> & Partial<PriceOrder>,
): SeedItem =>
  seedItem('priceOrder', number, {
    number,
    until: null,
    shortName: '',
    scheduleId: null,
    replacesMenu: false,
    ...changes,
  })

/** When the first of the orders began, in Moscow, which is later than in Yekaterinburg. */
const firstMoment = Date.parse('2026-01-01T00:00:00+03:00')

export const priceOrders = (menu: readonly MenuPrice[]): SeedItem[] => [
  ...Object.entries(schedules).map(([key, [name, nameEn, periods]]) =>
    seedItem('periodSchedule', key, {
      name,
      nameEn,
      periods: periods.map(([from, to, weekdays]) => ({
        fromMinutes: from * hour,
        toMinutes: to * hour,
        weekdays: [...weekdays],
      })),
    }),
  ),
  // In force; it says what the lists say, so that nothing costs anything else than the menu tells.
  order('00001', {
    from: '2026-01-01',
    status: 'PROCESSED',
    comment: 'Кофейная карта',
    lines: coffeeLines(menu, (price) => price),
  }),
  order('00002', {
    from: '2035-09-01',
    status: 'PROCESSED',
    comment: 'Новые цены на кофе',
    lines: coffeeLines(menu, (price) => price + 2_000n),
  }),
  order('00003', {
    from: '2026-02-01',
    status: 'NEW',
    comment: 'Кофе в счастливые часы: ждёт решения',
    shortName: 'Счастливые часы',
    scheduleId: demoId('periodSchedule', 'happy'),
    lines: coffeeLines(menu, (price) => (price * 8n) / 10n),
  }),
  {
    book: 'priceMoment',
    id: demoId('tenant', 'trapeza'),
    organizationId: null,
    isDeleted: false,
    body: { at: firstMoment },
  },
]
