import type { Documents } from '../../app/ports.ts'
import type { StockDocument } from '../../domain/documents/document.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { fromMs, type Sql } from '../sql.ts'

const documentOf = (state: unknown): StockDocument => thawNumbers(state) as StockDocument

const columnsOf = (document: StockDocument) => [
  document.tenantId,
  document.organizationId,
  document.id,
  document.content.kind,
  document.number,
  fromMs(document.content.date),
  document.status,
  toStoredJson(document),
]

export function documentsRepository(sql: Sql): Documents {
  const found = (rows: { state: unknown }[]) => (rows[0] ? documentOf(rows[0].state) : null)
  return {
    async find({ tenantId, organizationId }, id) {
      const text = 'select state from document where tenant_id = $1 and organization_id = $2 and id = $3'
      return found(await sql.rows('document.find', text, [tenantId, organizationId, id]))
    },

    async findForChange({ tenantId, organizationId }, id) {
      const text = `select state from document where tenant_id = $1 and organization_id = $2 and id = $3
        for no key update`
      return found(await sql.rows('document.findForChange', text, [tenantId, organizationId, id]))
    },

    async insert(document, digest) {
      const inserted = await sql.run(
        'document.insert',
        `insert into document (tenant_id, organization_id, id, kind, number, date, status, state, digest)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
        [...columnsOf(document), digest],
      )
      return inserted === 1
    },

    async digestOf({ tenantId, organizationId }, id) {
      const [row] = await sql.rows<{ digest: Buffer }>(
        'document.digestOf',
        'select digest from document where tenant_id = $1 and organization_id = $2 and id = $3',
        [tenantId, organizationId, id],
      )
      return row?.digest ?? null
    },

    async save(document) {
      await sql.run(
        'document.save',
        `update document set kind = $4, number = $5, date = $6, status = $7, state = $8
         where tenant_id = $1 and organization_id = $2 and id = $3`,
        columnsOf(document),
      )
    },

    async list({ tenantId, organizationId, kind, from, to, limit }) {
      const rows = await sql.rows<{ state: unknown }>(
        'document.list',
        `select state from document where tenant_id = $1 and organization_id = $2 and kind = $3
           and date >= $4 and date < $5 order by date, id limit $6`,
        [tenantId, organizationId, kind, fromMs(from), fromMs(to), limit],
      )
      return rows.map(({ state }) => documentOf(state))
    },

    async takeNumber({ tenantId, organizationId }, kind) {
      const [row] = await sql.rows<{ value: bigint }>(
        'document.takeNumber',
        `insert into document_counter as c (tenant_id, organization_id, kind, value) values ($1, $2, $3, 1)
         on conflict (tenant_id, organization_id, kind) do update set value = c.value + 1 returning value`,
        [tenantId, organizationId, kind],
      )
      return Number(row?.value ?? 1n)
    },
  }
}
