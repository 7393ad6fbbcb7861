import { expect, test } from 'vitest'
import { anItem } from '../kit/testing/a-delivery.ts'
import { aReserve, aTableOrder } from '../kit/testing/a-hall.ts'
import { ofTable } from '../pos/model/hall.ts'
import { ordersOf, readyDishes, readyOrders, unsentCount } from './my-work.ts'
import { readWaiterRoute } from './route.ts'

test('a waiter sees the orders they serve, the oldest first, and none that has ended', () => {
  const hall = {
    tableOrders: [
      aTableOrder({ id: 'late', waiterId: 'anna', whenCreated: 9 }),
      aTableOrder({ id: 'early', waiterId: 'anna', whenCreated: 3 }),
      aTableOrder({ id: 'paid', waiterId: 'anna', status: 'Closed' }),
      aTableOrder({ id: 'other', waiterId: 'boris' }),
      aTableOrder({ id: 'nobody' }),
    ],
    reserves: [aReserve({ status: 'Started', banquet: aTableOrder() })],
  }
  expect(ordersOf('anna', hall).map(({ id }) => id)).toEqual(['early', 'late'])
})

test('dishes wait at the pass from the moment the kitchen finished them, the longest first', () => {
  const ready = (positionId: string, at: number) =>
    anItem({ positionId, status: 'CookingCompleted', whenCookingCompleted: at })
  const orders = [
    ofTable(aTableOrder({ items: [ready('second', 20), anItem({ positionId: 'raw' })] })),
    ofTable(aTableOrder({ items: [ready('first', 10), { ...ready('gone', 5), isDeleted: true }] })),
  ]
  expect(readyDishes(orders).map(({ item }) => item.positionId)).toEqual(['first', 'second'])
  const two = [
    ofTable(aTableOrder({ id: 'a', items: [ready('a1', 10), ready('a2', 30)] })),
    ofTable(aTableOrder({ id: 'b', items: [ready('b1', 20)] })),
  ]
  expect(readyOrders(readyDishes(two)).map(({ order, items }) => [order.id, items.length])).toEqual([
    ['a', 2],
    ['b', 1],
  ])
})

test('what is on this phone only is counted', () => {
  const items = [anItem(), anItem({ positionId: 'b', isUnsent: true })]
  expect(unsentCount(ofTable(aTableOrder({ items })))).toBe(1)
})

test('addresses of the phone', () => {
  expect(readWaiterRoute('')).toEqual({ screen: 'tables', view: null })
  expect(readWaiterRoute('#/hall')).toEqual({ screen: 'tables', view: null })
  expect(readWaiterRoute('#/hall/mine')).toEqual({ screen: 'tables', view: 'mine' })
  expect(readWaiterRoute('#/table/5')).toEqual({ screen: 'order', of: 'table', id: '5' })
  expect(readWaiterRoute('#/banquet/6')).toEqual({ screen: 'order', of: 'banquet', id: '6' })
  expect(readWaiterRoute('#/ready')).toEqual({ screen: 'ready' })
})
