/** When a plugin that crashed is started again (front-api §1.5). Times are milliseconds of any one clock. */

export type RestartRule = 'auto' | boolean
export type Crash = { at: number; ranMs: number }
/** Start again after so long, or not at all and why. */
export type Restart = { afterMs: number } | { never: string }

const hourMs = 3_600_000
const crashesMax = 4
const leastRunMs = 10_000
const delayMs = { first: 1000, max: 60_000 }

/** `crashes` has the new one at its end. */
export function restartAfter(crashes: readonly Crash[], rule: RestartRule): Restart {
  const last = crashes[crashes.length - 1]
  if (!last) return { afterMs: 0 }
  if (rule === false) return { never: 'its manifest says restartOnCrash false' }
  const recent = crashes.filter(({ at }) => last.at - at < hourMs)
  if (recent.length > crashesMax) return { never: `it crashed ${recent.length} times within an hour` }
  if (rule === 'auto' && last.ranMs < leastRunMs)
    return { never: `it ran for ${Math.floor(last.ranMs / 1000)} s, less than 10 s` }
  return { afterMs: Math.min(delayMs.max, delayMs.first * 2 ** (recent.length - 1)) }
}
