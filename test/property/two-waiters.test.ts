/**
 * Two devices at one table: whatever their deeds meet in which order, nothing is lost or doubled, and where they touch
 * different things the outcome does not depend on who was first. A failure prints the seed; run it again with SEED=….
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OrderItem } from '../../src/domain/orders/order.ts'
import { evolveTableOrder } from '../../src/domain/orders/tables/evolve-table-order.ts'
import type { TableOrder } from '../../src/domain/orders/tables/table-order.ts'
import { ARoom, type RoomCommand } from '../../src/domain/orders/testing/a-room.ts'
import { aHallTill, aTableOrder, tables } from '../../src/domain/orders/testing/a-table.ts'
import { aChosenModifier, anItem, aRandom } from '../../src/domain/orders/testing/a-till.ts'
import { orderTotals } from '../../src/domain/orders/totals.ts'
import { anId, ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import { priceOf } from '../../src/kernel/exact.ts'
import { Refusal } from '../../src/kernel/refusals.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`two-waiters: SEED=${seed}`)

type Device = 0 | 1
const [main, other] = [anId(1000), anId(1001)]
const dishes = [ids.soup, ids.tea, ids.juice]
/** Prices that do not divide, so that a lost rounding shows. */
const prices = [33_333n, 9_999n, 12_345n]
const positions = Array.from({ length: 8 }, (_, index) => anId(1010 + index))
const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T

const line = (positionId: string, number: number) =>
  anItem(pick(dishes, number), { positionId, price: pick(prices, number), amount: 2000n })

function aRoom(): ARoom {
  const till = aHallTill({ random: aRandom(seed % 65_536) })
  const seat = (orderId: string, tableId: string, items: ReturnType<typeof line>[]): TableOrder =>
    aTableOrder({ orderId, tableIds: [tableId], items, guestCount: 2, isExternal: false }, till).order
  return new ARoom(till, [
    seat(main, tables.first, positions.slice(0, 7).map(line)),
    seat(
      other,
      tables.second,
      positions.slice(7).map((id) => line(id, 0)),
    ),
  ])
}

/** `own`: what this device touches; the last number of `fresh` ids that it gives is its own. */
type Reach = { own: readonly string[]; device: Device; room: ARoom }
type Deed = { deed: number; a: number; b: number }

function commandOf({ own, device, room }: Reach, { deed, a, b }: Deed, turn: number): RoomCommand {
  const positionId = pick(own, a)
  const fresh = anId(2000 + device * 500 + turn)
  const guest = room.order(main).guests[device]?.id ?? anId(99)
  const removal = {
    removalTypeId: ids.toCafe,
    comment: null,
    userIdForWriteoff: null,
    withoutWriteoff: false,
  }
  const part = [{ positionId, amount: pick([null, 500n, 333n, 1000n], b) }]
  const orderId = main
  const all: RoomCommand[] = [
    {
      ...{ kind: 'tableOrder.addItems', orderId, combos: [], servicePrint: b % 2 === 0 },
      items: [line(fresh, a)],
    },
    { kind: 'tableOrder.changeItemAmount', orderId, positionId, by: pick([1000n, -1000n, 2000n], b) },
    {
      ...{ kind: 'tableOrder.recomposeItem', orderId, positionId },
      modifiers: [{ ...aChosenModifier(pick([ids.sugar, ids.lemon], a), pick([0, 1, 2], b)), half: null }],
    },
    { kind: 'tableOrder.deleteItems', orderId, parts: part },
    { kind: 'tableOrder.deletePrintedItems', orderId, parts: part, ...removal },
    { kind: 'tableOrder.printToKitchen', orderId, positionIds: [positionId] },
    { kind: 'tableOrder.assignItems', orderId, positionIds: [positionId], guestId: pick([guest, null], b) },
    { kind: 'tableOrder.changeCourse', orderId, positionIds: [positionId], course: b % 4 },
    { kind: 'tableOrder.changeItemComment', orderId, positionId, comment: `note ${b}` },
    { kind: 'tableOrder.addGuest', orderId, guestId: fresh, name: null },
    {
      ...{ kind: 'tableOrder.shareItems', orderId, positionIds: [positionId] },
      guestIds: room.order(main).guests.map(({ id }) => id),
    },
    {
      ...{ kind: 'tableOrder.move', orderId, parts: part, guestIds: [] },
      to: { kind: 'order', orderId: other, guestId: null },
    },
    {
      ...{ kind: 'tableOrder.move', orderId, parts: part, guestIds: [] },
      to: { kind: 'new', orderId: fresh, tableIds: [tables.second] },
    },
    { kind: 'tableOrder.merge', orderId, fromOrderIds: [other] },
    {
      ...{ kind: 'tableOrder.splitByGuests', orderId, shareCommon: b % 2 === 0 },
      guests: [{ guestId: guest, newOrderId: fresh }],
    },
    { kind: 'tableOrder.printBill', orderId: pick([main, other], a) },
    { kind: 'tableOrder.cancelBill', orderId: pick([main, other], a) },
  ]
  return pick(all, deed)
}

