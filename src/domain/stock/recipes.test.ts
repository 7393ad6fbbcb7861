import { describe, expect, test } from 'vitest'
import type { BookItem } from '../reference/books.ts'
import { aCatalog } from '../reference/testing/a-catalog.ts'
import { anId, bookItem, ids } from '../reference/testing/catalog-ids.ts'
import { recipesOf } from './recipes.ts'

const billion = 1_000_000_000n
let count = 0
const card = (
  productId: string,
  ingredients: [productId: string, thousandths: bigint][],
  sizeId: string | null = null,
): BookItem =>
  bookItem('techCard', anId(7000 + count++), {
    productId,
    sizeId,
    ingredients: ingredients.map(([id, norm]) => ({ productId: id, norm })),
  })
const recipes = (...items: BookItem[]) => recipesOf(aCatalog({ items }))
const portions = (productId: string, amount: bigint, sizeId: string | null = null) => ({
  productId,
  sizeId,
  amount: amount * billion,
})

describe('what a portion takes from the store', () => {
  test('a dish is its ingredients, each once', () => {
    const known = recipes(
      card(ids.soup, [
        [ids.juice, 250n],
        [ids.tea, 100n],
        [ids.juice, 50n],
      ]),
    )
    expect(known.writeOff(portions(ids.soup, 2n))).toEqual([
      { productId: ids.juice, amount: 600_000_000n },
      { productId: ids.tea, amount: 200_000_000n },
    ])
  })

  test('a dish inside a dish is opened', () => {
    const known = recipes(card(ids.soup, [[ids.steak, 500n]]), card(ids.steak, [[ids.juice, 200n]]))
    expect(known.writeOff(portions(ids.soup, 1n))).toEqual([{ productId: ids.juice, amount: 100_000_000n }])
  })

  test('a dish that nobody described is itself', () => {
    expect(recipes().writeOff(portions(ids.soup, 1n))).toEqual([{ productId: ids.soup, amount: billion }])
  })

  test('a size has a card of its own, else the common one', () => {
    const known = recipes(
      card(ids.pizza, [[ids.juice, 100n]]),
      card(ids.pizza, [[ids.juice, 150n]], ids.large),
    )
    expect(known.writeOff(portions(ids.pizza, 1n, ids.large))[0]?.amount).toBe(150_000_000n)
    expect(known.writeOff(portions(ids.pizza, 1n, ids.small))[0]?.amount).toBe(100_000_000n)
  })
})

describe('what one makes a portion of', () => {
  test('is refused when nobody wrote it down', () => {
    expect(() => recipes().ingredients(portions(ids.soup, 1n))).toThrow('no tech card')
  })

  test('is refused when a card leads back to itself', () => {
    const known = recipes(card(ids.soup, [[ids.steak, 1n]]), card(ids.steak, [[ids.soup, 1n]]))
    expect(() => known.ingredients(portions(ids.soup, 1n))).toThrow('leads back to itself')
  })
})
