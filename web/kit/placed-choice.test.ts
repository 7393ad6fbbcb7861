import { describe, expect, test } from 'vitest'
import { type DishChoice, withModifier, withOnly } from './dish-choice.ts'
import type { MenuProduct, ModifierGroup, Size } from './menu-types.ts'
import type { PlacedChoice } from './new-item-types.ts'
import { changesBetween, placedChoice } from './placed-choice.ts'

const limits = (productId: string) => ({ productId, min: 0, max: 3, default: 0, free: 0 })
const group = (id: string, children: string[], more: Partial<ModifierGroup> = {}): ModifierGroup => ({
  ...{ id, name: id, nameEn: null, min: 0, max: 3, free: 0, hasOwnLimits: false },
  children: children.map(limits),
  ...more,
})
const size = (id: string): Size => ({
  id,
  name: id,
  nameEn: null,
  shortName: id,
  price: 400,
  isDefault: id === 's',
})
const pizza = (id: string): MenuProduct => ({
  ...{ id, name: id, nameEn: null, groupId: 'g', code: id, image: null, unit: 'pc', price: null },
  ...{ isWeighed: false, isCompound: true, schemaId: 'dough', sizes: [size('s'), size('l')], modifiers: [] },
  groups: [
    group('toppings', ['ham', 'olives'], { isSplittable: true }),
    group('crust', ['thin', 'thick'], { min: 1, max: 1 }),
  ],
})
const menu = { products: [pizza('margherita'), pizza('diavola')] }

const dish = (choice: Partial<PlacedChoice> = {}) => ({
  ...{ productId: 'margherita', amount: 2 },
  choice: {
    ...{ isFixed: false, sizeId: 'l', price: null, secondaryId: 'diavola' },
    modifiers: [
      { half: null, productId: 'thin', groupId: 'crust', amount: 1 },
      { half: 'primary' as const, productId: 'ham', groupId: 'toppings', amount: 1 },
      { half: 'secondary' as const, productId: 'olives', groupId: 'toppings', amount: 2 },
    ],
    ...choice,
  },
})
function opened(choice: Partial<PlacedChoice> = {}): DishChoice {
  const start = placedChoice(dish(choice), menu)
  if (!start) throw new Error('it may be chosen anew')
  return start
}

test('a dish of the order is shown as it is, not as it usually comes', () => {
  const start = opened()
  expect(start).toMatchObject({ amount: 2, size: { id: 'l' }, half: { product: { id: 'diavola' } } })
  expect(start.modifiers).toEqual({ 'crust/thin': 1, 'toppings/ham': 1 })
  expect(start.half?.modifiers).toEqual({ 'toppings/olives': 2 })
})

test('what has no choice, or has left the menu, is made as it is', () => {
  expect(placedChoice({ ...dish(), choice: null }, menu)).toBe(null)
  expect(placedChoice({ ...dish(), productId: 'gone' }, menu)).toBe(null)
  expect(placedChoice(dish({ secondaryId: 'gone' }), menu)).toBe(null)
})

describe('the till is told only what somebody changed', () => {
  test('of the whole, of each half, and the size', () => {
    const start = opened()
    const [crust] = start.product.groups.filter(({ id }) => id === 'crust')
    if (!crust || !start.half) throw new Error('the pizza has a crust and two halves')
    const half = withModifier(start.half, 'toppings', 'olives', 0)
    const after = { ...withOnly(start, crust, 'thick'), half, size: size('s') }
    expect(changesBetween(start, withModifier(after, 'toppings', 'ham', 2))).toEqual({
      sizeId: 's',
      modifiers: [
        { half: null, productId: 'thin', groupId: 'crust', amount: 0 },
        { half: 'primary', productId: 'ham', groupId: 'toppings', amount: 2 },
        { half: null, productId: 'thick', groupId: 'crust', amount: 1 },
        { half: 'secondary', productId: 'olives', groupId: 'toppings', amount: 0 },
      ],
    })
  })

  test('a price that may be typed', () => {
    const service = { ...pizza('service'), isCompound: false, isOpenPrice: true, sizes: [], price: 1500 }
    const item = { ...dish({ secondaryId: null, modifiers: [], price: 900 }), productId: 'service' }
    const start = placedChoice(item, { products: [service] })
    if (!start) throw new Error('it may be chosen anew')
    expect(start.price).toBe(900)
    expect(changesBetween(start, start)).toEqual({ modifiers: [] })
    expect(changesBetween(start, { ...start, price: 1200 })).toEqual({ openPrice: 1200, modifiers: [] })
    const closed = { ...service, isOpenPrice: false }
    expect(placedChoice(item, { products: [closed] })).not.toHaveProperty('price')
  })

  test('nothing, where it was put back', () => {
    const start = opened({ secondaryId: null, modifiers: [] })
    const there = withModifier(start, 'toppings', 'ham', 1)
    expect(changesBetween(start, withModifier(there, 'toppings', 'ham', 0))).toEqual({ modifiers: [] })
  })
})
