/** How patient the ends of a link are, in milliseconds of real time. */
export type LinkTiming = {
  /** Entries that were not acknowledged are sent again. */
  resendMs: number
  /** Each end says at this pace that it lives. */
  beatMs: number
  /** A line on which nothing was heard for so long is given up: a cable that was pulled says nothing. */
  silenceMs: number
  /** The first pause before dialling again; it doubles up to the longest one. */
  retryMsMin: number
  retryMsMax: number
}

export const usualTiming: LinkTiming = {
  resendMs: 2_000,
  beatMs: 10_000,
  silenceMs: 35_000,
  retryMsMin: 250,
  retryMsMax: 10_000,
}

/** Notices that a line has fallen silent. */
export class Silence {
  readonly #ms: number
  readonly #onSilent: () => void
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(ms: number, onSilent: () => void) {
    this.#ms = ms
    this.#onSilent = onSilent
    this.heard()
  }

  /** Something came; the wait begins anew. */
  heard(): void {
    if (this.#isStopped) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#onSilent, this.#ms).unref()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }
}
