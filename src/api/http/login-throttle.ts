const usualTriesMax = 5
const firstPauseMs = 30_000
const pauseMsMax = 15 * 60_000
const rememberedMax = 10_000

type Entry = { tries: number; pauseMs: number; closedUntil: number }

/**
 * Slows those who guess passwords: so many wrong ones in a row (five) close a door for half a minute, then twice as long
 * each time. A door is an account or an address; whoever guesses many accounts meets the second, whoever has many addresses the first.
 */
export class LoginThrottle {
  readonly #doors = new Map<string, Entry>()
  readonly #triesMax: number

  constructor(triesMax = usualTriesMax) {
    this.#triesMax = triesMax
  }

  /**
   * Counts a try before the password is looked at, so that many at once are not more than five. Gives the milliseconds
   * to wait, 0 when the try may be made.
   */
  begin(doors: readonly string[], now: number): number {
    const waitMs = this.waitOf(doors, now)
    if (waitMs === 0) this.wrong(doors, now)
    return waitMs
  }

  /** Milliseconds until all the doors are open; nothing is counted. */
  waitOf(doors: readonly string[], now: number): number {
    return Math.max(0, ...doors.map((door) => this.#waitOf(door, now)))
  }

  /** Counts a wrong try. */
  wrong(doors: readonly string[], now: number): void {
    for (const door of doors) this.#count(door, now)
  }

  /** The password was right: the tries before it are forgotten. */
  right(doors: readonly string[]): void {
    for (const door of doors) this.#doors.delete(door)
  }

  #waitOf(door: string, now: number): number {
    const entry = this.#doors.get(door)
    // A clock that was set back must not close the door for hours.
    return entry ? Math.min(entry.closedUntil - now, entry.pauseMs) : 0
  }

  #count(door: string, now: number): void {
    const entry = this.#doors.get(door) ?? { tries: 0, pauseMs: firstPauseMs / 2, closedUntil: 0 }
    const tries = entry.tries + 1
    const isClosed = tries >= this.#triesMax
    const pauseMs = isClosed ? Math.min(entry.pauseMs * 2, pauseMsMax) : entry.pauseMs
    this.#doors.delete(door)
    this.#doors.set(door, {
      tries: isClosed ? 0 : tries,
      pauseMs,
      closedUntil: isClosed ? now + pauseMs : 0,
    })
    const oldest = this.#doors.size > rememberedMax ? this.#doors.keys().next().value : undefined
    if (oldest !== undefined) this.#doors.delete(oldest)
  }
}
