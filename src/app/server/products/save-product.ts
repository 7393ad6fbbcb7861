import { linksWithImage } from '../../../domain/menu/image.ts'
import type { ModifierBinding } from '../../../domain/menu/modifier-rules.ts'
import type {
  BackOfficeProduct,
  Book,
  BookItem,
  ModifierChild,
  Product,
} from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { saveBooks } from '../../books/save-books.ts'
import type { App, NewBookItem } from '../../ports.ts'
import type { BackOfficeScope } from '../save-item.ts'
import { productProblems } from './check-product.ts'
import { imageProblems } from './menu-images.ts'
import { nextArticle, nextFastCode } from './product-codes.ts'
import { CardRefused, type ProductDraft } from './product-draft.ts'

export type SavedProduct = { product: BookItem<'product'>; catalog: Catalog }

const blank: Omit<Product, 'name' | 'code' | 'type' | 'measureUnit'> = {
  orderItemType: 'Product',
  description: '',
  groupId: null,
  parentGroupId: null,
  productCategoryId: null,
  order: 0,
  weightKg: 1,
  nutritionPer100g: { energy: 0, proteins: 0, fats: 0, carbohydrates: 0 },
  sizeScaleId: null,
  disabledSizeIds: [],
  modifiers: [],
  groupModifiers: [],
  modifierSchemaId: null,
  splittable: false,
  cookingPlaceId: null,
  cookingMinutes: 0,
  isWeighed: false,
  canSetOpenPrice: false,
  useBalanceForSell: false,
  doNotPrintInCheque: false,
  taxCategoryId: null,
  allergenIds: [],
  imageLinks: [],
  tags: [],
  barcodes: [],
  isActive: true,
}

/** What the back office knows of a product that nobody edited there: its base price is that of the first who sells it. */
export function backOfficeOf(catalog: Catalog, { id, body }: BookItem<'product'>): BackOfficeProduct {
  if (body.backOffice) return body.backOffice
  const sold = catalog.all('organization').flatMap((one) => catalog.listPrice(one.id, id, null) ?? [])
  return {
    ...blankCard(catalog),
    defaultPrice: sold[0]?.price ?? 0n,
    isInMenuByDefault: sold.some(({ isIncludedInMenu }) => isIncludedInMenu),
  }
}

const blankCard = (catalog: Catalog): BackOfficeProduct => ({
  fastCode: '',
  color: '#aaaaaa',
  fontColor: '#000000',
  position: null,
  accountingCategoryId:
    catalog.all('accountingCategory').find(({ isDeleted, body }) => !isDeleted && body.isDefault)?.id ?? null,
  excludedSectionIds: null,
  unitCapacity: 0,
  isNotStocked: false,
  coldLossPercent: 0,
  hotLossPercent: 0,
  estimatedPurchasePrice: 0n,
  defaultPrice: 0n,
  isInMenuByDefault: false,
  balanceLevels: [],
})

export type CodesOfProduct = { makesArticle: boolean; makesFastCode: boolean }

/** A product that is there, a new one (null), or a new one under an id that its writer chose. */
export type ProductTarget = Uuid | null | { newId: Uuid }

/**
 * Writes a new product or changes one, with its packages and base prices, under one revision: till and cloud
 * sell by the same books (server-api §11.1). Throws {@link CardRefused} with iiko's codes; refuses an unknown id.
 */
export async function saveProduct(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  target: ProductTarget,
  draft: ProductDraft,
  codes: CodesOfProduct,
): Promise<SavedProduct> {
  const id = typeof target === 'string' ? target : null
  const catalog = await app.catalog(tenantId)
  const before = id === null ? null : (catalog.find('product', id) ?? null)
  if (id !== null && !before) throw refuse('back-office.entity-unknown', { entity: 'Product', id })
  const code = codes.makesArticle ? nextArticle(catalog) : (draft.num ?? before?.body.code ?? '')
  const problems = [
    ...productProblems(catalog, draft, before),
    ...(await imageProblems(app, tenantId, [draft.imageId])),
    ...(code === '' ? [{ code: 'EMPTY_FIELD', value: 'num' }] : []),
    ...(isTaken(catalog, code, id) ? [{ code: 'NOMENCLATURE_CODE_NOT_UNIQUE', value: code }] : []),
  ]
  if (problems.length > 0) throw new CardRefused(problems)
  const productId = id ?? (typeof target === 'object' && target !== null ? target.newId : app.random.uuid())
  const card: BackOfficeProduct = {
    ...(before ? backOfficeOf(catalog, before) : blankCard(catalog)),
    ...draft.backOffice,
    ...(codes.makesFastCode ? { fastCode: nextFastCode(catalog) } : {}),
  }
  const body = bodyOf(catalog, draft, before?.body ?? null, { code, card })
  const items: NewBookItem[] = [
    { book: 'product', id: productId, organizationId: null, isDeleted: before?.isDeleted ?? false, body },
    ...containersOf(app, catalog, productId, draft),
    ...pricesOf(catalog, productId, before ? backOfficeOf(catalog, before) : null, card),
  ]
  await saveBooks(app, tenantId, items, actor)
  const saved = await app.catalog(tenantId)
  const product = saved.find('product', productId)
  if (!product) throw new Error(`product ${productId} was saved and is not there`)
  return { product, catalog: saved }
}

const isTaken = (catalog: Catalog, code: string, id: Uuid | null): boolean =>
  catalog.all('product').some((item) => !item.isDeleted && item.id !== id && item.body.code === code)

