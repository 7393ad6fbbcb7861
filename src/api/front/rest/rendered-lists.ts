import type { SeenOrder } from '../read/till-reader.ts'
import { wireKitchenOrder } from './wire-kitchen-order.ts'
import { wireOrder } from './wire-order.ts'
import type { WirePlace } from './wire-place.ts'

export type Rendered = { row: Readonly<Record<string, unknown>>; text: string }
type Both = { order?: Rendered; kitchenOrder?: Rendered }

/** A till is asked under one or two addresses; whoever makes up others does not fill the memory. */
const addressesMax = 4

/** Orders as the wire has them, by the state they were made of: a list that boards poll is put together of them. */
export class RenderedLists {
  readonly #made = new WeakMap<SeenOrder, Map<string, Both>>()

  order(place: WirePlace, seen: SeenOrder): Rendered {
    const both = this.#bothOf(place, seen)
    both.order ??= rendered(wireOrder(place, seen.order))
    return both.order
  }

  /** Null: the kitchen has nothing of it. */
  kitchenOrder(place: WirePlace, seen: SeenOrder): Rendered | null {
    if (!seen.kitchenOrder) return null
    const both = this.#bothOf(place, seen)
    both.kitchenOrder ??= rendered(wireKitchenOrder(place, seen.kitchenOrder, seen.order))
    return both.kitchenOrder
  }

  #bothOf({ base }: WirePlace, seen: SeenOrder): Both {
    let addresses = this.#made.get(seen)
    if (!addresses || addresses.size > addressesMax) {
      addresses = new Map()
      this.#made.set(seen, addresses)
    }
    let both = addresses.get(base)
    if (!both) {
      both = {}
      addresses.set(base, both)
    }
    return both
  }
}

const rendered = (row: Readonly<Record<string, unknown>>): Rendered => ({ row, text: JSON.stringify(row) })
