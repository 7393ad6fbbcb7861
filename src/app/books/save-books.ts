import { isChainsBook } from '../../domain/reference/book-owners.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
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
  'priceOrder',
  'priceMoment',
  'periodSchedule',
  'comboAction',
  'externalMenu',
])

type InTheSameTransaction = {
  /** Nothing is saved where it says that the client's key was used for this before (corrections 9). */
  isRepeat?: (tx: Tx) => Promise<boolean>
  /** Writes what lies beside the books. */
  together?: (tx: Tx, revision: bigint) => Promise<void>
}

/**
 * Saves what the present books call for, so that two writers at once cannot both take what only one may have: a number, a
 * place. `decide` may be asked twice, refuses by throwing, and saves nothing by answering nothing.
 */
export async function saveDecided(
  app: App,
  tenantId: Uuid,
  actor: string,
  decide: (catalog: Catalog) => readonly NewBookItem[],
): Promise<void> {
  if (decide(await app.catalog(tenantId)).length > 0) await save(app, tenantId, decide, actor)
}

/**
 * Saves items of the reference books under one revision; subscribers of menus and restrictions hear of it.
 */
export const saveBooks = (
  app: App,
  tenantId: Uuid,
  items: readonly NewBookItem[],
  actor: string,
  inTheSameTransaction: InTheSameTransaction = {},
): Promise<void> => save(app, tenantId, items, actor, inTheSameTransaction)

/** A server under a chain writes its own devices and teams alone: the chain's next word would undo the rest (ADR 38). */
function requireOwned({ isUnderChain = false }: App, items: readonly NewBookItem[]): void {
  const foreign = isUnderChain ? items.find(({ book }) => isChainsBook(book)) : undefined
  if (foreign) throw refuse('back-office.chain-owns', { book: foreign.book })
}

/** The books as they are while nobody else can write them. */
async function lockedCatalog(tx: Tx, catalog: Catalog): Promise<Catalog> {
  const revision = await tx.books.takeRevision(catalog.tenantId)
  return catalog.with(revision, await tx.books.changedSince(catalog.tenantId, catalog.revision))
}

async function save(
  app: App,
  tenantId: Uuid,
  wanted: readonly NewBookItem[] | ((catalog: Catalog) => readonly NewBookItem[]),
  actor: string,
  { isRepeat, together }: InTheSameTransaction = {},
): Promise<void> {
  const now = app.clock.now()
  const catalog = await app.catalog(tenantId)
  await app.storage.transaction(async (tx) => {
    if (await isRepeat?.(tx)) return
    const items = typeof wanted === 'function' ? wanted(await lockedCatalog(tx, catalog)) : wanted
    if (items.length === 0 && typeof wanted === 'function') return
    requireOwned(app, items)
    const saved = await tx.books.save(tenantId, items)
    await together?.(tx, saved)
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
  })
  app.forgetCatalog(tenantId)
  app.wake()
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
