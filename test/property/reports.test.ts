/**
 * Whatever is sold and however it is paid: reports tie out to the kopeck with the orders themselves and with what was
 * paid, and any grouping equals a slow recomputation from the facts. A failure prints the seed; run it again with SEED=….
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportGroup, Storage } from '../../src/app/ports.ts'
import { isLiving } from '../../src/domain/orders/cooking.ts'
import type { ProductItem } from '../../src/domain/orders/order.ts'
import type { TableOrder } from '../../src/domain/orders/tables/table-order.ts'
import { aTableOrder } from '../../src/domain/orders/testing/a-table.ts'
import { orderTotals } from '../../src/domain/orders/totals.ts'
import { aCatalog } from '../../src/domain/reference/testing/a-catalog.ts'
import { ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import type { OrderFact, SaleFact } from '../../src/domain/reports/facts.ts'
import { orderFact } from '../../src/domain/reports/order-fact.ts'
import { saleFacts } from '../../src/domain/reports/sale-facts.ts'
import { shareSums } from '../../src/domain/reports/share-sums.ts'
import { allocate, divideRounded } from '../../src/kernel/exact.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`reports: SEED=${seed}`)
const numRuns = Number(process.env['RUNS'] ?? 25)

const clock = new SandboxClock()
const random = systemRandom(clock)
let database: TestDatabase
let storage: Storage
beforeAll(async () => {
  database = await testDatabase()
  storage = await openStorage(database, { clock, random })
})
afterAll(() => database.close())

const catalog = aCatalog()
const organization = catalog.find('organization', ids.organization)
if (!organization) throw new Error('the test catalog has no organization')
const { body: place } = organization

test('every line keeps its sum and every payment gets its own, whatever the proportions', () => {
  const sums = fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(sums, sums, (lines, weights) => {
      const total = lines.reduce((sum, line) => sum + line, 0n)
      const paid = allocate(total, weights)
      const shares = shareSums(lines, paid)
      expect(shares.map((parts) => parts.reduce((sum, part) => sum + part, 0n))).toEqual(lines)
      if (total > 0n)
        expect(paid.map((_, way) => shares.reduce((sum, parts) => sum + (parts[way] ?? 0n), 0n))).toEqual(
          paid,
        )
      if (total > 0n && paid.length > 1)
        for (const [line, parts] of shares.entries())
          for (const [way, part] of parts.entries()) {
            // Off its proportion by less than the rounding of four corners.
            const exact = Number((lines[line] ?? 0n) * (paid[way] ?? 0n)) / Number(total)
            expect(Math.abs(Number(part) - exact)).toBeLessThanOrEqual(2)
          }
    }),
    { seed, numRuns: 500 },
  )
})

const base = aTableOrder().order
const [baseItem] = base.items as ProductItem[]

const dish = fc.record({
  productId: fc.constantFrom(ids.soup, ids.tea, ids.juice),
  price: fc.bigInt({ min: 0n, max: 99_999n }),
  amount: fc.bigInt({ min: 1n, max: 5_000n }),
  isDeleted: fc.nat(5).map((number) => number === 0),
  hasModifier: fc.boolean(),
})
const sale = fc.record({
  dishes: fc.array(dish, { minLength: 1, maxLength: 6 }),
  /** Hundredths of a percent; a negative one raises. */
  discount: fc.option(fc.integer({ min: -2_000, max: 10_000 })),
  isPartial: fc.boolean(),
  /** How much of the sum each way of payment takes. */
  ways: fc.array(fc.bigInt({ min: 1n, max: 100n }), { minLength: 1, maxLength: 3 }),
  isDeleted: fc.nat(6).map((number) => number === 0),
  guests: fc.integer({ min: 1, max: 9 }),
  hours: fc.nat(70),
})
type SaleParts = typeof sale extends fc.Arbitrary<infer T> ? T : never

const paymentTypes = [ids.cash, ids.card, ids.cash]

