/** Recipes of any shape take what a plain walk over their cards takes, and cards that lead back are found on their day. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BookItem, StoreSpecification, TechCard } from '../../src/domain/reference/books.ts'
import { Catalog } from '../../src/domain/reference/catalog.ts'
import { anId, bookItem } from '../../src/domain/reference/testing/catalog-ids.ts'
import { preparedOn } from '../../src/domain/stock/prepared-chart.ts'
import { recipesOf } from '../../src/domain/stock/recipes.ts'
import { countsFor, everywhere, except, inBoth } from '../../src/domain/stock/store-specification.ts'
import { dayOfCycle, techCardsOf } from '../../src/domain/stock/tech-cards.ts'
import { aTechCard, aTechCardItem } from '../../src/domain/stock/testing/a-tech-card.ts'
import { Refusal } from '../../src/kernel/refusals.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`tech-cards: SEED=${seed}`)

/** As it is, but cards that open too large are refused when they are saved, so they prove nothing here. */
function openedOn(...given: Parameters<typeof preparedOn>): ReturnType<typeof preparedOn> {
  try {
    return preparedOn(...given)
  } catch (error) {
    fc.pre(!(error instanceof Refusal && error.code === 'document.recipe-too-large'))
    throw error
  }
}
const numRuns = Number(process.env['RUNS'] ?? 200)

const restaurants = [anId(1), anId(2), anId(3)]
const products = Array.from({ length: 7 }, (_, index) => anId(100 + index))
const sizes = [anId(50), anId(51)]
const days = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04', '2027-01-05']

const stores: fc.Arbitrary<StoreSpecification> = fc.record({
  organizationIds: fc.subarray(restaurants),
  isInverse: fc.boolean(),
})

/** Cards whose ingredients come after the product when `isOrdered`, and from anywhere when not. */
const cards = (isOrdered: boolean): fc.Arbitrary<TechCard[]> => {
  const one = fc.integer({ min: 0, max: products.length - 2 }).chain((index) => {
    const item = fc
      .record({
        product: fc.integer({ min: isOrdered ? index + 1 : 0, max: products.length - 1 }),
        thousandths: fc.bigInt({ min: 0n, max: 3000n }),
        stores: fc.option(stores),
        sizeId: fc.option(fc.constantFrom(...sizes)),
      })
      .map(({ product, thousandths, ...more }) => aTechCardItem(products[product] ?? '', thousandths, more))
    return fc
      .record({
        validFrom: fc.constantFrom(...days),
        batch: fc.bigInt({ min: 1n, max: 12_000n }).map((count) => count * 1_000_000n),
        wholeAt: stores,
        items: fc.array(item, { minLength: 1, maxLength: 3 }),
      })
      .map(({ items, ...more }) => aTechCard(products[index] ?? '', items, { ...more, sizes: 'SPECIFIC' }))
  })
  return fc.uniqueArray(one, { maxLength: 9, selector: (card) => `${card.productId} ${card.validFrom}` })
}

const catalogOf = (all: readonly TechCard[]): Catalog =>
  new Catalog(
    anId(0),
    1n,
    all.map((body, index): BookItem => bookItem('techCard', anId(200 + index), body)),
  )

/** The card of a day as one would look for it on paper. */
const cardOn = (all: readonly TechCard[], productId: string, day: string): TechCard | undefined =>
  all
    .filter((card) => card.productId === productId && card.validFrom <= day)
    .sort((a, b) => b.validFrom.localeCompare(a.validFrom))[0]

type Place = { all: readonly TechCard[]; day: string; restaurant: string; size: string }

/** Every path down to what the store has, with its product of ratios in ten-thousandths a level; no sets, no merging. */
function paths(
  place: Place,
  card: TechCard,
  levels: number,
  ratio: bigint,
): [product: string, amount: bigint][] {
  return card.items.flatMap((item): [string, bigint][] => {
    if (item.stores && item.stores.organizationIds.includes(place.restaurant) === item.stores.isInverse)
      return []
    // Ingredients have no sizes here: their lines of a size are of nobody.
    if (item.sizeId !== null && (levels > 0 || item.sizeId !== place.size)) return []
    const tenThousandths = (item.gross * 20_000n + card.batch) / (card.batch * 2n)
    const next = cardOn(place.all, item.productId, place.day)
    const isWhole =
      !next || next.wholeAt.organizationIds.includes(place.restaurant) !== next.wholeAt.isInverse
    if (!isWhole) return paths(place, next, levels + 1, ratio * tenThousandths)
    const unit = 10n ** (BigInt(levels + 1) * 4n - 3n)
    return [[item.productId, (ratio * tenThousandths * 2n + unit) / (unit * 2n)]]
  })
}

