const windowMs = 60_000
/** Who comes with as many browsers as this at once is let in without waiting: a hall's boards after a power cut. */
const usualPerMinute = 20
const rememberedMax = 10_000

/** "Login is not allowed too often" (front-api §7.1): so many logins of one address at one till within a minute. */
export class LoginPace {
  readonly #times = new Map<string, number[]>()
  readonly #perMinute: number

  constructor(perMinute = usualPerMinute) {
    this.#perMinute = perMinute
  }

  /** Counts a login; gives the milliseconds to wait, 0 when it may be made. */
  begin(door: string, now: number): number {
    // Moments of the future are of a clock that was set back since.
    const recent = (this.#times.get(door) ?? []).filter((at) => at <= now && now - at < windowMs)
    const first = recent[0]
    if (recent.length >= this.#perMinute && first !== undefined) return first + windowMs - now
    this.#times.delete(door)
    this.#times.set(door, [...recent, now])
    const oldest = this.#times.size > rememberedMax ? this.#times.keys().next().value : undefined
    if (oldest !== undefined) this.#times.delete(oldest)
    return 0
  }
}
