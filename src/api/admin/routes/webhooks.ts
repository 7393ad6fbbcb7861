import { keyOf } from '../../../app/admin/keys.ts'
import { notFound } from '../../../app/admin/problems.ts'
import { readWebhookFilter } from '../../../app/admin/webhook-filter.ts'
import {
  replayWebhooks,
  requireOrganization,
  setWebhook,
  unblockWebhook,
} from '../../../app/admin/webhooks.ts'
import type { ApiKey, OutboxEvent, WebhookSubscription } from '../../../app/ports.ts'
import { type AdminCall, isoOrNull, type Route } from '../call.ts'
import { Form } from '../form.ts'
import { idOf } from './keys.ts'

const eventsMax = 50
const one = '/keys/:id/webhooks/:organizationId'

export const webhookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/webhooks',
    needs: 'viewer',
    /** Every subscription of the chain that has an address. */
    async handle({ app, scope }) {
      const catalog = await app.catalog(scope.tenantId)
      const organizationIds = catalog.all('organization').map(({ id }) => id)
      const found = await app.storage.now.webhooks.subscriptions(scope.tenantId, organizationIds)
      return { webhooks: found.filter(({ uri }) => uri !== null).map(webhookView) }
    },
  },
  {
    method: 'GET',
    path: one,
    needs: 'viewer',
    async handle(call) {
      const place = await placeOf(call)
      const found = await subscriptionOf(call, place)
      return { webhook: found ? webhookView(found) : null }
    },
  },
  { method: 'PUT', path: one, needs: 'owner', handle: saveWebhook },
  {
    method: 'GET',
    path: `${one}/events`,
    needs: 'viewer',
    async handle(call) {
      const { key, organizationId } = await placeOf(call)
      const { webhooks } = call.app.storage.now
      const events = await webhooks.history(call.scope.tenantId, organizationId, key.id, eventsMax)
      return { events: events.map(eventView) }
    },
  },
  {
    method: 'POST',
    path: `${one}/replay`,
    needs: 'operator',
    async handle(call) {
      const place = await placeOf(call)
      const form = new Form(call.body)
      const since = form.instant('since')
      form.done()
      return { count: await replayWebhooks(call.app, call.scope, place, since) }
    },
  },
  {
    method: 'POST',
    path: `${one}/unblock`,
    needs: 'operator',
    async handle(call) {
      return { webhook: webhookView(await unblockWebhook(call.app, call.scope, await placeOf(call))) }
    },
  },
  {
    method: 'POST',
    path: `${one}/test`,
    needs: 'operator',
    async handle(call) {
      const found = await subscriptionOf(call, await placeOf(call))
      if (!found?.uri) throw notFound({ ru: 'Сначала сохраните адрес', en: 'Save an address first' })
      return call.services.webhooks.testCall({ ...found, uri: found.uri })
    },
  },
]

type Place = { key: ApiKey; organizationId: string }

async function placeOf({ app, scope, params }: AdminCall): Promise<Place> {
  const key = await keyOf(app, scope, idOf(params))
  const organizationId = (params['organizationId'] ?? '').toLowerCase()
  requireOrganization(key, organizationId)
  return { key, organizationId }
}

const subscriptionOf = (
  { app, scope }: AdminCall,
  { key, organizationId }: Place,
): Promise<WebhookSubscription | null> =>
  app.storage.now.webhooks.subscription(scope.tenantId, organizationId, key.id)

/** The token of a receiver is its owner's secret: it is not told again, and kept when the form leaves it out. */
async function saveWebhook(call: AdminCall): Promise<unknown> {
  const place = await placeOf(call)
  const before = await subscriptionOf(call, place)
  const form = new Form(call.body)
  const draft = {
    uri: form.textOrNull('uri'),
    authToken: form.has('authToken') ? form.textOrNull('authToken') : (before?.authToken ?? null),
    profile: form.oneOf('profile', ['iiko', 'durable']),
    filter: {},
  }
  form.done()
  const { subscription, newSigningSecret } = await setWebhook(
    call.app,
    call.scope,
    place,
    { ...draft, filter: readWebhookFilter(form.raw('filter') ?? {}) },
    call.services.webhooks.check,
  )
  return { webhook: webhookView(subscription), newSigningSecret }
}

const webhookView = (found: WebhookSubscription) => ({
  keyId: found.loginId,
  organizationId: found.organizationId,
  uri: found.uri,
  hasAuthToken: found.authToken !== null,
  filter: found.filter,
  profile: found.profile,
  isSigned: found.signingSecret !== null,
  blockedUntil: isoOrNull(found.blockedUntil),
})

const eventView = (event: OutboxEvent) => ({
  id: event.id,
  eventType: event.eventType,
  entityId: event.entityId,
  correlationId: event.correlationId,
  at: isoOrNull(event.at),
  state: event.state,
  attempts: event.attempts,
  nextAttemptAt: event.state === 'waiting' ? isoOrNull(event.nextAttemptAt) : null,
  settledAt: isoOrNull(event.settledAt),
  lastError: event.lastError,
})
