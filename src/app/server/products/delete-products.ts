import type { Book, BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { saveBooks } from '../../books/save-books.ts'
import type { App, NewBookItem } from '../../ports.ts'
import type { BackOfficeScope } from '../save-item.ts'
import { nextArticle } from './product-codes.ts'

export type Chosen = { productIds: readonly Uuid[]; groupIds: readonly Uuid[] }
export type ChangedCards = {
  products: BookItem<'product'>[]
  groups: BookItem<'productGroup'>[]
  catalog: Catalog
}

const known = <B extends Book>(catalog: Catalog, book: B, entity: string, ids: readonly Uuid[]) =>
  [...new Set(ids)].map((id): BookItem<B> => {
    const item = catalog.find(book, id)
    if (!item) throw refuse('back-office.entity-unknown', { entity, id })
    return item
  })

const namesOf = (items: readonly { id: Uuid }[]): string => `[${items.map(({ id }) => id).join(', ')}]`

function refuseIfAny(
  items: readonly { id: Uuid; isDeleted: boolean }[],
  { isDeleted, deed, what }: { isDeleted: boolean; deed: string; what: string },
): void {
  const wrong = items.filter((item) => item.isDeleted === isDeleted)
  if (wrong.length > 0)
    throw refuse('back-office.card-state', {
      text: `Could not ${deed} ${isDeleted ? 'already deleted' : 'not deleted'} ${what}: ${namesOf(wrong)}`,
    })
}

async function save(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  cards: readonly NewBookItem[],
  { productIds, groupIds }: Chosen,
): Promise<ChangedCards> {
  await saveBooks(app, tenantId, cards, actor)
  const catalog = await app.catalog(tenantId)
  return {
    products: known(catalog, 'product', 'Product', productIds),
    groups: known(catalog, 'productGroup', 'ProductGroup', groupIds),
    catalog,
  }
}

/** The group that a product is in. */
const parentOf = ({ body }: BookItem<'product'>): Uuid | null => body.groupId ?? body.parentGroupId

/**
 * Deletes products and groups together. A group goes with all that is in it, named by the caller, or not at all; what is
 * deleted already cannot be deleted (server-api §11.1, §11.2).
 */
export async function deleteCards(app: App, scope: BackOfficeScope, chosen: Chosen): Promise<ChangedCards> {
  const catalog = await app.catalog(scope.tenantId)
  const products = known(catalog, 'product', 'Product', chosen.productIds)
  const groups = known(catalog, 'productGroup', 'ProductGroup', chosen.groupIds)
  refuseIfAny(products, { isDeleted: true, deed: 'delete', what: 'products' })
  refuseIfAny(groups, { isDeleted: true, deed: 'delete', what: 'product groups' })
  const gone = new Set([...chosen.productIds, ...chosen.groupIds])
  const isLeft = (item: { id: Uuid; isDeleted: boolean }) => !item.isDeleted && !gone.has(item.id)
  const inside = new Set(groups.map(({ id }) => id))
  const leftGroups = catalog
    .all('productGroup')
    .filter((one) => isLeft(one) && inside.has(one.body.parentId ?? ''))
  const leftProducts = catalog.all('product').filter((one) => isLeft(one) && inside.has(parentOf(one) ?? ''))
  if (leftGroups.length + leftProducts.length > 0)
    throw refuse('back-office.card-state', {
      text: [
        'Could not delete ProductGroup without deleting child groups and child products.',
        ...(leftGroups.length > 0 ? [`ProductGroups should be deleted too: ${namesOf(leftGroups)}`] : []),
        ...(leftProducts.length > 0 ? [`Products should be deleted too: ${namesOf(leftProducts)}`] : []),
      ].join('\n'),
    })
  return save(
    app,
    scope,
    [...products, ...groups].map((one) => ({ ...one, isDeleted: true })),
    chosen,
  )
}

/**
 * Restores products and groups. None comes back before the group that it is in; an article that is taken meanwhile is an
 * obstacle unless another one may be made (server-api §11.1, §11.2).
 */
export async function restoreCards(
  app: App,
  scope: BackOfficeScope,
  chosen: Chosen,
  makesArticles: boolean,
): Promise<ChangedCards> {
  const catalog = await app.catalog(scope.tenantId)
  const products = known(catalog, 'product', 'Product', chosen.productIds)
  const groups = known(catalog, 'productGroup', 'ProductGroup', chosen.groupIds)
  refuseIfAny(products, { isDeleted: false, deed: 'restore', what: 'products' })
  refuseIfAny(groups, { isDeleted: false, deed: 'restore', what: 'product groups' })
  const back = new Set(chosen.groupIds)
  const parents = [...products.map(parentOf), ...groups.map(({ body }) => body.parentId)]
  const missing = parents.filter((id) => id !== null && !back.has(id) && !catalog.living('productGroup', id))
  if (missing.length > 0)
    throw refuse('back-office.card-state', {
      text: `Could not restore child without its deleted parent: [${missing.join(', ')}]`,
    })
  const isTaken = (code: string): boolean =>
    catalog.all('product').some(({ isDeleted, body }) => !isDeleted && body.code === code)
  const taken = products.filter(({ body }) => isTaken(body.code))
  if (taken.length > 0 && !makesArticles)
    throw refuse('back-office.card-state', {
      text: `Could not restore products, their articles are taken: ${namesOf(taken)}`,
    })
  const first = Number(nextArticle(catalog))
  const articles = new Map(taken.map(({ id }, index) => [id, String(first + index).padStart(5, '0')]))
  const restored = products.map((one) => ({
    ...one,
    isDeleted: false,
    body: { ...one.body, code: articles.get(one.id) ?? one.body.code },
  }))
  return save(app, scope, [...restored, ...groups.map((one) => ({ ...one, isDeleted: false }))], chosen)
}
