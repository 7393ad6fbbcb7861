import type { StoredEntry, Tx } from '../app/ports.ts'
import { isPlacement, type TillCommandPayload, tillCommandKind } from '../app/till/till-command.ts'
import type { Sale } from '../domain/orders/order.ts'
import type { Uuid } from '../kernel/ids.ts'

/** What every line about an order repeats, so that one search finds all of its lines. */
export type OrderFacts = {
  /** Number of the accounting day; null until a till took the order. */
  number: number | null
  /** Correlation id of the call that created the order. */
  createdBy: Uuid | null
  /** It came by a call centre's server (biz-card-api §16). */
  route: 'legacy' | null
}

const ordersMax = 5000

/** Remembers the orders that the journal spoke of lately; after a start it reads back what it needs. */
export class KnownOrders {
  readonly #facts = new Map<Uuid, OrderFacts>()

  /**
   * To be called with every entry in its order. A delivery that its till has taken may have been asked for before the
   * process began: who asked is not in that entry, so it is read back.
   */
  learn(entry: StoredEntry): void {
    if (entry.kind !== 'delivery.placed' || this.#facts.has(entry.entityId)) this.#take(entry)
  }

  #take({ kind, entity, entityId, correlationId, payload }: StoredEntry): void {
    if (entity !== 'delivery' && entity !== 'tableOrder' && entity !== 'reserve') return
    const placement = placementOf(kind, payload)
    if (!placement) return
    const before = this.#facts.get(entityId)
    this.#remember(entityId, {
      number: placement.number ?? before?.number ?? null,
      createdBy: before?.createdBy ?? correlationId,
      route: placement.route ?? before?.route ?? null,
    })
  }

  /** What is remembered; undefined when it has to be read. */
  known(orderId: Uuid): OrderFacts | undefined {
    return this.#facts.get(orderId)
  }

  async of(tx: Tx, tenantId: Uuid, orderId: Uuid): Promise<OrderFacts> {
    const known = this.known(orderId)
    if (known) return known
    for (const entry of await tx.journal.ofEntity(tenantId, orderId)) this.#take(entry)
    const found = this.#facts.get(orderId) ?? { number: null, createdBy: null, route: null }
    this.#remember(orderId, found)
    return found
  }

  #remember(orderId: Uuid, facts: OrderFacts): void {
    this.#facts.delete(orderId)
    this.#facts.set(orderId, facts)
    const [oldest] = this.#facts.keys()
    if (this.#facts.size > ordersMax && oldest) this.#facts.delete(oldest)
  }
}

/** The beginning of an order: asked for in the cloud, or taken by its till. */
function placementOf(kind: string, payload: unknown): Pick<OrderFacts, 'number' | 'route'> | null {
  const { route = null } = (payload ?? {}) as Partial<TillCommandPayload>
  if (kind === 'delivery.placed' || kind === 'tableOrder.placed') {
    const { order } = payload as { order: Pick<Sale, 'number'> }
    return { number: order.number, route: null }
  }
  const isAsked = kind === tillCommandKind && isPlacement((payload as TillCommandPayload).command)
  const isRejected = kind.startsWith('cloud.') && kind.endsWith('Rejected')
  return isAsked || isRejected ? { number: null, route } : null
}
