import type { KnownShift, KnownShifts } from '../../app/ports.ts'
import { fromMs, type Sql, toMs } from '../sql.ts'

type ShiftRow = {
  tenant_id: string
  organization_id: string
  terminal_group_id: string
  employee_id: string
  role_id: string | null
  opened_at: Date
}

const columns = 'tenant_id, organization_id, terminal_group_id, employee_id, role_id, opened_at'

const shiftOfRow = (row: ShiftRow): KnownShift => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  terminalGroupId: row.terminal_group_id,
  employeeId: row.employee_id,
  roleId: row.role_id,
  openedAt: toMs(row.opened_at),
})

export function knownShiftsRepository(sql: Sql): KnownShifts {
  return {
    async opened(shift) {
      await sql.run(
        'knownShift.opened',
        `insert into cloud_personal_shift (${columns}) values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant_id, organization_id, terminal_group_id, employee_id)
           do update set role_id = excluded.role_id, opened_at = excluded.opened_at`,
        [
          shift.tenantId,
          shift.organizationId,
          shift.terminalGroupId,
          shift.employeeId,
          shift.roleId,
          fromMs(shift.openedAt),
        ],
      )
    },

    async closed({ tenantId, organizationId, terminalGroupId, employeeId }) {
      await sql.run(
        'knownShift.closed',
        `delete from cloud_personal_shift
         where tenant_id = $1 and organization_id = $2 and terminal_group_id = $3 and employee_id = $4`,
        [tenantId, organizationId, terminalGroupId, employeeId],
      )
    },

    async ofEmployee(tenantId, employeeId) {
      const rows = await sql.rows<ShiftRow>(
        'knownShift.ofEmployee',
        `select ${columns} from cloud_personal_shift where tenant_id = $1 and employee_id = $2
         order by opened_at, terminal_group_id`,
        [tenantId, employeeId],
      )
      return rows.map(shiftOfRow)
    },

    async ofOrganizations(tenantId, organizationIds) {
      if (organizationIds.length === 0) return []
      const rows = await sql.rows<ShiftRow>(
        'knownShift.ofOrganizations',
        `select ${columns} from cloud_personal_shift where tenant_id = $1 and organization_id = any($2::uuid[])
         order by opened_at, terminal_group_id, employee_id`,
        [tenantId, organizationIds],
      )
      return rows.map(shiftOfRow)
    },
  }
}