/** Does what may be done; a refusal must have changed nothing. Tells whether it happened. */
function attempt(room: ARoom, command: RoomCommand): boolean {
  const before = room.orders.map((order) => structuredClone(order))
  try {
    room.do(command)
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(room.orders).toEqual(before)
    return false
  }
}

const amountsOf = (items: readonly OrderItem[]): Map<string, bigint> => {
  const sums = new Map<string, bigint>()
  for (const { productId, amount } of items) sums.set(productId, (sums.get(productId) ?? 0n) + amount)
  return sums
}
const itemsOf = (room: ARoom): OrderItem[] => room.orders.flatMap(({ items }) => items)

/** Two lists of deeds, and who is next. */
const evenings = (deeds: number) =>
  fc.record({
    lists: fc.tuple(
      ...([0, 1] as const).map(() =>
        fc.array(fc.record({ deed: fc.nat(deeds), a: fc.nat(40), b: fc.nat(40) }), { maxLength: 9 }),
      ),
    ),
    turns: fc.array(fc.nat(1), { minLength: 18, maxLength: 18 }),
    otherTurns: fc.array(fc.nat(1), { minLength: 18, maxLength: 18 }),
  })

/** The deeds of both in the order in which their turns come. */
function inTurns(lists: readonly (readonly Deed[])[], turns: readonly number[]) {
  const at = [0, 0]
  const all: { device: Device; deed: Deed; turn: number }[] = []
  for (const wanted of [...turns, ...turns.map((turn) => 1 - turn)]) {
    const device = wanted as Device
    const turn = at[device] ?? 0
    const deed = lists[device]?.[turn]
    if (!deed) continue
    all.push({ device, deed, turn })
    at[device] = turn + 1
  }
  for (const device of [0, 1] as const)
    for (const [turn, deed] of (lists[device] ?? []).entries())
      if (turn >= (at[device] ?? 0)) all.push({ device, deed, turn })
  return all
}

