/** What open tills were complained about: screens that show what is not so, and refusals that lead nowhere. */
import { expect, test } from 'vitest'
import { aDelivery, anItem } from '../../testing/a-delivery.ts'
import { aReserve, aTableOrder } from '../../testing/a-hall.ts'
import type { Board } from '../../till-types.ts'
import type { Action, ComposedCommand } from '../action.ts'
import { adding, anna, boris, picturesOf, placing } from '../testing/a-device.ts'
import { withoutPeople } from '../till-memory.ts'
import { isShown } from '../till-outbox.ts'
import { withWaiting } from '../waiting-board.ts'
import { afterWayOut, type WayOut, waysOut } from '../ways-out.ts'

const aBoard = (more: Partial<Board> = {}): Board => ({
  now: 0,
  link: { now: 0, isConnected: true, waitingEntries: 0, cloudSeenAt: null, pair: null },
  ...{ deliveries: [], tableOrders: [], reserves: [], stopList: [], shift: null, staffOnShift: [] },
  ...more,
})
const first = <Thing>([thing]: readonly Thing[]): Thing => {
  if (thing === undefined) throw new Error('there is none')
  return thing
}
let count = 0
const doing = (command: ComposedCommand, more: Partial<Action> = {}): Action => ({
  ...{ id: `a${++count}`, till: 'pokrovka', author: anna, command, picture: picturesOf(command) },
  ...{ composedAt: 60_000, refusal: null },
  ...more,
})
const refusedWith = (code: string) => ({ refusal: { code, text: { ru: code, en: code } } })
const making = { newId: () => `new${++count}`, me: anna }

test('a table showed as free though guests had ordered at it', () => {
  const board = withWaiting(aBoard(), [doing(placing('o1')), doing(adding('o1', 'soup', 'cake'))])
  expect(board.tableOrders).toHaveLength(1)
  expect(board.tableOrders[0]).toMatchObject({
    ...{ id: 'o1', tableIds: ['t1'], status: 'New', isUnsent: true, sum: 200, waiter: 'Кузнецова Анна' },
    // Only dishes may be added: no kitchen, no bill, no money.
    allowed: ['tableOrder.addItems'],
  })
  expect(board.tableOrders[0]?.items.map(({ name, isUnsent }) => [name, isUnsent])).toEqual([
    ['soup', true],
    ['cake', true],
  ])
})

test('a number was given twice: by the screen and by the till', () => {
  const [order] = withWaiting(aBoard(), [doing(placing('o1'))]).tableOrders
  expect(order?.number).toBe(0)
})

test('a dish stood twice in the order while its answer was under way', () => {
  const adds = doing(adding('order', 'soup'))
  const there = aTableOrder({ items: [anItem({ positionId: 'order/soup' })], sum: 420 })
  const board = withWaiting(aBoard({ tableOrders: [there] }), [adds])
  expect(board.tableOrders[0]?.items).toHaveLength(1)
  expect(board.tableOrders[0]?.sum).toBe(420)
  expect(isShown(board, adds)).toBe(true)
  expect(isShown(aBoard({ tableOrders: [aTableOrder()] }), adds)).toBe(false)
})

test('an order that was closed elsewhere came back to life on the screen', () => {
  const closed = aTableOrder({ status: 'Closed', allowed: [] })
  const board = withWaiting(aBoard({ tableOrders: [closed] }), [doing(placing('order'))])
  expect(board.tableOrders).toHaveLength(1)
  expect(board.tableOrders[0]?.status).toBe('Closed')
})

test('what the till refused went on standing in the order and in its sum', () => {
  const refused = doing(adding('order', 'soup'), refusedWith('order.wrong-status'))
  const board = withWaiting(aBoard({ tableOrders: [aTableOrder()] }), [refused])
  expect(board.tableOrders[0]?.items).toHaveLength(1)
  expect(board.tableOrders[0]?.sum).toBe(420)
})

test('prices of yesterday were charged for what was composed without the till', () => {
  const command = adding('order', 'soup')
  // The screen shows its own price, and sends none.
  expect(JSON.stringify(command)).not.toContain('price')
  expect(JSON.stringify(command)).not.toContain('sum')
  const fromTill = aTableOrder({ items: [anItem({ positionId: 'order/soup', sum: 777 })], sum: 777 })
  expect(withWaiting(aBoard({ tableOrders: [fromTill] }), [doing(command)]).tableOrders[0]?.sum).toBe(777)
})

test('notes and dishes of deliveries and banquets were forgotten on the way', () => {
  const banquet = aTableOrder({ id: 'banquet-sale' })
  const board = withWaiting(aBoard({ deliveries: [aDelivery()], reserves: [aReserve({ banquet })] }), [
    doing({ kind: 'delivery.changeComment', orderId: 'delivery', comment: 'первый' }),
    doing({ kind: 'delivery.changeComment', orderId: 'delivery', comment: 'последний' }),
    doing({ kind: 'delivery.changeProblem', orderId: 'delivery', description: 'нет лифта' }),
    doing({ ...adding('reserve', 'cake'), kind: 'reserve.addItems' } as ComposedCommand),
  ])
  expect(board.deliveries[0]).toMatchObject({ comment: 'последний', problem: 'нет лифта' })
  expect(board.reserves[0]?.banquet?.items.at(-1)).toMatchObject({ name: 'cake', isUnsent: true })
})

