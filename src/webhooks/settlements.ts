import type { App, OutboxEvent, Tx, WebhookReceiver } from '../app/ports.ts'
import { afterCall, type Call, isHalfOpen } from './health.ts'
import type { Profile } from './plan.ts'

/** What became of an event; `call` is absent when the receiver was not called. */
export type Outcome = { event: OutboxEvent; call?: Call & { profile: Profile } }

const retryMs = 500

/**
 * Keeps outcomes, many in one transaction: while one is committed the next ones gather. An outcome that cannot be kept
 * now is kept later, for the receiver has the event already.
 */
export class Settlements {
  readonly #app: App
  readonly #report: (error: unknown) => void
  #waiting: { outcome: Outcome; done: () => void }[] = []
  #running: Promise<void> | null = null
  #isStopping = false

  constructor(app: App, report: (error: unknown) => void) {
    this.#app = app
    this.#report = report
  }

  /** Resolves when the outcome is kept. */
  add(outcome: Outcome): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push({ outcome, done })
      this.#running ??= this.#run()
    })
  }

  /** From now on nothing is tried twice; what could not be kept is sent again by the next process. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting
      this.#waiting = []
      await this.#keep(group.map(({ outcome }) => outcome))
      for (const { done } of group) done()
    }
    this.#running = null
  }

  async #keep(outcomes: readonly Outcome[]): Promise<void> {
    for (;;) {
      try {
        return await this.#app.storage.transaction(async (tx) => {
          await tx.webhooks.settle(outcomes.map(({ event }) => event))
          for (const group of byReceiver(outcomes).values()) await judge(tx, group)
        })
      } catch (error) {
        this.#report(error)
        if (this.#isStopping) return
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }
}

type CalledOutcome = Required<Outcome>

function byReceiver(outcomes: readonly Outcome[]): Map<string, CalledOutcome[]> {
  const groups = new Map<string, CalledOutcome[]>()
  for (const { event, call } of outcomes) {
    if (!call) continue
    const name = nameOf(event)
    const group = groups.get(name)
    if (group) group.push({ event, call })
    else groups.set(name, [{ event, call }])
  }
  // In one order always, so that two who lock receivers never wait for each other.
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export const nameOf = ({ tenantId, organizationId, loginId }: WebhookReceiver): string =>
  `${tenantId}/${organizationId}/${loginId}`

/** Counts the calls of one receiver, which may block it or find it back. */
async function judge(tx: Tx, outcomes: readonly CalledOutcome[]): Promise<void> {
  const [first] = outcomes
  const before = first && (await tx.webhooks.health(first.event))
  if (!before) return
  let health = before
  for (const { call } of outcomes) health = afterCall(call.profile, health, call)
  if (health === before) return
  await tx.webhooks.saveHealth(first.event, health)
  const isBack = isHalfOpen(first.call.profile, before.blockLevel) && health.blockLevel === 0
  if (isBack) await tx.webhooks.hurry(first.event, first.call.now)
}
