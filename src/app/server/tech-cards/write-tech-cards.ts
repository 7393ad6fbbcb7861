import type { BookItem, TechCard } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { requireOpenable } from '../../../domain/stock/charts-of-period.ts'
import { dayOfCycle, techCardsOf } from '../../../domain/stock/tech-cards.ts'
import { canonicalJson } from '../../../kernel/canonical.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { saveBooks } from '../../books/save-books.ts'
import type { App } from '../../ports.ts'
import { CardRefused } from '../products/product-draft.ts'
import type { BackOfficeScope } from '../save-item.ts'
import { type TechCardDraft, techCardProblems } from './check-tech-card.ts'

type Item = BookItem<'techCard'>
/** A card as it was written, in the books as they are with it. */
export type WrittenTechCard = { id: Uuid; catalog: Catalog }

/**
 * Writes a new card: the card before it ends on the day on which this one starts (server-api §12). The same card again is
 * the one that is there. Throws {@link CardRefused} with `ASSEMBLY_CHART_DATE_TAKEN` where the product has another card from
 * that day, with `RECURSIVE_ASSEMBLY_CHART` where it would be made of itself, and with what is wrong with its members;
 * refuses `document.recipe-too-large`.
 */
export const createTechCard = (
  app: App,
  scope: BackOfficeScope,
  draft: TechCardDraft,
): Promise<WrittenTechCard> =>
  unlessOvertaken(app, scope, async (catalog) => {
    refuseProblems(catalog, draft)
    const sameDay = cardFrom(catalog, draft)
    if (sameDay && isSame(sameDay, draft)) return { id: sameDay.id, catalog }
    if (sameDay) throw dateTaken(sameDay)
    const id = app.random.uuid()
    return write(app, scope, catalog, {
      ...{ book: 'techCard', id, organizationId: null, isDeleted: false },
      ...{ revision: catalog.revision, body: bodyOf(app, draft, null) },
    })
  })

/**
 * Writes a card anew; it stays the card of its product, and may move to another day. Refuses an unknown or deleted card by
 * `back-office.entity-unknown`; throws {@link CardRefused} as {@link createTechCard} does.
 */
export const replaceTechCard = (
  app: App,
  scope: BackOfficeScope,
  id: Uuid,
  draft: TechCardDraft,
): Promise<WrittenTechCard> =>
  unlessOvertaken(app, scope, async (catalog) => {
    const before = catalog.living('techCard', id)
    if (!before) throw unknownCard(id)
    if (before.body.productId !== draft.productId)
      throw new CardRefused([{ code: 'ASSEMBLED_PRODUCT_CHANGED', value: draft.productId }])
    refuseProblems(catalog, draft)
    const sameDay = cardFrom(catalog, draft)
    if (sameDay && sameDay.id !== id) throw dateTaken(sameDay)
    return write(app, scope, catalog, { ...before, body: bodyOf(app, draft, before.body) })
  })

/**
 * Deletes a card: the one before it goes on in its place. Refuses an unknown one by `back-office.entity-unknown`; throws
 * {@link CardRefused} with `ASSEMBLY_CHART_DELETED` of one that is deleted already, and with `RECURSIVE_ASSEMBLY_CHART`
 * where the one before it would lead back to itself on those days.
 */
export const deleteTechCard = (app: App, scope: BackOfficeScope, id: Uuid): Promise<WrittenTechCard> =>
  unlessOvertaken(app, scope, async (catalog) => {
    const before = catalog.find('techCard', id)
    if (!before) throw unknownCard(id)
    if (before.isDeleted) throw new CardRefused([{ code: 'ASSEMBLY_CHART_DELETED', value: id }])
    return write(app, scope, catalog, { ...before, isDeleted: true })
  })

const unknownCard = (id: Uuid) => refuse('back-office.entity-unknown', { entity: 'AssemblyChart', id })
const dateTaken = ({ id }: Item) => new CardRefused([{ code: 'ASSEMBLY_CHART_DATE_TAKEN', value: id }])

function refuseProblems(catalog: Catalog, draft: TechCardDraft): void {
  const problems = techCardProblems(catalog, draft)
  if (problems.length > 0) throw new CardRefused(problems)
}

/** The card of a product that starts on the day of a draft. */
function cardFrom(catalog: Catalog, { productId, validFrom }: TechCardDraft): Item | undefined {
  const dated = techCardsOf(catalog)
    .history(productId)
    .find(({ from }) => from === validFrom)
  return catalog.living('techCard', dated?.id)
}

/** Whether a draft says what a card says already; ids of lines are ours. */
function isSame({ body: { movedFrom: _, ...body } }: Item, draft: TechCardDraft): boolean {
  const withoutIds = (card: TechCardDraft) => ({
    ...card,
    items: card.items.map(({ id, ...line }) => line),
  })
  return canonicalJson(withoutIds(body)) === canonicalJson(withoutIds(draft))
}

function bodyOf(app: App, draft: TechCardDraft, before: TechCard | null): TechCard {
  const ownIds = new Set(before?.items.map(({ id }) => id))
  const items = draft.items.map((item) => {
    const id = item.id !== null && ownIds.delete(item.id) ? item.id : app.random.uuid()
    return { ...item, id }
  })
  const earlier = new Set(before?.movedFrom)
  if (before) earlier.add(before.validFrom)
  earlier.delete(draft.validFrom)
  return { ...draft, items, ...(earlier.size > 0 ? { movedFrom: [...earlier] } : {}) }
}

/** Saves a card, and again those of its product whose end it moves: who reads by revisions hears of them. */
async function write(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  catalog: Catalog,
  item: Item,
): Promise<WrittenTechCard> {
  const { productId } = item.body
  const after = catalog.with(catalog.revision, [item])
  if (dayOfCycle(techCardsOf(after), productId) !== null)
    throw new CardRefused([{ code: 'RECURSIVE_ASSEMBLY_CHART', value: productId }])
  requireOpenable(after, productId, item.body.validFrom)
  const ends = new Map(
    techCardsOf(catalog)
      .history(productId)
      .map(({ id, to }) => [id, to]),
  )
  const moved = techCardsOf(after)
    .history(productId)
    .filter(({ id, to }) => id !== item.id && ends.get(id) !== to)
    .flatMap(({ id }) => catalog.living('techCard', id) ?? [])
  await saveBooks(app, tenantId, [item, ...moved], actor, {
    together: async (tx, revision) => {
      const meanwhile = await tx.books.changedSince(tenantId, catalog.revision)
      if (meanwhile.some((one) => one.book === 'techCard' && one.revision < revision)) throw new Overtaken()
    },
  })
  return { id: item.id, catalog: after }
}

/** Somebody wrote a card after the books were read by which this one was checked. */
class Overtaken extends Error {}

async function unlessOvertaken(
  app: App,
  { tenantId }: BackOfficeScope,
  deed: (catalog: Catalog) => Promise<WrittenTechCard>,
): Promise<WrittenTechCard> {
  for (;;) {
    try {
      return await deed(await app.catalog(tenantId))
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
      app.forgetCatalog(tenantId)
    }
  }
}
