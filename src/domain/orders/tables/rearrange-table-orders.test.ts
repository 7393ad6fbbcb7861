import { describe, expect, test } from 'vitest'
import { anId, ids } from '../../reference/testing/catalog-ids.ts'
import { ARoom } from '../testing/a-room.ts'
import { aHall, aHallTill, aTableOrder, tables } from '../testing/a-table.ts'
import { anItem, aPayment } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'
import { orderSums } from '../totals.ts'
import type { ItemPart } from './serving-commands.ts'

const [one, two, born] = [anId(920), anId(921), anId(922)]
const [soup, tea, juice] = [anId(930), anId(931), anId(932)]
const whole = (...positionIds: string[]): ItemPart[] =>
  positionIds.map((positionId) => ({ positionId, amount: null }))

function aRoom(till = aHallTill()): ARoom {
  const first = aTableOrder(
    {
      ...{ orderId: one, guestCount: 2, isExternal: false, tableIds: [tables.first] },
      items: [anItem(ids.soup, { positionId: soup, amount: 2000n }), anItem(ids.tea, { positionId: tea })],
    },
    till,
  )
  const second = aTableOrder(
    {
      ...{ orderId: two, guestCount: 1, isExternal: false, tableIds: [tables.second] },
      items: [anItem(ids.juice, { positionId: juice })],
    },
    till,
  )
  return new ARoom(till, [first.order, second.order])
}
const sumOf = (room: ARoom): bigint =>
  room.orders
    .filter(({ status }) => status !== 'Deleted')
    .reduce((sum, order) => sum + orderSums(order).sum, 0n)
const amounts = (room: ARoom, id: string) => room.order(id).items.map(({ name, amount }) => [name, amount])

describe('moving (front-api §2.6.5)', () => {
  test('dishes and parts of their amounts come to another order as they are', () => {
    const room = aRoom()
    const before = sumOf(room)
    room.do({ kind: 'tableOrder.printToKitchen', orderId: one, positionIds: [soup] })
    const parts = [{ positionId: soup, amount: 500n }, ...whole(tea)]
    const to = { kind: 'order' as const, orderId: two, guestId: null }
    room.do({ kind: 'tableOrder.move', orderId: one, parts, guestIds: [], to })
    expect(amounts(room, one)).toEqual([['Borscht', 1500n]])
    expect(room.order(two).items.map(({ amount, status }) => [amount, status])).toEqual([
      [1000n, 'Added'],
      [500n, 'PrintedNotCooking'],
      [1000n, 'Added'],
    ])
    expect(sumOf(room)).toBe(before)
  })

  test('guests go with all that is theirs and leave nothing behind', () => {
    const room = aRoom()
    const [guest, left] = room.order(one).guests
    if (!guest || !left) throw new Error('two guests sat down')
    room.do({ kind: 'tableOrder.assignItems', orderId: one, positionIds: [tea], guestId: guest.id })
    const to = { kind: 'order' as const, orderId: two, guestId: null }
    room.do({ kind: 'tableOrder.move', orderId: one, parts: [], guestIds: [guest.id], to })
    expect(room.order(one)).toMatchObject({ guests: [left], guestCount: 1 })
    expect(room.order(two)).toMatchObject({ guestCount: 2 })
    expect(room.order(two).guests[1]).toMatchObject({ id: guest.id, rank: 2 })
    expect(room.order(two).items[1]).toMatchObject({ positionId: tea, orderGuestId: guest.id })
  })

  test('a new order is of the same waiter and has a number of its own', () => {
    const room = aRoom()
    const to = { kind: 'new' as const, orderId: born, tableIds: [tables.second] }
    room.do({ kind: 'tableOrder.move', orderId: one, parts: whole(tea), guestIds: [], to })
    expect(room.order(born)).toMatchObject({
      ...{ parentOrderId: one, number: 9, tableIds: [tables.second], status: 'New', waiter: null },
      ...{ guestCount: 1, payments: [] },
    })
    expect(amounts(room, born)).toEqual([['Tea', 1000n]])
    expect(
      codeOf(() => room.do({ kind: 'tableOrder.move', orderId: one, parts: whole(soup), guestIds: [], to })),
    ).toBe('order.duplicate-id')
  })

  test('a table of one order takes no second party, the same party may pay apart', () => {
    const till = aHallTill({}, { items: [aHall({ forbidsSecondOrder: true })] })
    const room = aRoom(till)
    const at = (tableId: string) => ({ kind: 'new' as const, orderId: born, tableIds: [tableId] })
    const move = (tableId: string) => () =>
      room.do({
        kind: 'tableOrder.move',
        orderId: one,
        parts: whole(tea),
        guestIds: [],
        to: at(tableId),
      })
    expect(codeOf(move(tables.second))).toBe('table.occupied')
    expect(move(tables.first)()).not.toHaveLength(0)
  })

  test('nothing moves under a bill, to where nobody is, or more than there is', () => {
    const room = aRoom()
    const to = { kind: 'order' as const, orderId: two, guestId: null }
    const move = (parts: ItemPart[], target = to) =>
      codeOf(() => room.do({ kind: 'tableOrder.move', orderId: one, parts, guestIds: [], to: target }))
    expect(move([{ positionId: soup, amount: 2001n }])).toBe('item.amount-invalid')
    expect(move(whole(soup), { ...to, orderId: anId(99) })).toBe('order.not-found')
    expect(move(whole(soup), { ...to, guestId: anId(99) as never })).toBe('table.guest-unknown')
    expect(move([])).toBe('order.no-items')
    expect(room.entries).toEqual([])
    room.do({ kind: 'tableOrder.printBill', orderId: two })
    expect(move(whole(soup))).toBe('order.bill-printed')
  })

  test('a combo goes whole and is not divided', () => {
    const till = aHallTill()
    const of = (groupId: string) => ({
      ...{ comboId: ids.combo, comboSourceId: ids.lunch, groupId, groupName: null },
    })
    const lunch = aTableOrder(
      {
        orderId: one,
        isExternal: false,
        items: [
          anItem(ids.soup, { positionId: soup, combo: of(ids.lunchMain) }),
          anItem(ids.tea, { positionId: tea, combo: of(ids.lunchDrink) }),
          anItem(ids.juice),
        ],
        combos: [
          {
            ...{ id: ids.combo, name: 'Lunch', amount: 1, price: 40_000n, sourceId: ids.lunch },
            ...{ programId: null, sizeId: null },
          },
        ],
      },
      till,
    )
    const room = new ARoom(till, [lunch.order])
    const before = sumOf(room)
    const to = { kind: 'new' as const, orderId: born, tableIds: [] }
    const half = [{ positionId: soup, amount: 500n }]
    expect(
      codeOf(() => room.do({ kind: 'tableOrder.move', orderId: one, parts: half, guestIds: [], to })),
    ).toBe('item.indivisible')
    room.do({ kind: 'tableOrder.move', orderId: one, parts: whole(soup), guestIds: [], to })
    expect(room.order(born).combos).toHaveLength(1)
    expect(amounts(room, born)).toHaveLength(2)
    expect(room.order(one).combos).toEqual([])
    expect(sumOf(room)).toBe(before)
  })
})

