import { PriceTurns } from '../app/books/turn-prices.ts'
import { expireCommands } from '../app/cloud/expire-commands.ts'
import { putToSleep } from '../app/cloud/sleeping-tills.ts'
import type { App } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import { inTurn } from './in-turn.ts'
import { repeat } from './repeat.ts'
import type { LocalTill } from './tills.ts'

const heartbeatMs = 30_000
const tickMs = 200
const sleepCheckMs = 60_000

export type ClockworkOptions = {
  app: App
  plays: { till: boolean; cloud: boolean }
  tills: ReadonlyMap<Uuid, LocalTill>
  /** The books are another server's: it tells when a price turned. */
  isUnderChain: boolean
  /** Of tills of other nodes: whether their line is open. */
  isHeard: (terminalGroupId: Uuid) => boolean
  report: (error: unknown) => void
}

/** What a node does because time passes: tills report themselves alive or fall asleep, commands expire, prices turn. */
export class Clockwork {
  readonly #options: ClockworkOptions
  readonly #lastBeats = new Map<Uuid, number>()
  readonly #priceTurns: PriceTurns
  #listensSince: number
  #sleepCheckedAt = Number.NEGATIVE_INFINITY
  /** Two ticks at once would expire a command twice. */
  readonly #inTurn = inTurn()
  #ticking: { stop(): Promise<void> } | null = null

  constructor(options: ClockworkOptions) {
    this.#options = options
    this.#priceTurns = new PriceTurns(options.app)
    this.#listensSince = options.app.clock.now()
  }

  start(): void {
    this.#ticking ??= repeat(tickMs, () => this.tick(), this.#options.report)
  }

  async rest(): Promise<void> {
    await this.#ticking?.stop()
    this.#ticking = null
  }

  tick(): Promise<void> {
    const { app, plays, isUnderChain } = this.#options
    return this.#inTurn(async () => {
      // One moment for both: were the clock to jump in between, tills that have just been heard would seem silent for long.
      const now = app.clock.now()
      if (plays.till) await this.beat(now)
      if (!plays.cloud) return
      while ((await expireCommands(app)) > 0);
      await this.#putToSleep(now)
      if (!isUnderChain) await this.#priceTurns.tell()
    })
  }

  /** Connected tills report themselves alive (cloud-api §11.2). */
  async beat(now = this.#options.app.clock.now()): Promise<void> {
    const { app, tills } = this.#options
    for (const { till, isLineUp } of tills.values()) {
      const { tenantId, organizationId, terminalGroupId } = till
      const before = this.#lastBeats.get(terminalGroupId)
      if (!isLineUp() || (before !== undefined && now >= before && now - before < heartbeatMs)) continue
      await app.storage.now.liveness.beat(tenantId, organizationId, terminalGroupId, now)
      this.#lastBeats.set(terminalGroupId, now)
    }
  }

  /** Tills that nobody heard for days fall asleep; a clock that was set back begins anew. */
  async #putToSleep(now: number): Promise<void> {
    const { app, isHeard } = this.#options
    this.#listensSince = Math.min(this.#listensSince, now)
    if (now >= this.#sleepCheckedAt && now - this.#sleepCheckedAt < sleepCheckMs) return
    this.#sleepCheckedAt = now
    await putToSleep(app, isHeard, { now, listensSince: this.#listensSince })
  }

  /** The storage knows nothing of the beats so far. */
  forget(): void {
    this.#listensSince = this.#options.app.clock.now()
    this.#lastBeats.clear()
    this.#priceTurns.forget()
  }
}
