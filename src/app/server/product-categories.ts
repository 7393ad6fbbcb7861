/** User categories of nomenclature: made, renamed, deleted and restored by the back office (server-api §11.3). */
import type { BookItem } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import { type BackOfficeScope, saveItems } from './save-item.ts'

type Category = BookItem<'productCategory'>

/** Refuses `back-office.category-name-empty`. */
function nameOf(name: string | null): string {
  if (name?.trim()) return name.trim()
  throw refuse('back-office.category-name-empty')
}

async function categoryOf(app: App, { tenantId }: BackOfficeScope, id: Uuid): Promise<Category> {
  const category = (await app.catalog(tenantId)).find('productCategory', id)
  if (category) return category
  throw refuse('back-office.entity-unknown', { entity: 'ProductCategory', id })
}

async function saved(
  app: App,
  scope: BackOfficeScope,
  category: Omit<Category, 'revision'>,
): Promise<Category> {
  const [item] = await saveItems(app, scope, [category])
  if (!item) throw new Error('nothing was saved')
  return item
}

export const createCategory = (app: App, scope: BackOfficeScope, name: string | null): Promise<Category> =>
  saved(app, scope, {
    book: 'productCategory',
    id: app.random.uuid(),
    organizationId: null,
    isDeleted: false,
    body: { name: nameOf(name), code: '' },
  })

export async function renameCategory(
  app: App,
  scope: BackOfficeScope,
  { id, name }: { id: Uuid; name: string | null },
): Promise<Category> {
  const category = await categoryOf(app, scope, id)
  // The English twin was of the old name.
  return saved(app, scope, { ...category, body: { name: nameOf(name), code: category.body.code } })
}

/** Refuses `back-office.category-deleted` of one that is deleted already. */
export async function deleteCategory(app: App, scope: BackOfficeScope, id: Uuid): Promise<Category> {
  const category = await categoryOf(app, scope, id)
  if (category.isDeleted) throw refuse('back-office.category-deleted', { id })
  return saved(app, scope, { ...category, isDeleted: true })
}

/** Refuses `back-office.category-not-deleted` of one that is there. */
export async function restoreCategory(app: App, scope: BackOfficeScope, id: Uuid): Promise<Category> {
  const category = await categoryOf(app, scope, id)
  if (!category.isDeleted) throw refuse('back-office.category-not-deleted', { id })
  return saved(app, scope, { ...category, isDeleted: false })
}
