import { expireCommands } from '../app/cloud/expire-commands.ts'
import type { App } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import { repeat } from './repeat.ts'
import type { LocalTill } from './tills.ts'

const heartbeatMs = 30_000
const tickMs = 200

export type ClockworkOptions = {
  app: App
  plays: { till: boolean; cloud: boolean }
  tills: ReadonlyMap<Uuid, LocalTill>
  report: (error: unknown) => void
}

/** What a node does because time passes: tills report themselves alive, commands without an answer expire. */
export class Clockwork {
  readonly #options: ClockworkOptions
  readonly #lastBeats = new Map<Uuid, number>()
  #ticked: Promise<void> = Promise.resolve()
  #ticking: { stop(): Promise<void> } | null = null

  constructor(options: ClockworkOptions) {
    this.#options = options
  }

  start(): void {
    this.#ticking ??= repeat(tickMs, () => this.tick(), this.#options.report)
  }

  async rest(): Promise<void> {
    await this.#ticking?.stop()
    this.#ticking = null
  }

  /** One after another: two at once would expire a command twice. */
  tick(): Promise<void> {
    const { app, plays } = this.#options
    const next = this.#ticked.then(async () => {
      if (plays.till) await this.beat()
      if (plays.cloud) while ((await expireCommands(app)) > 0);
    })
    this.#ticked = next.catch(() => {})
    return next
  }

  /** Connected tills report themselves alive (cloud-api §11.2). */
  async beat(): Promise<void> {
    const { app, tills } = this.#options
    const now = app.clock.now()
    for (const { till, isLineUp } of tills.values()) {
      const { tenantId, organizationId, terminalGroupId } = till
      const before = this.#lastBeats.get(terminalGroupId)
      if (!isLineUp() || (before !== undefined && now >= before && now - before < heartbeatMs)) continue
      await app.storage.now.liveness.beat(tenantId, organizationId, terminalGroupId, now)
      this.#lastBeats.set(terminalGroupId, now)
    }
  }

  /** The storage knows nothing of the beats so far. */
  forget(): void {
    this.#lastBeats.clear()
  }
}
