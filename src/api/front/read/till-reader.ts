import { type FrontDoor, placeOf } from '../../../app/front/front-door.ts'
import type { DeliveryOrder } from '../../../app/front/model/deliveries.ts'
import { type KitchenOrder, kitchenOrderOf } from '../../../app/front/model/kitchen-orders.ts'
import type { Order } from '../../../app/front/model/orders.ts'
import { type Reserve, reserveOf } from '../../../app/front/model/reserves.ts'
import type { TillPlace } from '../../../app/front/model/till-place.ts'
import { orderFrom, salesAtHand, salesWith, stateOf, type TillSale } from '../../../app/front/read-sales.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { TimeZone } from '../../../kernel/local-time.ts'

/** An order of any kind, and what the kitchen has of it; null: nothing of it was printed. */
export type SeenOrder = { order: Order | DeliveryOrder; kitchenOrder: KitchenOrder | null }
/** Where a till stands now: its books and its time. */
export type Moment = { place: TillPlace; zone: TimeZone }
export type SeenTill = Moment & { orders: SeenOrder[]; reserves: Reserve[] }

export async function momentOf(door: FrontDoor): Promise<Moment> {
  const place = await placeOf(door)
  const { catalog, organizationId, terminalGroupId } = place
  const zone =
    catalog.find('terminalGroup', terminalGroupId)?.body.timeZone ??
    catalog.find('organization', organizationId)?.body.timeZone
  return { place, zone: zone ?? 'UTC' }
}

/** What was made of a state of an order, and by which books. */
type Kept = ReadonlyMap<Uuid, { key: string; seen: SeenOrder | null }>
const nothing: Kept = new Map()
/** At most one under way and one that waits for it. */
type Reads = { running: Promise<SeenTill>; next: Promise<SeenTill> | null }

/**
 * Orders and reserves of a till as the front's API has them: those at hand are open or ended within the last hours. What did
 * not change since it was last asked for is not made anew, for boards ask every few seconds.
 */
export class TillReader {
  readonly #kept = new Map<Uuid, Kept>()
  readonly #reads = new Map<Uuid, Reads>()

  /**
   * All that is at hand, oldest first. Who asks while it is read shares the next reading with others who do: what was
   * changed before they asked is in it.
   */
  read(door: FrontDoor): Promise<SeenTill> {
    const reads = this.#reads.get(door.till.terminalGroupId)
    if (!reads) return this.#begin(door)
    const begin = (): Promise<SeenTill> => this.#begin(door)
    reads.next ??= reads.running.then(begin, begin)
    return reads.next
  }

  #begin(door: FrontDoor): Promise<SeenTill> {
    const { terminalGroupId } = door.till
    const running = this.#readNow(door).finally(() => {
      if (reads.next === null) this.#reads.delete(terminalGroupId)
    })
    const reads: Reads = { running, next: null }
    this.#reads.set(terminalGroupId, reads)
    return running
  }

  async #readNow(door: FrontDoor): Promise<SeenTill> {
    const [moment, sales] = await Promise.all([momentOf(door), salesAtHand(door)])
    const { terminalGroupId } = door.till
    const kept = seenBy(moment, sales, this.#kept.get(terminalGroupId) ?? nothing)
    this.#kept.set(terminalGroupId, kept)
    return seenTill(moment, sales, kept)
  }

  /** What stands under these ids, however old it is; unknown ids are absent. */
  async readSome(door: FrontDoor, ids: readonly Uuid[]): Promise<SeenTill> {
    const [moment, found] = await Promise.all([momentOf(door), salesWith(door, ids)])
    const sales = [...found.values()]
    return seenTill(moment, sales, seenBy(moment, sales, nothing))
  }

  /** All data was exchanged. */
  forget(): void {
    this.#kept.clear()
  }
}

function seenBy({ place }: Moment, sales: readonly TillSale[], before: Kept): Kept {
  return new Map(
    sales.map((sale) => {
      const { id } = stateOf(sale)
      const key = keyOf(place, sale)
      const known = before.get(id)
      return [id, known?.key === key ? known : { key, seen: seenOf(place, sale) }]
    }),
  )
}

/** Who it is for stands in a record that may be destroyed at any time, and is part of what is seen. */
function keyOf({ catalog }: TillPlace, sale: TillSale): string {
  const person = sale.kind === 'delivery' ? JSON.stringify(sale.contact) : ''
  const banquet = sale.kind === 'reserve' ? (sale.reserve.banquet?.version ?? '') : ''
  return `${stateOf(sale).version} ${catalog.edition} ${banquet} ${person}`
}

function seenOf(place: TillPlace, sale: TillSale): SeenOrder | null {
  const order = orderFrom(place, sale)
  const state = sale.kind === 'reserve' ? sale.reserve.banquet : sale.order
  return order && state && { order, kitchenOrder: kitchenOrderOf(place, state, order) }
}

const seenTill = (moment: Moment, sales: readonly TillSale[], seen: Kept): SeenTill => ({
  ...moment,
  orders: [...seen.values()].flatMap((one) => one.seen ?? []).sort(byTime),
  reserves: sales.flatMap((sale) =>
    sale.kind === 'reserve' ? [reserveOf(moment.place, sale.reserve, sale.contact)] : [],
  ),
})

const byTime = ({ order: a }: SeenOrder, { order: b }: SeenOrder): number =>
  a.openTime - b.openTime || a.number - b.number
