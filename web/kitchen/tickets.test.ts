import { expect, test } from 'vitest'
import { aDelivery, anItem } from '../kit/testing/a-delivery.ts'
import { aReserve, aTableOrder } from '../kit/testing/a-hall.ts'
import type { Board } from '../kit/till-types.ts'
import { kitchenOrders } from './kitchen-orders.ts'
import { bumpOf, nextOf, recallOf, sumsOf, ticketsOf, toHandOver, waitOf } from './tickets.ts'

const minutes = (count: number): number => count * 60_000
const printed = anItem({ positionId: 'soup', status: 'PrintedNotCooking', whenPrinted: minutes(10) })
const pizza = anItem({
  positionId: 'pizza',
  status: 'PrintedNotCooking',
  cookingPlaceId: 'oven',
  whenPrinted: minutes(12),
})
const delivery = aDelivery({
  status: 'WaitCooking',
  items: [printed, pizza, anItem({ positionId: 'later' })],
})
const orders = (board: Partial<Board>) =>
  kitchenOrders({ deliveries: [], tableOrders: [], reserves: [], ...board })
const [order] = orders({ deliveries: [delivery] })
if (!order) throw new Error('no order')

test('a ticket holds what was printed; a station sees its own and counts the rest', () => {
  const [all] = ticketsOf([order], null)
  expect(all?.items.map(({ positionId }) => positionId)).toEqual(['soup', 'pizza'])
  expect(all?.since).toBe(minutes(10))
  const [oven] = ticketsOf([order], 'oven')
  expect(oven).toMatchObject({ elsewhere: 1, since: minutes(12) })
  expect(ticketsOf([order], 'bar')).toEqual([])
})

test('a ticket goes when its last dish is done; what the kitchen may not touch has none', () => {
  const done = { ...order, items: [{ ...printed, status: 'CookingCompleted' as const }] }
  expect(ticketsOf([done, { ...order, isOpen: false }], null)).toEqual([])
})

test('one touch begins everything, the next one ends everything', () => {
  const [ticket] = ticketsOf([order], null)
  if (!ticket) throw new Error('no ticket')
  expect(bumpOf(ticket)).toEqual({
    kind: 'delivery',
    orderId: order?.id,
    positionIds: ['soup', 'pizza'],
    status: 'CookingStarted',
    from: 'PrintedNotCooking',
  })
  const half = { ...ticket, items: [{ ...printed, status: 'CookingStarted' as const }, pizza] }
  expect(bumpOf(half)).toMatchObject({ positionIds: ['pizza'], status: 'CookingStarted' })
  const begun = { ...ticket, items: [{ ...printed, status: 'CookingStarted' as const }] }
  expect(bumpOf(begun)).toMatchObject({ status: 'CookingCompleted' })
})

test('what was bumped by mistake goes one state back', () => {
  const bump = {
    kind: 'delivery' as const,
    orderId: 'o',
    positionIds: ['soup'],
    status: 'CookingCompleted' as const,
    from: 'CookingStarted' as const,
  }
  expect(recallOf(bump)).toEqual({ ...bump, status: 'CookingStarted', from: 'CookingCompleted' })
  expect(recallOf({ ...bump, status: 'CookingStarted' }).status).toBe('PrintedNotCooking')
  expect(recallOf({ ...bump, status: 'Served' }).status).toBe('CookingCompleted')
  expect(nextOf(anItem({ status: 'CookingCompleted' }))).toBeNull()
})

test.each([
  [15, 'calm'],
  [22, 'soon'],
  [30, 'late'],
] as const)('at minute %i a ticket of minute 10 with 20 minutes to cook is %s', (now, urgency) => {
  const [ticket] = ticketsOf([order], null)
  if (!ticket) throw new Error('no ticket')
  expect(waitOf(ticket, minutes(now), 20).urgency).toBe(urgency)
})

test('a broken promise is late however short it cooks', () => {
  const [ticket] = ticketsOf([{ ...order, promisedAt: minutes(11) }], null)
  if (!ticket) throw new Error('no ticket')
  expect(waitOf(ticket, minutes(12), 20).urgency).toBe('late')
})

const atTable = (more: Parameters<typeof aTableOrder>[0] = {}) =>
  aTableOrder({ items: [printed], allowed: ['tableOrder.setCooking'], ...more })

test('tables and the counter stand among deliveries, by when they are due', () => {
  const soon = { ...delivery, completeBefore: minutes(25) }
  const board = {
    deliveries: [soon],
    tableOrders: [atTable({ waiter: 'Мария' }), atTable({ status: 'Deleted' })],
  }
  const found = ticketsOf(orders(board), null, 20)
  expect(found.map((ticket) => [ticket.order.kind, ticket.order.place])).toEqual([
    ['delivery', 'courier'],
    ['tableOrder', 'table'],
  ])
  expect(ticketsOf(orders(board), null, 10)[0]?.order.kind).toBe('tableOrder')
  const [table] = ticketsOf(orders({ tableOrders: [atTable()] }), null)
  if (!table) throw new Error('no ticket')
  expect(table.order.place).toBe('counter')
  expect(bumpOf(table)?.kind).toBe('tableOrder')
  expect(waitOf(table, minutes(20), 20).urgency).toBe('calm')
})

test('the kitchen has the printed dishes of a banquet, and bumps them by its reserve', () => {
  const banquet = {
    ...aTableOrder({ items: [printed, { ...printed, positionId: 'later', status: 'Added' }] }),
  }
  const reserve = aReserve({
    ...{ status: 'Started', guestsComingTime: minutes(5), comment: 'торт' },
    ...{ banquet, allowed: ['reserve.setCooking'] },
  })
  const [ticket] = ticketsOf(orders({ reserves: [aReserve(), reserve] }), null)
  if (!ticket) throw new Error('no ticket')
  expect(ticket.order).toMatchObject({ kind: 'reserve', id: 'reserve', place: 'table', comment: 'торт' })
  expect(bumpOf(ticket)).toMatchObject({ kind: 'reserve', positionIds: [printed.positionId] })
})

test('the same dish of all tickets is summed up, sizes apart, without what is done', () => {
  const many = atTable({
    items: [
      { ...printed, amount: 3 },
      { ...printed, amount: 9, status: 'CookingCompleted' },
    ],
  })
  const big = atTable({ id: 'big', items: [{ ...printed, size: 'L' }] })
  expect(sumsOf(ticketsOf(orders({ deliveries: [delivery], tableOrders: [many, big] }), 'hot'))).toEqual([
    { key: 'product ', name: 'Борщ', size: null, amount: 4 },
    { key: 'product L', name: 'Борщ', size: 'L', amount: 1 },
  ])
})

test('what is cooked at the counter waits to be handed over; the waiter fetches the tables’', () => {
  const done = { ...printed, status: 'CookingCompleted' as const, whenCookingCompleted: minutes(15) }
  const ready = atTable({ items: [done], status: 'Closed' })
  const board = orders({ tableOrders: [ready, { ...ready, id: 'w', waiter: 'Мария' }] })
  const [first, ...rest] = toHandOver(board, minutes(20))
  expect(first).toEqual({
    kind: 'tableOrder',
    orderId: 'order',
    positionIds: ['soup'],
    status: 'Served',
    from: 'CookingCompleted',
  })
  expect(rest).toEqual([])
  expect(toHandOver(board, minutes(200))).toEqual([])
  expect(toHandOver(orders({ tableOrders: [atTable()] }), minutes(20))).toEqual([])
})
