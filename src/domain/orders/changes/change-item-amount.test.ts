import { expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, print, type Step, soup, tea } from '../testing/a-delivery.ts'
import { anItem, aPayment } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

const change = (by: bigint, positionId = soup): Step => ({
  kind: 'delivery.changeItemAmount',
  positionId,
  by,
})

test('of what the kitchen has not got yet', () => {
  expect(orderTotals(aDelivery().after(change(2_000n)).order).sum).toBe(115_000n)
  expect(codeOf(() => aDelivery().after(print, change(2_000n)))).toBe('item.wrong-status')
  expect(aDelivery().decide(change(0n))).toEqual([])
})

test('two people who add one add two', () => {
  const seenByBoth = aDelivery()
  expect(seenByBoth.after(change(1_000n), change(1_000n)).order.items[0]?.amount).toBe(3_000n)
})

test('within what an item allows', () => {
  expect(codeOf(() => aDelivery().decide(change(-1_000n)))).toBe('item.amount-invalid')
  expect(codeOf(() => aDelivery().decide(change(500n)))).toBe('item.amount-invalid')
  expect(codeOf(() => aDelivery().decide(change(1_000n, ids.order)))).toBe('item.position-unknown')
})

test('only the rise must be on hand', () => {
  const stopList = new Map([
    [ids.soup, { productId: ids.soup, sizeId: null, balance: 2_000n, isCounted: true, dateAdd: 1 }],
  ])
  expect(aDelivery().decide(change(2_000n), { stopList })).toHaveLength(1)
  expect(codeOf(() => aDelivery().decide(change(3_000n), { stopList }))).toBe('item.stopped')
})

test('a member of a combo keeps the amount of the combo', () => {
  const of = (groupId: string) => ({ comboId: ids.order, comboSourceId: ids.lunch, groupId, groupName: null })
  const items = [
    anItem(ids.soup, { positionId: soup, combo: of(ids.lunchMain) }),
    anItem(ids.tea, { positionId: tea, combo: of(ids.lunchDrink) }),
  ]
  const lunch = {
    id: ids.order,
    name: '',
    amount: 1,
    price: 40_000n,
    sourceId: ids.lunch,
    programId: null,
    sizeId: null,
  }
  expect(codeOf(() => aDelivery({ items, combos: [lunch] }).decide(change(1_000n)))).toBe('combo.amount')
})

test('an order does not become cheaper than what is paid', () => {
  const payments = [aPayment(ids.card, 80_000n, { isProcessedExternally: true })]
  const delivery = aDelivery({ items: [anItem(ids.soup, { positionId: soup, amount: 3_000n })], payments })
  expect(codeOf(() => delivery.decide(change(-1_000n)))).toBe('order.payment-too-large')
})
