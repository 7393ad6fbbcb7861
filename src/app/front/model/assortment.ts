/** What is sold (front-api §8.5). */

import { isOnMenu } from '../../../domain/menu/till-price.ts'
import type { BookItem, ModifierChild, ModifierGroup } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { ProductType } from './enums.ts'
import { money, productRef, refOf, type TillPlace } from './till-place.ts'
import type { Decimal, Duration, ProductRef, Ref, Versioned } from './values.ts'

export type Product = Versioned & {
  name: string
  fullName: string
  foreignName: string
  /** Article. */
  number: string
  description: string
  type: ProductType
  /** On the menu of this restaurant, in one size at least. */
  isActive: boolean
  menuIndex: number
  /** Base price; null: it has none. Of a product with sizes ask for each. */
  price: Decimal | null
  canSetOpenPrice: boolean
  /** Sold by weight. */
  useBalanceForSell: boolean
  measuringUnit: Ref
  category: Ref | null
  parentGroup: Ref | null
  cookingPlaceType: Ref | null
  cookingTimeNormal: Duration
  scale: Ref | null
  /** Modifier scheme; null: none. */
  template: Ref | null
  taxCategory: Ref | null
  barcodes: string[]
  tags: string[]
  hasMenuImage: boolean
  /** Per 100 g. */
  foodValue: { caloricity: number; carbohydrate: number; fat: number; protein: number }
}
export type ProductGroup = Versioned & {
  name: string
  number: string
  menuIndex: number
  hasMenuImage: boolean
  parent: Ref | null
  isGroupModifier: boolean
}
export type ProductScale = Versioned & { name: string; defaultSize: ProductSize | null; sizes: ProductSize[] }
export type ProductSize = Versioned & { name: string; kitchenName: string; menuIndex: number }
type ModifierLimits = {
  product: ProductRef
  defaultAmount: number
  minimumAmount: number
  maximumAmount: number
  freeOfChargeAmount: number
  hideIfDefaultAmount: boolean
  amountIndependentOfParentAmount: boolean
}
export type SimpleModifier = ModifierLimits & { menuIndex: number }
export type GroupModifier = {
  productGroup: Ref
  minimumAmount: number
  maximumAmount: number
  freeOfChargeAmount: number
  menuIndex: number
  items: ModifierLimits[]
}
/** A scheme of modifiers: products that have it are compound. */
export type CompoundItemTemplate = Versioned & {
  name: string
  allowProductsCombining: boolean
  scale: Ref | null
}
export type MeasuringUnit = Versioned & { name: string; fullName: string; code: string }

const types: Readonly<Record<BookItem<'product'>['body']['type'], ProductType>> = {
  Dish: 'Dish',
  Good: 'Goods',
  Modifier: 'Modifier',
  Service: 'Service',
}

export const isSold = (place: TillPlace, item: BookItem<'product'>): boolean =>
  !item.isDeleted && isOnMenu({ ...place, priceCategoryId: null }, item.id, null)

export function productOf(place: TillPlace, item: BookItem<'product'>): Product {
  const { body } = item
  const price = place.catalog.price(place.organizationId, item.id, null)
  return {
    id: item.id,
    revision: Number(item.revision),
    name: body.name,
    fullName: body.name,
    foreignName: body.nameEn ?? '',
    number: body.code,
    description: body.description,
    type: types[body.type],
    isActive: isSold(place, item),
    menuIndex: body.order,
    price: price && money(place, price.price),
    canSetOpenPrice: body.canSetOpenPrice,
    useBalanceForSell: body.useBalanceForSell,
    measuringUnit: unitOf(place, body.measureUnit),
    category: refOf(place, 'productCategory', body.productCategoryId),
    parentGroup: refOf(place, 'productGroup', body.parentGroupId),
    cookingPlaceType: refOf(place, 'cookingPlace', body.cookingPlaceId),
    cookingTimeNormal: body.cookingMinutes * 60_000,
    scale: refOf(place, 'sizeScale', body.sizeScaleId),
    template: templateRef(item),
    taxCategory: refOf(place, 'taxCategory', body.taxCategoryId),
    barcodes: body.barcodes,
    tags: body.tags,
    hasMenuImage: body.imageLinks.length > 0,
    foodValue: {
      caloricity: body.nutritionPer100g.energy,
      carbohydrate: body.nutritionPer100g.carbohydrates,
      fat: body.nutritionPer100g.fats,
      protein: body.nutritionPer100g.proteins,
    },
  }
}

