import type { BookStore, NewBookItem } from '../../app/ports.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import { Catalog } from '../../domain/reference/catalog.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { Sql } from '../sql.ts'

type ItemRow = {
  book: string
  id: string
  organization_id: string | null
  is_deleted: boolean
  revision: bigint
  body: unknown
}

// The books of this storage were written by a version that knew them: a row is an item of the book it names.
const itemOfRow = (row: ItemRow): BookItem =>
  ({
    book: row.book,
    id: row.id,
    organizationId: row.organization_id,
    isDeleted: row.is_deleted,
    revision: row.revision,
    body: thawNumbers(row.body),
  }) as BookItem

const itemColumns = 'i.book, i.id, i.organization_id, i.is_deleted, i.revision, i.body'

/** Items as the insert unpacks them; of an item that is given twice the last body wins, at the first place. */
function itemRows(items: readonly NewBookItem[]): Record<string, unknown>[] {
  const rows = new Map<string, Record<string, unknown>>()
  for (const { book, id, organizationId, isDeleted, body } of items) {
    const place = rows.get(`${book}:${id}`)?.['place'] ?? rows.size
    rows.set(`${book}:${id}`, itemRow({ book, id, organizationId, isDeleted, body }, Number(place)))
  }
  return [...rows.values()]
}

const itemRow = (
  { book, id, organizationId, isDeleted, body }: NewBookItem,
  place: number,
): Record<string, unknown> => ({
  place,
  book,
  id,
  organization_id: organizationId,
  is_deleted: isDeleted,
  body,
})

// The revision's row stays locked until the transaction ends, so revisions become visible in their order.
const saveItems = `with next as (
    insert into book_revision as r (tenant_id, revision) values ($1, 1)
    on conflict (tenant_id) do update set revision = r.revision + 1
    returning revision),
  saved as (
    insert into book_item (tenant_id, book, id, organization_id, is_deleted, revision, ordinal, body)
    select $1, i.book, i.id, i.organization_id, i.is_deleted, next.revision,
      (next.revision << 32) + i.place, i.body
    from next, jsonb_to_recordset($2::jsonb) as i(place bigint, book text, id uuid, organization_id uuid,
      is_deleted boolean, body jsonb)
    on conflict (tenant_id, book, id) do update set organization_id = excluded.organization_id,
      is_deleted = excluded.is_deleted, revision = excluded.revision, body = excluded.body)
  select revision from next`

export function booksRepository(sql: Sql): BookStore {
  const revision = async (tenantId: string): Promise<bigint> => {
    const [row] = await sql.rows<{ revision: bigint }>(
      'book.revision',
      'select revision from book_revision where tenant_id = $1',
      [tenantId],
    )
    return row?.revision ?? 0n
  }

  return {
    revision,

    async catalog(tenantId) {
      // One statement, so that revision and items are of one moment outside a transaction too.
      const rows = await sql.rows<ItemRow & { book_revision: bigint }>(
        'book.catalog',
        `select r.revision as book_revision, ${itemColumns}
         from book_revision r left join book_item i on i.tenant_id = r.tenant_id
         where r.tenant_id = $1 order by i.ordinal`,
        [tenantId],
      )
      const items = rows.filter((row) => row.book !== null).map(itemOfRow)
      return new Catalog(tenantId, rows[0]?.book_revision ?? 0n, items)
    },

    async changedSince(tenantId, since) {
      // In the order of a whole catalog, so that a catalog brought up to date equals one read anew.
      const rows = await sql.rows<ItemRow>(
        'book.changedSince',
        `select ${itemColumns} from book_item i where i.tenant_id = $1 and i.revision > $2 order by i.ordinal`,
        [tenantId, since],
      )
      return rows.map(itemOfRow)
    },

    async save(tenantId, items) {
      if (items.length === 0) return revision(tenantId)
      const [saved] = await sql.rows<{ revision: bigint }>('book.save', saveItems, [
        tenantId,
        toStoredJson(itemRows(items)),
      ])
      if (!saved) throw new Error('saving books gave no revision')
      return saved.revision
    },

    async takeRevision(tenantId) {
      const [taken] = await sql.rows<{ revision: bigint }>(
        'book.takeRevision',
        `insert into book_revision as r (tenant_id, revision) values ($1, 1)
         on conflict (tenant_id) do update set revision = r.revision + 1 returning revision`,
        [tenantId],
      )
      if (!taken) throw new Error('no revision was taken')
      return taken.revision
    },

    async takeOver(tenantId, items, atRevision) {
      // New items follow those that are here in the order they come in, which is the order of the owner's catalog.
      const rows = items.map((item, place) => ({
        ...itemRow(item, place),
        revision: item.revision.toString(),
      }))
      await sql.run(
        'book.takeOver',
        `with taken as (
           insert into book_item as b (tenant_id, book, id, organization_id, is_deleted, revision, ordinal, body)
           select $1, i.book, i.id, i.organization_id, i.is_deleted, i.revision, ($3::bigint << 32) + i.place, i.body
           from jsonb_to_recordset($2::jsonb) as i(place bigint, book text, id uuid, organization_id uuid,
             is_deleted boolean, revision bigint, body jsonb)
           on conflict (tenant_id, book, id) do update set organization_id = excluded.organization_id,
             is_deleted = excluded.is_deleted, revision = excluded.revision, body = excluded.body
           where b.revision <= excluded.revision)
         insert into book_revision as r (tenant_id, revision) values ($1, $3)
         on conflict (tenant_id) do update set revision = greatest(r.revision, excluded.revision)`,
        [tenantId, toStoredJson(rows), atRevision],
      )
    },
  }
}
