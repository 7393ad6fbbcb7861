import type { BookItem, PriceOrder } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { canonicalJson } from '../../../kernel/canonical.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { LocalDate } from '../../../kernel/local-time.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { saveDecided } from '../../books/save-books.ts'
import type { App, NewBookItem } from '../../ports.ts'
import { CardRefused } from '../products/product-draft.ts'
import type { BackOfficeScope } from '../save-item.ts'
import { priceOrderProblems } from './check-price-order.ts'
import { mergedOrder, type PriceOrderDraft } from './price-order-draft.ts'

export type PriceOrderScope = BackOfficeScope & {
  /** The restaurant whose server it is; null: the chain's. */
  home: Uuid | null
  /** By whose clock orders begin. */
  today: LocalDate
}

type Order = BookItem<'priceOrder'>

const numberDigits = 5
const dayMs = 86_400_000

const nextNumber = (catalog: Catalog): string =>
  String(
    Math.max(
      0,
      ...catalog
        .all('priceOrder')
        .flatMap(({ body }) => (/^\d{1,9}$/.test(body.number) ? [Number(body.number)] : [])),
    ) + 1,
  ).padStart(numberDigits, '0')

const isSame = (a: PriceOrder, b: PriceOrder): boolean => canonicalJson(a) === canonicalJson(b)

/** The order that a draft means: by its id, or by number and day the one that an earlier request of it made. */
function earlierOrder(catalog: Catalog, { id, number, from }: PriceOrderDraft): Order | null {
  if (id !== null) {
    const order = catalog.find('priceOrder', id)
    if (!order) throw refuse('back-office.entity-unknown', { entity: 'MenuChangeDocument', id })
    return order
  }
  if (number === undefined) return null
  const same = catalog.all('priceOrder').find(({ isDeleted, body }) => !isDeleted && body.number === number)
  if (same && same.body.from !== from) throw numberTaken(catalog, same.body)
  return same ?? null
}

const numberTaken = (catalog: Catalog, { number, from }: PriceOrder) =>
  refuse('back-office.document-number-taken', { number, date: from, suggested: nextNumber(catalog) })

/** Orders that are in force keep what was sold by them: only their end may move, to a day to come (server-api §13.2). */
function requireChangeable(before: PriceOrder, after: PriceOrder, { home, today }: PriceOrderScope): void {
  const { number, status, from } = before
  if (status === 'DELETED') throw refuse('back-office.price-order-deleted', { number })
  if (home !== null && before.lines.some(({ organizationId }) => organizationId !== home))
    throw refuse('back-office.price-order-of-chain', { number })
  if (status === 'NEW' || from >= today) return
  const isEndOnly = isSame({ ...before, until: after.until }, after)
  if (isEndOnly && (after.until === null || after.until > today)) return
  const earliest = new Date(Date.parse(`${today}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
  throw refuse('back-office.price-order-past', { number, date: from, earliest })
}

/**
 * Writes an order of prices. The same number and day with the same content is the order that is there already, and so is
 * the same id with the same content: nothing is written again. Throws {@link CardRefused} with iiko's codes; refuses an
 * unknown id, a number that another order has, and changes of what is in force (server-api §13.2).
 */
export async function savePriceOrder(
  app: App,
  scope: PriceOrderScope,
  draft: PriceOrderDraft,
): Promise<{ order: Order; catalog: Catalog }> {
  const { tenantId, actor, home } = scope
  const newId = app.random.uuid()
  let id = newId
  const decide = (catalog: Catalog): NewBookItem[] => {
    const earlier = earlierOrder(catalog, draft)
    const before = earlier?.body ?? null
    const after = mergedOrder(draft, before, () => nextNumber(catalog))
    if (!after) throw new CardRefused([{ code: 'EMPTY_FIELD', value: 'dateIncoming' }])
    id = earlier?.id ?? newId
    if (before && isSame(before, after)) return []
    if (before && draft.id === null) throw numberTaken(catalog, before)
    const other = catalog
      .all('priceOrder')
      .find((one) => one.id !== id && !one.isDeleted && one.body.number === after.number)
    if (other) throw numberTaken(catalog, other.body)
    const problems = priceOrderProblems(catalog, after, { before, home })
    if (problems.length > 0) throw new CardRefused(problems)
    if (before) requireChangeable(before, after, scope)
    const isDeleted = after.status === 'DELETED'
    return [{ book: 'priceOrder', id, organizationId: null, isDeleted, body: after }]
  }
  await saveDecided(app, tenantId, actor, decide)
  const catalog = await app.catalog(tenantId)
  const order = catalog.find('priceOrder', id)
  if (!order) throw new Error(`price order ${id} was saved and is not there`)
  return { order, catalog }
}
