import { expect, test } from 'vitest'
import type { MenuProduct } from '../../kit/menu-types.ts'
import { findProducts } from './find-product.ts'

const dish = (code: string, name: string, nameEn: string | null): MenuProduct => ({
  ...{ id: code, code, name, nameEn, groupId: 'g', image: null, isWeighed: false, isCompound: false },
  ...{ unit: 'порц', price: 100, sizes: [], modifiers: [], groups: [] },
})
const menu = [
  dish('10101', 'Борщ с говядиной', 'Borscht with beef'),
  dish('10102', 'Уха', null),
  dish('20101', 'Борщ постный', null),
]
const codes = (query: string) => findProducts(menu, query).map(({ code }) => code)

test('a dish is found by a part of its name in either language, whatever the case, and by the beginning of its code', () => {
  expect(codes('БОРЩ')).toEqual(['10101', '20101'])
  expect(codes(' beef ')).toEqual(['10101'])
  expect(codes('101')).toEqual(['10101', '10102'])
  expect(codes('0101')).toEqual([])
  expect(codes('  ')).toEqual(['10101', '10102', '20101'])
})

test('nothing is found across the end of one name and the beginning of the other', () => {
  expect(codes('говядиной borscht')).toEqual([])
})

test('what is typed letter by letter, and taken back, finds what it would find at once', () => {
  const typed = ['б', 'бо', 'борщ', 'борщ п', 'борщ', 'бо', 'у', '1', '10', '101', '10', '2']
  const found = typed.map(codes)
  const anew = typed.map((query) => findProducts([...menu], query).map(({ code }) => code))
  expect(found).toEqual(anew)
  expect(found[3]).toEqual(['20101'])
})
