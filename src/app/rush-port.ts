/** How storage tells that clients are in a hurry, and hears that somebody falls behind (ADR 15). */
export type RushSigns = {
  /** Deliveries arrive faster than they are accepted: what can wait a moment should. */
  isRushed(): boolean
  /** Milliseconds of real time since the last rush. */
  sinceRushMs(): number
  /** What waits for `who` will take so many milliseconds; when that is much, deliveries are accepted more slowly. */
  reportBehind(who: string, ms: number): void
}
