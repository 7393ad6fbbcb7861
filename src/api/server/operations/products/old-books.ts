import { backOfficeOfGroup } from '../../../../app/server/products/save-group.ts'
import { backOfficeOf } from '../../../../app/server/products/save-product.ts'
import type { Book, BookItem } from '../../../../domain/reference/books.ts'
import type { Language } from '../../../../kernel/refusals.ts'
import type { OldNamed, OldProductGroup, OldProductType, OldTreeEntity } from '../../generated/types.ts'
import type { Caller, Handlers } from '../../operation.ts'
import { itemsOf, matching } from '../scope.ts'
import { parentOf, typeOnWire } from './render-product.ts'

type Asked = { caller: Caller; query: { includeDeleted: boolean; revisionFrom: number } }

/** A list of a book, by the two parameters that all of them have. */
const listOf =
  <B extends Book, Wire>(book: B, view: (item: BookItem<B>, caller: Caller) => Wire) =>
  async ({ caller, query }: Asked): Promise<Wire[]> =>
    matching(itemsOf(caller, book), query).map((item) => view(item, caller))

/** Codes are told where a book has them. */
const named = ({ id, isDeleted, body }: { id: string; isDeleted: boolean; body: object }): OldNamed => {
  const { code, name } = body as { code?: string; name: string }
  return { id, code: code || undefined, name, deleted: isDeleted }
}

export function oldGroup(item: BookItem<'productGroup'>): OldProductGroup {
  const { id, isDeleted, body } = item
  return {
    id,
    parentId: body.parentId ?? undefined,
    num: body.code,
    code: backOfficeOfGroup(item).fastCode || undefined,
    name: body.name,
    productGroupType: 'PRODUCTS',
    deleted: isDeleted,
  }
}

const groupInTree = (item: BookItem<'productGroup'>): OldTreeEntity => {
  const { productGroupType: _, ...group } = oldGroup(item)
  return { ...group, type: 'GROUP' }
}
const productInTree = (item: BookItem<'product'>, { catalog }: Caller): OldTreeEntity => ({
  id: item.id,
  parentId: parentOf(item.body) ?? undefined,
  num: item.body.code,
  code: backOfficeOf(catalog, item).fastCode || undefined,
  name: item.body.name,
  type: typeOnWire(item.body),
  deleted: item.isDeleted,
})

const typeNames: Record<OldProductType['code'], Record<Language, string>> = {
  GOODS: { ru: 'Товар', en: 'Good' },
  DISH: { ru: 'Блюдо', en: 'Dish' },
  PREPARED: { ru: 'Заготовка', en: 'Semi-finished product' },
  SERVICE: { ru: 'Услуга', en: 'Service' },
  MODIFIER: { ru: 'Модификатор', en: 'Modifier' },
  OUTER: { ru: 'Внешний товар', en: 'Good of a supplier' },
  PETROL: { ru: 'Топливо', en: 'Petrol' },
  RATE: { ru: 'Тариф', en: 'Rate' },
}

/** Types of what tech cards cook, each once. */
function cookedTypes({ catalog }: Caller, language: Language): OldProductType[] {
  const types = catalog
    .all('techCard')
    .filter(({ isDeleted }) => !isDeleted)
    .flatMap(({ body }) => catalog.living('product', body.productId) ?? [])
    .map(({ body }) => typeOnWire(body))
  return [...new Set(types)].sort().map((code) => ({ code, name: typeNames[code][language] }))
}

const listName: Record<Language, string> = { ru: 'Пользовательские категории', en: 'User categories' }

/** Books beside products, known by their names only (server-api §10): the same facts as everywhere, in XML. */
export const oldBookHandlers: Handlers = {
  'GET /products/accountingCategory': listOf('accountingCategory', named),
  'GET /products/alcoholClass': listOf('alcoholClass', named),
  'GET /products/cookingPlaceType': listOf('cookingPlace', named),
  // Nothing of ours tells ways of cooking apart.
  'GET /products/cookingType': async () => [],
  // There is one list, and it is the corporation's.
  'GET /products/customCategoryList': async ({ caller, language }) => [
    { id: caller.tenantId, name: listName[language], deleted: false },
  ],
  'GET /products/customCategoryValue': listOf('productCategory', ({ id, isDeleted, body }, { tenantId }) => ({
    id,
    customCategoryListId: tenantId,
    name: body.name,
    deleted: isDeleted,
  })),
  'GET /products/departmentEntity': async ({ caller, query }) =>
    matching(itemsOf(caller, 'organization'), query)
      .filter(({ id }) => caller.organizationId === null || id === caller.organizationId)
      .map(named),
  'GET /products/measureUnit': listOf('measureUnit', named),
  'GET /products/productCategory': listOf('productCategory', named),
  'GET /products/productGroup': listOf('productGroup', oldGroup),
  'GET /products/productTreeEntity': async (call) => [
    ...(await listOf('productGroup', groupInTree)(call)),
    ...(await listOf('product', productInTree)(call)),
  ],
  'GET /products/productTypeForCooking': async ({ caller, language }) => cookedTypes(caller, language),
  'GET /products/restaurantSection': listOf('restaurantSection', (item) => ({
    id: item.id,
    departmentId: item.organizationId ?? undefined,
    groupId: item.body.terminalGroupId,
    name: item.body.name,
    deleted: item.isDeleted,
  })),
  'GET /products/store': listOf('store', (item) => ({
    id: item.id,
    departmentId: item.organizationId ?? undefined,
    code: item.body.code,
    name: item.body.name,
    deleted: item.isDeleted,
  })),
  'GET /products/user': listOf('employee', ({ id, isDeleted, body }, { catalog }) => ({
    id,
    code: body.code,
    name: body.name,
    mainRoleCode: catalog.find('role', body.roleIds[0])?.body.code,
    deleted: isDeleted,
  })),
}