function orderOf(tenantId: string, parts: SaleParts, index: number): TableOrder {
  const items = parts.dishes.map(
    (one): ProductItem => ({
      ...(baseItem as ProductItem),
      positionId: random.uuid(),
      productId: one.productId,
      price: one.price,
      amount: one.amount,
      status: 'PrintedNotCooking',
      deleted:
        one.isDeleted || parts.isDeleted
          ? { removalType: null, comment: null, writeoffUserId: null, at: base.whenCreated }
          : null,
      modifiers: one.hasModifier
        ? [
            {
              positionId: random.uuid(),
              productId: ids.juice,
              name: 'Juice',
              groupId: null,
              groupName: null,
              amount: 1000n,
              amountIndependentOfParentAmount: false,
              freeAmount: 0n,
              defaultAmount: 0n,
              hideIfDefaultAmount: false,
              price: 777n,
            },
          ]
        : [],
    }),
  )
  const discounts: TableOrder['discounts'] =
    parts.discount === null
      ? []
      : [
          {
            source: 'RMS',
            type: { id: ids.small, name: 'Discount' },
            percentHundredths: parts.discount,
            fixedSum: null,
            categoryPercents: null,
            minOrderSum: 0n,
            // The first dish alone, now and then: the others have no discount then.
            positions: parts.isPartial ? [items[0]?.positionId ?? ''] : null,
            positionSums: null,
          },
        ]
  const order: TableOrder = {
    ...base,
    ...{ tenantId, id: random.uuid(), number: index % 4, items, discounts, guestCount: parts.guests },
    status: parts.isDeleted ? 'Deleted' : 'Closed',
    whenCreated: base.whenCreated + parts.hours * 3_600_000,
    whenClosed: parts.isDeleted ? null : base.whenCreated + (parts.hours + 1) * 3_600_000,
  }
  const { sum } = orderTotals(order)
  const payments = allocate(sum, parts.ways).map((part, way) => ({
    id: random.uuid(),
    type: { id: paymentTypes[way] ?? ids.cash, name: `way ${way}`, kind: 'Cash' as const },
    sum: part,
    isPreliminary: false,
    isExternal: false,
    isProcessedExternally: false,
    isFiscalizedExternally: false,
    isPrepay: false,
    sealedIn: null,
  }))
  return { ...order, payments: parts.isDeleted ? [] : payments }
}

/**
 * Parts of a line that was paid in several ways are parts of it in every sum: a dish without a discount has none in any
 * part, and the VAT of the parts is that of the whole.
 */
function expectWholeLines(lines: readonly SaleFact[]): void {
  for (const line of new Set(lines.map((fact) => fact.line))) {
    const parts = lines.filter((fact) => fact.line === line)
    const whole = (of: (fact: SaleFact) => bigint): bigint => parts.reduce((sum, fact) => sum + of(fact), 0n)
    const [cost, result] = [whole((fact) => fact.cost), whole((fact) => fact.result)]
    expect(whole((fact) => fact.discount)).toBe(cost > result ? cost - result : 0n)
    expect(whole((fact) => fact.increase)).toBe(result > cost ? result - cost : 0n)
    const hundredths = BigInt(parts[0]?.vatHundredths ?? 0)
    expect(whole((fact) => fact.vat)).toBe(divideRounded(result * hundredths, 10_000n + hundredths))
  }
}

type Line = SaleFact & { order: OrderFact }

/** What a column is of a line, in other words than those of the engine. */
const keyOf: Record<string, (line: Line) => string | null> = {
  'OpenDate.Typed': ({ order }) => order.day,
  DishId: ({ productId }) => productId,
  'PayTypes.GUID': ({ payTypeId }) => payTypeId,
  DeletedWithWriteoff: ({ deletion }) => deletion,
  OrderDeleted: ({ order }) => (order.isDeleted ? 'DELETED' : 'NOT_DELETED'),
  'UniqOrderId.Id': ({ order }) => order.id,
  HourOpen: ({ order }) => order.openedAt.slice(11, 13),
  YearOpen: ({ order }) => order.day.slice(0, 4),
  'SoldWithDish.Id': ({ mainProductId }) => mainProductId,
  'ItemSaleEvent.Id': ({ positionId }) => positionId,
}

const added = (lines: readonly Line[], of: (line: Line) => bigint): bigint =>
  lines.reduce((sum, line) => sum + of(line), 0n)
const ordersIn = (lines: readonly Line[]): OrderFact[] => [
  ...new Map(lines.map(({ order }) => [order.id, order])).values(),
]
const sumOf: Record<string, (lines: readonly Line[]) => bigint> = {
  result: (lines) => added(lines, ({ result }) => result),
  cost: (lines) => added(lines, ({ cost }) => cost),
  discount: (lines) => added(lines, ({ discount }) => discount),
  increase: (lines) => added(lines, ({ increase }) => increase),
  amount: (lines) => added(lines, ({ amount }) => amount),
  vat: (lines) => added(lines, ({ vat }) => vat),
  orders: (lines) => BigInt(ordersIn(lines).length),
  guests: (lines) => ordersIn(lines).reduce((sum, { guests }) => sum + BigInt(guests), 0n),
  numbers: (lines) => BigInt(new Set(ordersIn(lines).map(({ number }) => number)).size),
}

