import { describe, expect, test } from 'vitest'
import type { OrderItem } from '../orders/order.ts'
import { aDelivery, print } from '../orders/testing/a-delivery.ts'
import { aTableOrder, tables } from '../orders/testing/a-table.ts'
import type { QueueBoard } from '../reference/books.ts'
import { aCatalog } from '../reference/testing/a-catalog.ts'
import { anId, ids } from '../reference/testing/catalog-ids.ts'
import { boardProblems } from './check-board.ts'
import { type QueueStage, queueLabel, queueOf, stageOfHallOrder, stageOfPickup } from './queue.ts'
import { usualBoard } from './usual-board.ts'

const minutes = (count: number): number => count * 60_000
const usual = usualBoard(ids.terminalGroup)
const printed = aTableOrder().after({ kind: 'tableOrder.printToKitchen' }).order
const takenAt = printed.items[0]?.whenPrinted ?? 0

/** The order with its dishes at these states; done dishes were done three minutes after they were printed. */
const cooking = (...statuses: OrderItem['status'][]) => ({
  ...printed,
  items: printed.items.map((item, index) => ({
    ...item,
    status: statuses[index] ?? 'PrintedNotCooking',
    whenCookingCompleted: statuses[index] === 'CookingCompleted' ? takenAt + minutes(3) : null,
  })),
})
const shown = (
  board: Partial<QueueBoard>,
  order: typeof printed = printed,
  now = takenAt,
  name: string | null = null,
) => queueOf({ ...usual, ...board }, { hall: [{ order, name }], pickups: [] }, () => ids.scale, now)

describe('where an order of the hall stands, over its living dishes (front-api §7.3)', () => {
  test.each<[string, Parameters<typeof stageOfHallOrder>[0], QueueStage | null]>([
    ['nothing is printed', aTableOrder().order, null],
    ['the kitchen has it', printed, 'accepted'],
    ['one dish is begun', cooking('CookingStarted'), 'cooking'],
    ['one dish is done', cooking('CookingCompleted'), 'cooking'],
    ['the last dish is done', cooking('CookingCompleted', 'CookingCompleted'), 'ready'],
    ['one dish is handed over', cooking('Served', 'CookingCompleted'), 'ready'],
    ['all is handed over', cooking('Served', 'Served'), null],
    ['it is paid and still cooks', { ...cooking('CookingStarted'), status: 'Closed' }, 'cooking'],
    ['it is deleted', { ...printed, status: 'Deleted' }, null],
  ])('%s', (_what, order, stage) => {
    expect(stageOfHallOrder(order)).toBe(stage)
  })
})

test.each<[Parameters<typeof stageOfPickup>[0]['status'], boolean, QueueStage | null]>([
  ['Unconfirmed', false, null],
  ['WaitCooking', false, 'accepted'],
  ['CookingStarted', false, 'cooking'],
  ['CookingCompleted', false, 'ready'],
  ['CookingCompleted', true, 'cooking'],
  ['Waiting', true, 'ready'],
  ['Closed', false, null],
  ['Cancelled', false, null],
])('a pickup that is %s, with packing %s, stands at %s', (status, withPacking, stage) => {
  expect(stageOfPickup({ status, serviceType: 'DeliveryByClient' }, withPacking)).toBe(stage)
  expect(stageOfPickup({ status, serviceType: 'DeliveryByCourier' }, withPacking)).toBeNull()
})

test('a number is said with its prefix and so many last digits, or as the site calls it', () => {
  const order = { number: 1207, externalNumber: 'S-9' }
  const label = (more: Partial<QueueBoard>) => queueLabel(order, { ...usual, ...more })
  expect(label({})).toBe('1207')
  expect(label({ digits: 2, prefix: 'К' })).toBe('К07')
  expect(queueLabel({ ...order, number: 5 }, { ...usual, digits: 3 })).toBe('005')
  expect(label({ prefersExternalNumber: true })).toBe('S-9')
})

test('a board shows the types and halls that it is set to, and no tables with a waiter unless it is told to', () => {
  expect(shown({})).toHaveLength(1)
  expect(shown({ orderTypeIds: [printed.orderType.id] })).toHaveLength(1)
  expect(shown({ orderTypeIds: [anId(901)] })).toEqual([])
  expect(shown({ sectionIds: [ids.scale] })).toHaveLength(1)
  expect(shown({ sectionIds: [anId(901)] })).toEqual([])
  const served = { ...printed, waiter: { id: anId(903), name: 'Anna' } }
  expect(shown({}, served)).toEqual([])
  expect(shown({ withServedTables: true }, served)).toHaveLength(1)
  expect(shown({ withAccepted: false })).toEqual([])
})

test('a number leaves when it was ready long enough, or cooked too long', () => {
  const done = cooking('CookingCompleted', 'CookingCompleted')
  const at = (count: number) => shown({ keepReadyMinutes: 10 }, done, takenAt + minutes(count))
  expect(at(12)).toMatchObject([{ stage: 'ready', readyAt: takenAt + minutes(3) }])
  expect(at(13)).toEqual([])
  expect(shown({ keepCookingMinutes: 60 }, printed, takenAt + minutes(60))).toEqual([])
  expect(shown({ keepCookingMinutes: null }, printed, takenAt + minutes(600))).toHaveLength(1)
})

test.each([
  ['none', null],
  ['masked', 'А•••'],
  ['whole', 'Анна'],
] as const)('names are shown %s', (names, name) => {
  expect(shown({ names }, printed, takenAt, 'Анна')[0]?.name).toBe(name)
})

test('pickups stand beside the orders of the hall, those that were taken first before the others', () => {
  const pickup = aDelivery({ serviceType: 'DeliveryByClient', hasDeliveryPoint: false }).after(print).order
  const early = { ...printed, items: printed.items.map((item) => ({ ...item, whenPrinted: takenAt - 1 })) }
  const both = { hall: [{ order: early, name: null }], pickups: [{ order: pickup, name: null }] }
  const found = queueOf(usual, both, () => null, takenAt)
  expect(found.map(({ orderId }) => orderId)).toEqual([early.id, pickup.id])
})

test('a board is checked field by field', () => {
  const catalog = aCatalog()
  const fields = (more: Partial<QueueBoard>) =>
    boardProblems({ ...usual, ...more }, catalog).map(({ field }) => field)
  expect(fields({})).toEqual([])
  expect(fields({ name: ' ' })).toEqual(['name'])
  expect(fields({ terminalGroupId: anId(902) })).toEqual(['terminalGroupId'])
  expect(fields({ orderTypeIds: [anId(902)] })).toEqual(['orderTypeIds'])
  expect(fields({ sectionIds: [tables.first] })).toEqual(['sectionIds'])
  expect(fields({ prefix: '1234567' })).toEqual(['prefix'])
  expect(fields({ colours: { cooking: 'red', ready: null } })).toEqual(['colours'])
  const advertisement = { lines: ['x'.repeat(121)], image: 'javascript:alert(1)', seconds: 5 }
  expect(fields({ advertisement })).toEqual(['advertisement', 'advertisement.image'])
})
