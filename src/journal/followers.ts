import type { FollowStep, Storage } from '../app/ports.ts'

export type FollowerSpec = Omit<FollowStep, 'limit'> & {
  limit?: number
  /** While false the follower rests: a till whose cable is pulled. */
  isConnected?: () => boolean
  /** Called after a batch committed; for effects outside the database. */
  afterBatch?: () => void
}

export type Followers = {
  /** Something was appended or a follower was reconnected. */
  wake(): void
  /** Resolves when the present work of all followers is done. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const pollMs = 250
const sequenceLimit = 2000
const retryMs = 500

/**
 * Runs the sequencer and every follower of this process. Woken by whoever appends; a slow poll finds what other
 * processes appended. A follower that throws is retried alone: it never slows the others or the sale.
 */
export function runFollowers(
  storage: Storage,
  specs: readonly FollowerSpec[],
  report: (follower: string, error: unknown) => void,
  /** Called when entries became visible to followers. */
  onPlaced: () => void = () => {},
): Followers {
  let stopped = false
  const loops = specs.map((spec) => loop(spec.name, () => step(spec)))
  const sequencer = loop('sequencer', async () => {
    const placed = await storage.sequence(sequenceLimit)
    if (placed > 0) {
      for (const follower of loops) follower.kick()
      onPlaced()
    }
    return placed > 0
  })

  async function step(spec: FollowerSpec): Promise<boolean> {
    if (spec.isConnected && !spec.isConnected()) return false
    const handled = await storage.follow({ ...spec, limit: spec.limit ?? 200 })
    if (handled > 0) spec.afterBatch?.()
    return handled > 0
  }

  /** Runs `work` until it finds nothing to do, then rests until kicked. */
  function loop(name: string, work: () => Promise<boolean>) {
    let running: Promise<void> | null = null
    let again = false
    let retryTimer: NodeJS.Timeout | undefined
    const run = async (): Promise<void> => {
      do {
        again = false
        try {
          while (!stopped && (await work()));
        } catch (error) {
          if (stopped) return
          report(name, error)
          retryTimer = setTimeout(kick, retryMs)
          return
        }
      } while (again && !stopped)
    }
    function kick(): void {
      if (stopped) return
      if (running) {
        again = true
        return
      }
      running = run().finally(() => {
        running = null
        if (again) kick()
      })
    }
    return { kick, idle: () => running, clear: () => clearTimeout(retryTimer) }
  }

  const all = [sequencer, ...loops]
  const poll = setInterval(() => {
    sequencer.kick()
    for (const follower of loops) follower.kick()
  }, pollMs)
  for (const part of all) part.kick()

  const idle = async (): Promise<void> => {
    for (const part of all) while (part.idle()) await part.idle()
  }
  return {
    wake: () => sequencer.kick(),
    async settle() {
      sequencer.kick()
      for (;;) {
        await idle()
        const placed = await storage.sequence(sequenceLimit)
        for (const follower of loops) follower.kick()
        onPlaced()
        await idle()
        if (placed === 0) return
      }
    },
    async stop() {
      stopped = true
      clearInterval(poll)
      for (const part of all) part.clear()
      await Promise.allSettled(all.map((part) => part.idle()))
    },
  }
}
