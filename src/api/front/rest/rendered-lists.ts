import type { SeenOrder } from '../read/till-reader.ts'
import { wireKitchenOrder } from './wire-kitchen-order.ts'
import { wireOrder } from './wire-order.ts'
import type { WirePlace } from './wire-place.ts'

export type Rendered = { row: Readonly<Record<string, unknown>>; text: string }
type Both = { order?: Rendered; kitchenOrder?: Rendered }

/** A till is asked under one or two addresses; whoever makes up others does not fill the memory. */
const addressesMax = 4
/** Two lists of a few tills, under the addresses that they are asked at. */
const listsMax = 16

/** Orders as the wire has them, by the state they were made of: a list that boards poll is put together of them. */
export class RenderedLists {
  readonly #made = new WeakMap<SeenOrder, Map<string, Both>>()
  readonly #sent = new Map<string, { rows: readonly Rendered[]; bytes: Buffer }>()

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

  /** The whole list as it goes over the wire: what did not change since it was sent last is not written anew. */
  whole(name: string, { base }: WirePlace, rows: readonly Rendered[]): Buffer {
    const key = `${name} ${base}`
    const last = this.#sent.get(key)
    if (last && last.rows.length === rows.length && last.rows.every((row, index) => row === rows[index]))
      return last.bytes
    const bytes = Buffer.from(`[${rows.map(({ text }) => text).join(',')}]`)
    if (this.#sent.size >= listsMax) this.#sent.clear()
    this.#sent.set(key, { rows, bytes })
    return bytes
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
