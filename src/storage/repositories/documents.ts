import type { Documents } from '../../app/ports.ts'
import type { StockDocument } from '../../domain/documents/document.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { fromMs, type Sql } from '../sql.ts'

type Row = { head: object; content: unknown }
const documentOf = ({ head, content }: Row): StockDocument =>
  thawNumbers({ ...head, content }) as StockDocument

/** The content may have thousands of lines; it is written apart, so that a change of the status leaves it alone. */
function headColumns({ content, ...head }: StockDocument): unknown[] {
  return [head.tenantId, head.organizationId, head.id, head.status, toStoredJson(head)]
}
const contentColumns = ({ number, content }: StockDocument): unknown[] => [
  content.kind,
  number,
  fromMs(content.date),
  toStoredJson(content),
]

export const documentsRepository = (sql: Sql): Documents => ({ ...listsOn(sql), ...singleOn(sql) })

type Lists = 'list' | 'latest' | 'linkedTo' | 'byNumber'

function singleOn(sql: Sql): Omit<Documents, Lists> {
  const found = (rows: Row[]) => (rows[0] ? documentOf(rows[0]) : null)
  return {
    async find({ tenantId, organizationId }, id) {
      const text =
        'select head, content from document where tenant_id = $1 and organization_id = $2 and id = $3'
      return found(await sql.rows('document.find', text, [tenantId, organizationId, id]))
    },

    async findForChange({ tenantId, organizationId }, id) {
      const text = `select head, content from document where tenant_id = $1 and organization_id = $2 and id = $3
        for no key update`
      return found(await sql.rows('document.findForChange', text, [tenantId, organizationId, id]))
    },

    async insert(document, digest) {
      const inserted = await sql.run(
        'document.insert',
        `insert into document (tenant_id, organization_id, id, status, head, kind, number, date, content, digest)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
        [...headColumns(document), ...contentColumns(document), digest],
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
        `update document set status = $4, head = $5, kind = $6, number = $7, date = $8, content = $9
         where tenant_id = $1 and organization_id = $2 and id = $3`,
        [...headColumns(document), ...contentColumns(document)],
      )
    },

    async saveHead(document) {
      const text = `update document set status = $4, head = $5
        where tenant_id = $1 and organization_id = $2 and id = $3`
      await sql.run('document.saveHead', text, headColumns(document))
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

function listsOn(sql: Sql): Pick<Documents, Lists> {
  return {
    async list({ tenantId, organizationId, kind, from, to, limit }) {
      const rows = await sql.rows<Row>(
        'document.list',
        `select head, content from document where tenant_id = $1 and organization_id = $2 and kind = $3
           and date >= $4 and date < $5 order by date, id limit $6`,
        [tenantId, organizationId, kind, fromMs(from), fromMs(to), limit],
      )
      return rows.map(documentOf)
    },

    async latest({ tenantId, organizationId }, { kind, storeId, productId, limit }) {
      const rows = await sql.rows<Row>(
        'document.latest',
        `select head, content from document where tenant_id = $1 and organization_id = $2
           and ($3::text is null or kind = $3)
           and ($4::text is null or $4 in (content->>'storeFromId', content->>'storeToId', content->>'defaultStoreId')
             or content->'items' @> jsonb_build_array(jsonb_build_object('storeId', $4::text)))
           and ($5::text is null or content->>'productId' = $5
             or content->'items' @> jsonb_build_array(jsonb_build_object('productId', $5::text)))
         order by date desc, id limit $6`,
        [tenantId, organizationId, kind, storeId, productId, limit],
      )
      return rows.map(documentOf)
    },

    async linkedTo(tenantId, ids) {
      if (ids.length === 0) return []
      const rows = await sql.rows<Row>(
        'document.linkedTo',
        `select head, content from document where tenant_id = $1 and content->>'linkedDocumentId' = any($2::text[])
         order by date, id`,
        [tenantId, [...ids]],
      )
      return rows.map(documentOf)
    },

    async byNumber({ tenantId, organizationId }, kind, number) {
      const rows = await sql.rows<Row>(
        'document.byNumber',
        `select head, content from document where tenant_id = $1 and organization_id = $2 and kind = $3 and number = $4
         order by date, id for no key update`,
        [tenantId, organizationId, kind, number],
      )
      return rows.map(documentOf)
    },
  }
}
