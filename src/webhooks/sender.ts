import type { App, OutboxEvent, WebhookEvent, WebhookReceiver } from '../app/ports.ts'
import { bring, type Carriage, type Target } from './bring.ts'
import { isBlocked, isHalfOpen } from './health.ts'
import { giveUpMsMax } from './plan.ts'
import { nameOf, Settlements } from './settlements.ts'
import type { TargetGuard } from './target-guard.ts'

export type SenderOptions = {
  app: App
  guard: TargetGuard
  /** The JSON body of the call, in the words of the event's family. */
  render: (event: WebhookEvent) => Promise<unknown>
  report: (error: unknown) => void
  answerMsMax?: number
}
export type WebhookSender = {
  /** Events may wait. */
  wake(): void
  /** Resolves when nothing is due now and nothing is under way. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const underWayMax = 128
/** One slow receiver leaves room for the others. */
const perReceiverMax = 8
const pollMs = 250
const answerMsMax = 3_000

const hourMs = 3_600_000
const pruneMs = hourMs / 6
/** An event is given up by its last attempt; only what never got one is pruned, well after that. */
const pruneMarginMs = 4 * hourMs
const pruneLimit = 1_000
const keptMs = 14 * 24 * hourMs

/** Empties the webhook outbox. One process of a storage runs it, or receivers get events twice. */
export function runWebhookSender(options: SenderOptions): WebhookSender {
  return new Sender({ answerMsMax, ...options })
}

/**
 * `due`: how many events were found. What stands behind an event that is under way is not due yet, so finding none
 * means that all is done only when the round began with none under way.
 */
type Round = { due: number; wasIdle: boolean }

class Sender implements WebhookSender {
  readonly #carriage: Carriage
  readonly #settlements: Settlements
  readonly #underWay = new Map<string, { receiver: WebhookReceiver; done: Promise<void> }>()
  readonly #poll: NodeJS.Timeout
  #round: Promise<unknown> = Promise.resolve()
  #isWoken = false
  #isStopped = false
  #prunedAt: number | null = null

  constructor(carriage: Carriage) {
    this.#carriage = carriage
    this.#settlements = new Settlements(carriage.app, carriage.report)
    // Time may pass or jump without anybody telling us.
    this.#poll = setInterval(() => this.wake(), pollMs)
  }

  wake(): void {
    if (this.#isWoken || this.#isStopped) return
    this.#isWoken = true
    this.#nextRound().catch(this.#carriage.report)
  }

  async settle(): Promise<void> {
    for (;;) {
      const { due, wasIdle } = await this.#nextRound()
      if (this.#isStopped || (due === 0 && wasIdle && this.#underWay.size === 0)) return
      if (this.#underWay.size > 0) await Promise.race([...this.#underWay.values()].map(({ done }) => done))
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#poll)
    await this.#round.catch(() => {})
    await this.#settlements.stop()
    await Promise.all([...this.#underWay.values()].map(({ done }) => done))
  }

  /** Rounds follow one another. */
  #nextRound(): Promise<Round> {
    const round = this.#round.catch(() => {}).then(() => this.#go())
    this.#round = round
    return round
  }

  async #go(): Promise<Round> {
    this.#isWoken = false
    const room = underWayMax - this.#underWay.size
    if (this.#isStopped || room <= 0) return { due: 0, wasIdle: false }
    const wasIdle = this.#underWay.size === 0
    const { app } = this.#carriage
    const { webhooks } = app.storage.now
    const now = app.clock.now()
    await this.#prune(now)
    const events = await webhooks.due(now, {
      limit: room,
      perReceiver: perReceiverMax,
      except: [...this.#underWay.keys()],
      full: this.#fullReceivers(),
    })
    const targets = await this.#targetsOf(events)
    for (const event of events) {
      const target = targets.get(nameOf(event))
      if (target && !isResting(target, now) && this.#countOf(event) < widthOf(target))
        this.#start(event, target)
    }
    return { due: events.length, wasIdle }
  }

  #start(event: OutboxEvent, target: Target): void {
    const done = bring(this.#carriage, event, target)
      .then((outcome) => this.#settlements.add(outcome))
      .catch(this.#carriage.report)
      .finally(() => {
        this.#underWay.delete(event.id)
        this.wake()
      })
    this.#underWay.set(event.id, { receiver: event, done })
  }

  async #targetsOf(events: readonly OutboxEvent[]): Promise<Map<string, Target>> {
    const { webhooks } = this.#carriage.app.storage.now
    const receivers = new Map(events.map((event) => [nameOf(event), event]))
    const load = async ([name, receiver]: [string, WebhookReceiver]): Promise<[string, Target]> => {
      const { tenantId, organizationId, loginId } = receiver
      const subscription = await webhooks.subscription(tenantId, organizationId, loginId)
      const health = subscription?.blockedUntil ? await webhooks.health(receiver) : null
      return [name, { subscription, health }]
    }
    return new Map(await Promise.all([...receivers].map(load)))
  }

  #countOf(receiver: WebhookReceiver): number {
    const name = nameOf(receiver)
    return [...this.#underWay.values()].filter((one) => nameOf(one.receiver) === name).length
  }

  #fullReceivers(): WebhookReceiver[] {
    const receivers = new Map(
      [...this.#underWay.values()].map(({ receiver }) => [nameOf(receiver), receiver]),
    )
    return [...receivers.values()].filter((receiver) => this.#countOf(receiver) >= perReceiverMax)
  }

  /** Now and then what is too old goes; a jump of the clock is a reason to look. */
  async #prune(now: number): Promise<void> {
    if (this.#prunedAt !== null && now >= this.#prunedAt && now - this.#prunedAt < pruneMs) return
    const older = { waitingSince: now - giveUpMsMax - pruneMarginMs, settledSince: now - keptMs }
    const gone = await this.#carriage.app.storage.now.webhooks.prune(now, older, pruneLimit)
    const isDone = gone.dropped < pruneLimit && gone.forgotten < pruneLimit
    this.#prunedAt = isDone ? now : null
  }
}

/** Its circuit may have opened between the search for what is due and the look at the receiver. */
const isResting = ({ subscription }: Target, now: number): boolean =>
  subscription?.profile === 'durable' && isBlocked(subscription, now)

const widthOf = ({ subscription }: Target): number =>
  subscription && isHalfOpen(subscription.profile, subscription.blockLevel) ? 1 : perReceiverMax
