import type { CashShiftSale, KnownCashShift, KnownCashShifts } from '../../app/ports.ts'
import type { KnownSale } from '../../domain/shifts/known-sale.ts'
import type { CashShift } from '../../domain/shifts/shifts.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { fromMs, isoOrNull, type Sql, toMs } from '../sql.ts'

type ShiftRow = {
  tenant_id: string
  organization_id: string
  terminal_group_id: string
  revision: bigint
  state: unknown
}
type SaleRow = { tenant_id: string; shift_id: string; order_id: string; at: Date; body: unknown }

const columns = 'tenant_id, organization_id, terminal_group_id, revision, state'

const shiftOfRow = (row: ShiftRow): KnownCashShift => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  terminalGroupId: row.terminal_group_id,
  revision: row.revision,
  shift: thawNumbers(row.state) as CashShift,
})

const saleOfRow = (row: SaleRow): CashShiftSale => ({
  tenantId: row.tenant_id,
  shiftId: row.shift_id,
  orderId: row.order_id,
  at: toMs(row.at),
  sale: thawNumbers(row.body) as KnownSale,
})

/** What somebody who watches the tills of a restaurant asks. */
const watchedShifts = (sql: Sql): Pick<KnownCashShifts, 'open' | 'takings'> => ({
  async open(tenantId, organizationId) {
    const rows = await sql.rows<ShiftRow>(
      'knownCashShift.open',
      `select ${columns} from known_cash_shift
       where tenant_id = $1 and organization_id = $2 and closed_at is null order by opened_at, id`,
      [tenantId, organizationId],
    )
    return rows.map(shiftOfRow)
  },

  async takings(tenantId, organizationId, since) {
    const rows = await sql.rows<{ terminal_group_id: string; orders: number; revenue: bigint }>(
      'knownCashShift.takings',
      `select s.terminal_group_id, count(*)::int as orders,
         sum((k.body->'sum'->>'$n')::bigint)::bigint as revenue
       from known_cash_shift s join known_sale k on k.tenant_id = s.tenant_id and k.shift_id = s.id
       where s.tenant_id = $1 and s.organization_id = $2 and k.at >= $3
         -- A shift that was closed before holds none of it: its sales are not looked at.
         and (s.closed_at is null or s.closed_at >= $3)
       group by s.terminal_group_id order by s.terminal_group_id`,
      [tenantId, organizationId, fromMs(since)],
    )
    return rows.map(({ terminal_group_id, orders, revenue }) => ({
      terminalGroupId: terminal_group_id,
      orders,
      revenue,
    }))
  },
})

export const knownCashShiftsRepository = (sql: Sql): KnownCashShifts => ({
  async save({ tenantId, organizationId, terminalGroupId, revision, shift }) {
    await sql.run(
      'knownCashShift.save',
      `insert into known_cash_shift (${columns}, id, opened_at, closed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (tenant_id, organization_id, id) do update set revision = excluded.revision, state = excluded.state,
         closed_at = excluded.closed_at`,
      [
        tenantId,
        organizationId,
        terminalGroupId,
        revision,
        toStoredJson(shift),
        shift.id,
        fromMs(shift.openedAt),
        shift.closedAt === null ? null : fromMs(shift.closedAt),
      ],
    )
  },

  async find(tenantId, id) {
    const [row] = await sql.rows<ShiftRow>(
      'knownCashShift.find',
      `select ${columns} from known_cash_shift where tenant_id = $1 and id = $2`,
      [tenantId, id],
    )
    return row ? shiftOfRow(row) : null
  },

  async list(tenantId, { from, to }) {
    const rows = await sql.rows<ShiftRow>(
      'knownCashShift.list',
      `select ${columns} from known_cash_shift
       where tenant_id = $1 and ($2::timestamptz is null or opened_at >= $2)
         and ($3::timestamptz is null or opened_at < $3)
       order by opened_at, id`,
      [tenantId, isoOrNull(from), isoOrNull(to)],
    )
    return rows.map(shiftOfRow)
  },

  ...watchedShifts(sql),

  async addSale({ tenantId, shiftId, orderId, at, sale }) {
    await sql.run(
      'knownCashShift.addSale',
      `insert into known_sale (tenant_id, shift_id, order_id, at, body) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, shift_id, order_id) do nothing`,
      [tenantId, shiftId, orderId, fromMs(at), toStoredJson(sale)],
    )
  },

  async sales(tenantId, shiftIds) {
    const rows = await sql.rows<SaleRow>(
      'knownCashShift.sales',
      `select tenant_id, shift_id, order_id, at, body from known_sale
       where tenant_id = $1 and shift_id = any($2::uuid[]) order by at, order_id`,
      [tenantId, [...shiftIds]],
    )
    return rows.map(saleOfRow)
  },
})
