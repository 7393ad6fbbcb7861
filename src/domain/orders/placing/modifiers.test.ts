import { describe, expect, test } from 'vitest'
import { changedItem } from '../../reference/testing/a-catalog.ts'
import { aModifier, aModifierGroup } from '../../reference/testing/a-menu.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import type { ItemModifier } from '../order.ts'
import { anItem, aPlacedOrder, aTill, aChosenModifier as chosen } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'

type Inputs = ReturnType<typeof chosen>[]
const place = (productId: string, modifiers: Inputs, till = aTill()) =>
  aPlacedOrder({ items: [anItem(productId, { modifiers })] }, till).items[0]?.modifiers as ItemModifier[]
const teaWith =
  (...modifiers: Inputs) =>
  () =>
    place(ids.tea, modifiers)
const steakWith =
  (...modifiers: Inputs) =>
  () =>
    place(ids.steak, [chosen(ids.rare, 1, ids.donenessGroup), ...modifiers])

test('a chosen modifier carries its names, price and what of it is free', () => {
  expect(
    place(ids.steak, [chosen(ids.rare, 1, ids.donenessGroup), chosen(ids.mustard, 2, ids.sauceGroup)])[1],
  ).toEqual({
    positionId: expect.any(String),
    productId: ids.mustard,
    name: 'Mustard',
    groupId: ids.sauceGroup,
    groupName: 'Sauces',
    amount: 2_000n,
    amountIndependentOfParentAmount: false,
    freeAmount: 1_000n,
    defaultAmount: 0n,
    hideIfDefaultAmount: false,
    price: 3_000n,
  })
})

describe('a modifier must be of the scheme [cloud-api §2.4]', () => {
  test('unknown to the dish', () => {
    expect(refusalOf(teaWith(chosen(ids.ham, 1)))).toEqual({
      code: 'modifier.unknown',
      params: { kind: 'simple', id: ids.ham },
    })
  })
  test('a group modifier without its group, or in the wrong one', () => {
    expect(codeOf(steakWith(chosen(ids.mustard, 1)))).toBe('modifier.unknown')
    expect(refusalOf(steakWith(chosen(ids.mustard, 1, ids.donenessGroup)))).toEqual({
      code: 'modifier.unknown',
      params: { kind: 'group', id: ids.mustard },
    })
    expect(codeOf(steakWith(chosen(ids.mustard, 1, ids.foreignGroup)))).toBe('modifier.unknown')
  })
  test('a group that nobody knows', () => {
    expect(codeOf(steakWith(chosen(ids.mustard, 1, ids.order)))).toBe('modifier.group-unknown')
  })
  test('a product that nobody knows, or that is switched off', () => {
    expect(codeOf(teaWith(chosen(ids.order, 1)))).toBe('item.product-unknown')
    const till = aTill({}, { items: [changedItem('product', ids.sugar, { isActive: false })] })
    expect(codeOf(() => place(ids.tea, [chosen(ids.sugar, 1)], till))).toBe('item.product-inactive')
  })
  test('only once in an item', () => {
    expect(codeOf(teaWith(chosen(ids.sugar, 1), chosen(ids.sugar, 1)))).toBe('modifier.duplicate')
  })
})

describe('amounts, inclusive', () => {
  test('of a simple modifier', () => {
    expect(teaWith(chosen(ids.sugar, 5))()).toHaveLength(1)
    expect(refusalOf(teaWith(chosen(ids.sugar, 6)))).toEqual({
      code: 'modifier.amount',
      params: { name: 'Sugar', id: ids.sugar, min: '0', max: 5, actual: '6' },
    })
  })
  test('of a child where children have limits of their own', () => {
    expect(codeOf(steakWith(chosen(ids.sauce, 3, ids.sauceGroup)))).toBe('modifier.amount')
  })
  test('of a child where only the group counts', () => {
    const group = aModifierGroup(ids.donenessGroup, [
      aModifier(ids.rare, { minAmount: 1, maxAmount: 1 }),
      aModifier(ids.wellDone),
    ])
    const till = aTill({}, { items: [changedItem('product', ids.steak, { groupModifiers: [group] })] })
    expect(place(ids.steak, [chosen(ids.wellDone, 5, ids.donenessGroup)], till)).toHaveLength(1)
    expect(codeOf(() => place(ids.steak, [chosen(ids.wellDone, 6, ids.donenessGroup)], till))).toBe(
      'modifier.group-amount',
    )
  })
  test('of a group: below the minimum, above the maximum', () => {
    expect(refusalOf(() => place(ids.steak, []))).toEqual({
      code: 'modifier.group-amount',
      params: { name: 'Doneness', id: ids.donenessGroup, min: '1', max: 1, actual: '0' },
    })
    expect(codeOf(steakWith(chosen(ids.wellDone, 1, ids.donenessGroup)))).toBe('modifier.group-amount')
  })
  test('what is required must be there even with a minimum of zero', () => {
    const modifiers = [aModifier(ids.sugar, { required: true })]
    const till = aTill({}, { items: [changedItem('product', ids.tea, { modifiers })] })
    expect(codeOf(() => place(ids.tea, [], till))).toBe('modifier.amount')
    expect(place(ids.tea, [chosen(ids.sugar, 1)], till)).toHaveLength(1)
  })
  test('no fractions and nothing below zero', () => {
    expect(codeOf(teaWith({ ...chosen(ids.sugar, 1), amount: 1_500n }))).toBe('item.amount-invalid')
    expect(codeOf(teaWith(chosen(ids.sugar, -1)))).toBe('item.amount-invalid')
  })
})

describe('free units [cloud-api §4.5]', () => {
  const free = (modifiers: ItemModifier[]) =>
    modifiers.map(({ productId, freeAmount }) => [productId, freeAmount])

  test('of a modifier', () => {
    expect(free(teaWith(chosen(ids.sugar, 3), chosen(ids.lemon, 1))())).toEqual([
      [ids.sugar, 2_000n],
      [ids.lemon, 0n],
    ])
  })
  test('of a group: the most expensive units', () => {
    const both = steakWith(chosen(ids.mustard, 2, ids.sauceGroup), chosen(ids.sauce, 1, ids.sauceGroup))
    expect(free(both()).slice(1)).toEqual([
      [ids.mustard, 0n],
      [ids.sauce, 1_000n],
    ])
  })
  test('of a group go on to the next dearest when the dearest are few', () => {
    const steak = aModifierGroup(
      ids.sauceGroup,
      [aModifier(ids.sauce, { freeOfChargeAmount: 1 }), aModifier(ids.mustard)],
      {
        freeOfChargeAmount: 2,
      },
    )
    const till = aTill({}, { items: [changedItem('product', ids.steak, { groupModifiers: [steak] })] })
    const modifiers = [chosen(ids.mustard, 2, ids.sauceGroup), chosen(ids.sauce, 2, ids.sauceGroup)]
    expect(free(place(ids.steak, modifiers, till))).toEqual([
      [ids.mustard, 1_000n],
      [ids.sauce, 2_000n],
    ])
  })
})

describe('price', () => {
  test('of the client, or of the till', () => {
    const [own, given] = teaWith(chosen(ids.sugar, 1), chosen(ids.lemon, 1, null, { price: 1n }))()
    expect([own?.price, given?.price]).toEqual([500n, 1n])
  })
  test('of the client is refused where prices are closed', () => {
    const till = aTill({}, { organization: { openPricesForbidden: true } })
    const modifiers = [chosen(ids.lemon, 1, null, { price: 1n })]
    expect(codeOf(() => place(ids.tea, modifiers, till))).toBe('item.price-differs')
  })
})
