import type { Tabs } from '../outbox.ts'

/** What connects the tabs of one browser: they hear each other, and one at a time sends where there are locks. */
export class PlayedTabs {
  hasLocks = true
  readonly #ears = new Set<() => void>()
  #queue: Promise<unknown> = Promise.resolve()

  /** Hears whatever a tab tells. */
  listen(ear: () => void): void {
    this.#ears.add(ear)
  }

  ofTab(): Tabs {
    const ears = this.#ears
    const mine: (() => void)[] = []
    return {
      tell: () => {
        for (const ear of ears) if (!mine.includes(ear)) ear()
      },
      hear: (listener) => {
        mine.push(listener)
        ears.add(listener)
        return () => ears.delete(listener)
      },
      alone: async (_name, signal, work) => {
        if (!this.hasLocks) return work()
        const turn = this.#queue.then(() => (signal.aborted ? undefined : work()))
        this.#queue = turn.catch(() => {})
        await turn
      },
    }
  }
}
