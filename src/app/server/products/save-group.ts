import { linksWithImage } from '../../../domain/menu/image.ts'
import type { BackOfficeGroup, BookItem, ProductGroup } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App } from '../../ports.ts'
import { type BackOfficeScope, saveItems } from '../save-item.ts'
import { referenceProblems } from './check-product.ts'
import { imageProblems } from './menu-images.ts'
import { nextArticle, nextFastCode } from './product-codes.ts'
import { CardRefused } from './product-draft.ts'
import type { CodesOfProduct } from './save-product.ts'

/** What a group's card says; members that are absent stay as they are (server-api §11.2). */
export type GroupDraft = {
  name: string
  description?: string
  num: string | null
  parentId?: Uuid | null
  /** Null takes the image away. */
  imageId?: Uuid | null
  backOffice: Partial<BackOfficeGroup>
}

const blankCard: BackOfficeGroup = {
  fastCode: '',
  color: '#aaaaaa',
  fontColor: '#000000',
  position: null,
  accountingCategoryId: null,
  taxCategoryId: null,
  categoryId: null,
  visibility: null,
}

/** What the back office knows of a group; its colour at the till is the same. */
export const backOfficeOfGroup = ({ body }: BookItem<'productGroup'>): BackOfficeGroup =>
  body.backOffice ?? { ...blankCard, ...(body.color ? { color: body.color } : {}) }

/** A group inside itself would never end. */
function isInsideItself(catalog: Catalog, id: Uuid, parentId: Uuid | null): boolean {
  const seen = new Set<Uuid>()
  for (let at = parentId; at !== null && !seen.has(at); ) {
    if (at === id) return true
    seen.add(at)
    at = catalog.find('productGroup', at)?.body.parentId ?? null
  }
  return false
}

/** Writes a new group (id null) or changes one. Throws {@link CardRefused}; refuses an unknown id. */
export async function saveGroup(
  app: App,
  scope: BackOfficeScope,
  id: Uuid | null,
  draft: GroupDraft,
  codes: CodesOfProduct,
): Promise<BookItem<'productGroup'>> {
  const catalog = await app.catalog(scope.tenantId)
  const before = id === null ? null : (catalog.find('productGroup', id) ?? null)
  if (id !== null && !before) throw refuse('back-office.entity-unknown', { entity: 'ProductGroup', id })
  const code = codes.makesArticle ? nextArticle(catalog) : (draft.num ?? before?.body.code ?? '')
  const parentId = draft.parentId === undefined ? (before?.body.parentId ?? null) : draft.parentId
  const problems = [
    ...(draft.name.trim() === '' ? [{ code: 'EMPTY_FIELD', value: 'name' }] : []),
    ...referenceProblems(catalog, 'productGroup', draft.parentId, 'PRODUCT_GROUP'),
    ...referenceProblems(catalog, 'taxCategory', draft.backOffice.taxCategoryId, 'TAX_CATEGORY'),
    ...referenceProblems(catalog, 'productCategory', draft.backOffice.categoryId, 'PRODUCT_CATEGORY'),
    ...(await imageProblems(app, scope.tenantId, [draft.imageId])),
    ...(id !== null && isInsideItself(catalog, id, parentId)
      ? [{ code: 'PRODUCT_GROUP_CYCLE', value: id }]
      : []),
  ]
  if (problems.length > 0) throw new CardRefused(problems)
  const card: BackOfficeGroup = {
    ...(before ? backOfficeOfGroup(before) : blankCard),
    ...draft.backOffice,
    ...(codes.makesFastCode ? { fastCode: nextFastCode(catalog) } : {}),
  }
  const { nameEn, ...old }: ProductGroup = before?.body ?? {
    name: '',
    parentId: null,
    code: '',
    description: '',
    order: catalog.all('productGroup').length,
    isIncludedInMenu: true,
    isGroupModifier: false,
    imageLinks: [],
    tags: [],
  }
  const body: ProductGroup = {
    ...old,
    ...(nameEn !== undefined && old.name === draft.name ? { nameEn } : {}),
    name: draft.name,
    code,
    parentId,
    description: draft.description ?? old.description,
    color: card.color,
    imageLinks: linksWithImage(scope.tenantId, old.imageLinks, draft.imageId),
    backOffice: card,
  }
  const [saved] = await saveItems(app, scope, [
    {
      book: 'productGroup',
      id: id ?? app.random.uuid(),
      organizationId: null,
      isDeleted: before?.isDeleted ?? false,
      body,
    },
  ])
  if (!saved) throw new Error('nothing was saved')
  return saved
}
