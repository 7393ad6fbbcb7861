import { expect, test } from 'vitest'
import { englishNames } from './english-names.ts'
import type { Menu } from './menu-types.ts'
import { noPayingBooks } from './paying-types.ts'
import type { Books } from './till-types.ts'

test('dishes, sizes, modifiers and payments are found by the name on the receipt; what has no English name is left', () => {
  const size = { id: 's', name: 'Большая', nameEn: 'Large', shortName: 'Б', price: 1, isDefault: true }
  const menu = {
    products: [
      { id: 'p', name: 'Борщ', nameEn: 'Borscht', sizes: [size] },
      { id: 'q', name: 'Квас', nameEn: null, sizes: [] },
    ],
    modifiers: [{ id: 'm', name: 'Сметана', nameEn: 'Sour cream' }],
  } as unknown as Menu
  const books = {
    paymentTypes: [{ id: 'c', name: 'Наличные', nameEn: 'Cash' }],
    cancelCauses: [],
    paying: noPayingBooks,
    removalTypes: [],
  } as unknown as Books
  expect(Object.fromEntries(englishNames(menu, books))).toEqual({
    Борщ: 'Borscht',
    Большая: 'Large',
    Сметана: 'Sour cream',
    Наличные: 'Cash',
  })
})