const query = fc.record({
  keys: fc.uniqueArray(fc.constantFrom(...Object.keys(keyOf)), { maxLength: 5 }),
  sums: fc.uniqueArray(fc.constantFrom(...Object.keys(sumOf)), { minLength: 1, maxLength: 6 }),
  isLivingOnly: fc.boolean(),
})

const shown = (level: number, keys: readonly (string | null)[], sums: readonly (bigint | null)[]): string =>
  JSON.stringify([level, keys, sums.map(String)])

function recomputed(
  lines: readonly Line[],
  keys: readonly string[],
  sums: readonly string[],
  levels: number[][],
) {
  return levels.flatMap((level, index) => {
    const groups = new Map<string, Line[]>()
    for (const line of lines) {
      const values = keys.map((key, at) => (level.includes(at) ? (keyOf[key]?.(line) ?? null) : null))
      const name = JSON.stringify(values)
      groups.set(name, [...(groups.get(name) ?? []), line])
    }
    return [...groups].map(([name, own]) =>
      shown(
        index,
        JSON.parse(name),
        sums.map((sum) => sumOf[sum]?.(own) ?? null),
      ),
    )
  })
}

const nobody = { cashierId: null, couponSeriesId: null, cityId: null, regionId: null, guestSince: null }

test('reports equal the orders, what was paid, and a slow recomputation', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(sale, { minLength: 1, maxLength: 12 }),
      fc.array(query, { minLength: 4, maxLength: 8 }),
      async (sales, queries) => {
        const tenantId = random.uuid()
        const orders = sales.map((parts, index) => orderOf(tenantId, parts, index))
        const facts = orders.map((order) => ({
          order: orderFact({ kind: 'tableOrder', order }, catalog, place, nobody),
          lines: saleFacts(order, catalog, place),
        }))
        for (const { lines } of facts) expectWholeLines(lines)
        // Twice: a follower that comes again changes nothing.
        for (const { order, lines } of facts)
          for (let time = 0; time < 2; time++)
            await storage.transaction((tx) => tx.reports.replaceOrder(order, lines))
        const group = (keys: string[], sums: string[], levels: number[][], isLivingOnly: boolean) =>
          storage.now.reports.group({
            tenantId,
            restaurants: [{ id: ids.organization, timeZone: place.timeZone, dayStartMinutes: 0 }],
            type: 'SALES',
            keys,
            sums,
            filters: isLivingOnly
              ? [{ column: 'DeletedWithWriteoff', kind: 'include', values: ['NOT_DELETED'] }]
              : [],
            levels,
            names: () => new Map(),
          })

        const only = (groups: ReportGroup[], sum: string): bigint => groups[0]?.sums.get(sum) ?? 0n
        const total = await group([], ['result', 'cost'], [[]], true)
        const expected = orders.reduce((sum, order) => sum + orderTotals(order).sum, 0n)
        expect(only(total, 'result')).toBe(expected * 100n)
        expect(only(total, 'cost')).toBe(
          orders.reduce((sum, order) => sum + orderTotals(order).cost, 0n) * 100n,
        )
        const byType = await group(['PayTypes.GUID'], ['result'], [[0]], true)
        for (const typeId of [ids.cash, ids.card]) {
          const paid = orders.flatMap(({ payments }) => payments).filter(({ type }) => type.id === typeId)
          const found = byType.find(({ keys }) => keys[0] === typeId)?.sums.get('result') ?? 0n
          expect(found).toBe(paid.reduce((sum, payment) => sum + payment.sum, 0n) * 100n)
        }

        const lines = facts.flatMap(({ order, lines: own }) => own.map((line): Line => ({ ...line, order })))
        const sold = lines.filter(({ deletion }) => deletion === 'NOT_DELETED')
        expect(new Set(sold.map(({ positionId }) => positionId)).size).toBe(
          orders.flatMap(({ items }) => items.filter(isLiving).flatMap((item) => [item, ...item.modifiers]))
            .length,
        )
        for (const { keys, sums, isLivingOnly } of queries) {
          const levels = Array.from({ length: keys.length + 1 }, (_, size) =>
            Array.from({ length: size }, (_unused, key) => key),
          )
          const ours = await group(keys, sums, levels, isLivingOnly)
          const answered = ours.map((one) =>
            shown(
              one.level,
              one.keys,
              sums.map((sum) => one.sums.get(sum) ?? null),
            ),
          )
          const slow = recomputed(isLivingOnly ? sold : lines, keys, sums, levels)
          expect(answered.sort()).toEqual(slow.sort())
        }
      },
    ),
    { seed, numRuns },
  )
}, 120_000)
