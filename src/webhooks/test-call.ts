import type { App, WebhookEvent, WebhookSubscription } from '../app/ports.ts'
import { send } from './bring.ts'
import { type Attempt, isDelivered } from './plan.ts'
import type { TargetGuard } from './target-guard.ts'

export type TestCallOptions = {
  app: App
  guard: TargetGuard
  render: (event: WebhookEvent) => Promise<unknown>
  answerMsMax?: number
}
export type TestCallOutcome = Attempt & { tookMs: number; isDelivered: boolean }

const answerMsMax = 3_000

/**
 * Calls a receiver once, with its own token and signature, outside of the outbox: nothing is retried and its health is
 * not touched. The event only says that the menu is to be read again, so it harms nobody.
 */
export async function callReceiver(
  options: TestCallOptions,
  subscription: WebhookSubscription & { uri: string },
): Promise<TestCallOutcome> {
  const { app, guard, render } = options
  const { tenantId, organizationId, loginId, profile } = subscription
  const startedAt = app.clock.now()
  const event: WebhookEvent = {
    tenantId,
    organizationId,
    id: app.random.uuid(),
    loginId,
    entityId: organizationId,
    eventType: 'NomenclatureUpdate',
    correlationId: app.random.uuid(),
    at: startedAt,
    subject: { kind: 'nomenclature' },
    seq: 0n,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: startedAt,
    lastError: null,
  }
  const body = JSON.stringify(await render(event))
  const carriage = { app, guard, answerMsMax: options.answerMsMax ?? answerMsMax }
  const attempt = await send(carriage, event, subscription, body)
  return {
    ...attempt,
    tookMs: Math.max(0, app.clock.now() - startedAt),
    isDelivered: isDelivered(profile, attempt),
  }
}
