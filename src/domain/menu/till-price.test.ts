import { expect, test } from 'vitest'
import { aCatalog } from '../reference/testing/a-catalog.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { isOnMenu, modifierPrice, tillPrice } from './till-price.ts'

const base = { catalog: aCatalog(), organizationId: ids.organization, priceCategoryId: null }
const inApp = { ...base, priceCategoryId: ids.appPrices }

test('a price category wins over base prices, which stand where it says nothing', () => {
  expect(tillPrice(base, ids.soup, null)?.price).toBe(35_000n)
  expect(tillPrice(inApp, ids.soup, null)?.price).toBe(30_000n)
  expect(tillPrice(inApp, ids.tea, null)?.price).toBe(10_000n)
  expect(tillPrice(base, ids.pizza, null)).toBeNull()
})

test('a modifier is priced by the size of its dish, by itself, or is free', () => {
  expect(modifierPrice(base, ids.olives, ids.large)).toBe(8_000n)
  expect(modifierPrice(base, ids.olives, ids.small)).toBe(5_000n)
  expect(modifierPrice(base, ids.rare, null)).toBe(0n)
})

test('a product without a named size is on the menu when any of its sizes is', () => {
  expect(isOnMenu(base, ids.pizza, null)).toBe(true)
  expect(isOnMenu(base, ids.offMenu, null)).toBe(false)
  expect(isOnMenu(base, ids.retired, null)).toBe(false)
  expect(isOnMenu(base, ids.order, null)).toBe(false)
})
