import { createHmac } from 'node:crypto'
import type { App, WebhookEvent, WebhookSubscription } from '../app/ports.ts'
import { Refusal } from '../kernel/refusals.ts'
import { type Attempt, afterAttempt } from './plan.ts'
import { post } from './post.ts'
import type { TargetGuard } from './target-guard.ts'

export type SenderOptions = {
  app: App
  guard: TargetGuard
  /** The JSON object of an event in the words of its family. */
  render: (event: WebhookEvent) => Promise<unknown>
  report: (error: unknown) => void
}
export type WebhookSender = {
  /** Events may wait. */
  wake(): void
  /** Resolves when nothing is due now and nothing is under way. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const batch = 32
const pollMs = 250
/** A receiver must answer within it (cloud-api §7.5). */
const answerMsMax = 3_000

/** Empties the webhook outbox. */
export function runWebhookSender(options: SenderOptions): WebhookSender {
  const { app, report } = options
  let isStopped = false
  let running: Promise<void> | null = null

  async function round(): Promise<boolean> {
    const events = await app.storage.now.webhooks.due(app.clock.now(), batch)
    await Promise.all(events.map((event) => bring(options, event)))
    return events.length > 0
  }
  async function drain(): Promise<void> {
    while (!isStopped && (await round()));
  }
  function wake(): void {
    if (isStopped) return
    running ??= drain()
      .catch(report)
      .finally(() => {
        running = null
      })
  }
  const timer = setInterval(wake, pollMs)
  return {
    wake,
    async settle() {
      await running
      wake()
      await running
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}

async function bring(options: SenderOptions, event: WebhookEvent): Promise<void> {
  const { app } = options
  const { webhooks } = app.storage.now
  const subscription = await webhooks.subscription(event.tenantId, event.organizationId, event.loginId)
  if (!subscription?.uri) {
    return webhooks.settle({ ...event, state: 'dropped', lastError: 'the subscription is gone' })
  }
  const attempt = await attemptTo(options, event, subscription, subscription.uri)
  const now = app.clock.now()
  const jitter = app.random.int(1000) / 1000
  await webhooks.settle(afterAttempt(event, subscription.profile, attempt, { now, jitter }))
}

async function attemptTo(
  { app, guard, render }: SenderOptions,
  event: WebhookEvent,
  subscription: WebhookSubscription,
  uri: string,
): Promise<Attempt> {
  try {
    const target = await guard.resolve(uri)
    const body = JSON.stringify([await render(event)])
    const headers = headersOf(event, subscription, body, app.clock.now())
    return await post({ ...target, headers, body, timeoutMs: answerMsMax })
  } catch (error) {
    if (error instanceof Refusal) return { status: null, error: error.message }
    throw error
  }
}

function headersOf(
  event: WebhookEvent,
  { authToken, signingSecret }: WebhookSubscription,
  body: string,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000))
  return {
    'x-event-id': event.id,
    'x-attempt': String(event.attempts + 1),
    ...(authToken ? { authorization: authToken } : {}),
    ...(signingSecret
      ? {
          'x-timestamp': timestamp,
          'x-signature': `sha256=${createHmac('sha256', signingSecret).update(`${timestamp}.${body}`).digest('hex')}`,
        }
      : {}),
  }
}
