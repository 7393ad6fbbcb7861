/**
 * Reserves that come, move and go in any order: no table is ever kept twice at one time. A failure prints the seed; run
 * it again with SEED=….
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aHallTill, aTablePlacement, tables } from '../../src/domain/orders/testing/a-table.ts'
import { aContact, minutes, noon } from '../../src/domain/orders/testing/a-till.ts'
import { anId, ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import { changeReserve } from '../../src/domain/reserves/change-reserve.ts'
import type { ChangeReserve, PlaceReserve } from '../../src/domain/reserves/commands.ts'
import type { ReserveEvent } from '../../src/domain/reserves/events.ts'
import { evolveReserve } from '../../src/domain/reserves/evolve-reserve.ts'
import { placeReserve } from '../../src/domain/reserves/place-reserve.ts'
import type { Reserve } from '../../src/domain/reserves/reserve.ts'
import { Refusal } from '../../src/kernel/refusals.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`reserves: SEED=${seed}`)

const choices = [[tables.first], [tables.second], [tables.first, tables.second]]
const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T
const startOf = (slot: number): number => noon + minutes(30 * (1 + (slot % 12)))

function placement(orderId: string, a: number, b: number): PlaceReserve {
  const { tabName: _, servicePrint: __, waiterId: ___, ...sale } = aTablePlacement()
  return {
    ...sale,
    kind: 'reserve.place',
    orderId,
    contactId: ids.contact,
    isBanquet: a % 2 === 0,
    guestCount: 2,
    comment: null,
    durationInMinutes: pick([30, 60, 90], b),
    shouldRemind: false,
    tableIds: pick(choices, a),
    estimatedStartTime: startOf(b),
    eventType: null,
  }
}

function change(orderId: string, deed: number, a: number, b: number): ChangeReserve {
  const all: ChangeReserve[] = [
    { kind: 'reserve.changeTables', orderId, tableIds: pick(choices, a) },
    { kind: 'reserve.changeStartTime', orderId, estimatedStartTime: startOf(b) },
    { kind: 'reserve.guestsCame', orderId },
    { kind: 'reserve.cancel', orderId, cancelReason: 'Other' },
    { kind: 'reserve.restore', orderId },
  ]
  return pick(all, deed)
}

const moves = fc.array(fc.record({ isNew: fc.boolean(), deed: fc.nat(4), a: fc.nat(30), b: fc.nat(30) }), {
  maxLength: 40,
})

test('no table is kept twice, and the journal makes every reserve anew', () => {
  let refusals = 0
  fc.assert(
    fc.property(moves, (all) => {
      const till = aHallTill({ contact: aContact() })
      const reserves = new Map<string, Reserve>()
      const journal: { id: string; event: ReserveEvent }[] = []
      for (const [index, { isNew, deed, a, b }] of all.entries()) {
        const id = isNew ? anId(0x9000 + index) : pick([...reserves.keys(), ids.order], a)
        const before = reserves.get(id) ?? null
        if (!isNew && !before) continue
        try {
          const others = [...reserves.values()]
          const events = before
            ? changeReserve(till, before, change(id, deed, a, b), others)
            : placeReserve(till, placement(id, a, b), others)
          let after = before
          for (const event of events) {
            journal.push({ id, event })
            after = evolveReserve(after, event, noon)
          }
          if (after) reserves.set(id, after)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          refusals += 1
        }
        // Drawn independently of the code: every half hour of every table has one keeper at most.
        const kept = new Set<string>()
        for (const reserve of reserves.values()) {
          if (reserve.status === 'Closed') continue
          for (const table of reserve.tableIds) {
            for (let minute = 0; minute < reserve.durationInMinutes; minute += 30) {
              const slot = `${table} ${reserve.estimatedStartTime + minutes(minute)}`
              expect(kept.has(slot)).toBe(false)
              kept.add(slot)
            }
          }
        }
      }
      for (const [id, reserve] of reserves) {
        const own = journal.filter((entry) => entry.id === id)
        const again = own.reduce<Reserve | null>(
          (state, { event }) => evolveReserve(state, event, noon),
          null,
        )
        expect(again).toEqual(reserve)
      }
    }),
    { seed, numRuns: 300 },
  )
  expect(refusals).toBeGreaterThan(0)
})
