import type { DeliveryOpinion, DeliveryOpinions } from '../../app/ports.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { fromMs, type Sql, toMs } from '../sql.ts'

type Row = {
  tenant_id: string
  organization_id: string
  order_id: string
  given_at: Date
  comment: string | null
  marks: unknown
}

export const deliveryOpinionsRepository = (sql: Sql): DeliveryOpinions => ({
  async save({ tenantId, organizationId, orderId, givenAt, comment, marks }) {
    await sql.run(
      'deliveryOpinion.save',
      `insert into delivery_opinion (tenant_id, organization_id, order_id, given_at, comment, marks)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, organization_id, order_id)
         do update set given_at = excluded.given_at, comment = excluded.comment, marks = excluded.marks`,
      [tenantId, organizationId, orderId, fromMs(givenAt), comment, toStoredJson(marks)],
    )
  },

  async load(tenantId, orderIds) {
    if (orderIds.length === 0) return new Map()
    const rows = await sql.rows<Row>(
      'deliveryOpinion.load',
      `select tenant_id, organization_id, order_id, given_at, comment, marks from delivery_opinion
       where tenant_id = $1 and order_id = any($2::uuid[])`,
      [tenantId, orderIds],
    )
    return new Map(rows.map((row) => [row.order_id, opinionOfRow(row)]))
  },
})

const opinionOfRow = (row: Row): DeliveryOpinion => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  orderId: row.order_id,
  givenAt: toMs(row.given_at),
  comment: row.comment,
  marks: thawNumbers(row.marks) as DeliveryOpinion['marks'],
})
