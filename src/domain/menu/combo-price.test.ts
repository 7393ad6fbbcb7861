import { describe, expect, test } from 'vitest'
import type { ComboAction } from '../reference/books.ts'
import { aCatalog } from '../reference/testing/a-catalog.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { type ComboSelection, comboPrice } from './combo-price.ts'

const catalog = aCatalog()
const lunch = catalog.living('comboAction', ids.lunch)?.body as ComboAction
const main: ComboSelection = { groupId: ids.lunchMain, productId: ids.soup, sizeId: null, modifiers: [] }
const drink: ComboSelection = { groupId: ids.lunchDrink, productId: ids.tea, sizeId: null, modifiers: [] }
const price = (changes: Partial<ComboAction>, selection = [main, drink]) =>
  comboPrice({ ...lunch, ...changes }, selection, catalog, ids.organization)

describe('price of a combo of a soup for 350 and a tea for 100 [cloud-api §6.5]', () => {
  test.each([
    ['0: the whole for a fixed price', 0, 40_000n, 40_000n],
    ['1: each position for a fixed price', 1, 15_000n, 30_000n],
    ['2: 50 % off the cheapest', 2, 5_000n, 40_000n],
    ['3: 50 % off the dearest', 3, 5_000n, 27_500n],
    ['4: 10 % off each', 4, 1_000n, 40_500n],
    ['4: never below zero', 4, 20_000n, 0n],
  ] as const)('%s', (_title, priceModificationType, priceModification, expected) => {
    expect(price({ priceModificationType, priceModification })).toEqual({
      price: expected,
      incorrectlyFilledGroups: [],
    })
  })

  test('the own modification of a product wins over the one of the action', () => {
    const groups = lunch.groups.map((group) => ({
      ...group,
      products: group.products.map((product) => ({
        ...product,
        priceModification: group.isMainGroup ? 20_000n : 0n,
      })),
    }))
    expect(price({ groups, priceModificationType: 1, priceModification: 5_000n }).price).toBe(25_000n)
  })

  test('0: a product that costs more than the others of its group is paid on top', () => {
    const groups = lunch.groups.map((group) => ({
      ...group,
      products: group.products.map((product) => ({ ...product, priceModification: 12_000n })),
    }))
    const fixed = { groups, priceModificationType: 0, priceModification: 40_000n } as const
    expect(price(fixed).price).toBe(64_000n)
  })

  test('a dish of two halves costs half of each, and both of them are of the group', () => {
    const groups = lunch.groups.map((group) => ({
      ...group,
      products: group.isMainGroup
        ? [
            { ...group.products[0], productId: ids.soup, sizeId: null, priceModification: 4_000n },
            { ...group.products[0], productId: ids.tea, sizeId: null, priceModification: 0n },
          ]
        : group.products,
    })) as ComboAction['groups']
    const halves = { ...main, otherHalfId: ids.tea }
    const of = (type: ComboAction['priceModificationType'], modification: bigint) =>
      price({ groups, priceModificationType: type, priceModification: modification }, [halves, drink])
    // (350 + 100) / 2 and a tea for 100.
    expect(of(2, 10_000n).price).toBe(22_500n)
    // 300 for the lunch, and half of the 40 that the soup costs more.
    expect(of(0, 30_000n).price).toBe(32_000n)
    expect(of(1, 15_000n).price).toBe(9_500n + 15_000n)
    expect(price({}, [halves, drink]).incorrectlyFilledGroups).toEqual([ids.lunchMain])
  })

  test('modifiers count where the action includes them', () => {
    const sweet = { ...drink, modifiers: [{ productId: ids.sugar, amount: 2000n, price: null }] }
    const percent = { priceModificationType: 4, priceModification: 1_000n } as const
    expect(price({ ...percent, includeModifiers: true }, [main, sweet]).price).toBe(41_400n)
    expect(price(percent, [main, sweet]).price).toBe(40_500n)
  })

  test('a price category is honoured', () => {
    const percent = { ...lunch, priceModificationType: 4, priceModification: 0n } as const
    const found = comboPrice(percent, [main, drink], catalog, ids.organization, ids.appPrices)
    expect(found.price).toBe(40_000n)
  })
})

describe('groups that are filled incorrectly are named and the price is zero', () => {
  const wrong = (selection: ComboSelection[]) => price({}, selection)

  test('an empty group', () => {
    expect(wrong([main])).toEqual({ price: 0n, incorrectlyFilledGroups: [ids.lunchDrink] })
  })
  test('two products in one group', () => {
    expect(wrong([main, main, drink]).incorrectlyFilledGroups).toEqual([ids.lunchMain])
  })
  test('a product of another group', () => {
    expect(wrong([{ ...main, productId: ids.juice }, drink]).incorrectlyFilledGroups).toEqual([ids.lunchMain])
  })
  test('a forbidden modifier', () => {
    const sour = { ...drink, modifiers: [{ productId: ids.lemon, amount: 1000n, price: null }] }
    expect(wrong([main, sour]).incorrectlyFilledGroups).toEqual([ids.lunchDrink])
  })
  test('a group that the action does not have', () => {
    expect(wrong([main, drink, { ...drink, groupId: ids.order }]).incorrectlyFilledGroups).toEqual([
      ids.order,
    ])
  })
})
