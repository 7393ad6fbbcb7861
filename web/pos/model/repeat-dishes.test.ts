import { expect, test } from 'vitest'
import { newItem } from '../../kit/dish-choice.ts'
import type { Item } from '../../kit/item-types.ts'
import type { MenuProduct } from '../../kit/menu-types.ts'
import type { PlacedChoice } from '../../kit/new-item-types.ts'
import { anItem } from '../../kit/testing/a-delivery.ts'
import { repeatDishes } from './repeat-dishes.ts'

const product = (id: string, more: Partial<MenuProduct> = {}): MenuProduct => ({
  ...{ id, name: id, nameEn: null, groupId: 'g', code: id, image: null, unit: 'pc', price: 300 },
  ...{ isWeighed: false, isCompound: false, sizes: [], modifiers: [], groups: [] },
  ...more,
})
const menu = { products: [product('beer'), product('cake', { isOpenPrice: true })] }
const choice: PlacedChoice = { isFixed: true, sizeId: null, price: 900, secondaryId: null, modifiers: [] }
const lime = { half: null, productId: 'lime', groupId: 'extras', amount: 2 }
const beer = (more: Partial<Item> = {}): Item =>
  anItem({
    ...{ productId: 'beer', amount: 3, comment: 'cold', guestId: 'anna', course: 2 },
    choice: { ...choice, modifiers: [lime] },
    ...more,
  })

test('the same is asked for again: as it is made, for whom, in which course', () => {
  expect(repeatDishes([beer()], menu)?.map(newItem)).toEqual([
    {
      ...{ productId: 'beer', sizeId: null, amount: 3, comment: 'cold', guestId: 'anna', course: 2 },
      modifiers: [{ productId: 'lime', groupId: 'extras', amount: 2 }],
    },
  ])
})

test('a typed price is typed again; any other is the menu’s of today', () => {
  const cake = beer({ productId: 'cake', guestId: null, course: null, choice })
  expect(repeatDishes([cake, beer()], menu)?.map((each) => newItem(each).openPrice)).toEqual([900, undefined])
})

test('all or nothing: a member of a combo, and what left the menu, are added anew', () => {
  expect(repeatDishes([beer(), beer({ choice: null })], menu)).toBe(null)
  expect(repeatDishes([beer(), beer({ productId: 'gone' })], menu)).toBe(null)
})
