import { expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery } from '../testing/a-delivery.ts'
import { aTableOrder, type TableStep } from '../testing/a-table.ts'
import { anItem, aPayment } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

const choose = (priceCategoryId: string | null): TableStep => ({
  kind: 'tableOrder.changePriceCategory',
  priceCategoryId,
})

test('all dishes of the order cost what the category says, and usual prices come back', () => {
  const table = aTableOrder()
  const inApp = table.after(choose(ids.appPrices))
  expect(inApp.order).toMatchObject({ priceCategory: { id: ids.appPrices, name: 'App' } })
  expect([table, inApp].map(({ order }) => orderTotals(order).sum)).toEqual([45_000n, 40_000n])
  const back = inApp.after(choose(null))
  expect(back.order.priceCategory).toBeNull()
  expect(back.order.items).toEqual(table.order.items)
})

test('dishes that are added later cost it too', () => {
  const table = aTableOrder().after(choose(ids.appPrices), {
    ...{ kind: 'tableOrder.addItems', items: [anItem(ids.soup)], combos: [], servicePrint: false },
  })
  expect(table.order.items.map((item) => item.kind === 'Product' && item.price)).toEqual([
    30_000n,
    10_000n,
    30_000n,
  ])
})

test('a price that somebody gave stays', () => {
  const table = aTableOrder({ items: [anItem(ids.soup, { price: 33_000n }), anItem(ids.soup)] })
  const { order } = table.after(choose(ids.appPrices))
  expect(order.items.map((item) => item.kind === 'Product' && item.price)).toEqual([33_000n, 30_000n])
})

test('the same category again changes nothing', () => {
  expect(aTableOrder().decide(choose(null))).toEqual([])
  expect(aTableOrder().after(choose(ids.appPrices)).decide(choose(ids.appPrices))).toEqual([])
})

test('not once the guest has the bill, and not an unknown one', () => {
  const billed = aTableOrder().after({ kind: 'tableOrder.printBill' })
  expect(codeOf(() => billed.decide(choose(ids.appPrices)))).toBe('order.bill-printed')
  expect(codeOf(() => aTableOrder().decide(choose(ids.soup)))).toBe('request.field-invalid')
})

test('an order never costs less than what was paid', () => {
  const paid = aTableOrder().after({
    kind: 'tableOrder.addPayments',
    payments: [aPayment(ids.card, 45_000n, { isProcessedExternally: true })],
    tips: [],
  })
  expect(codeOf(() => paid.decide(choose(ids.appPrices)))).toBe('order.payment-too-large')
})

test('a delivery is priced anew as well', () => {
  const { order } = aDelivery({ items: [anItem(ids.soup)] }).after({
    kind: 'delivery.changePriceCategory',
    priceCategoryId: ids.appPrices,
  })
  expect(order.items[0]).toMatchObject({ price: 30_000n })
})
