import { expect, test } from 'vitest'
import { ids } from '../reference/testing/catalog-ids.ts'
import type { ItemInput } from './commands.ts'
import { amountsOfInputs, amountsOfItems, takesAnyOf } from './ordered-amounts.ts'
import { aChosenModifier, anItem, aPlacedOrder } from './testing/a-till.ts'
import { aModifierOf, anOrderItem } from './testing/an-order.ts'

const half = (productId: string, topping: string) => ({
  productId,
  positionId: null,
  price: null,
  modifiers: [aChosenModifier(topping, 1, ids.toppingGroup)],
})
const inputs: ItemInput[] = [
  anItem(ids.tea, { amount: 2_000n, modifiers: [aChosenModifier(ids.sugar, 3)] }),
  anItem(ids.tea),
  {
    kind: 'Compound',
    positionId: null,
    sizeId: ids.small,
    amount: 1_000n,
    comment: null,
    combo: null,
    primary: half(ids.pizza, ids.ham),
    secondary: half(ids.otherPizza, ids.ham),
    modifiers: [aChosenModifier(ids.thick, 1, ids.crustGroup)],
  },
]
const expected = [
  { productId: ids.tea, sizeId: null, amount: 3_000n },
  { productId: ids.sugar, sizeId: null, amount: 6_000n },
  { productId: ids.pizza, sizeId: ids.small, amount: 500n },
  { productId: ids.otherPizza, sizeId: ids.small, amount: 500n },
  { productId: ids.ham, sizeId: null, amount: 2_000n },
  { productId: ids.thick, sizeId: null, amount: 1_000n },
]

test('products, halves and modifiers are summed, before and after pricing alike', () => {
  expect(amountsOfInputs(inputs)).toEqual(expected)
  expect(amountsOfItems(aPlacedOrder({ items: inputs }).items)).toEqual(expected)
})

test('deleted items take nothing, independent modifiers are counted once, amounts of zero not at all', () => {
  const deletion = { removalType: null, comment: null, writeoffUserId: null, at: 1 }
  const spoon = aModifierOf({ productId: ids.lemon, amountIndependentOfParentAmount: true })
  const none = aModifierOf({ productId: ids.sugar, amount: 0n })
  const items = [
    anOrderItem({ productId: ids.soup, deleted: deletion }),
    anOrderItem({ productId: ids.tea, amount: 3_000n, modifiers: [spoon, none] }),
  ]
  expect(amountsOfItems(items)).toEqual([
    { productId: ids.tea, sizeId: null, amount: 3_000n },
    { productId: ids.lemon, sizeId: null, amount: 1_000n },
  ])
})

test('an order takes what is counted of it and nothing else', () => {
  const { items } = aPlacedOrder({ items: inputs })
  for (const { productId } of expected) expect(takesAnyOf(items, new Set([productId]))).toBe(true)
  expect(takesAnyOf(items, new Set([ids.soup, ids.olives]))).toBe(false)
  expect(takesAnyOf(items, new Set())).toBe(false)
})