test('dishes for an order that was paid meanwhile had nowhere to go', () => {
  const refused = doing(adding('order', 'soup', 'cake'), refusedWith('order.wrong-status'))
  const hall = { tableOrders: [aTableOrder({ status: 'Closed', guests: 3 })] }
  const way = first(waysOut(refused, hall, anna))
  expect(way).toEqual({ kind: 'new-order', tableIds: ['t1'], guests: 3 })
  const after = afterWayOut([refused], refused.id, way, making)
  expect(after).toHaveLength(1)
  const opening = first(after)
  expect(opening).toMatchObject({
    refusal: null,
    command: { kind: 'tableOrder.place', tableIds: ['t1'], guestCount: 3 },
  })
  expect(opening.id).not.toBe(refused.id)
  expect(opening.command.orderId).not.toBe('order')
  // The same positions: had the till taken them after all, it would not take them twice.
  expect(itemsOf(opening.command)?.map(({ positionId }) => positionId)).toEqual(['order/soup', 'order/cake'])
})

test('two waiters opened the same table, and the second one’s dishes were lost', () => {
  const place = doing(placing('mine'), refusedWith('table.occupied'))
  const mine = doing(adding('mine', 'soup'))
  const theirs = aTableOrder({ id: 'theirs', number: 12 })
  const way = first(waysOut(place, { tableOrders: [theirs] }, anna))
  expect(way).toEqual({ kind: 'join', orderId: 'theirs', number: 12 })
  const after = afterWayOut([place, mine], place.id, way, making)
  expect(after).toHaveLength(1)
  expect(after[0]?.command).toMatchObject({ kind: 'tableOrder.addItems', orderId: 'theirs' })
  const board = withWaiting(aBoard({ tableOrders: [theirs] }), after)
  expect(board.tableOrders[0]?.items.map(({ name }) => name)).toEqual(['Борщ', 'soup'])
})

test('one dish that had run out held back the whole order', () => {
  const refused = doing(adding('order', 'soup', 'cake'), refusedWith('stop-list.product-stopped'))
  const ways = waysOut(refused, { tableOrders: [aTableOrder()] }, anna)
  expect(ways.map(({ kind }) => kind)).toEqual(['one-by-one', 'again', 'discard'])
  const singles = afterWayOut([refused], refused.id, { kind: 'one-by-one' }, making)
  expect(singles.map(({ command }) => 'items' in command && command.items?.length)).toEqual([1, 1])
  expect(singles.map(({ picture }) => picture[0]?.name)).toEqual(['soup', 'cake'])
  const place = doing({ ...placing('o9'), items: itemsOf(adding('o9', 'a', 'b')) } as ComposedCommand)
  const opened = afterWayOut([place], place.id, { kind: 'one-by-one' }, making)
  expect(opened.map(({ command }) => command.kind)).toEqual([
    'tableOrder.place',
    'tableOrder.addItems',
    'tableOrder.addItems',
  ])
})
const itemsOf = (command: ComposedCommand) => ('items' in command ? command.items : [])

test('the work of a waiter who went home could be neither sent nor seen', () => {
  const annas = doing(adding('order', 'soup'))
  const ways = waysOut(annas, { tableOrders: [aTableOrder()] }, boris)
  expect(ways.map(({ kind }) => kind)).toEqual(['take-over', 'discard'])
  const [taken] = afterWayOut([annas], annas.id, { kind: 'take-over' }, { ...making, me: boris })
  expect(taken?.author).toEqual(boris)
})

test('both tabs answered one refusal, and its dishes came twice', () => {
  const refused = doing(adding('order', 'soup'), refusedWith('order.wrong-status'))
  const way: WayOut = { kind: 'new-order', tableIds: ['t1'], guests: 2 }
  const once = afterWayOut([refused], refused.id, way, making)
  expect(afterWayOut(once, refused.id, way, making)).toEqual(once)
})

test('an order that was given up came back with the dishes that were added to it', () => {
  const place = doing(placing('o1'), refusedWith('table.unknown'))
  const rest = doing(adding('o2', 'tea'))
  const after = afterWayOut([place, doing(adding('o1', 'soup')), rest], place.id, { kind: 'discard' }, making)
  expect(after).toEqual([rest])
})

test('a lost phone carried the guests’ names, phones and addresses', () => {
  const board = aBoard({
    deliveries: [aDelivery({ comment: 'Анне Смирновой' })],
    reserves: [aReserve({ comment: 'день рождения Анны' })],
    tableOrders: [aTableOrder({ customerName: 'Анна Смирнова' })],
  })
  expect(JSON.stringify(withoutPeople(board))).not.toMatch(/Анн|79005550177|Покровка/)
})