function bodyOf(
  catalog: Catalog,
  draft: ProductDraft,
  before: Product | null,
  { code, card }: { code: string; card: BackOfficeProduct },
): Product {
  const { nameEn: _, subtype: __, ...old } = before ?? { ...blank, nameEn: '', name: '', subtype: undefined }
  const measureUnit = catalog.find('measureUnit', draft.measureUnitId)?.body.name ?? ''
  const keepsName = before?.name === draft.name && before.nameEn !== undefined
  const { modifiers } = draft
  const parentId = draft.parentId === undefined ? (before?.groupId ?? before?.parentGroupId) : draft.parentId
  return {
    ...old,
    name: draft.name,
    ...(keepsName && before?.nameEn ? { nameEn: before.nameEn } : {}),
    code,
    type: draft.type,
    ...(draft.subtype ? { subtype: draft.subtype } : {}),
    measureUnit,
    description: draft.description ?? old.description,
    imageLinks: linksWithImage(catalog.tenantId, old.imageLinks, draft.imageId),
    groupId: parentId ?? null,
    parentGroupId: parentId ?? null,
    taxCategoryId: draft.taxCategoryId === undefined ? old.taxCategoryId : draft.taxCategoryId,
    productCategoryId: draft.categoryId === undefined ? old.productCategoryId : draft.categoryId,
    cookingPlaceId: draft.cookingPlaceId === undefined ? old.cookingPlaceId : draft.cookingPlaceId,
    weightKg: draft.weightKg ?? old.weightKg,
    allergenIds: draft.allergenIds ?? old.allergenIds,
    canSetOpenPrice: draft.canSetOpenPrice ?? old.canSetOpenPrice,
    useBalanceForSell: draft.useBalanceForSell ?? old.useBalanceForSell,
    barcodes: barcodesFor(null, draft) ?? old.barcodes,
    ...(modifiers === undefined
      ? {}
      : {
          modifiers: modifiers.filter(({ children }) => children === null).map(childOf),
          groupModifiers: modifiers.flatMap((one) =>
            one.children === null ? [] : [groupModifierOf(one, one.children)],
          ),
        }),
    backOffice: card,
  }
}

const childOf = (one: ModifierBinding): ModifierChild => ({
  productId: one.modifierId,
  defaultAmount: one.defaultAmount,
  minAmount: one.minAmount,
  maxAmount: one.maxAmount,
  required: one.minAmount > 0,
  hideIfDefaultAmount: one.hideIfDefaultAmount,
  splittable: one.splittable,
  freeOfChargeAmount: one.freeOfChargeAmount,
})

const groupModifierOf = (one: ModifierBinding, children: readonly ModifierBinding[]) => ({
  id: one.modifierId,
  minAmount: one.minAmount,
  maxAmount: one.maxAmount,
  required: one.minAmount > 0,
  childModifiersHaveMinMaxRestrictions: one.areChildrenRestricted,
  defaultAmount: one.defaultAmount,
  hideIfDefaultAmount: one.hideIfDefaultAmount,
  splittable: one.splittable,
  freeOfChargeAmount: one.freeOfChargeAmount,
  // Without limits of its own a child may be taken as often as its group lets.
  children: children.map((child) =>
    childOf(one.areChildrenRestricted ? child : { ...child, minAmount: 0, maxAmount: one.maxAmount }),
  ),
})

/** Barcodes of a package, or of the product itself (null); undefined when the card says nothing of barcodes. */
const barcodesFor = (containerId: Uuid | null, { barcodes }: ProductDraft): string[] | undefined =>
  barcodes?.filter((one) => one.containerId === containerId).map(({ barcode }) => barcode)

const item = <B extends Book>(book: B, id: Uuid, isDeleted: boolean, body: unknown): NewBookItem => ({
  book,
  id,
  organizationId: null,
  isDeleted,
  body,
})

function containersOf(app: App, catalog: Catalog, productId: Uuid, draft: ProductDraft): NewBookItem[] {
  return (draft.containers ?? []).map((one) => {
    const id = one.id ?? app.random.uuid()
    const known = catalog.find('container', id)
    if (known && known.body.productId !== productId)
      throw new CardRefused([{ code: 'CONTAINER_NOT_FOUND', value: id }])
    return item('container', id, one.isDeleted, {
      name: one.name,
      productId,
      count: one.count,
      // A new package has no id by which a barcode could name it.
      barcodes: (one.id === null ? null : barcodesFor(one.id, draft)) ?? known?.body.barcodes ?? [],
      num: one.num,
      weights: one.weights,
      isUsedAtTill: one.isUsedAtTill,
    })
  })
}

/** Restaurants that sold it at the old default, or not at all, follow the new one; prices of orders stay. */
function pricesOf(
  catalog: Catalog,
  productId: Uuid,
  before: BackOfficeProduct | null,
  { defaultPrice: price, isInMenuByDefault: isIncludedInMenu }: BackOfficeProduct,
): NewBookItem[] {
  if (before && before.defaultPrice === price && before.isInMenuByDefault === isIncludedInMenu) return []
  if (!before && price === 0n && !isIncludedInMenu) return []
  return catalog.all('priceList').flatMap((list): NewBookItem[] => {
    if (list.isDeleted || list.body.priceCategoryId !== null) return []
    const present: { price: Money } | undefined = list.body.prices[productId]
    if (present && present.price !== (before?.defaultPrice ?? 0n)) return []
    const prices = { ...list.body.prices, [productId]: { price, isIncludedInMenu } }
    return [{ ...list, body: { ...list.body, prices } }]
  })
}
