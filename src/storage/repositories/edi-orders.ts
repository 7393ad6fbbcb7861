import type { EdiOrders } from '../../app/ports.ts'
import type { EdiOrder } from '../../domain/edi/edi-order.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { Sql } from '../sql.ts'

type Row = { state: unknown }
const orderOfRow = ({ state }: Row): EdiOrder => thawNumbers(state) as EdiOrder

export const ediOrdersRepository = (sql: Sql): EdiOrders => ({
  async insert(order) {
    const inserted = await sql.run(
      'ediOrder.insert',
      'insert into edi_order (tenant_id, id, number, date, state) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [order.tenantId, order.id, order.number, order.date, toStoredJson(order)],
    )
    return inserted === 1
  },

  async findForChange(tenantId, { number, date }) {
    const [row] = await sql.rows<Row>(
      'ediOrder.findForChange',
      'select state from edi_order where tenant_id = $1 and number = $2 and date = $3 for no key update',
      [tenantId, number, date],
    )
    return row ? orderOfRow(row) : null
  },

  async save(order) {
    await sql.run('ediOrder.save', 'update edi_order set state = $3 where tenant_id = $1 and id = $2', [
      order.tenantId,
      order.id,
      toStoredJson(order),
    ])
  },

  async list(tenantId, { from, to }) {
    const rows = await sql.rows<Row>(
      'ediOrder.list',
      `select state from edi_order where tenant_id = $1 and ($2::date is null or date >= $2)
         and ($3::date is null or date <= $3) order by date, number`,
      [tenantId, from, to],
    )
    return rows.map(orderOfRow)
  },
})
