import { balanceOnWire } from '../api/biz/wire/balance-news.ts'
import { loadWebhookContext, renderWebhookEvent } from '../api/cloud/wire/webhook-events.ts'
import type { App, WebhookEvent } from '../app/ports.ts'

/** What a receiver is sent: iikoCloud sends events in an array of one, iikoCard a bare object (cloud-api §7.3, biz-card-api §12.16). */
export async function webhookBody(app: App, event: WebhookEvent): Promise<unknown> {
  const { subject } = event
  if (subject.kind === 'guestBalance') return balanceOnWire(app, event, subject)
  return [renderWebhookEvent({ ...event, subject }, await loadWebhookContext(app, [event]))]
}
