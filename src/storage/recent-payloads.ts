/**
 * Payloads of entries that this process wrote lately, by the id of the entry: its own followers, who come a moment later,
 * need not read and parse them again. Entries never change, and an id of one that was rolled back is never met.
 */
export class RecentPayloads {
  readonly #kept = new Map<string, unknown>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  keep(entries: readonly { entryId: string; payload: unknown }[]): void {
    for (const { entryId, payload } of entries) this.#kept.set(entryId, payload)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#max) return
      this.#kept.delete(oldest)
    }
  }

  has(entryId: string): boolean {
    return this.#kept.has(entryId)
  }

  /** Undefined also when it is not kept. */
  of(entryId: string): unknown {
    return this.#kept.get(entryId)
  }
}
