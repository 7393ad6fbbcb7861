/** Where the nodes of a till are: the one that served this page, and the other one of its pair (ADR 32). */

/** What of the browser keeps them; tests give their own. */
export type AddressStore = Pick<Storage, 'getItem' | 'setItem'>
export type Pair = { epoch: number; partnerUrl: string | null }
type Kept = { epoch: number; others: string[] }

const keyOf = (code: string): string => `trapeza.addresses.${code}`

/** The addresses of one till. The page's own is the empty one; a node that fails gives way to the next. */
export class TillAddresses {
  readonly #code: string
  readonly #store: AddressStore | null
  readonly #origin: string
  #kept: Kept
  #at = 0

  constructor(code: string, store: AddressStore | null, origin: string) {
    this.#code = code
    this.#store = store
    this.#origin = origin
    this.#kept = this.#read()
  }

  /** Begins every address of the till's API; empty: the node that served the page. */
  get base(): string {
    return ['', ...this.#kept.others][this.#at] ?? ''
  }

  /** The latest reign that this screen has met: a node of an earlier one is not to be believed. */
  get epoch(): number {
    return this.#kept.epoch
  }

  /** What every request says of that. */
  get headers(): Record<string, string> {
    return this.epoch > 0 ? { 'x-till-epoch': String(this.epoch) } : {}
  }

  /** How many nodes there are to ask. */
  get count(): number {
    return this.#kept.others.length + 1
  }

  /** A node did not answer, or does not play the till: the next one is tried. */
  failed(base: string): void {
    if (base === this.base) this.#at = (this.#at + 1) % (this.#kept.others.length + 1)
  }

  /** The till said how it stands with its other node. */
  heard(pair: Pair | null | undefined): void {
    if (!pair) return
    const epoch = Math.max(pair.epoch, this.#kept.epoch)
    const known = this.#kept.others
    const { partnerUrl } = pair
    const isNew = partnerUrl !== null && partnerUrl !== this.#origin && !known.includes(partnerUrl)
    if (epoch === this.#kept.epoch && !isNew) return
    // The one in use keeps its place.
    this.#kept = { epoch, others: isNew ? [...known, partnerUrl] : known }
    try {
      this.#store?.setItem(keyOf(this.#code), JSON.stringify(this.#kept))
    } catch {
      // Nowhere to keep it: the till says it again.
    }
  }

  #read(): Kept {
    try {
      const { epoch, others } = JSON.parse(this.#store?.getItem(keyOf(this.#code)) ?? '{}') as Partial<Kept>
      return { epoch: epoch ?? 0, others: others ?? [] }
    } catch {
      return { epoch: 0, others: [] }
    }
  }
}

const ofThisPage = new Map<string, TillAddresses>()

/** Of a till; all who ask on this page share them, so who logs in goes where the stream has gone. */
export function addressesInBrowser(code: string): TillAddresses {
  const known = ofThisPage.get(code)
  if (known) return known
  const isBrowser = typeof location !== 'undefined'
  const addresses = new TillAddresses(code, isBrowser ? localStorage : null, isBrowser ? location.origin : '')
  if (isBrowser) ofThisPage.set(code, addresses)
  return addresses
}
