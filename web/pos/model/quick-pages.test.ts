import { expect, test } from 'vitest'
import type { Menu, MenuProduct } from '../../kit/menu-types.ts'
import { quickPagesOf } from './quick-pages.ts'

const product = (id: string, groupId: string): MenuProduct => ({
  ...{ id, groupId, name: id, nameEn: null, code: id, image: null, isWeighed: false, isCompound: false },
  ...{ unit: 'порц', price: 100, sizes: [], modifiers: [], groups: [] },
})
const group = (id: string, parentId: string | null) => ({
  ...{ id, parentId, name: id, nameEn: null, color: null, image: null },
})
const menu: Menu = {
  ...{ revision: '1', modifiers: [], combos: [] },
  groups: [group('food', null), group('soups', 'food')],
  products: [product('soup', 'soups'), product('tea', 'soups')],
}
const label = (entityId: string, x: number, day: number | null = null) => ({
  ...{ entityId, x, y: 0, page: 0, day, entityType: 'PRODUCT' as const },
})
const quick = (isByWeekday: boolean) => [
  {
    ...{ sectionId: null, isByWeekday, pageNames: ['Kitchen', 'Empty'] },
    labels: [label('tea', 2), label('soup', 0, 1), label('gone', 1), { ...label('food', 3) }],
  },
]

test('dishes stand in their cells, groups open where dishes are, empty pages are left out', () => {
  const [page, ...others] = quickPagesOf(quick(false), menu, 0)
  expect(others).toEqual([])
  expect(page?.products.map(({ id }) => id)).toEqual(['soup', 'tea'])
  expect(page?.groups).toMatchObject([{ group: { id: 'food' }, opens: 'soups' }])
})

test('a label of another day is not shown where days differ', () => {
  expect(quickPagesOf(quick(true), menu, 0)[0]?.products.map(({ id }) => id)).toEqual(['tea'])
  expect(quickPagesOf(quick(true), menu, 1)[0]?.products.map(({ id }) => id)).toEqual(['soup', 'tea'])
  expect(quickPagesOf([], menu, 0)).toEqual([])
})
