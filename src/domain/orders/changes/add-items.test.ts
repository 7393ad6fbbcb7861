import { expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, print, type Step, setStatus } from '../testing/a-delivery.ts'
import { anItem } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

type Adding = Extract<Step, { kind: 'delivery.addItems' }>
const add = (...items: Adding['items']): Adding => ({ kind: 'delivery.addItems', items, combos: [] })
const of = (groupId: string, comboId = ids.order) => ({
  comboId,
  comboSourceId: ids.lunch,
  groupId,
  groupName: null,
})
const lunch = {
  id: ids.order,
  name: 'Lunch',
  amount: 1,
  price: 40_000n,
  sourceId: ids.lunch,
  programId: null,
  sizeId: null,
}
const addLunch: Adding = {
  ...add(anItem(ids.soup, { combo: of(ids.lunchMain) }), anItem(ids.tea, { combo: of(ids.lunchDrink) })),
  combos: [lunch],
}

test('at the price category of the order', () => {
  const { order } = aDelivery({ priceCategoryId: ids.appPrices }).after(add(anItem(ids.soup)))
  expect(order.items[2]).toMatchObject({ price: 30_000n, status: 'Added' })
})

test('by the rules of a placement', () => {
  expect(codeOf(() => aDelivery().decide(add()))).toBe('order.no-items')
  expect(codeOf(() => aDelivery().decide(add(anItem(ids.offMenu))))).toBe('item.not-in-menu')
  const stopList = new Map([
    [ids.soup, { productId: ids.soup, sizeId: null, balance: 0n, isCounted: false, dateAdd: 1 }],
  ])
  expect(codeOf(() => aDelivery().decide(add(anItem()), { stopList }))).toBe('item.stopped')
  const isPositionTaken = () => true
  const again = add(anItem(ids.soup, { positionId: ids.order }))
  expect(codeOf(() => aDelivery().decide(again, { isPositionTaken }))).toBe('item.position-taken')
})

test('with a combo, once', () => {
  const delivery = aDelivery().after(addLunch)
  expect(orderTotals(delivery.order).sum).toBe(85_000n)
  expect(codeOf(() => delivery.decide(addLunch))).toBe('combo.duplicate')
  const late = add(anItem(ids.soup, { combo: of(ids.lunchMain) }))
  expect(codeOf(() => delivery.decide(late))).toBe('combo.unknown-reference')
})

test('a packed order goes back to the kitchen', () => {
  const { order } = aDelivery().after(print, setStatus('Waiting'), add(anItem()))
  expect(order).toMatchObject({ status: 'WaitCooking', whenPacked: null })
})
