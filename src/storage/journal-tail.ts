import type { SequencedEntry } from '../app/ports.ts'

/**
 * The last entries of the journal as this process sequenced them, without a gap: its own followers, who come a moment
 * later, need not ask the database for them. It begins after position {@link start} and ends with {@link end}.
 */
export class JournalTail {
  readonly #max: number
  #entries: SequencedEntry[] = []
  /** How many of the entries are dropped already; they are cut off by and by. */
  #dropped = 0
  #end = 0n

  constructor(max: number) {
    this.#max = max
  }

  get start(): bigint {
    return this.#end - BigInt(this.#entries.length - this.#dropped)
  }

  get end(): bigint {
    return this.#end
  }

  /** Adds what follows position `from`; after a gap the tail begins anew. */
  add(from: bigint, entries: readonly SequencedEntry[]): void {
    if (from !== this.#end) this.beginAt(from)
    for (const entry of entries) this.#entries.push(entry)
    this.#end = from + BigInt(entries.length)
    this.dropBefore(this.#end - BigInt(this.#max))
  }

  /** Knows nothing but where the journal ends. */
  beginAt(position: bigint): void {
    this.#entries = []
    this.#dropped = 0
    this.#end = position
  }

  /** Forgets what stands at `position` and before. */
  dropBefore(position: bigint): void {
    const surplus = Number(position - this.start)
    if (surplus <= 0) return
    const dropped = Math.min(this.#dropped + surplus, this.#entries.length)
    // What is dropped must not be held until the list is cut.
    for (let i = this.#dropped; i < dropped; i++) this.#entries[i] = nothing
    this.#dropped = dropped
    if (this.#dropped * 2 < this.#entries.length) return
    this.#entries = this.#entries.slice(this.#dropped)
    this.#dropped = 0
  }

  /**
   * The first `limit` entries after `position` that are wanted. Null when the tail does not reach back so far, or not so
   * far forward.
   */
  after(
    position: bigint,
    isWanted: (entry: SequencedEntry) => boolean,
    limit: number,
  ): SequencedEntry[] | null {
    if (position < this.start || position > this.#end) return null
    const found: SequencedEntry[] = []
    const first = this.#entries.length - Number(this.#end - position)
    for (let i = first; i < this.#entries.length && found.length < limit; i++) {
      const entry = this.#entries[i] as SequencedEntry
      if (isWanted(entry)) found.push(entry)
    }
    return found
  }

  /** How many after `position` are wanted, as far as the tail reaches. */
  countAfter(position: bigint, isWanted: (entry: SequencedEntry) => boolean): number {
    if (position < this.start || position > this.#end) return 0
    let count = 0
    for (let i = this.#entries.length - Number(this.#end - position); i < this.#entries.length; i++)
      if (isWanted(this.#entries[i] as SequencedEntry)) count += 1
    return count
  }
}

const nothing = undefined as unknown as SequencedEntry
