import { expect, test } from 'vitest'
import { aHallTill, aTableOrder, tables } from '../../../domain/orders/testing/a-table.ts'
import { anItem } from '../../../domain/orders/testing/a-till.ts'
import { ids } from '../../../domain/reference/testing/catalog-ids.ts'
import { kitchenOrderOf } from './kitchen-orders.ts'
import { orderOfTable } from './make-order.ts'

const till = aHallTill()
const place = {
  catalog: till.catalog,
  organizationId: till.organizationId,
  terminalGroupId: till.terminalGroupId,
  scale: 2,
}

test('an order on a table has its table, guests, dishes and exact sums', () => {
  const { order } = aTableOrder({
    isExternal: false,
    guestCount: 2,
    items: [anItem(ids.soup, { amount: 2000n })],
  })
  const seen = orderOfTable(place, order)
  expect(seen).toMatchObject({
    id: order.id,
    kind: 'table',
    status: 'New',
    revision: 1,
    number: 7,
    estimatedGuestsCount: 2,
    tables: [{ id: tables.second, number: 2 }],
    orderType: { orderServiceType: 'Common' },
  })
  expect(seen.guests).toHaveLength(2)
  const [dish] = seen.items
  expect(dish).toMatchObject({
    type: 'product',
    amount: 2,
    status: 'Added',
    course: 'Default',
    deleted: false,
  })
  expect(seen.fullSum).toBe(dish?.cost)
  expect(seen.resultSum).toBe(seen.fullSum)
})

test('every change has another revision', () => {
  const one = aTableOrder()
  const two = one.after({ kind: 'tableOrder.printToKitchen' })
  expect(orderOfTable(place, two.order).revision).toBeGreaterThan(orderOfTable(place, one.order).revision)
})

test('the kitchen has what was printed, and is as far as its least advanced dish', () => {
  const placed = aTableOrder({ items: [anItem(ids.soup), anItem(ids.soup)] })
  const kitchen = ({ order }: typeof placed) => kitchenOrderOf(place, order, orderOfTable(place, order))
  expect(kitchen(placed)).toBeNull()

  const printed = placed.after({ kind: 'tableOrder.printToKitchen' })
  expect(kitchen(printed)).toMatchObject({ processingStatus: 'New', baseOrderId: placed.order.id })
  const [first, second] = printed.order.items.map(({ positionId }) => positionId) as [string, string]

  const begun = printed.after({
    kind: 'tableOrder.setCooking',
    positionIds: [first],
    status: 'CookingCompleted',
  })
  expect(kitchen(begun)).toMatchObject({
    processingStatus: 'CookingStarted',
    items: [{ processingStatus: 'Processed' }, { processingStatus: 'Idle' }],
  })
  const ready = begun.after({ kind: 'tableOrder.setCooking', positionIds: [second], status: 'Served' })
  expect(kitchen(ready)?.processingStatus).toBe('CookingCompleted')
})
