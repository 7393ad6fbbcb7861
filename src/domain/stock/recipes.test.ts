import { describe, expect, test } from 'vitest'
import type { BookItem, TechCard } from '../reference/books.ts'
import { aCatalog, changedItem } from '../reference/testing/a-catalog.ts'
import { anId, bookItem, ids } from '../reference/testing/catalog-ids.ts'
import { recipesAt, recipesOf } from './recipes.ts'
import { everywhere } from './store-specification.ts'
import { aTechCard, aTechCardItem } from './testing/a-tech-card.ts'

const billion = 1_000_000_000n
const day = '2027-03-12'
const elsewhere = anId(6001)
let count = 0
const card = (...about: Parameters<typeof aTechCard>): BookItem =>
  bookItem('techCard', anId(7000 + count++), aTechCard(...about))
const recipes = (items: BookItem[], on = day, at: string = ids.organization) =>
  recipesOf(aCatalog({ items }), at, on)
const portions = (productId: string, amount: bigint, sizeId: string | null = null) => ({
  productId,
  sizeId,
  amount: amount * billion,
})
const only = (...organizationIds: string[]) => ({ organizationIds, isInverse: false })

describe('what a portion takes from the store', () => {
  test('a dish is its ingredients, each once, by the size of the batch', () => {
    const items = [
      [ids.juice, 250n],
      [ids.tea, 100n],
      [ids.juice, 50n],
    ] as const
    const known = recipes([card(ids.soup, items, { batch: 2n * billion })])
    expect(known.writeOff(portions(ids.soup, 2n))).toEqual([
      { productId: ids.juice, amount: 300_000_000n },
      { productId: ids.tea, amount: 100_000_000n },
    ])
  })

  test('ratios have four decimals, amounts three', () => {
    // A third is 0.3333 and of it a third 0.11108889, that is 0.111.
    const third: Partial<TechCard> = { batch: 3n * billion }
    const known = recipes([
      card(ids.soup, [[ids.steak, 1000n]], third),
      card(ids.steak, [[ids.juice, 1000n]], third),
    ])
    expect(known.writeOff(portions(ids.steak, 1n))).toEqual([{ productId: ids.juice, amount: 333_000_000n }])
    expect(known.writeOff(portions(ids.soup, 1000n))).toEqual([
      { productId: ids.juice, amount: 111n * billion },
    ])
  })

  test('a dish that nobody described is itself, and so is what is kept as it is', () => {
    expect(recipes([]).writeOff(portions(ids.soup, 1n))).toEqual([{ productId: ids.soup, amount: billion }])
    const whole = card(ids.steak, [[ids.juice, 200n]], { writeOff: 'DIRECT', wholeAt: everywhere })
    const known = recipes([whole, card(ids.soup, [[ids.steak, 500n]])])
    expect(known.writeOff(portions(ids.steak, 1n))).toEqual([{ productId: ids.steak, amount: billion }])
    expect(known.writeOff(portions(ids.soup, 1n))).toEqual([{ productId: ids.steak, amount: 500_000_000n }])
    expect(known.ingredients(portions(ids.steak, 1n))).toEqual([
      { productId: ids.juice, amount: 200_000_000n },
    ])
  })

  test('what is kept as it is in one restaurant is opened in another', () => {
    const items = [
      card(ids.soup, [[ids.steak, 500n]]),
      card(ids.steak, [[ids.juice, 200n]], { wholeAt: only(ids.organization) }),
    ]
    expect(recipes(items).writeOff(portions(ids.soup, 1n))[0]?.productId).toBe(ids.steak)
    expect(recipes(items, day, elsewhere).writeOff(portions(ids.soup, 1n))).toEqual([
      { productId: ids.juice, amount: 100_000_000n },
    ])
  })

  test('a line of other restaurants is left out', () => {
    const lines = [
      aTechCardItem(ids.juice, 100n),
      aTechCardItem(ids.tea, 50n, { stores: { organizationIds: [ids.organization], isInverse: true } }),
    ]
    const items = [card(ids.soup, lines)]
    expect(
      recipes(items)
        .writeOff(portions(ids.soup, 1n))
        .map(({ productId }) => productId),
    ).toEqual([ids.juice])
    expect(recipes(items, day, elsewhere).writeOff(portions(ids.soup, 1n))).toHaveLength(2)
  })
})

