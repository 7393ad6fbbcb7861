import { expect, test } from 'vitest'
import type { Combo } from '../kit/device/device-types.ts'
import { indexModifiers, startChoice } from '../kit/dish-choice.ts'
import type { Menu, MenuProduct } from '../kit/menu-types.ts'
import {
  type ComboLine,
  comboQuestion,
  countOf,
  emptyBasket,
  isStopped,
  leftOf,
  memberOf,
  orderOf,
  roomFor,
  sumOf,
  withAmount,
  withCombo,
  withDish,
} from './basket.ts'

const size = (id: string, price: number) => ({
  ...{ id, name: id, nameEn: null, shortName: id, price, isDefault: id === 'm' },
})
const product = (id: string, more: Partial<MenuProduct> = {}): MenuProduct => ({
  ...{ id, name: id, nameEn: null, groupId: 'g', code: id, image: null, isWeighed: false },
  ...{ isCompound: false, unit: 'шт', price: 100, sizes: [], groups: [] },
  modifiers: [],
  ...more,
})
const tea = product('tea')
const pizza = product('pizza', {
  price: null,
  sizes: [size('s', 300), size('m', 400)],
  modifiers: [{ productId: 'cheese', min: 0, max: 2, default: 1, free: 0 }],
})
const cheese = { id: 'cheese', name: 'cheese', nameEn: null, price: 50, priceBySize: {} }
const modifiers = indexModifiers({ modifiers: [cheese] } as unknown as Menu)
const combo: Combo = {
  ...{ id: 'lunch', name: 'Ланч', nameEn: null, price: 450 },
  groups: [
    { id: 'main', name: 'Пицца', products: [{ productId: 'pizza', sizeId: 's', forbidden: ['cheese'] }] },
  ],
}
const main = combo.groups[0]?.products[0]
if (!main) throw new Error('the combo has no dish')
const line: ComboLine = {
  ...{ id: 'c1', combo, price: 450, amount: 1 },
  members: [{ groupId: 'main', choice: memberOf(pizza, main) }],
}
const stop = (productId: string, balance: number, sizeId: string | null = null) => ({
  ...{ productId, sizeId, balance, dateAdd: 0 },
})

test('a basket counts and adds up dishes and combos, and a line with nothing left goes', () => {
  const basket = withCombo(withDish(withDish(emptyBasket, startChoice(tea)), startChoice(tea)), line)
  expect(countOf(basket)).toBe(3)
  expect(sumOf(basket, modifiers)).toBe(650)
  expect(sumOf(withAmount(basket, 'combos', 0, 2), modifiers)).toBe(1100)
  expect(countOf(withAmount(withAmount(basket, 'dishes', 0, 0), 'combos', 0, 0))).toBe(0)
})

test('no more is taken than is left of a dish, with what lies in the basket already', () => {
  const basket = withCombo(withDish(emptyBasket, { ...startChoice(tea), amount: 2 }), line)
  expect(roomFor(basket, [stop('tea', 3)], startChoice(tea))).toBe(1)
  expect(roomFor(basket, [], startChoice(tea))).toBe(20)
  const small = { product: pizza, size: pizza.sizes[0] ?? null }
  expect(roomFor(basket, [stop('pizza', 1, 's')], small)).toBe(0)
  expect(roomFor(basket, [stop('pizza', 1, 's')], startChoice(pizza))).toBe(20)
})

test('a dish is sold out when none of its sizes is left', () => {
  expect(isStopped([stop('pizza', 0, 's')], pizza)).toBe(false)
  expect(isStopped([stop('pizza', 0, 's'), stop('pizza', 0, 'm')], pizza)).toBe(true)
  expect(isStopped([stop('pizza', 0)], pizza)).toBe(true)
  expect(leftOf([stop('pizza', 5), stop('pizza', 2, 's')], 'pizza', 's')).toBe(2)
})

test('an order is told with its combos: their dishes name combo and group, as often as the combo', () => {
  const basket = withCombo(withDish(emptyBasket, startChoice(pizza)), { ...line, amount: 2 })
  const order = orderOf(basket, { orderId: 'o', orderTypeId: 't', phone: null })
  expect(order.combos).toEqual([{ id: 'c1', sourceId: 'lunch', amount: 2 }])
  expect(order.items).toEqual([
    {
      ...{ productId: 'pizza', sizeId: 'm', amount: 1 },
      modifiers: [{ productId: 'cheese', groupId: null, amount: 1 }],
    },
    {
      ...{ productId: 'pizza', sizeId: 's', amount: 2, modifiers: [] },
      ...{ groupId: 'main', comboId: 'c1', comboSourceId: 'lunch' },
    },
  ])
  expect(comboQuestion(combo, line.members)).toEqual({
    sourceId: 'lunch',
    items: [{ productId: 'pizza', sizeId: 's', amount: 1, modifiers: [], groupId: 'main' }],
  })
})
