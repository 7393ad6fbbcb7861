/**
 * Waiters, guests' phones and integrators press anything in any order: no sequence breaks an order on a table, and its
 * money ties out. A failure prints the seed; run it again with SEED=….
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeTableOrder } from '../../src/domain/orders/tables/change-table-order.ts'
import type { ChangeTableOrder } from '../../src/domain/orders/tables/commands.ts'
import type { TableOrderEvent } from '../../src/domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../src/domain/orders/tables/evolve-table-order.ts'
import { placeTableOrder } from '../../src/domain/orders/tables/place-table-order.ts'
import type { TableOrder, TableOrderStatus } from '../../src/domain/orders/tables/table-order.ts'
import {
  aHallTill,
  aTablePlacement,
  type TableStep,
  tables,
} from '../../src/domain/orders/testing/a-table.ts'
import {
  aChosenModifier,
  anItem,
  aPayment,
  aRandom,
  minutes,
  noon,
} from '../../src/domain/orders/testing/a-till.ts'
import { orderTotals } from '../../src/domain/orders/totals.ts'
import { ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import { thawNumbers, toStoredJson } from '../../src/kernel/canonical.ts'
import { Refusal } from '../../src/kernel/refusals.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`table-orders: SEED=${seed}`)

/** Drawn independently of the code: where a status may go in one command (cloud-api §8.1, §8.4). */
const legal: Record<TableOrderStatus, readonly TableOrderStatus[]> = {
  New: ['Bill', 'Closed', 'Deleted'],
  Bill: ['New', 'Closed', 'Deleted'],
  Closed: [],
  Deleted: [],
}

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T
const dishes = [ids.soup, ids.tea, ids.juice, ids.offMenu]

function step(order: TableOrder, deed: number, a: number, b: number): TableStep {
  const { due } = orderTotals(order)
  const payments = [
    aPayment(pick([ids.cash, ids.card, ids.card], a), pick([due, due / 2n, due + 1n, 1n, 0n], b), {
      isProcessedExternally: a % 3 === 1,
    }),
  ]
  const positionIds = [pick(order.items, a)?.positionId ?? ids.order]
  const [positionId = ids.order] = positionIds
  const guestId = pick(order.guests, a)?.id ?? ids.guest
  const parts = [{ positionId, amount: pick([null, 500n, 333n], b) }]
  const all: TableStep[] = [
    { kind: 'tableOrder.addItems', items: [anItem(pick(dishes, a))], combos: [], servicePrint: b % 2 === 0 },
    { kind: 'tableOrder.printToKitchen' },
    { kind: 'tableOrder.setCooking', positionIds, status: pick(['CookingStarted', 'Served'] as const, b) },
    { kind: 'tableOrder.addPayments', payments, tips: [] },
    { kind: 'tableOrder.changePayments', payments, tips: [] },
    { kind: 'tableOrder.printBill' },
    { kind: 'tableOrder.cancelBill' },
    { kind: 'tableOrder.close', payments: b % 3 === 0 ? payments : [], cheque: null },
    {
      kind: 'tableOrder.cancel',
      removalTypeId: pick([null, ids.toCafe], a),
      removalComment: null,
      userIdForWriteoff: null,
    },
    { kind: 'tableOrder.addGuest', guestId: pick([ids.guest, ids.contact], b), name: null },
    { kind: 'tableOrder.removeGuest', guestId },
    { kind: 'tableOrder.assignItems', positionIds, guestId: pick([guestId, null], b) },
    { kind: 'tableOrder.shareItems', positionIds, guestIds: order.guests.map(({ id }) => id) },
    { kind: 'tableOrder.changeCourse', positionIds, course: pick([null, 0, 2, 21], b) },
    { kind: 'tableOrder.changeItemComment', positionId, comment: pick([null, 'salt'], b) },
    { kind: 'tableOrder.changePrintedComment', positionId, comment: pick([null, 'salt'], b) },
    { kind: 'tableOrder.changeItemAmount', positionId, by: pick([1000n, -1000n, 500n, 0n], b) },
    {
      ...{ kind: 'tableOrder.recomposeItem', positionId },
      modifiers: [pick([ids.sugar, ids.lemon], a)].map((productId) => ({
        ...aChosenModifier(productId, pick([0, 1, 3, 6], b)),
        half: null,
      })),
    },
    { kind: 'tableOrder.deleteItems', parts },
    {
      ...{ kind: 'tableOrder.deletePrintedItems', parts, removalTypeId: pick([null, ids.toCafe], a) },
      ...{ comment: null, userIdForWriteoff: null, withoutWriteoff: b % 2 === 0 },
    },
    { kind: 'tableOrder.changeTables', tableIds: pick([[tables.first], [tables.second], []], b) },
    { kind: 'tableOrder.changeWaiter', waiterId: pick([ids.operator, ids.order], b) },
  ]
  return pick(all, deed)
}

const moves = fc.array(fc.record({ deed: fc.nat(21), a: fc.nat(30), b: fc.nat(30) }), { maxLength: 25 })

test('statuses go legal ways, money ties out, and the journal makes the order anew', () => {
  const random = aRandom(seed % 65_536)
  let closed = 0
  fc.assert(
    fc.property(moves, (all) => {
      let now = noon
      const till = () => aHallTill({ random, now })
      const entries: { event: TableOrderEvent; at: number }[] = placeTableOrder(
        till(),
        aTablePlacement(),
      ).map((event) => ({ event, at: now }))
      const fold = () =>
        entries.reduce<TableOrder | null>((state, { event, at }) => evolveTableOrder(state, event, at), null)
      let order = fold() as TableOrder
      for (const { deed, a, b } of all) {
        now += minutes(1)
        const command = { orderId: order.id, ...step(order, deed, a, b) } as ChangeTableOrder
        const before = structuredClone(order)
        let events: TableOrderEvent[] = []
        try {
          events = changeTableOrder(till(), order, command)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
        expect(order).toEqual(before)
        let after = order
        for (const event of events) {
          entries.push({ event, at: now })
          after = evolveTableOrder(after, event, now)
        }
        if (after.status !== order.status) expect(legal[order.status]).toContain(after.status)
        order = after
        const totals = orderTotals(order)
        const sumOfItems = totals.positions.reduce((sum, position) => sum + position.resultSum, 0n)
        expect(sumOfItems).toBe(totals.sum)
        if (order.status !== 'Deleted') expect(totals.processedPaymentsSum).toBeLessThanOrEqual(totals.sum)
        if (order.status === 'Closed') expect(totals.processedPaymentsSum).toBe(totals.sum)
      }
      if (order.status === 'Closed') closed += 1
      expect(fold()).toEqual(order)
      expect(thawNumbers(JSON.parse(toStoredJson(order)))).toEqual(order)
    }),
    { seed, numRuns: 400 },
  )
  expect(closed).toBeGreaterThan(0)
})
