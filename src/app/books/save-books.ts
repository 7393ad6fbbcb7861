import type { Uuid } from '../../kernel/ids.ts'
import { type Happening, planWebhooks } from '../cloud/plan-webhooks.ts'
import type { App, NewBookItem, Tx } from '../ports.ts'

export const booksSavedKind = 'books.saved'
export type BooksSaved = { revision: bigint; items: { book: string; id: Uuid }[] }

const menuBooks: ReadonlySet<string> = new Set([
  'product',
  'productGroup',
  'productCategory',
  'sizeScale',
  'priceList',
  'priceCategory',
  'comboAction',
  'externalMenu',
])

/**
 * Saves items of the reference books under one revision; subscribers of menus and restrictions hear of it. `together`
 * writes in the same transaction what lies beside the books.
 */
export async function saveBooks(
  app: App,
  tenantId: Uuid,
  items: readonly NewBookItem[],
  actor: string,
  together: (tx: Tx, revision: bigint) => Promise<void> = async () => undefined,
): Promise<bigint> {
  const now = app.clock.now()
  const catalog = await app.catalog(tenantId)
  const revision = await app.storage.transaction(async (tx) => {
    const saved = await tx.books.save(tenantId, items)
    await together(tx, saved)
    const payload: BooksSaved = { revision: saved, items: items.map(({ book, id }) => ({ book, id })) }
    await tx.journal.append([
      {
        tenantId,
        organizationId: null,
        terminalGroupId: null,
        entryId: app.random.uuid(),
        at: now,
        actor,
        kind: booksSavedKind,
        entity: 'books',
        entityId: tenantId,
        correlationId: null,
        completes: false,
        payload,
      },
    ])
    await planWebhooks(
      app,
      tx,
      happenings(
        tenantId,
        items,
        catalog.all('organization').map((one) => one.id),
        now,
      ),
    )
    return saved
  })
  app.forgetCatalog(tenantId)
  app.wake()
  return revision
}

function happenings(
  tenantId: Uuid,
  items: readonly NewBookItem[],
  organizationIds: Uuid[],
  at: number,
): Happening[] {
  const touched = (
    test: (item: NewBookItem) => boolean,
    kind: 'nomenclature' | 'restrictions',
  ): Happening[] => {
    const own = items.filter(test)
    if (own.length === 0) return []
    const shared = own.some((item) => item.organizationId === null)
    const ids = shared ? organizationIds : [...new Set(own.map((item) => item.organizationId ?? ''))]
    return ids.map((organizationId) => ({
      tenantId,
      organizationId,
      correlationId: null,
      at,
      what: { kind },
    }))
  }
  return [
    ...touched((item) => menuBooks.has(item.book), 'nomenclature'),
    ...touched((item) => item.book === 'deliveryRestrictions', 'restrictions'),
  ]
}
