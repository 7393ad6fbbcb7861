import type { NewEntry } from '../app/ports.ts'

/** An entry as this process wrote it; the journal gave it a `seq` of its own, which the writer need not know. */
export type WrittenEntry = { entry: NewEntry; digest: Buffer }

/**
 * Entries that this process wrote lately and the sequencer has not met yet, by their ids: it need not read them again.
 * Entries never change, and an id of one that was rolled back is never met.
 */
export class RecentEntries {
  readonly #kept = new Map<string, WrittenEntry>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  keep(entries: readonly NewEntry[], digests: readonly Buffer[]): void {
    entries.forEach((entry, index) => {
      const digest = digests[index]
      if (digest) this.#kept.set(entry.entryId, { entry, digest })
    })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#max) return
      this.#kept.delete(oldest)
    }
  }

  /** Ids are made by whoever acts: two tenants may have the same. */
  of(tenantId: string, entryId: string): WrittenEntry | undefined {
    const written = this.#kept.get(entryId)
    return written?.entry.tenantId === tenantId ? written : undefined
  }

  drop(entries: readonly { entryId: string }[]): void {
    for (const { entryId } of entries) this.#kept.delete(entryId)
  }
}
