import type { BackOfficeLogin, BackOfficeLogins } from '../../app/ports.ts'
import { fromMs, type Sql } from '../sql.ts'

type Row = { employee_id: string; tenant_id: string; login: string; password_hash: string }

const loginOfRow = (row: Row): BackOfficeLogin => ({
  tenantId: row.tenant_id,
  employeeId: row.employee_id,
  login: row.login,
  passwordHash: row.password_hash,
})

const columns = 'employee_id, tenant_id, login, password_hash'

/** Global: a login leads to its tenant, in any letter case of any alphabet. */
export const backOfficeLoginsRepository = (sql: Sql): BackOfficeLogins => ({
  async byLogin(login) {
    const [row] = await sql.rows<Row>(
      'backOfficeLogin.byLogin',
      `select ${columns} from back_office_login where lower(login collate "und-x-icu") = lower($1 collate "und-x-icu")`,
      [login],
    )
    return row ? loginOfRow(row) : null
  },

  async list(tenantId) {
    const rows = await sql.rows<Row>(
      'backOfficeLogin.list',
      `select ${columns} from back_office_login where tenant_id = $1 order by login`,
      [tenantId],
    )
    return rows.map(loginOfRow)
  },

  async save({ tenantId, employeeId, login, passwordHash }, at) {
    const saved = await sql.run(
      'backOfficeLogin.save',
      `insert into back_office_login as l (employee_id, tenant_id, login, password_hash, changed_at)
       values ($1, $2, $3, $4, $5)
       on conflict (employee_id) do update set login = excluded.login, password_hash = excluded.password_hash,
         changed_at = excluded.changed_at
       where l.tenant_id = excluded.tenant_id`,
      [employeeId, tenantId, login, passwordHash, fromMs(at)],
    )
    if (saved === 0) throw new Error(`employee ${employeeId} belongs to another tenant`)
  },

  async remove(tenantId, employeeId) {
    await sql.run(
      'backOfficeLogin.remove',
      'delete from back_office_login where tenant_id = $1 and employee_id = $2',
      [tenantId, employeeId],
    )
  },
})
