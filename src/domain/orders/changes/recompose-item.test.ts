import { expect, test } from 'vitest'
import { anId, bookItem, ids } from '../../reference/testing/catalog-ids.ts'
import { stopListKey } from '../../stop-list/stop-list.ts'
import type { ItemInput } from '../commands.ts'
import type { ModifierChange } from '../inputs.ts'
import { aDelivery, print, type Step } from '../testing/a-delivery.ts'
import { aHallTill, aTableOrder, type TableStep } from '../testing/a-table.ts'
import { aChosenModifier, anItem, aPayment } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import { orderSums } from '../totals.ts'

const [steak, tea, pizza] = [anId(910), anId(911), anId(912)]
const rareSteak = anItem(ids.steak, {
  positionId: steak,
  modifiers: [aChosenModifier(ids.rare, 1, ids.donenessGroup)],
})
const lemonTea = anItem(ids.tea, {
  positionId: tea,
  amount: 2000n,
  comment: 'hot',
  modifiers: [aChosenModifier(ids.lemon, 1)],
})
const half = (productId: string, topping: string) => ({
  ...{ productId, positionId: null, price: null },
  modifiers: [aChosenModifier(topping, 1, ids.toppingGroup)],
})
const pizzaOfHalves: ItemInput = {
  kind: 'Compound',
  ...{ positionId: pizza, sizeId: ids.small, amount: 1000n, comment: null, combo: null },
  primary: half(ids.pizza, ids.ham),
  secondary: half(ids.otherPizza, ids.olives),
  modifiers: [aChosenModifier(ids.thin, 1, ids.crustGroup)],
}

const of = (
  productId: string,
  amount: number,
  groupId: string | null = null,
  changes: Partial<ModifierChange> = {},
): ModifierChange => ({ ...aChosenModifier(productId, amount, groupId), half: null, ...changes })
const become = (positionId: string, modifiers: ModifierChange[], sizeId?: string): TableStep => ({
  kind: 'tableOrder.recomposeItem',
  ...{ positionId, modifiers },
  ...(sizeId ? { sizeId } : {}),
})
const table = (...steps: TableStep[]) =>
  aTableOrder({ items: [rareSteak, lemonTea, pizzaOfHalves], isExternal: false }).after(...steps)
const named = (positionId: string, ...steps: TableStep[]) => {
  const item = table(...steps).order.items.find((one) => one.positionId === positionId)
  return item?.modifiers.map(({ name, amount }) => [name, Number(amount) / 1000])
}

test('a modifier that must be there is replaced by another; what is not named stays', () => {
  const wellDone = become(steak, [of(ids.rare, 0, ids.donenessGroup), of(ids.wellDone, 1, ids.donenessGroup)])
  expect(named(steak, wellDone)).toEqual([['Well done', 1]])
  expect(named(tea, become(tea, [of(ids.sugar, 3)]))).toEqual([
    ['Lemon', 1],
    ['Sugar', 3],
  ])
})

test('two waiters who change two modifiers change both, and who repeats changes nothing', () => {
  const [sugar, noLemon] = [become(tea, [of(ids.sugar, 3)]), become(tea, [of(ids.lemon, 0)])]
  expect(named(tea, sugar, noLemon)).toEqual([['Sugar', 3]])
  expect(named(tea, noLemon, sugar)).toEqual([['Sugar', 3]])
  expect(table(sugar).decide(sugar)).toEqual([])
})

test('the sum follows, free units too; the rest of the dish is as it was', () => {
  const before = orderSums(table().order).sum
  const sweet = table(become(tea, [of(ids.sugar, 3), of(ids.lemon, 0)])).order
  // Two teas: each loses a lemon of 20 and pays one sugar of three, for 5.
  expect(orderSums(sweet).sum - before).toBe(2n * (500n - 2_000n))
  expect(sweet.items[1]).toMatchObject({ positionId: tea, comment: 'hot', amount: 2000n, status: 'Added' })
})

test('the rules of a new dish hold: limits, scheme, size', () => {
  const refusal = (step: TableStep) => codeOf(() => table().decide(step))
  expect(refusal(become(steak, [of(ids.rare, 0, ids.donenessGroup)]))).toBe('modifier.group-amount')
  expect(refusal(become(tea, [of(ids.sugar, 6)]))).toBe('modifier.amount')
  expect(refusal(become(tea, [of(ids.ham, 1)]))).toBe('modifier.unknown')
  expect(refusal(become(tea, [], ids.large))).toBe('item.size-unknown')
  expect(refusal(become(tea, [of(ids.sugar, 1, null, { half: 'secondary' })]))).toBe('request.field-invalid')
  expect(refusal(become(anId(99), []))).toBe('item.position-unknown')
})

