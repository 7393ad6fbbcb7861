import {
  type CardProblem,
  type ModifierBinding,
  modifierProblems,
} from '../../../domain/menu/modifier-rules.ts'
import type { Book, BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { ProductDraft } from './product-draft.ts'

/** `{entity}_NOT_FOUND` or `{entity}_DELETED` of what a card refers to (server-api §17.7). */
export function referenceProblems<B extends Book>(
  catalog: Catalog,
  book: B,
  id: Uuid | null | undefined,
  entity: string,
): CardProblem[] {
  if (!id) return []
  const item = catalog.find(book, id)
  if (!item) return [{ code: `${entity}_NOT_FOUND`, value: id }]
  return item.isDeleted ? [{ code: `${entity}_DELETED`, value: id }] : []
}

/** Modifiers are products, groups of them are groups, and children are of their group. */
function bindingProblems(catalog: Catalog, { modifierId, children }: ModifierBinding): CardProblem[] {
  if (children === null) return referenceProblems(catalog, 'product', modifierId, 'PRODUCT')
  const ofChildren = children.flatMap((child): CardProblem[] => {
    const product = catalog.living('product', child.modifierId)
    if (!product) return referenceProblems(catalog, 'product', child.modifierId, 'PRODUCT')
    const parentId = product.body.parentGroupId ?? product.body.groupId
    return parentId === modifierId ? [] : [{ code: 'MODIFIER_NOT_BELONGS_TO_GROUP', value: child.modifierId }]
  })
  return [...referenceProblems(catalog, 'productGroup', modifierId, 'PRODUCT_GROUP'), ...ofChildren]
}

/** Kinds that a product may change between (server-api §11.1; which they are is not published). */
const kinds: readonly (readonly string[])[] = [
  ['Dish', 'Good', 'Good/Prepared', 'Modifier'],
  ['Service', 'Service/Rate'],
  ['Good/Outer'],
  ['Good/Petrol'],
]
const kindOf = (type: string, subtype: string | null | undefined) => {
  const name = subtype ? `${type}/${subtype}` : type
  return kinds.findIndex((names) => names.includes(name))
}

/** What keeps a card from being written; `before` is the product that it changes. */
export function productProblems(
  catalog: Catalog,
  draft: ProductDraft,
  before: BookItem<'product'> | null,
): CardProblem[] {
  const { backOffice, modifiers = [] } = draft
  const isInMenu = backOffice.isInMenuByDefault ?? before?.body.backOffice?.isInMenuByDefault ?? false
  const placeId = draft.cookingPlaceId === undefined ? before?.body.cookingPlaceId : draft.cookingPlaceId
  const problems: CardProblem[] = []
  const when = (isBroken: boolean, code: string, value: string) => {
    if (isBroken) problems.push({ code, value })
  }
  when(draft.name.trim() === '', 'EMPTY_FIELD', 'name')
  when(isInMenu && !placeId, 'COOKING_PLACE_EMPTY_FOR_SALE_DISH', 'placeType')
  when(
    !isInMenu && Boolean(backOffice.excludedSectionIds?.length),
    'NOT_INCLUDED_IN_MENU_WITH_EXCLUDED_SECTIONS',
    'excludedSections',
  )
  when((backOffice.defaultPrice ?? 0n) < 0n, 'ONLY_POSITIVE_VALUES_ALLOWED', 'defaultSalePrice')
  when(
    before !== null && kindOf(before.body.type, before.body.subtype) !== kindOf(draft.type, draft.subtype),
    'WRONG_NOMENCLATURE_TYPE',
    'type',
  )
  for (const { count } of draft.containers ?? [])
    when(count <= 0n, 'ONLY_POSITIVE_VALUES_ALLOWED', 'containers.count')
  return [
    ...problems,
    ...referenceProblems(catalog, 'measureUnit', draft.measureUnitId, 'MEASURE_UNIT'),
    ...referenceProblems(catalog, 'productGroup', draft.parentId, 'PRODUCT_GROUP'),
    ...referenceProblems(catalog, 'taxCategory', draft.taxCategoryId, 'TAX_CATEGORY'),
    ...referenceProblems(catalog, 'productCategory', draft.categoryId, 'PRODUCT_CATEGORY'),
    ...referenceProblems(catalog, 'cookingPlace', draft.cookingPlaceId, 'COOKING_PLACE'),
    ...referenceProblems(
      catalog,
      'accountingCategory',
      backOffice.accountingCategoryId,
      'ACCOUNTING_CATEGORY',
    ),
    ...modifiers.flatMap((one) => bindingProblems(catalog, one)),
    ...modifierProblems(modifiers),
  ]
}
