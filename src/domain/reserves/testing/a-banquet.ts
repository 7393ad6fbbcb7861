/** A banquet that lives: commands are decided in turn and folded, as its till does it. */
import { aHallTill, aTablePlacement, tables } from '../../orders/testing/a-table.ts'
import { aContact, anItem, minutes, noon } from '../../orders/testing/a-till.ts'
import type { TillContext } from '../../orders/till-context.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { changeReserve } from '../change-reserve.ts'
import type { ChangeReserve, PlaceReserve } from '../commands.ts'
import type { ReserveEvent } from '../events.ts'
import { evolveReserve, replayReserve } from '../evolve-reserve.ts'
import { placeReserve } from '../place-reserve.ts'
import type { Reserve } from '../reserve.ts'

export type BanquetStep = ChangeReserve extends infer C
  ? C extends unknown
    ? Omit<C, 'orderId'>
    : never
  : never

/** At a till with a bank's terminal, for two guests and one soup. */
export function aBanquet(changes: Partial<TillContext> = {}) {
  const till = aHallTill({ contact: aContact(), hasTerminal: true, ...changes })
  const { tabName: _, servicePrint: __, waiterId: ___, ...sale } = aTablePlacement()
  const placement: PlaceReserve = {
    ...{ ...sale, kind: 'reserve.place', contactId: ids.contact, isBanquet: true, guestCount: 2 },
    ...{ comment: null, durationInMinutes: 60, shouldRemind: false, tableIds: [tables.first] },
    ...{ estimatedStartTime: noon + minutes(60), eventType: null, items: [anItem(ids.soup)] },
  }
  const told: { event: ReserveEvent; at: number }[] = []
  let state: Reserve | null = null
  const take = (events: readonly ReserveEvent[]): void => {
    for (const event of events) {
      state = evolveReserve(state, event, noon)
      told.push({ event, at: noon })
    }
  }
  take(placeReserve(till, placement, []))
  const now = (): Reserve => {
    if (!state) throw new Error('nothing was placed')
    return state
  }
  const order = () => {
    const { banquet } = now()
    if (!banquet) throw new Error('no order')
    return banquet
  }
  const decide = (step: BanquetStep) =>
    changeReserve(till, now(), { orderId: now().id, ...step } as ChangeReserve, [])
  return {
    now,
    order,
    decide,
    does: (step: BanquetStep): void => take(decide(step)),
    replayed: () => replayReserve(told),
  }
}
