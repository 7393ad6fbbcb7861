import type { Storage } from '../app/ports.ts'

/** Work that nobody waits for begins when for so long there was no rush; milliseconds of real time. */
const calmMs = 2000
/** But whatever happens it does not wait longer than this. */
const longestMs = 60_000

/** Says whether a follower that keeps a picture for later readers may leave the machine to those who wait now. */
export class Calm {
  readonly #storage: Pick<Storage, 'sinceRushMs'>
  #waitsSince: number | null = null

  constructor(storage: Pick<Storage, 'sinceRushMs'>) {
    this.#storage = storage
  }

  mayWait(): boolean {
    if (this.#storage.sinceRushMs() >= calmMs) {
      this.#waitsSince = null
      return false
    }
    this.#waitsSince ??= performance.now()
    return performance.now() - this.#waitsSince < longestMs
  }
}