const templateRef = ({ body }: BookItem<'product'>): Ref | null =>
  body.modifierSchemaId ? { id: body.modifierSchemaId, name: body.modifierSchemaName ?? body.name } : null

/** Products carry the name of their unit; the book has its id where it is there. */
function unitOf({ catalog }: TillPlace, name: string): Ref {
  const unit = catalog.all('measureUnit').find(({ body, isDeleted }) => !isDeleted && body.name === name)
  return { id: unit?.id ?? '', name }
}

export const productGroupOf = (place: TillPlace, item: BookItem<'productGroup'>): ProductGroup => ({
  id: item.id,
  revision: Number(item.revision),
  name: item.body.name,
  number: item.body.code,
  menuIndex: item.body.order,
  hasMenuImage: item.body.imageLinks.length > 0,
  parent: refOf(place, 'productGroup', item.body.parentId),
  isGroupModifier: item.body.isGroupModifier,
})

export const sizesOf = (item: BookItem<'sizeScale'>): ProductSize[] =>
  item.body.sizes.map((size) => ({
    id: size.id,
    revision: Number(item.revision),
    name: size.name,
    kitchenName: size.kitchenName,
    menuIndex: size.priority,
  }))

export function scaleOf(item: BookItem<'sizeScale'>): ProductScale {
  const sizes = sizesOf(item)
  const usual = item.body.sizes.findIndex(({ isDefault }) => isDefault)
  return {
    id: item.id,
    revision: Number(item.revision),
    name: item.body.name,
    defaultSize: sizes[usual] ?? null,
    sizes,
  }
}

export const simpleModifiersOf = (place: TillPlace, modifiers: readonly ModifierChild[]): SimpleModifier[] =>
  modifiers.map((child, menuIndex) => ({ ...limitsOf(place, child), menuIndex }))

export const groupModifiersOf = (place: TillPlace, groups: readonly ModifierGroup[]): GroupModifier[] =>
  groups.map((group, menuIndex) => ({
    productGroup: refOf(place, 'productGroup', group.id) ?? { id: group.id, name: '' },
    minimumAmount: atLeast(group),
    maximumAmount: group.maxAmount,
    freeOfChargeAmount: group.freeOfChargeAmount,
    menuIndex,
    items: group.children.map((child) => limitsOf(place, child)),
  }))

const limitsOf = (place: TillPlace, child: ModifierChild): ModifierLimits => ({
  product: productRef(place, child.productId),
  defaultAmount: child.defaultAmount,
  minimumAmount: atLeast(child),
  maximumAmount: child.maxAmount,
  freeOfChargeAmount: child.freeOfChargeAmount,
  hideIfDefaultAmount: child.hideIfDefaultAmount,
  amountIndependentOfParentAmount: false,
})

/** What is required must be there once. */
const atLeast = ({ minAmount, required }: { minAmount: number; required: boolean }): number =>
  required ? Math.max(minAmount, 1) : minAmount

/** Schemes are no book of their own: products that have one name it. One for each id, of the latest revision. */
export function templatesOf(place: TillPlace): CompoundItemTemplate[] {
  const found = new Map<Uuid, CompoundItemTemplate>()
  for (const item of place.catalog.of('product', place.organizationId)) {
    const ref = item.isDeleted ? null : templateRef(item)
    if (!ref) continue
    const known = found.get(ref.id)
    found.set(ref.id, {
      ...ref,
      revision: Math.max(Number(item.revision), known?.revision ?? 0),
      allowProductsCombining: (known?.allowProductsCombining ?? false) || item.body.splittable,
      scale: known?.scale ?? refOf(place, 'sizeScale', item.body.sizeScaleId),
    })
  }
  return [...found.values()]
}

export const measuringUnitOf = (item: BookItem<'measureUnit'>): MeasuringUnit => ({
  id: item.id,
  revision: Number(item.revision),
  name: item.body.name,
  fullName: item.body.name,
  code: item.body.code,
})
