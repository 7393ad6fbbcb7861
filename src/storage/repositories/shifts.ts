import type { Shifts } from '../../app/ports.ts'
import type { CashShift, PersonalShift } from '../../domain/shifts/shifts.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { Sql } from '../sql.ts'

type ShiftRow = { state: unknown }

/** At most one shift of a group, and one of an employee in an organization, is open: unique indexes see to it. */
export function shiftsRepository(sql: Sql): Shifts {
  return {
    async openCashShift(tenantId, terminalGroupId) {
      const [row] = await sql.rows<ShiftRow>(
        'shift.openCashShift',
        `select state from cash_shift where tenant_id = $1 and terminal_group_id = $2 and is_open
         order by organization_id`,
        [tenantId, terminalGroupId],
      )
      return row ? (thawNumbers(row.state) as CashShift) : null
    },

    async lastCashShift(tenantId, terminalGroupId) {
      const [row] = await sql.rows<ShiftRow>(
        'shift.lastCashShift',
        `select state from cash_shift where tenant_id = $1 and terminal_group_id = $2
         order by (state ->> 'number')::bigint desc, id limit 1`,
        [tenantId, terminalGroupId],
      )
      return row ? (thawNumbers(row.state) as CashShift) : null
    },

    async saveCashShift(tenantId, organizationId, terminalGroupId, shift) {
      await sql.run(
        'shift.saveCashShift',
        `insert into cash_shift (tenant_id, organization_id, id, terminal_group_id, is_open, state)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant_id, organization_id, id) do update set terminal_group_id = excluded.terminal_group_id,
           is_open = excluded.is_open, state = excluded.state`,
        [tenantId, organizationId, shift.id, terminalGroupId, shift.closedAt === null, toStoredJson(shift)],
      )
    },

    async openPersonalShifts(tenantId, organizationId) {
      const rows = await sql.rows<ShiftRow>(
        'shift.openPersonalShifts',
        `select state from personal_shift where tenant_id = $1 and organization_id = $2 and is_open
         order by state -> 'openedAt', id`,
        [tenantId, organizationId],
      )
      return rows.map((row) => thawNumbers(row.state) as PersonalShift)
    },

    async savePersonalShift(tenantId, organizationId, terminalGroupId, shift) {
      await sql.run(
        'shift.savePersonalShift',
        `insert into personal_shift (tenant_id, organization_id, id, terminal_group_id, employee_id, is_open, state)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (tenant_id, organization_id, id) do update set terminal_group_id = excluded.terminal_group_id,
           employee_id = excluded.employee_id, is_open = excluded.is_open, state = excluded.state`,
        [
          tenantId,
          organizationId,
          shift.id,
          terminalGroupId,
          shift.employeeId,
          shift.closedAt === null,
          toStoredJson(shift),
        ],
      )
    },
  }
}
