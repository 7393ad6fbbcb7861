import type { CardProblem } from '../../../domain/menu/modifier-rules.ts'
import type { StoreSpecification, TechCard, TechCardItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { referenceProblems } from '../products/check-product.ts'

/** A line as the back office writes it; without an id it is a new one. */
export type TechCardItemDraft = Omit<TechCardItem, 'id'> & { id: Uuid | null }
export type TechCardDraft = Omit<TechCard, 'items' | 'movedFrom'> & { items: TechCardItemDraft[] }

/** What is wrong with a card by itself and with what it names, by iiko's codes (server-api §12, §17.7). */
export function techCardProblems(catalog: Catalog, draft: TechCardDraft): CardProblem[] {
  return [
    ...madeProblems(catalog, draft),
    ...(draft.batch <= 0n ? [positive('assembledAmount')] : []),
    ...departmentProblems(catalog, draft.wholeAt),
    ...(draft.items.length === 0 ? [{ code: 'EMPTY_FIELD', value: 'items' }] : []),
    ...draft.items.flatMap((item, index) => itemProblems(catalog, draft, item, `items[${index}]`)),
  ]
}

const positive = (value: string): CardProblem => ({ code: 'ONLY_POSITIVE_VALUES_ALLOWED', value })

/** Dishes, modifiers and what is made beforehand have cards; goods are bought (server-api §12). */
function madeProblems(catalog: Catalog, { productId }: TechCardDraft): CardProblem[] {
  const product = catalog.living('product', productId)
  if (!product) return referenceProblems(catalog, 'product', productId, 'PRODUCT')
  const { type, subtype } = product.body
  const isMade = type === 'Dish' || type === 'Modifier' || subtype === 'Prepared'
  return isMade ? [] : [{ code: 'WRONG_NOMENCLATURE_TYPE', value: productId }]
}

const departmentProblems = (catalog: Catalog, stores: StoreSpecification | null): CardProblem[] =>
  (stores?.organizationIds ?? []).flatMap((id) =>
    referenceProblems(catalog, 'organization', id, 'DEPARTMENT'),
  )

function itemProblems(
  catalog: Catalog,
  draft: TechCardDraft,
  item: TechCardItemDraft,
  field: string,
): CardProblem[] {
  const ingredient = catalog.living('product', item.productId)
  const isService = ingredient?.body.type === 'Service'
  const amounts: [name: string, amount: bigint][] = [
    ['amountIn', item.gross],
    ['amountMiddle', item.net],
    ['amountOut', item.yield],
    ['packageCount', item.packages],
    ...item.trials.flatMap(({ gross, yield: out }, index): [string, bigint][] => [
      [`amountIn${index + 1}`, gross],
      [`amountOut${index + 1}`, out],
    ]),
  ]
  return [
    ...referenceProblems(catalog, 'product', item.productId, 'PRODUCT'),
    ...(isService ? [{ code: 'WRONG_NOMENCLATURE_TYPE', value: item.productId }] : []),
    ...amounts.flatMap(([name, amount]) => (amount < 0n ? [positive(`${field}.${name}`)] : [])),
    ...sizeProblems(catalog, draft, item, field),
    ...departmentProblems(catalog, item.stores),
    ...packageProblems(catalog, item),
  ]
}

/** A line is of a size of the product's scale, and only of a card that has lines of sizes. */
function sizeProblems(
  catalog: Catalog,
  { productId, sizes }: TechCardDraft,
  { sizeId }: TechCardItemDraft,
  field: string,
): CardProblem[] {
  if (sizeId === null) return []
  if (sizes === 'COMMON')
    return [{ code: 'PRODUCT_SIZE_NOT_ALLOWED', value: `${field}.productSizeSpecification` }]
  const scale = catalog.living('sizeScale', catalog.find('product', productId)?.body.sizeScaleId)
  const isKnown = scale?.body.sizes.some(({ id }) => id === sizeId) === true
  return isKnown ? [] : [{ code: 'PRODUCT_SIZE_NOT_FOUND', value: sizeId }]
}

function packageProblems(
  catalog: Catalog,
  { containerId, productId }: Pick<TechCardItem, 'containerId' | 'productId'>,
): CardProblem[] {
  if (containerId === null) return []
  const isOwn = catalog.living('container', containerId)?.body.productId === productId
  return isOwn ? [] : [{ code: 'CONTAINER_NOT_FOUND', value: containerId }]
}
