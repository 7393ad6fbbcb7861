import type { AdminAccount, Admins } from '../../app/ports.ts'
import { fromMs, type Sql, toMs } from '../sql.ts'
import { secretHash } from './keys.ts'

type AccountRow = {
  id: string
  tenant_id: string
  login: string
  password_hash: string
  role: AdminAccount['role']
}

const accountOfRow = (row: AccountRow): AdminAccount => ({
  id: row.id,
  tenantId: row.tenant_id,
  login: row.login,
  passwordHash: row.password_hash,
  role: row.role,
})

const accountColumns = 'id, tenant_id, login, password_hash, role'

type Accounts = Pick<
  Admins,
  'byLogin' | 'byId' | 'list' | 'save' | 'remove' | 'byExternalKey' | 'setExternalKey'
>

/** Logins are compared without regard to letter case, by a collation that knows all letters wherever the database lies. */
const accountStore = (sql: Sql): Accounts => ({
  async byLogin(login) {
    const [row] = await sql.rows<AccountRow>(
      'admin.byLogin',
      `select ${accountColumns} from admin_account where lower(login collate "und-x-icu") = lower($1 collate "und-x-icu")`,
      [login],
    )
    return row ? accountOfRow(row) : null
  },

  async byId(tenantId, id) {
    const [row] = await sql.rows<AccountRow>(
      'admin.byId',
      `select ${accountColumns} from admin_account where tenant_id = $1 and id = $2`,
      [tenantId, id],
    )
    return row ? accountOfRow(row) : null
  },

  async list(tenantId) {
    const rows = await sql.rows<AccountRow>(
      'admin.list',
      `select ${accountColumns} from admin_account where tenant_id = $1 order by login`,
      [tenantId],
    )
    return rows.map(accountOfRow)
  },

  async save({ id, tenantId, login, passwordHash, role }, at) {
    const saved = await sql.run(
      'admin.save',
      `insert into admin_account as a (id, tenant_id, login, password_hash, created_at, role)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set login = excluded.login, password_hash = excluded.password_hash,
         role = excluded.role
       where a.tenant_id = excluded.tenant_id`,
      [id, tenantId, login, passwordHash, fromMs(at), role],
    )
    if (saved === 0) throw new Error(`administrator ${id} belongs to another tenant`)
  },

  async remove(tenantId, id) {
    await sql.run('admin.remove', 'delete from admin_account where tenant_id = $1 and id = $2', [
      tenantId,
      id,
    ])
  },

  async byExternalKey(key) {
    const [row] = await sql.rows<AccountRow>(
      'admin.byExternalKey',
      `select ${accountColumns} from admin_account where external_key_hash = $1`,
      [secretHash(key)],
    )
    return row ? accountOfRow(row) : null
  },

  async setExternalKey(tenantId, id, key) {
    await sql.run(
      'admin.setExternalKey',
      'update admin_account set external_key_hash = $3 where tenant_id = $1 and id = $2',
      [tenantId, id, key === null ? null : secretHash(key)],
    )
  },
})

/** Global: a login or a session leads to its tenant. Session tokens are long and random: a fast hash is enough. */
export const adminsRepository = (sql: Sql): Admins => ({
  ...accountStore(sql),

  async openSession({ tenantId, adminId, expiresAt }, token) {
    await sql.run(
      'admin.openSession',
      'insert into admin_session (token_hash, tenant_id, admin_id, expires_at) values ($1, $2, $3, $4)',
      [secretHash(token), tenantId, adminId, fromMs(expiresAt)],
    )
  },

  async session(token) {
    const [row] = await sql.rows<{ tenant_id: string; admin_id: string; expires_at: Date }>(
      'admin.session',
      'select tenant_id, admin_id, expires_at from admin_session where token_hash = $1',
      [secretHash(token)],
    )
    return row ? { tenantId: row.tenant_id, adminId: row.admin_id, expiresAt: toMs(row.expires_at) } : null
  },

  async closeSession(token) {
    await sql.run('admin.closeSession', 'delete from admin_session where token_hash = $1', [
      secretHash(token),
    ])
  },

  async closeSessionsOf(tenantId, adminId) {
    await sql.run(
      'admin.closeSessionsOf',
      'delete from admin_session where tenant_id = $1 and admin_id = $2',
      [tenantId, adminId],
    )
  },

  async pruneSessions(now) {
    await sql.run('admin.pruneSessions', 'delete from admin_session where expires_at <= $1', [fromMs(now)])
  },
})
