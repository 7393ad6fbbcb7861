import { createHmac } from 'node:crypto'
import type { App, OutboxEvent, WebhookEvent, WebhookHealth, WebhookSubscription } from '../app/ports.ts'
import { Refusal } from '../kernel/refusals.ts'
import { type Attempt, afterAttempt, dropped, isDelivered, whileBlocked } from './plan.ts'
import { post } from './post.ts'
import type { Outcome } from './settlements.ts'
import type { TargetGuard } from './target-guard.ts'

export type Carriage = {
  app: App
  guard: TargetGuard
  /** The JSON body of the call, in the words of the event's family. */
  render: (event: WebhookEvent) => Promise<unknown>
  report: (error: unknown) => void
  /** Real time in which a receiver must answer (cloud-api §7.5). */
  answerMsMax: number
}

/** A receiver as it is known when its events are taken. */
export type Target = { subscription: WebhookSubscription | null; health: WebhookHealth | null }

/** Sends one event once. Throws only when the storage does. */
export async function bring(carriage: Carriage, event: OutboxEvent, target: Target): Promise<Outcome> {
  const { app } = carriage
  const { subscription, health } = target
  const startedAt = app.clock.now()
  if (!subscription?.uri) {
    return { event: dropped({ ...event, lastError: 'nobody is subscribed any more' }, startedAt) }
  }
  const { profile } = subscription
  const blocked = profile === 'iiko' ? blockOf(event, health, startedAt) : null
  if (blocked) return { event: blocked }

  const body = await textOf(carriage, event)
  const attempt =
    body === null
      ? { status: null, error: 'the event could not be written' }
      : await send(carriage, event, { ...subscription, uri: subscription.uri }, body)
  const call = { now: app.clock.now(), jitter: app.random.int(1000) / 1000 }
  return {
    event: afterAttempt(event, profile, attempt, call),
    // A receiver is not blamed for what we could not write.
    ...(body === null ? {} : { call: { ...call, profile, isFailure: !isDelivered(profile, attempt) } }),
  }
}

/** What becomes of an event that belongs to the time of a block, or meets one; null when it may be sent. */
function blockOf(event: OutboxEvent, health: WebhookHealth | null, now: number): OutboxEvent | null {
  if (!health || health.blockedFrom === null || health.blockedUntil === null) return null
  const isOfThatTime = event.queuedAt >= health.blockedFrom && event.queuedAt < health.blockedUntil
  return isOfThatTime || now < health.blockedUntil ? whileBlocked(event, health.blockedFrom, now) : null
}

async function textOf({ render, report }: Carriage, event: WebhookEvent): Promise<string | null> {
  try {
    return JSON.stringify(await render(event))
  } catch (error) {
    report(error)
    return null
  }
}

/** Posts a text to the address of a subscription, if that may be called at all. */
export async function send(
  { app, guard, answerMsMax }: Pick<Carriage, 'app' | 'guard' | 'answerMsMax'>,
  event: WebhookEvent,
  subscription: WebhookSubscription & { uri: string },
  body: string,
): Promise<Attempt> {
  const giveUp = AbortSignal.timeout(answerMsMax)
  try {
    const target = await unlessAborted(guard.resolve(subscription.uri), giveUp)
    const headers = headersOf(event, subscription, body, app.clock.now())
    return await post({ ...target, headers, body, giveUp })
  } catch (error) {
    if (giveUp.aborted) return { status: null, error: `no answer within ${answerMsMax} ms` }
    // The address may carry secrets of its owner, so only the reason is kept.
    if (error instanceof Refusal) return { status: null, error: String(error.params['reason']) }
    return { status: null, error: error instanceof Error ? error.message : String(error) }
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

function headersOf(
  event: WebhookEvent,
  { authToken, signingSecret }: WebhookSubscription,
  body: string,
  now: number,
): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': 'Trapeza webhooks',
    'x-event-id': event.id,
    'x-attempt': String(event.attempts + 1),
  }
  if (authToken) headers['authorization'] = authToken
  if (signingSecret) {
    const timestamp = String(Math.floor(now / 1000))
    headers['x-timestamp'] = timestamp
    headers['x-signature'] = `sha256=${signatureOf(signingSecret, timestamp, body)}`
  }
  return headers
}

/** Covers the time too, so that a receiver may refuse an old call that somebody recorded. */
const signatureOf = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
