/** Quick menus of restaurants and of their sections, written by the back office (server-api §14). */
import type { BookItem, QuickLabel, QuickMenu } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { saveDecided } from '../books/save-books.ts'
import type { App } from '../ports.ts'
import type { BackOfficeScope } from './save-item.ts'

const pages = 3
const columns = 3
const rows = 8
const weekdays = 7

export type QuickMenuInput = {
  organizationId: Uuid
  menu: Omit<QuickMenu, 'labels'> & { labels: readonly Omit<QuickLabel, 'entityType'>[] }
}
type Menu = BookItem<'quickMenu'>

/** What is wrong with a label; null: nothing. */
function problemOf(
  catalog: Catalog,
  { day, page, x, y, entityId }: Omit<QuickLabel, 'entityType'>,
  isByWeekday: boolean,
): string | null {
  const isIn = (value: number, end: number): boolean => value >= 0 && value < end
  if (!isIn(page, pages)) return `page: 0..${pages - 1}`
  if (!isIn(x, columns)) return `x: 0..${columns - 1}`
  if (!isIn(y, rows)) return `y: 0..${rows - 1}`
  if (isByWeekday ? day === null || !isIn(day, weekdays) : day !== null)
    return isByWeekday ? `day: 0..${weekdays - 1}` : 'day: null'
  if (!catalog.living('product', entityId) && !catalog.living('productGroup', entityId))
    return `entityId: ${entityId}`
  return null
}

/** Labels with what they open. Refuses one outside the pages, two in one cell, and unknown products. */
function checkedLabels(catalog: Catalog, { menu }: QuickMenuInput): QuickLabel[] {
  const cells = new Set<string>()
  return menu.labels.map((label, index) => {
    const { day, page, x, y, entityId } = label
    const cell = [day, page, x, y].join()
    const reason =
      problemOf(catalog, label, menu.isByWeekday) ?? (cells.has(cell) ? `page, x, y: ${cell}` : null)
    if (reason !== null) throw refuse('back-office.menu-label', { index, reason })
    cells.add(cell)
    return { ...label, entityType: catalog.living('product', entityId) ? 'PRODUCT' : 'PRODUCT_GROUP' }
  })
}

/** Sections belong to the group of tills, which belongs to the restaurant. */
function requireSection(catalog: Catalog, organizationId: Uuid, sectionId: Uuid | null): void {
  if (sectionId === null) return
  const section = catalog.living('restaurantSection', sectionId)
  const group = catalog.find('terminalGroup', section?.body.terminalGroupId)
  if (group?.organizationId !== organizationId)
    throw refuse('back-office.entity-unknown', { entity: 'RestaurantSection', id: sectionId })
}

async function written(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  id: Uuid,
  decide: (catalog: Catalog) => Omit<Menu, 'revision' | 'book'> | null,
): Promise<Menu> {
  await saveDecided(app, tenantId, actor, (catalog) => {
    const item = decide(catalog)
    return item ? [{ ...item, book: 'quickMenu' }] : []
  })
  const menu = (await app.catalog(tenantId)).find('quickMenu', id)
  if (!menu) throw new Error(`quick menu ${id} was saved and is not there`)
  return menu
}

/** The menu of an id; `home`: the restaurant whose server it is, null: the chain's. */
function menuOf(catalog: Catalog, id: Uuid, home: Uuid | null): Menu {
  const menu = catalog.find('quickMenu', id)
  if (!menu || (home !== null && menu.organizationId !== home))
    throw refuse('back-office.entity-unknown', { entity: 'QuickLabelsMenu', id })
  return menu
}

/**
 * Writes the quick menu of a restaurant or a section: a new one where `id` is null. A place has one: the same menu again is
 * that one, another one is refused. Refuses unknown places, page names that are not three, and bad labels.
 */
export async function saveQuickMenu(
  app: App,
  scope: BackOfficeScope & { home: Uuid | null },
  id: Uuid | null,
  input: QuickMenuInput,
): Promise<Menu> {
  const { organizationId, menu } = input
  if (menu.pageNames.length !== pages) throw refuse('back-office.menu-pages', { count: pages })
  const ofPlace = (catalog: Catalog) =>
    catalog
      .all('quickMenu')
      .find(
        (one) =>
          !one.isDeleted && one.organizationId === organizationId && one.body.sectionId === menu.sectionId,
      )
  const present = id === null ? ofPlace(await app.catalog(scope.tenantId)) : undefined
  const newId = id ?? present?.id ?? app.random.uuid()
  return written(app, scope, newId, (catalog) => {
    if (id !== null) menuOf(catalog, id, scope.home)
    const isElsewhere = scope.home !== null && organizationId !== scope.home
    if (isElsewhere || !catalog.living('organization', organizationId))
      throw refuse('back-office.department-unknown', { code: organizationId })
    requireSection(catalog, organizationId, menu.sectionId)
    const labels = checkedLabels(catalog, input)
    const other = ofPlace(catalog)
    const isSame = other && canonicalJson(other.body) === canonicalJson({ ...menu, labels })
    if (isSame && (id === null || id === other.id)) return null
    if (other && other.id !== id) throw refuse('back-office.menu-taken', { id: other.id })
    return { id: newId, organizationId, isDeleted: false, body: { ...menu, labels } }
  })
}

/** Deletes a quick menu; one that is deleted stays so. Refuses an unknown one. */
export const deleteQuickMenu = (
  app: App,
  scope: BackOfficeScope & { home: Uuid | null },
  id: Uuid,
): Promise<Menu> =>
  written(app, scope, id, (catalog) => {
    const menu = menuOf(catalog, id, scope.home)
    return menu.isDeleted ? null : { ...menu, isDeleted: true }
  })