describe('prepared charts', () => {
  test('take what walking every path takes', () => {
    fc.assert(
      fc.property(
        cards(true),
        fc.constantFrom(...days),
        fc.constantFrom(...restaurants),
        fc.constantFrom(...sizes),
        fc.bigInt({ min: 1n, max: 9000n }),
        (all, day, restaurant, size, portions) => {
          const recipes = recipesOf(catalogOf(all), restaurant, day)
          for (const productId of products) {
            const card = cardOn(all, productId, day)
            expect(recipes.has({ productId })).toBe(card !== undefined)
            if (!card) continue
            const expected = new Map<string, bigint>()
            for (const [id, amount] of paths({ all, day, restaurant, size }, card, 0, 1n))
              expected.set(id, (expected.get(id) ?? 0n) + amount * portions * 1000n)
            const chart = openedOn(catalogOf(all), productId, day)
            const rows = (chart?.items ?? []).filter(
              (item) => countsFor(item.stores, restaurant) && (item.sizeId === null || item.sizeId === size),
            )
            const found = new Map<string, bigint>()
            for (const { productId: id, amount } of rows)
              found.set(id, (found.get(id) ?? 0n) + amount * portions * 1000n)
            expect(found).toEqual(expected)
            const portion = { productId, sizeId: size, amount: portions * 1_000_000n }
            const isWhole = card.wholeAt.organizationIds.includes(restaurant) !== card.wholeAt.isInverse
            const taken = isWhole
              ? [[productId, portion.amount]]
              : [...expected].filter(([, amount]) => amount !== 0n)
            expect(recipes.writeOff(portion).map(({ productId: id, amount }) => [id, amount])).toEqual(taken)
          }
        },
      ),
      { seed, numRuns },
    )
  })

  test('are the same on each of their days and another chart follows', () => {
    fc.assert(
      fc.property(cards(true), fc.constantFrom(...products), (all, productId) => {
        const catalog = catalogOf(all)
        const charts = new Map(days.map((day) => [day, openedOn(catalog, productId, day)]))
        for (const [day, chart] of charts) {
          if (!chart) continue
          expect(chart.from <= day && (chart.to === null || day < chart.to)).toBe(true)
          for (const [other, its] of charts)
            if (other >= chart.from && (chart.to === null || other < chart.to)) expect(its).toEqual(chart)
          if (chart.to !== null) expect(charts.get(chart.to)?.from).toBe(chart.to)
        }
      }),
      { seed, numRuns },
    )
  })
})

test('sets of restaurants intersect and turn round as sets do', () => {
  fc.assert(
    fc.property(stores, stores, fc.constantFrom(...restaurants, anId(4)), (one, other, id) => {
      expect(countsFor(inBoth(one, other), id)).toBe(countsFor(one, id) && countsFor(other, id))
      expect(countsFor(except(one), id)).toBe(!countsFor(one, id))
      expect(countsFor(everywhere, id)).toBe(true)
    }),
    { seed, numRuns },
  )
})

describe('a card that leads back to its product', () => {
  /** Whether one comes back by steps of a day, by closing the relation as Warshall does. */
  function leadsBack(all: readonly TechCard[], productId: string, day: string): boolean {
    const reach = products.map((from) =>
      products.map((to) => cardOn(all, from, day)?.items.some((item) => item.productId === to) === true),
    )
    for (const [via] of products.entries())
      for (const row of reach)
        if (row[via]) for (const [to] of products.entries()) row[to] ||= reach[via]?.[to] === true
    const at = products.indexOf(productId)
    return reach[at]?.[at] === true
  }

  test('is found on the first day on which it does', () => {
    fc.assert(
      fc.property(cards(false), (all) => {
        const known = techCardsOf(catalogOf(all))
        for (const productId of products) {
          const first = days.find((day) => leadsBack(all, productId, day)) ?? null
          expect(dayOfCycle(known, productId)).toBe(first)
        }
      }),
      { seed, numRuns },
    )
  })

  test('alone keeps a recipe from being opened', () => {
    fc.assert(
      fc.property(cards(false), fc.constantFrom(...days), (all, day) => {
        const catalog = catalogOf(all)
        const isSound = products.every((productId) => dayOfCycle(techCardsOf(catalog), productId) === null)
        if (!isSound) return
        // It throws where a recipe cannot be opened.
        for (const productId of products) openedOn(catalog, productId, day)
      }),
      { seed, numRuns },
    )
  })
})
