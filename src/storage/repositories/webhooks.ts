import type {
  WebhookEvent,
  WebhookEventType,
  WebhookFilter,
  WebhookSubject,
  WebhookSubscription,
  Webhooks,
} from '../../app/ports.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { fromMs, fromMsOrNull, type Sql, toMs, toMsOrNull } from '../sql.ts'

type SubscriptionRow = {
  tenant_id: string
  organization_id: string
  login_id: string
  uri: string | null
  auth_token: string | null
  filter: unknown
  profile: WebhookSubscription['profile']
  signing_secret: string | null
  blocked_until: Date | null
  block_level: number
}

const subscriptionOfRow = (row: SubscriptionRow): WebhookSubscription => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  loginId: row.login_id,
  uri: row.uri,
  authToken: row.auth_token,
  filter: thawNumbers(row.filter) as WebhookFilter,
  profile: row.profile,
  signingSecret: row.signing_secret,
  blockedUntil: toMsOrNull(row.blocked_until),
  blockLevel: row.block_level,
})

const subscriptionColumns = `tenant_id, organization_id, login_id, uri, auth_token, filter, profile, signing_secret,
  blocked_until, block_level`

type EventRow = {
  tenant_id: string
  organization_id: string
  id: string
  login_id: string
  seq: bigint
  entity_id: string
  event_type: WebhookEventType
  correlation_id: string
  at: Date
  body: unknown
  state: WebhookEvent['state']
  attempts: number
  next_attempt_at: Date
  last_error: string | null
}

const eventOfRow = (row: EventRow): WebhookEvent => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  id: row.id,
  loginId: row.login_id,
  entityId: row.entity_id,
  eventType: row.event_type,
  correlationId: row.correlation_id,
  at: toMs(row.at),
  subject: thawNumbers(row.body) as WebhookSubject,
  seq: row.seq,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: toMs(row.next_attempt_at),
  lastError: row.last_error,
})

const eventColumns = `e.tenant_id, e.organization_id, e.id, e.login_id, e.seq, e.entity_id, e.event_type,
  e.correlation_id, e.at, e.body, e.state, e.attempts, e.next_attempt_at, e.last_error`

// An event never overtakes an older one of its entity, be that one only waiting for its next attempt.
const selectDue = `select ${eventColumns} from webhook_event e
  where e.state = 'waiting' and e.next_attempt_at <= $1 and not exists (
    select 1 from webhook_event older
    where older.tenant_id = e.tenant_id and older.organization_id = e.organization_id
      and older.login_id = e.login_id and older.entity_id = e.entity_id
      and older.state = 'waiting' and older.seq < e.seq)
  order by e.next_attempt_at, e.seq limit $2`

type Subscriptions = Pick<Webhooks, 'subscriptions' | 'subscription' | 'saveSubscription'>

const subscriptionStore = (sql: Sql): Subscriptions => ({
  async subscriptions(tenantId, organizationIds) {
    if (organizationIds.length === 0) return []
    const rows = await sql.rows<SubscriptionRow>(
      'webhook.subscriptions',
      `select ${subscriptionColumns} from webhook_subscription
       where tenant_id = $1 and organization_id = any($2::uuid[]) order by organization_id, login_id`,
      [tenantId, organizationIds],
    )
    return rows.map(subscriptionOfRow)
  },

  async subscription(tenantId, organizationId, loginId) {
    const [row] = await sql.rows<SubscriptionRow>(
      'webhook.subscription',
      `select ${subscriptionColumns} from webhook_subscription
       where tenant_id = $1 and organization_id = $2 and login_id = $3`,
      [tenantId, organizationId, loginId],
    )
    return row ? subscriptionOfRow(row) : null
  },

  async saveSubscription(subscription) {
    await sql.run(
      'webhook.saveSubscription',
      `insert into webhook_subscription (${subscriptionColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (tenant_id, organization_id, login_id) do update set uri = excluded.uri,
         auth_token = excluded.auth_token, filter = excluded.filter, profile = excluded.profile,
         signing_secret = excluded.signing_secret, blocked_until = excluded.blocked_until,
         block_level = excluded.block_level`,
      [
        subscription.tenantId,
        subscription.organizationId,
        subscription.loginId,
        subscription.uri,
        subscription.authToken,
        toStoredJson(subscription.filter),
        subscription.profile,
        subscription.signingSecret,
        fromMsOrNull(subscription.blockedUntil),
        subscription.blockLevel,
      ],
    )
  },
})

type Events = Omit<Webhooks, keyof Subscriptions>

const eventStore = (sql: Sql): Events => ({
  async enqueue(events) {
    if (events.length === 0) return
    const rows = events.map((event) => ({
      tenant_id: event.tenantId,
      organization_id: event.organizationId,
      id: event.id,
      login_id: event.loginId,
      entity_id: event.entityId,
      event_type: event.eventType,
      correlation_id: event.correlationId,
      at: fromMs(event.at),
      body: event.subject,
    }))
    // An event that is there already is left alone, so whoever makes events may repeat itself.
    await sql.run(
      'webhook.enqueue',
      `insert into webhook_event (tenant_id, organization_id, id, login_id, entity_id, event_type, correlation_id,
         at, body, state, next_attempt_at)
       select tenant_id, organization_id, id, login_id, entity_id, event_type, correlation_id, at, body, 'waiting', at
       from jsonb_to_recordset($1::jsonb) as e(tenant_id uuid, organization_id uuid, id uuid, login_id uuid,
         entity_id uuid, event_type text, correlation_id uuid, at timestamptz, body jsonb)
       on conflict (tenant_id, organization_id, id) do nothing`,
      [toStoredJson(rows)],
    )
  },

  async due(now, limit) {
    const rows = await sql.rows<EventRow>('webhook.due', selectDue, [fromMs(now), limit])
    return rows.map(eventOfRow)
  },

  async settle(event) {
    // The moment of the last attempt stands in `nextAttemptAt` of an event that needs no further one.
    await sql.run(
      'webhook.settle',
      `update webhook_event set state = $4, attempts = $5, next_attempt_at = $6, last_error = $7,
         delivered_at = case when $4 = 'delivered' then $6::timestamptz end
       where tenant_id = $1 and organization_id = $2 and id = $3`,
      [
        event.tenantId,
        event.organizationId,
        event.id,
        event.state,
        event.attempts,
        fromMs(event.nextAttemptAt),
        event.lastError,
      ],
    )
  },

  async history(tenantId, organizationId, loginId, limit) {
    const rows = await sql.rows<EventRow>(
      'webhook.history',
      `select ${eventColumns} from webhook_event e
       where e.tenant_id = $1 and e.organization_id = $2 and e.login_id = $3 order by e.seq desc limit $4`,
      [tenantId, organizationId, loginId, limit],
    )
    return rows.map(eventOfRow)
  },

  async replay(tenantId, organizationId, loginId, since, now) {
    return sql.run(
      'webhook.replay',
      `update webhook_event set state = 'waiting', attempts = 0, next_attempt_at = $5, last_error = null,
         delivered_at = null
       where tenant_id = $1 and organization_id = $2 and login_id = $3 and at >= $4 and state <> 'waiting'`,
      [tenantId, organizationId, loginId, fromMs(since), fromMs(now)],
    )
  },
})

export const webhooksRepository = (sql: Sql): Webhooks => ({ ...subscriptionStore(sql), ...eventStore(sql) })
