import { createHash, timingSafeEqual } from 'node:crypto'
import type { ApiKey, ApiKeySettings, ApiKeys } from '../../app/ports.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { fromMsOrNull, type Sql, toMsOrNull } from '../sql.ts'

type KeyRow = {
  id: string
  tenant_id: string
  name: string
  login_hash: Buffer
  is_active: boolean
  expires_at: Date | null
  settings: unknown
}

const keyOfRow = (row: KeyRow): ApiKey => ({
  id: row.id,
  tenantId: row.tenant_id,
  name: row.name,
  isActive: row.is_active,
  expiresAt: toMsOrNull(row.expires_at),
  settings: thawNumbers(row.settings) as ApiKeySettings,
})

const keyColumns = 'id, tenant_id, name, login_hash, is_active, expires_at, settings'

/**
 * Logins and application secrets are random and long, so nobody can guess them from a hash: a fast hash is enough, it
 * can be looked up by an index, and access_token costs microseconds. scrypt slows down guessing of what people choose
 * (PINs, passwords).
 */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest()

const noSecret = Buffer.alloc(32)

/** Global: a key leads to its tenant. `created_at` is the database's own note; nothing reads it but the order. */
export const keysRepository = (sql: Sql): ApiKeys => ({ ...keyStore(sql), ...applicationStore(sql) })

type Applications = Pick<ApiKeys, 'checkApp' | 'apps' | 'saveApp' | 'removeApp'>

function keyStore(sql: Sql): Omit<ApiKeys, keyof Applications> {
  return {
    async byLogin(apiLogin) {
      const hash = secretHash(apiLogin)
      const [row] = await sql.rows<KeyRow>(
        'key.byLogin',
        `select ${keyColumns} from api_key where login_hash = $1`,
        [hash],
      )
      return row && timingSafeEqual(row.login_hash, hash) ? keyOfRow(row) : null
    },

    async byId(id) {
      const [row] = await sql.rows<KeyRow>('key.byId', `select ${keyColumns} from api_key where id = $1`, [
        id,
      ])
      return row ? keyOfRow(row) : null
    },

    async list(tenantId) {
      const rows = await sql.rows<KeyRow>(
        'key.list',
        `select ${keyColumns} from api_key where tenant_id = $1 order by created_at, id`,
        [tenantId],
      )
      return rows.map(keyOfRow)
    },

    async save(key, apiLogin) {
      const values = [
        key.id,
        key.tenantId,
        key.name,
        key.isActive,
        fromMsOrNull(key.expiresAt),
        toStoredJson(key.settings),
      ]
      const saved =
        apiLogin === null
          ? await sql.run(
              'key.change',
              `update api_key set name = $3, is_active = $4, expires_at = $5, settings = $6
               where id = $1 and tenant_id = $2`,
              values,
            )
          : await sql.run(
              'key.save',
              `insert into api_key as k (id, tenant_id, name, is_active, expires_at, settings, login_hash, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, now())
               on conflict (id) do update set name = excluded.name, is_active = excluded.is_active,
                 expires_at = excluded.expires_at, settings = excluded.settings, login_hash = excluded.login_hash
               where k.tenant_id = excluded.tenant_id`,
              [...values, secretHash(apiLogin)],
            )
      if (saved === 0) throw new Error(`key ${key.id} of this tenant does not exist and cannot be made so`)
    },

    async remove(tenantId, id) {
      const removed = await sql.run('key.remove', 'delete from api_key where tenant_id = $1 and id = $2', [
        tenantId,
        id,
      ])
      return removed > 0
    },
  }
}

function applicationStore(sql: Sql): Applications {
  return {
    async checkApp(appId, clientSecret) {
      const [row] = await sql.rows<{ secret_hash: Buffer }>(
        'key.app',
        'select secret_hash from api_app where app_id = $1',
        [appId],
      )
      // Compared for an unknown application too, so that the time of the answer tells nothing.
      const isEqual = timingSafeEqual(row?.secret_hash ?? noSecret, secretHash(clientSecret))
      return isEqual && row !== undefined
    },

    async apps(tenantId) {
      const rows = await sql.rows<{ app_id: string; name: string }>(
        'key.apps',
        'select app_id, name from api_app where tenant_id = $1 order by created_at, app_id',
        [tenantId],
      )
      return rows.map((row) => ({ appId: row.app_id, name: row.name }))
    },

    async saveApp({ appId, name, clientSecret, tenantId = null }) {
      const saved = await sql.run(
        'key.saveApp',
        `insert into api_app as a (app_id, tenant_id, name, secret_hash, created_at) values ($1, $2, $3, $4, now())
         on conflict (app_id) do update set name = excluded.name, secret_hash = excluded.secret_hash
         where a.tenant_id is not distinct from excluded.tenant_id`,
        [appId, tenantId, name, secretHash(clientSecret)],
      )
      if (saved === 0) throw new Error(`application ${appId} belongs to somebody else`)
    },

    async removeApp(tenantId, appId) {
      const removed = await sql.run(
        'key.removeApp',
        'delete from api_app where tenant_id = $1 and app_id = $2',
        [tenantId, appId],
      )
      return removed > 0
    },
  }
}
