/** What a sandbox will do by itself, each deed at its time of the sandbox's clock. */
export class Agenda {
  readonly #deeds = new Set<{ at: number; topic: string; deed: () => Promise<void> }>()
  #running: Promise<void> = Promise.resolve()
  /** Deeds done so far: tells whether anything happened in between. */
  done = 0
  readonly #report: (error: unknown) => void

  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  /** Call the answer to take it off the agenda. */
  add(at: number, topic: string, deed: () => Promise<void>): () => void {
    const entry = { at, topic, deed }
    this.#deeds.add(entry)
    return () => this.#deeds.delete(entry)
  }

  /** Takes all deeds of a topic off. */
  drop(topic: string): void {
    for (const entry of this.#deeds) if (entry.topic === topic) this.#deeds.delete(entry)
  }

  /** When the next deed is due; null when there is none. */
  get nextAt(): number | null {
    let next: number | null = null
    for (const { at } of this.#deeds) if (next === null || at < next) next = at
    return next
  }

  clear(): void {
    this.#deeds.clear()
  }

  /** Does what is due, the earlier first. Rounds never overlap. */
  runDue(now: number): Promise<void> {
    const round = this.#running.then(async () => {
      const due = [...this.#deeds].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
      for (const entry of due) {
        // An earlier deed of the round may have dropped it.
        if (!this.#deeds.delete(entry)) continue
        await entry.deed().catch(this.#report)
        this.done += 1
      }
    })
    this.#running = round
    return round
  }
}