test('whoever is first, every dish is somewhere once, and its money with it', () => {
  let moved = 0
  fc.assert(
    fc.property(evenings(16), ({ lists, turns }) => {
      const room = aRoom()
      const ordered = amountsOf(itemsOf(room))
      let mayRound = false
      for (const { device, deed, turn } of inTurns(lists, turns)) {
        const command = commandOf({ own: positions, device, room }, deed, turn)
        // What modifiers add is told where one order is; here the money of dishes is counted.
        if (command.kind === 'tableOrder.recomposeItem' || !attempt(room, command)) continue
        if (command.kind === 'tableOrder.addItems')
          for (const { amount, ...item } of command.items)
            if (item.kind === 'Product')
              ordered.set(item.productId, (ordered.get(item.productId) ?? 0n) + amount)
        if (command.kind === 'tableOrder.changeItemAmount') {
          const changed = itemsOf(room).find(({ positionId }) => positionId === command.positionId)
          if (!changed) throw new Error('what was changed is there')
          mayRound ||= changed.amount % 1000n !== 0n || changed.partFrom !== undefined
          ordered.set(changed.productId, (ordered.get(changed.productId) ?? 0n) + command.by)
        }
        if (command.kind === 'tableOrder.move') moved += 1
      }
      const items = itemsOf(room)
      expect(amountsOf(items)).toEqual(ordered)
      const names = items.map(({ positionId }) => positionId)
      expect(new Set(names).size).toBe(names.length)
      const numbers = room.orders.map(({ number }) => number)
      expect(new Set(numbers.slice(1)).size).toBe(numbers.length - 1)
      for (const order of room.orders) {
        const { positions: sums, sum } = orderTotals(order)
        expect(sums.reduce((total, { resultSum }) => total + resultSum, 0n)).toBe(sum)
        const made = room.entries
          .filter(({ orderId }) => orderId === order.id)
          .reduce<TableOrder | null>(
            (state, { event }) => evolveTableOrder(state, event, room.till.now),
            aRoom().orders.find(({ id }) => id === order.id) ?? null,
          )
        expect(made).toEqual(order)
      }
      if (mayRound) return
      const cost = room.orders
        .flatMap((order) => {
          const living = order.items.map((item) => ({ ...item, deleted: null }))
          return orderTotals({ ...order, items: living, discounts: [] }).positions
        })
        .reduce((total, position) => total + position.cost, 0n)
      const expected = [...ordered].reduce(
        (total, [productId, amount]) =>
          total + priceOf(pick(prices, dishes.indexOf(productId as (typeof dishes)[number])), amount),
        0n,
      )
      expect(cost).toBe(expected)
    }),
    { seed, numRuns: 400 },
  )
  expect(moved).toBeGreaterThan(0)
})

/** An order without what only says who was first: numbers, ids that the till gave, places in a list. */
const seenBy = (room: ARoom) =>
  room.orders
    .map(({ id, items, guests, guestCount, status, tableIds }) => ({
      ...{ id, guestCount, status, tableIds },
      guests: guests.map((guest) => guest.id).sort(),
      items: items
        .map(
          ({
            productId,
            amount,
            comment,
            deleted,
            course,
            orderGuestId,
            partFrom,
            status: cooked,
            modifiers,
          }) =>
            [
              ...[productId, amount, comment, deleted !== null, course, orderGuestId, partFrom, cooked],
              ...modifiers.map((modifier) => `${modifier.name} ${modifier.amount}`).sort(),
            ].join(),
        )
        .sort(),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

test('where they touch different dishes, and where both add, the outcome is the same', () => {
  fc.assert(
    // Neither merges, splits the whole order nor prints a bill: that is about all of it.
    fc.property(evenings(12), ({ lists, turns, otherTurns }) => {
      const outcomes = [turns, otherTurns].map((order) => {
        const room = aRoom()
        const [first, second] = room.order(main).guests
        const share = [first?.id ?? '', second?.id ?? '']
        for (const { device, deed, turn } of inTurns(lists, order)) {
          const own = device === 0 ? positions.slice(0, 3) : positions.slice(3, 6)
          const command = commandOf({ own, device, room }, deed, turn)
          attempt(room, command.kind === 'tableOrder.shareItems' ? { ...command, guestIds: share } : command)
          // Both add to one dish.
          attempt(room, {
            ...{ kind: 'tableOrder.changeItemAmount', orderId: main },
            ...{ positionId: positions[6] ?? '', by: 1000n },
          })
        }
        return seenBy(room)
      })
      expect(outcomes[1]).toEqual(outcomes[0])
    }),
    { seed, numRuns: 300 },
  )
})