test('halves have modifiers of their own; another size has other prices', () => {
  const ham = become(pizza, [of(ids.ham, 1, ids.toppingGroup, { half: 'secondary' })])
  const item = table(ham).order.items[2]
  expect(item?.kind === 'Compound' && item.secondary?.modifiers.map(({ name }) => name)).toEqual([
    'Olives',
    'Ham',
  ])
  expect(item?.kind === 'Compound' && item.primary.modifiers.map(({ name }) => name)).toEqual(['Ham'])
  const large = table(become(pizza, [], ids.large)).order.items[2]
  expect(large).toMatchObject({
    size: { name: 'L' },
    primary: { price: 80_000n },
    secondary: { price: 90_000n, modifiers: [{ name: 'Olives', price: 8_000n }] },
  })
})

test('what stays costs what it cost, what comes costs what it costs now', () => {
  const dearer = bookItem('priceList', ids.basePrices, {
    priceCategoryId: null,
    prices: Object.fromEntries(
      [ids.tea, ids.lemon, ids.sugar].map((id) => [id, { price: 99_000n, isIncludedInMenu: true }]),
    ),
  })
  const later = table().at({ catalog: aHallTill({}, { items: [dearer] }).catalog })
  const item = later.after(become(tea, [of(ids.sugar, 3)])).order.items[1]
  expect(item).toMatchObject({
    price: 10_000n,
    modifiers: [
      { name: 'Lemon', price: 2_000n },
      { name: 'Sugar', price: 99_000n },
    ],
  })
})

test('a price that a person types, of a dish whose price is open', () => {
  const juice = anId(913)
  const items = [anItem(ids.juice, { positionId: juice, openPrice: 19_900n }), lemonTea]
  const order = aTableOrder({ items, isExternal: false })
  expect(order.order.items[0]).toMatchObject({ price: 19_900n, pricePredefined: true })
  const type = (positionId: string, openPrice: bigint): TableStep => ({
    kind: 'tableOrder.recomposeItem',
    ...{ positionId, openPrice, modifiers: [] },
  })
  expect(order.after(type(juice, 9_900n)).order.items[0]).toMatchObject({ price: 9_900n })
  expect(order.decide(type(juice, 19_900n))).toEqual([])
  expect(codeOf(() => order.decide(type(juice, -1n)))).toBe('request.field-invalid')
  expect(codeOf(() => order.decide(type(tea, 1n)))).toBe('item.price-closed')
  expect(codeOf(() => table().decide(type(pizza, 1n)))).toBe('item.price-closed')
  const typedTea = [anItem(ids.tea, { openPrice: 1n })]
  expect(codeOf(() => aTableOrder({ items: typedTea }))).toBe('item.price-closed')
})

test('only what more is taken must be on hand', () => {
  const stop = (productId: string) => ({
    stopList: new Map([
      [stopListKey(productId, null), { productId, sizeId: null, balance: 0n, isCounted: true, dateAdd: 1 }],
    ]),
  })
  const sugar = become(tea, [of(ids.sugar, 1)])
  expect(codeOf(() => table().at(stop(ids.sugar)).decide(sugar))).toBe('item.stopped')
  expect(table().at(stop(ids.lemon)).decide(sugar)).toHaveLength(1)
  expect(
    table()
      .at(stop(ids.lemon))
      .decide(become(tea, [of(ids.lemon, 0)])),
  ).toHaveLength(1)
})

test('not what the kitchen has, not under a bill, not in a combo', () => {
  const sugar = become(tea, [of(ids.sugar, 1)])
  expect(codeOf(() => table({ kind: 'tableOrder.printToKitchen' }).decide(sugar))).toBe('item.wrong-status')
  expect(codeOf(() => table({ kind: 'tableOrder.printBill' }).decide(sugar))).toBe('order.bill-printed')
  const inLunch = (groupId: string) => ({
    ...{ comboId: ids.order, comboSourceId: ids.lunch, groupId, groupName: null },
  })
  const items = [
    anItem(ids.soup, { combo: inLunch(ids.lunchMain) }),
    anItem(ids.tea, { positionId: tea, combo: inLunch(ids.lunchDrink) }),
  ]
  const lunch = {
    ...{ id: ids.order, name: '', amount: 1, price: 40_000n },
    ...{ sourceId: ids.lunch, programId: null, sizeId: null },
  }
  const combined = aTableOrder({ items, combos: [lunch], isExternal: false })
  expect(codeOf(() => combined.decide(sugar))).toBe('item.composition-fixed')
})

test('a delivery, too; it does not become cheaper than what is paid', () => {
  const without: Step = { kind: 'delivery.recomposeItem', positionId: tea, modifiers: [of(ids.lemon, 0)] }
  expect(orderSums(aDelivery({ items: [lemonTea] }).after(without).order).sum).toBe(20_000n)
  expect(codeOf(() => aDelivery({ items: [lemonTea] }).after(print, without))).toBe('item.wrong-status')
  const payments = [aPayment(ids.card, 24_000n, { isProcessedExternally: true })]
  expect(codeOf(() => aDelivery({ items: [lemonTea], payments }).decide(without))).toBe(
    'order.payment-too-large',
  )
})
