import type { BalanceSubscription, Webhooks } from '../../app/ports.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { SecretBox } from '../sealing.ts'
import type { Sql } from '../sql.ts'

type Row = {
  organization_id: string
  login_id: string
  key_id: string
  uri: string
  password: Buffer | null
  filter: unknown
}

/** Where a password is sealed for: copied into another row it does not open. */
const placeOf = (tenantId: string, { id }: Pick<BalanceSubscription, 'id'>): string =>
  `webhook_subscription ${tenantId} ${id} password`

/** Receivers of balances stand among those of events, under the id of their subscription instead of a login's. */
export const balanceSubscriptionStore = (
  sql: Sql,
  box: SecretBox,
): Pick<Webhooks, 'balanceSubscriptions' | 'saveBalanceSubscription'> => ({
  async balanceSubscriptions(tenantId) {
    const rows = await sql.rows<Row>(
      'webhook.balanceSubscriptions',
      `select organization_id, login_id, key_id, uri, password, filter from webhook_subscription
       where tenant_id = $1 and key_id is not null order by login_id`,
      [tenantId],
    )
    return rows.map((row) => ({
      tenantId,
      organizationId: row.organization_id,
      id: row.login_id,
      keyId: row.key_id,
      url: row.uri,
      password: box.open(row.password, placeOf(tenantId, { id: row.login_id })),
      walletIds: (thawNumbers(row.filter) as Pick<BalanceSubscription, 'walletIds'>).walletIds,
    }))
  },

  async saveBalanceSubscription(subscription) {
    const { tenantId, organizationId, id, keyId, url, password, walletIds } = subscription
    await sql.run(
      'webhook.saveBalanceSubscription',
      `insert into webhook_subscription (tenant_id, organization_id, login_id, key_id, uri, password, filter, profile)
       values ($1, $2, $3, $4, $5, $6, $7, 'durable')
       on conflict (tenant_id, organization_id, login_id)
         do update set password = excluded.password, filter = excluded.filter`,
      [
        ...[tenantId, organizationId, id, keyId, url],
        box.seal(password, placeOf(tenantId, subscription)),
        toStoredJson({ walletIds }),
      ],
    )
  },
})
