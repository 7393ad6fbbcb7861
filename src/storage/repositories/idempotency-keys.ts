import type { IdempotencyKeys } from '../../app/ports.ts'
import { fromMs, type Sql } from '../sql.ts'

/** Expired keys of a login that go with each key it takes; it takes one at a time, so they cannot heap up. */
const forgottenMax = 20

type KeyRow = { digest: Buffer; correlation_id: string }
const recordOf = (row: KeyRow | undefined) =>
  row ? { digest: row.digest, correlationId: row.correlation_id } : null

export function idempotencyKeysRepository(sql: Sql): IdempotencyKeys {
  const find: IdempotencyKeys['find'] = async (tenantId, loginId, hash, now) => {
    const [row] = await sql.rows<KeyRow>(
      'idempotencyKey.find',
      `select digest, correlation_id from idempotency_key
       where tenant_id = $1 and login_id = $2 and key_hash = $3 and expires_at > $4`,
      [tenantId, loginId, hash, fromMs(now)],
    )
    return recordOf(row)
  }
  return {
    find,

    async take({ tenantId, loginId, hash, digest, correlationId, expiresAt }, now) {
      // Waits for a transaction that is taking the same key right now. An expired key is as good as a new one.
      const taken = await sql.run(
        'idempotencyKey.take',
        `insert into idempotency_key as k (tenant_id, login_id, key_hash, digest, correlation_id, expires_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant_id, login_id, key_hash) do update
           set digest = excluded.digest, correlation_id = excluded.correlation_id, expires_at = excluded.expires_at
           where k.expires_at <= $7`,
        [tenantId, loginId, hash, digest, correlationId, fromMs(expiresAt), fromMs(now)],
      )
      if (taken === 0) return find(tenantId, loginId, hash, now)
      await sql.run(
        'idempotencyKey.forget',
        `delete from idempotency_key where (tenant_id, login_id, key_hash) in (
           select tenant_id, login_id, key_hash from idempotency_key
           where tenant_id = $1 and login_id = $2 and expires_at <= $3
           order by expires_at limit $4 for update skip locked)`,
        [tenantId, loginId, fromMs(now), forgottenMax],
      )
      return null
    },
  }
}