describe('merging', () => {
  test('everything comes together and the emptied order is gone', () => {
    const room = aRoom()
    const before = sumOf(room)
    room.do({ kind: 'tableOrder.merge', orderId: two, fromOrderIds: [one] })
    expect(room.order(one)).toMatchObject({ status: 'Deleted', items: [], guests: [] })
    expect(room.order(two)).toMatchObject({ guestCount: 3 })
    expect(room.order(two).guests.map(({ rank }) => rank)).toEqual([1, 2, 3])
    expect(sumOf(room)).toBe(before)
    expect(codeOf(() => room.do({ kind: 'tableOrder.merge', orderId: two, fromOrderIds: [one] }))).toBe(
      'order.wrong-status',
    )
  })
  test('what is paid already stays by itself', () => {
    const room = aRoom()
    const payments = [aPayment(ids.card, 1000n, { isProcessedExternally: true, isPrepay: true })]
    room.do({ kind: 'tableOrder.addPayments', orderId: one, payments, tips: [] })
    expect(codeOf(() => room.do({ kind: 'tableOrder.merge', orderId: two, fromOrderIds: [one] }))).toBe(
      'table.merged-is-paid',
    )
    expect(room.order(one).status).toBe('New')
  })
})

describe('splitting by guests', () => {
  test('each pays for what they had and for a part of what was common', () => {
    const room = aRoom()
    const before = sumOf(room)
    const [stays, goes] = room.order(one).guests
    if (!stays || !goes) throw new Error('two guests sat down')
    room.do({ kind: 'tableOrder.assignItems', orderId: one, positionIds: [soup], guestId: stays.id })
    const guests = [{ guestId: goes.id, newOrderId: born }]
    room.do({ kind: 'tableOrder.splitByGuests', orderId: one, guests, shareCommon: true })
    expect(amounts(room, one)).toEqual([
      ['Borscht', 2000n],
      ['Tea', 500n],
    ])
    expect(amounts(room, born)).toEqual([['Tea', 500n]])
    expect(room.order(born)).toMatchObject({ tableIds: [tables.first], guestCount: 1, parentOrderId: one })
    expect(room.order(one).guestCount).toBe(1)
    expect(sumOf(room)).toBe(before)
  })
  test('somebody or something stays', () => {
    const room = aRoom()
    const all = room.order(two).guests.map(({ id }) => ({ guestId: id, newOrderId: born }))
    const split = { kind: 'tableOrder.splitByGuests' as const, orderId: two, guests: all, shareCommon: true }
    expect(codeOf(() => room.do(split))).toBe('request.field-invalid')
  })
})
