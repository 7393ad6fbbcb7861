import type {
  OutboxEvent,
  WebhookEventType,
  WebhookReceiver,
  WebhookSubject,
  Webhooks,
} from '../../app/ports.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { fromMs, fromMsOrNull, type Sql, toMs, toMsOrNull } from '../sql.ts'

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
  state: OutboxEvent['state']
  attempts: number
  queued_at: Date
  next_attempt_at: Date
  last_error: string | null
  settled_at: Date | null
}

const eventOfRow = (row: EventRow): OutboxEvent => ({
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
  queuedAt: toMs(row.queued_at),
  nextAttemptAt: toMs(row.next_attempt_at),
  lastError: row.last_error,
  settledAt: toMsOrNull(row.settled_at),
})

const eventColumns = `e.tenant_id, e.organization_id, e.id, e.login_id, e.seq, e.entity_id, e.event_type,
  e.correlation_id, e.at, e.body, e.state, e.attempts, e.queued_at, e.next_attempt_at, e.last_error, e.settled_at`

/** Joins `other`. Named whole, so that any index that the planner takes leads to the one row. */
const isRowOf = (other: string): string =>
  ['tenant_id', 'organization_id', 'login_id', 'seq', 'id']
    .map((column) => `e.${column} = ${other}.${column}`)
    .join(' and ')

// Receivers for whom something waits are found by stepping through the index of waiting events, one probe each, so
// that neither idle subscriptions nor the backlog of one that rests cost anything. Within a receiver an event never
// overtakes an older one of its entity, be that one only waiting for its next attempt: `distinct on` finds the oldest
// in one pass, where a `not exists` may be planned as a loop in a loop while the statistics know of an empty table.
const selectDue = `with recursive receiver as (
    (select tenant_id, organization_id, login_id from webhook_event where state = 'waiting'
     order by tenant_id, organization_id, login_id limit 1)
    union all
    select following.* from receiver r cross join lateral (
      select tenant_id, organization_id, login_id from webhook_event where state = 'waiting'
        and (tenant_id, organization_id, login_id) > (r.tenant_id, r.organization_id, r.login_id)
      order by tenant_id, organization_id, login_id limit 1) following
  ), ready as materialized (
    select r.* from receiver r left join webhook_subscription s using (tenant_id, organization_id, login_id)
    where not (s.profile is not distinct from 'durable' and coalesce(s.blocked_until > $1, false))
      and not exists (select 1 from unnest($5::uuid[], $6::uuid[], $7::uuid[]) f(tenant_id, organization_id, login_id)
        where f.tenant_id = r.tenant_id and f.organization_id = r.organization_id and f.login_id = r.login_id)
  ), due as materialized (
    select r.*, oldest.id, oldest.seq from ready r cross join lateral (
      select head.id, head.seq from (
        select distinct on (entity_id) id, seq, next_attempt_at from webhook_event
        where tenant_id = r.tenant_id and organization_id = r.organization_id and login_id = r.login_id
          and state = 'waiting'
        order by entity_id, seq) head
      where head.next_attempt_at <= $1 and head.id <> all($4::uuid[])
      order by head.seq limit $3) oldest
    order by oldest.seq limit $2
  )
  select ${eventColumns} from due d
  join webhook_event e on ${isRowOf('d')}
  order by d.seq`

// A receiver that has not failed gets what waits however old it is: perhaps it was we who were down.
const pruneWaiting = `update webhook_event e set state = 'dropped', settled_at = $1, last_error = 'waited too long'
  from (select w.* from webhook_event w join webhook_subscription s using (tenant_id, organization_id, login_id)
        where w.state = 'waiting' and w.queued_at < $2 and s.blocked_until is not null limit $3) old
  where ${isRowOf('old')}`
const pruneSettled = `delete from webhook_event e
  using (select * from webhook_event where settled_at < $1 limit $2) old where ${isRowOf('old')}`

export type WebhookOutbox = Pick<
  Webhooks,
  'enqueue' | 'due' | 'settle' | 'hurry' | 'history' | 'about' | 'replay' | 'prune'
>

const idsOf = (receivers: readonly WebhookReceiver[], key: keyof WebhookReceiver): string[] =>
  receivers.map((one) => one[key])

type Queue = Pick<WebhookOutbox, 'enqueue' | 'due' | 'settle' | 'hurry'>