describe('sizes', () => {
  const lines = [
    aTechCardItem(ids.juice, 100n, { sizeId: ids.small }),
    aTechCardItem(ids.juice, 150n, { sizeId: ids.large }),
    aTechCardItem(ids.tea, 10n),
  ]
  const amounts = (known: ReturnType<typeof recipes>, sizeId: string | null) =>
    known.writeOff(portions(ids.pizza, 1n, sizeId)).map(({ amount }) => amount / 1_000_000n)

  test('have lines of their own, the usual one where nobody says which', () => {
    const known = recipes([card(ids.pizza, lines, { sizes: 'SPECIFIC' })])
    expect(amounts(known, ids.large)).toEqual([150n, 10n])
    expect(amounts(known, ids.small)).toEqual([100n, 10n])
    const usual = aCatalog()
      .find('sizeScale', ids.scale)
      ?.body.sizes.find(({ isDefault }) => isDefault)?.id
    expect(amounts(known, null)).toEqual(amounts(known, usual ?? null))
  })

  test('or take the common lines times their factor', () => {
    const sizeFactors = {
      [ids.large]: [
        { startNumber: 3, factor: 2n * billion },
        { startNumber: 1, factor: 1_300_000_000n },
      ],
    }
    const known = recipes([
      changedItem('product', ids.pizza, { sizeFactors }),
      card(ids.pizza, [[ids.juice, 200n]]),
    ])
    expect(amounts(known, ids.large)).toEqual([260n])
    expect(amounts(known, ids.small)).toEqual([200n])
  })
})

describe('days', () => {
  const items = [
    card(ids.soup, [[ids.juice, 100n]], { validFrom: '2027-01-01' }),
    card(ids.soup, [[ids.tea, 100n]], { validFrom: '2027-02-01' }),
  ]

  test('a card counts from its day until the next one of the product', () => {
    const taken = (on: string) => recipes(items, on).writeOff(portions(ids.soup, 1n))[0]?.productId
    expect(['2026-12-31', '2027-01-01', '2027-01-31', '2027-02-01'].map(taken)).toEqual([
      ids.soup,
      ids.juice,
      ids.juice,
      ids.tea,
    ])
  })

  test('a night belongs to the accounting day before it', () => {
    const catalog = aCatalog({ items })
    const organization = catalog.find('organization', ids.organization)
    if (!organization) throw new Error('no organization')
    // The day of this restaurant starts at five.
    const taken = (local: string) =>
      recipesAt(
        catalog,
        { ...organization.body, id: organization.id },
        Date.parse(`${local}+03:00`),
      ).writeOff(portions(ids.soup, 1n))[0]?.productId
    expect(taken('2027-02-01T04:59:59')).toBe(ids.juice)
    expect(taken('2027-02-01T05:00:00')).toBe(ids.tea)
  })
})

describe('what one makes a portion of', () => {
  test('is refused when nobody wrote it down, or not for this restaurant', () => {
    expect(() => recipes([]).ingredients(portions(ids.soup, 1n))).toThrow('no tech card')
    const foreign = card(ids.soup, [aTechCardItem(ids.juice, 1n, { stores: only(elsewhere) })])
    expect(() => recipes([foreign]).ingredients(portions(ids.soup, 1n))).toThrow('no tech card')
  })

  test('is refused when a card leads back to itself', () => {
    const known = recipes([card(ids.soup, [[ids.steak, 1n]]), card(ids.steak, [[ids.soup, 1n]])])
    expect(() => known.ingredients(portions(ids.soup, 1n))).toThrow('leads back to itself')
  })

  test('is refused when it opens into too many lines', () => {
    const chain = Array.from({ length: 12 }, (_, depth) =>
      card(
        anId(9000 + depth),
        Array.from({ length: 4 }, () => [anId(9001 + depth), 1n] as const),
      ),
    )
    expect(() => recipes(chain).ingredients(portions(anId(9000), 1n))).toThrow('too many lines')
  })

  test('is refused when it is too deep or takes too much', () => {
    const chain = (length: number, thousandths: bigint) =>
      recipes(
        Array.from({ length }, (_, depth) => card(anId(9100 + depth), [[anId(9101 + depth), thousandths]])),
      )
    expect(chain(20, 1000n).ingredients(portions(anId(9100), 1n))).toHaveLength(1)
    expect(() => chain(22, 1000n).ingredients(portions(anId(9100), 1n))).toThrow('too many lines')
    expect(() => chain(3, 101_000n).ingredients(portions(anId(9100), 1n))).toThrow('too much')
  })
})
