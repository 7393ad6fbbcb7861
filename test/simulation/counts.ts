/** What happened in a run: how much work was done, and how many faults of each kind were met. */
export class Counts {
  readonly #counts = new Map<string, number>()

  add(what: string, times = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + times)
  }

  addAll(other: Counts): void {
    for (const [what, times] of other.#counts) this.add(what, times)
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}
