import { expect, test } from 'vitest'
import type { Menu, MenuProduct } from '../../kit/menu-types.ts'
import { dishesOf, leafGroups, menuIndex } from './menu-index.ts'

const dish = (id: string, groupId: string): MenuProduct => ({
  ...{ id, groupId, name: id, nameEn: null, code: id, image: null, isWeighed: false, isCompound: false },
  ...{ unit: 'порц', price: 100, sizes: [], modifiers: [], groups: [] },
})
const group = (id: string, parentId: string | null) => ({
  ...{ id, parentId, name: id, nameEn: null, color: null, image: null },
})
const menu: Menu = {
  ...{ revision: '1', modifiers: [], combos: [] },
  groups: [group('drinks', null), group('food', null), group('hot', 'food'), group('empty', 'food')],
  products: [dish('tea', 'drinks'), dish('soup', 'hot'), dish('bread', 'food'), dish('coffee', 'drinks')],
}

test('groups with dishes of their own come in the order of the tree, the upper one first', () => {
  expect(leafGroups(menu).map(({ id }) => id)).toEqual(['drinks', 'food', 'hot'])
})

test('the dishes of a group keep the order of the menu and are the same list each time', () => {
  expect(dishesOf(menu, 'drinks').map(({ id }) => id)).toEqual(['tea', 'coffee'])
  expect(dishesOf(menu, 'drinks')).toBe(dishesOf(menu, 'drinks'))
  expect(dishesOf(menu, 'empty')).toEqual([])
  expect(dishesOf(menu, null)).toEqual([])
})

test('another menu has an index of its own', () => {
  const other = { ...menu, products: [dish('tea', 'food')] }
  expect(menuIndex(menu).byId.get('soup')?.groupId).toBe('hot')
  expect(menuIndex(other).byId.get('soup')).toBeUndefined()
})
