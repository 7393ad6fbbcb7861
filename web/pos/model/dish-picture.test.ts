import { expect, test } from 'vitest'
import { startChoice, withModifier } from '../../kit/dish-choice.ts'
import type { MenuProduct } from '../../kit/menu-types.ts'
import { pictureOf } from './dish-picture.ts'

const soup: MenuProduct = {
  ...{ id: 'soup', name: 'Борщ', nameEn: 'Borscht', groupId: 'g', code: '10101', image: null },
  ...{ isWeighed: false, isCompound: false, unit: 'порц', price: 420, sizes: [], groups: [] },
  modifiers: [{ productId: 'cream', min: 0, max: 3, default: 0, free: 0 }],
}
const cream = { id: 'cream', name: 'Сметана', nameEn: null, price: 40, priceBySize: {} }

test('a dish looks as it will in the order: the chain’s words, its guest and course, the usual price', () => {
  const choice = {
    ...withModifier(startChoice(soup), null, 'cream', 2),
    ...{ amount: 3, comment: ' без лука ', seat: { guestId: 'g1', course: 2 } },
  }
  expect(pictureOf(choice, 'p1', new Map([['cream', cream]]))).toEqual({
    ...{ positionId: 'p1', productId: 'soup', name: 'Борщ', size: null, amount: 3, sum: 3 * 500 },
    ...{ comment: 'без лука', guestId: 'g1', course: 2 },
    modifiers: [{ name: 'Сметана', amount: 2, price: 40 }],
  })
})
