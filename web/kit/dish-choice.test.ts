import { describe, expect, test } from 'vitest'
import {
  addToBasket,
  groupAmount,
  indexModifiers,
  modifierKey,
  newItem,
  priceOfOne,
  roomFor,
  startChoice,
  startHalf,
  unfilledGroups,
  withModifier,
  withOnly,
} from './dish-choice.ts'
import type { Menu, MenuModifier, MenuProduct, ModifierGroup, Size } from './menu-types.ts'

const modifier = (id: string, price: number, priceBySize = {}): MenuModifier => ({
  id,
  name: id,
  nameEn: null,
  price,
  priceBySize,
})
const limits = (productId: string, more = {}) => ({ productId, min: 0, max: 5, default: 0, free: 0, ...more })
const sauces: ModifierGroup = {
  id: 'sauces',
  name: 'Соусы',
  nameEn: null,
  min: 1,
  max: 3,
  free: 1,
  hasOwnLimits: true,
  children: [limits('ketchup', { max: 2 }), limits('truffle')],
}
const burger: MenuProduct = {
  id: 'burger',
  name: 'Бургер',
  nameEn: null,
  groupId: 'g',
  code: '30001',
  image: null,
  isWeighed: false,
  isCompound: false,
  unit: 'порц',
  price: null,
  sizes: [
    { id: 's', name: 'S', nameEn: null, shortName: 'S', price: 300, isDefault: false },
    { id: 'l', name: 'L', nameEn: null, shortName: 'L', price: 500, isDefault: true },
  ],
  modifiers: [limits('bacon', { default: 1 })],
  groups: [sauces],
}
const index = indexModifiers({
  modifiers: [modifier('ketchup', 30), modifier('truffle', 90), modifier('bacon', 60, { l: 80 })],
} as unknown as Menu)

test('a dish starts in its usual size with its usual modifiers', () => {
  const choice = startChoice(burger)
  expect(choice.size?.id).toBe('l')
  expect(choice.modifiers[modifierKey(null, 'bacon')]).toBe(1)
  expect(priceOfOne(choice, index)).toBe(580)
})

describe('a group of modifiers', () => {
  test('names itself until its minimum is chosen', () => {
    expect(unfilledGroups(startChoice(burger))).toEqual([sauces])
    expect(unfilledGroups(withModifier(startChoice(burger), 'sauces', 'truffle', 1))).toEqual([])
  })

  test('lets in no more than its own limit and that of the modifier', () => {
    const choice = withModifier(startChoice(burger), 'sauces', 'truffle', 2)
    expect(roomFor(choice, sauces, 'ketchup')).toBe(1)
    expect(roomFor(startChoice(burger), sauces, 'ketchup')).toBe(2)
  })

  test('gives its free units for the dearest', () => {
    const choice = withModifier(
      withModifier(startChoice(burger), 'sauces', 'truffle', 1),
      'sauces',
      'ketchup',
      1,
    )
    expect(priceOfOne(choice, index)).toBe(580 + 30)
  })

  test('of exactly one replaces what was chosen', () => {
    const choice = withOnly(withModifier(startChoice(burger), 'sauces', 'truffle', 1), sauces, 'ketchup')
    expect(groupAmount(choice, sauces)).toBe(1)
    expect(newItem(choice).modifiers).toContainEqual({ productId: 'ketchup', groupId: 'sauces', amount: 1 })
  })
})

test('two of the same become one line; another note for the kitchen makes another line', () => {
  const plain = startChoice(burger)
  const basket = addToBasket(addToBasket(addToBasket([], plain), plain), { ...plain, comment: 'без лука' })
  expect(basket.map(({ amount, comment }) => [amount, comment])).toEqual([
    [2, ''],
    [1, 'без лука'],
  ])
})

test('only what was chosen is sent', () => {
  expect(newItem({ ...startChoice(burger), comment: '  ' })).toEqual({
    productId: 'burger',
    sizeId: 'l',
    amount: 1,
    comment: null,
    modifiers: [{ productId: 'bacon', groupId: null, amount: 1 }],
  })
})

describe('a dish of halves', () => {
  const dough: ModifierGroup = { ...sauces, id: 'dough', max: 1, free: 0, children: [limits('thin')] }
  const fillings: ModifierGroup = {
    ...{ ...sauces, id: 'fillings', max: 1, free: 0, isSplittable: true },
    children: [limits('ketchup'), limits('truffle')],
  }
  const pizza: MenuProduct = {
    ...burger,
    id: 'pizza',
    isCompound: true,
    schemaId: 'scheme',
    modifiers: [],
    groups: [dough, fillings],
  }
  const cheap: MenuProduct = { ...pizza, id: 'cheap', sizes: [{ ...(burger.sizes[1] as Size), price: 400 }] }
  const whole = withModifier(withModifier(startChoice(pizza), 'dough', 'thin', 1), 'fillings', 'truffle', 1)
  const halves = { ...whole, half: withModifier(startHalf(cheap), 'fillings', 'ketchup', 1) }

  test('costs half of each, and what lies on them', () => {
    expect(priceOfOne(whole, index)).toBe(500 + 90)
    expect(priceOfOne(halves, index)).toBe(450 + 90 + 30)
  })

  test('is not ready while a half lacks something', () => {
    expect(unfilledGroups({ ...whole, half: startHalf(cheap) })).toEqual([fillings])
    expect(unfilledGroups(halves)).toEqual([])
  })

  test('is sent with what is common apart from what lies on each half', () => {
    expect(newItem(halves)).toMatchObject({
      modifiers: [{ productId: 'thin', groupId: 'dough' }],
      halves: [
        { productId: 'pizza', modifiers: [{ productId: 'truffle' }] },
        { productId: 'cheap', modifiers: [{ productId: 'ketchup' }] },
      ],
    })
    expect(newItem(whole).halves).toHaveLength(1)
    expect(newItem(startChoice(burger)).halves).toBeUndefined()
  })

  test('is another line than the same dish with another half', () => {
    expect(addToBasket(addToBasket([], halves), whole)).toHaveLength(2)
    expect(addToBasket(addToBasket([], halves), halves)).toMatchObject([{ amount: 2 }])
  })
})
