import {
  eventsOfDelivery,
  eventsOfReserve,
  eventsOfTableOrder,
} from '../../domain/event-log/events-of-orders.ts'
import type { TablePlace } from '../../domain/event-log/events-of-sale.ts'
import type { EventDraft } from '../../domain/event-log/logged-event.ts'
import type { OrderEvent } from '../../domain/orders/events.ts'
import { evolve } from '../../domain/orders/evolve.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import type { TableOrderEvent } from '../../domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../domain/orders/tables/evolve-table-order.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import type { ReserveEvent } from '../../domain/reserves/events.ts'
import { evolveReserve } from '../../domain/reserves/evolve-reserve.ts'
import type { Reserve } from '../../domain/reserves/reserve.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { SequencedEntry, StoredEntry, Tx } from '../ports.ts'

type State = DeliveryOrder | TableOrder | Reserve
type Entry = Pick<StoredEntry, 'entity' | 'kind' | 'payload' | 'at'>

function after(before: State | null, { entity, payload, at }: Entry): State {
  switch (entity) {
    case 'delivery':
      return evolve(before as DeliveryOrder | null, payload as OrderEvent, at)
    case 'tableOrder':
      return evolveTableOrder(before as TableOrder | null, payload as TableOrderEvent, at)
    default:
      return evolveReserve(before as Reserve | null, payload as ReserveEvent, at)
  }
}

function drafts(entry: Entry, before: State | null, now: State, placeOf: TablePlace): EventDraft[] {
  switch (entry.entity) {
    case 'delivery': {
      const step = { before: before as DeliveryOrder | null, after: now as DeliveryOrder }
      return eventsOfDelivery(entry.payload as OrderEvent, step, placeOf)
    }
    case 'tableOrder': {
      const step = { before: before as TableOrder | null, after: now as TableOrder }
      return eventsOfTableOrder(entry.payload as TableOrderEvent, step, placeOf)
    }
    default:
      return eventsOfReserve(
        entry.payload as ReserveEvent,
        { before: before as Reserve | null, after: now as Reserve },
        placeOf,
      )
  }
}

const isPlacing = ({ kind }: Entry): boolean => kind.endsWith('.placed')

/** Orders and reserves of one batch: each is replayed up to the batch once, then goes on with it. */
export class OrdersTold {
  readonly #tx: Tx
  readonly #states = new Map<Uuid, State | null>()

  constructor(tx: Tx) {
    this.#tx = tx
  }

  /** What an entry looks like in the event log; nothing where the order's beginning is not in this storage. */
  async tell(entry: SequencedEntry, placeOf: TablePlace): Promise<EventDraft[]> {
    const before = isPlacing(entry) ? null : await this.#before(entry)
    if (!before && !isPlacing(entry)) return []
    const now = after(before, entry)
    this.#states.set(entry.entityId, now)
    return drafts(entry, before, now, placeOf)
  }

  async #before({ tenantId, entityId, entity, origin, seq }: SequencedEntry): Promise<State | null> {
    const known = this.#states.get(entityId)
    if (known !== undefined) return known
    const all = await this.#tx.journal.ofEntity(tenantId, entityId)
    // Commands to the till stand under the order's id too.
    const own = all.filter(
      (one) =>
        one.kind.startsWith(`${entity}.`) && one.entity === entity && one.origin === origin && one.seq < seq,
    )
    const [first] = own
    const state = first && isPlacing(first) ? own.reduce<State | null>(after, null) : null
    this.#states.set(entityId, state)
    return state
  }
}