/** What is on its way. */
const queueOf = (sql: Sql): Queue => ({
  async enqueue(events, now) {
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
         at, body, state, queued_at, next_attempt_at)
       select tenant_id, organization_id, id, login_id, entity_id, event_type, correlation_id, at, body, 'waiting',
         $2::timestamptz, $2::timestamptz
       from jsonb_to_recordset($1::jsonb) as e(tenant_id uuid, organization_id uuid, id uuid, login_id uuid,
         entity_id uuid, event_type text, correlation_id uuid, at timestamptz, body jsonb)
       on conflict (tenant_id, organization_id, id) do nothing`,
      [toStoredJson(rows), fromMs(now)],
    )
  },

  async due(now, { limit, perReceiver, except, full }) {
    const rows = await sql.rows<EventRow>('webhook.due', selectDue, [
      fromMs(now),
      limit,
      perReceiver,
      except,
      idsOf(full, 'tenantId'),
      idsOf(full, 'organizationId'),
      idsOf(full, 'loginId'),
    ])
    return rows.map(eventOfRow)
  },

  async settle(events) {
    if (events.length === 0) return
    const rows = events.map((event) => ({
      tenant_id: event.tenantId,
      organization_id: event.organizationId,
      login_id: event.loginId,
      seq: String(event.seq),
      id: event.id,
      state: event.state,
      attempts: event.attempts,
      next_attempt_at: fromMs(event.nextAttemptAt),
      last_error: event.lastError,
      settled_at: fromMsOrNull(event.settledAt),
    }))
    await sql.run(
      'webhook.settle',
      `update webhook_event e set state = s.state, attempts = s.attempts, next_attempt_at = s.next_attempt_at,
         last_error = s.last_error, settled_at = s.settled_at
       from jsonb_to_recordset($1::jsonb) as s(tenant_id uuid, organization_id uuid, login_id uuid,
         seq bigint, id uuid, state text, attempts smallint, next_attempt_at timestamptz, last_error text,
         settled_at timestamptz)
       where ${isRowOf('s')}`,
      [toStoredJson(rows)],
    )
  },

  async hurry({ tenantId, organizationId, loginId }, now) {
    await sql.run(
      'webhook.hurry',
      `update webhook_event set next_attempt_at = $4
       where tenant_id = $1 and organization_id = $2 and login_id = $3 and state = 'waiting' and next_attempt_at > $4`,
      [tenantId, organizationId, loginId, fromMs(now)],
    )
  },
})

/** Events on their way to receivers, and those that arrived or were given up. */
export const webhookOutbox = (sql: Sql): WebhookOutbox => ({
  ...queueOf(sql),

  async history(tenantId, organizationId, loginId, limit) {
    const rows = await sql.rows<EventRow>(
      'webhook.history',
      `select ${eventColumns} from webhook_event e
       where e.tenant_id = $1 and e.organization_id = $2 and e.login_id = $3 order by e.seq desc limit $4`,
      [tenantId, organizationId, loginId, limit],
    )
    return rows.map(eventOfRow)
  },

  async about(tenantId, entityId, limit) {
    const rows = await sql.rows<EventRow>(
      'webhook.about',
      `select ${eventColumns} from webhook_event e where e.tenant_id = $1 and e.entity_id = $2
       order by e.seq limit $3`,
      [tenantId, entityId, limit],
    )
    return rows.map(eventOfRow)
  },

  async replay(tenantId, organizationId, loginId, since, now) {
    return sql.run(
      'webhook.replay',
      `update webhook_event set state = 'waiting', attempts = 0, queued_at = $5, next_attempt_at = $5,
         last_error = null, settled_at = null
       where tenant_id = $1 and organization_id = $2 and login_id = $3 and at >= $4 and state <> 'waiting'`,
      [tenantId, organizationId, loginId, fromMs(since), fromMs(now)],
    )
  },

  async prune(now, { waitingSince, settledSince }, limit) {
    const given = [fromMs(now), fromMs(waitingSince), limit]
    const dropped = await sql.run('webhook.pruneWaiting', pruneWaiting, given)
    const forgotten = await sql.run('webhook.pruneSettled', pruneSettled, [fromMs(settledSince), limit])
    return { dropped, forgotten }
  },
})
