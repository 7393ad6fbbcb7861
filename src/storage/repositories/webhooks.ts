import type {
  WebhookAudience,
  WebhookFilter,
  WebhookHealth,
  WebhookReceiver,
  WebhookSubscription,
  Webhooks,
} from '../../app/ports.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { SecretBox } from '../sealing.ts'
import { fromMsOrNull, type Sql, toMsOrNull } from '../sql.ts'
import { balanceSubscriptionStore } from './balance-subscriptions.ts'
import { type WebhookOutbox, webhookOutbox } from './webhook-outbox.ts'

type SubscriptionRow = {
  tenant_id: string
  organization_id: string
  login_id: string
  uri: string | null
  auth_token: Buffer | null
  filter: unknown
  profile: WebhookSubscription['profile']
  signing_secret: Buffer | null
  blocked_until: Date | null
  block_level: number
}

/** Where a secret is sealed for: copied into another row it does not open. */
const placeOf = (
  { tenantId, organizationId, loginId }: WebhookReceiver,
  column: 'auth_token' | 'signing_secret',
): string => `webhook_subscription ${tenantId} ${organizationId} ${loginId} ${column}`

const receiverOfRow = (row: SubscriptionRow): WebhookReceiver => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  loginId: row.login_id,
})

const subscriptionOfRow = (row: SubscriptionRow, box: SecretBox): WebhookSubscription => ({
  ...receiverOfRow(row),
  uri: row.uri,
  authToken: box.open(row.auth_token, placeOf(receiverOfRow(row), 'auth_token')),
  filter: thawNumbers(row.filter) as WebhookFilter,
  profile: row.profile,
  signingSecret: box.open(row.signing_secret, placeOf(receiverOfRow(row), 'signing_secret')),
  blockedUntil: toMsOrNull(row.blocked_until),
  blockLevel: row.block_level,
})

const subscriptionColumns = `tenant_id, organization_id, login_id, uri, auth_token, filter, profile, signing_secret,
  blocked_until, block_level`

// What is known of a receiver's calls holds for its address and profile only.
const isSame = '(old.uri, old.profile) is not distinct from (excluded.uri, excluded.profile)'
const upsertSubscription = `insert into webhook_subscription as old (${subscriptionColumns})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict (tenant_id, organization_id, login_id) do update set uri = excluded.uri,
    auth_token = excluded.auth_token, filter = excluded.filter, profile = excluded.profile,
    signing_secret = excluded.signing_secret, blocked_until = excluded.blocked_until,
    block_level = excluded.block_level,
    blocked_from = case when excluded.blocked_until is not null then old.blocked_from end,
    window_from = case when ${isSame} then old.window_from end,
    calls = case when ${isSame} then old.calls else 0 end,
    failures = case when ${isSame} then old.failures else 0 end`

type Subscriptions = Pick<
  Webhooks,
  | 'subscriptions'
  | 'subscription'
  | 'saveSubscription'
  | 'removeSubscriptions'
  | keyof ReturnType<typeof balanceSubscriptionStore>
>

const subscriptionStore = (sql: Sql, box: SecretBox): Subscriptions => ({
  async subscriptions(tenantId, organizationIds) {
    if (organizationIds.length === 0) return []
    // Keys are a global table, a copy on every node, so the join stays where the subscriptions are.
    const rows = await sql.rows<SubscriptionRow & Pick<WebhookAudience, 'sourceKey'>>(
      'webhook.subscriptions',
      `select s.*, k.settings->>'sourceKey' as "sourceKey"
       from (select ${subscriptionColumns} from webhook_subscription
             where tenant_id = $1 and organization_id = any($2::uuid[]) and key_id is null) s
       left join api_key k on k.id = s.login_id
       order by s.organization_id, s.login_id`,
      [tenantId, organizationIds],
    )
    return rows.map((row) => ({ ...subscriptionOfRow(row, box), sourceKey: row.sourceKey }))
  },

  async subscription(tenantId, organizationId, loginId) {
    const [row] = await sql.rows<SubscriptionRow>(
      'webhook.subscription',
      `select ${subscriptionColumns} from webhook_subscription
       where tenant_id = $1 and organization_id = $2 and login_id = $3`,
      [tenantId, organizationId, loginId],
    )
    return row ? subscriptionOfRow(row, box) : null
  },

  async saveSubscription(subscription) {
    await sql.run('webhook.saveSubscription', upsertSubscription, [
      subscription.tenantId,
      subscription.organizationId,
      subscription.loginId,
      subscription.uri,
      box.seal(subscription.authToken, placeOf(subscription, 'auth_token')),
      toStoredJson(subscription.filter),
      subscription.profile,
      box.seal(subscription.signingSecret, placeOf(subscription, 'signing_secret')),
      fromMsOrNull(subscription.blockedUntil),
      subscription.blockLevel,
    ])
  },

  async removeSubscriptions(tenantId, loginId) {
    await sql.run(
      'webhook.removeSubscriptions',
      'delete from webhook_subscription where tenant_id = $1 and (login_id = $2 or key_id = $2)',
      [tenantId, loginId],
    )
  },
  ...balanceSubscriptionStore(sql, box),
})

type HealthRow = {
  blocked_from: Date | null
  blocked_until: Date | null
  block_level: number
  window_from: Date | null
  calls: number
  failures: number
}

type Health = Omit<Webhooks, keyof Subscriptions | keyof WebhookOutbox>

const healthStore = (sql: Sql): Health => ({
  async health({ tenantId, organizationId, loginId }: WebhookReceiver): Promise<WebhookHealth | null> {
    const [row] = await sql.rows<HealthRow>(
      'webhook.health',
      `select blocked_from, blocked_until, block_level, window_from, calls, failures from webhook_subscription
       where tenant_id = $1 and organization_id = $2 and login_id = $3 for update`,
      [tenantId, organizationId, loginId],
    )
    if (!row) return null
    return {
      blockedFrom: toMsOrNull(row.blocked_from),
      blockedUntil: toMsOrNull(row.blocked_until),
      blockLevel: row.block_level,
      windowFrom: toMsOrNull(row.window_from),
      calls: row.calls,
      failures: row.failures,
    }
  },

  async saveHealth({ tenantId, organizationId, loginId }, health) {
    await sql.run(
      'webhook.saveHealth',
      `update webhook_subscription set blocked_from = $4, blocked_until = $5, block_level = $6, window_from = $7,
         calls = $8, failures = $9
       where tenant_id = $1 and organization_id = $2 and login_id = $3`,
      [
        tenantId,
        organizationId,
        loginId,
        fromMsOrNull(health.blockedFrom),
        fromMsOrNull(health.blockedUntil),
        health.blockLevel,
        fromMsOrNull(health.windowFrom),
        health.calls,
        health.failures,
      ],
    )
  },
})

export const webhooksRepository = (sql: Sql, box: SecretBox): Webhooks => ({
  ...subscriptionStore(sql, box),
  ...healthStore(sql),
  ...webhookOutbox(sql),
})
