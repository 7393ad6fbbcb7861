import type { BookItem, ModifierChild, Product } from '../../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../../kernel/ids.ts'
import type {
  MenuAllergenGroup,
  MenuBarcode,
  MenuNutritionInfo,
  MenuTaxCategory,
} from '../../../generated/types.ts'
import { sizesOf } from '../sizes-of-product.ts'
import {
  dishPrices,
  type MenuScope,
  modifierPrices,
  nameIn,
  type OrganizationPrice,
  pictureIn,
} from './menu-scope.ts'

/** A product in words and numbers that all versions of the menu share. */
export type MenuProduct = {
  id: Uuid
  product: Product
  name: string
  description: string
  picture: string | null
  tax: MenuTaxCategory | null
  allergens: MenuAllergenGroup[]
  nutrition: MenuNutritionInfo
  barcodes: MenuBarcode[] | null
  weightGrams: number
}

export type Limits = { min: number; max: number; free: number; byDefault: number; hideIfDefault: boolean }

export type MenuModifier = MenuProduct & { limits: Limits; prices: OrganizationPrice[]; position: number }

export type MenuModifierGroup = {
  /** Null: modifiers that the dish names one by one. */
  id: Uuid | null
  sku: string
  name: string
  description: string
  limits: Limits
  /** The modifiers' own limits count, not only those of the group. */
  hasOwnLimits: boolean
  isSplittable: boolean
  modifiers: MenuModifier[]
}

export type MenuDishSize = {
  /** Null: the dish has no sizes. */
  id: Uuid | null
  sku: string
  code: string | null
  name: string
  isDefault: boolean
  prices: OrganizationPrice[]
  modifierGroups: MenuModifierGroup[]
}

export type MenuDish = MenuProduct & { type: 'DISH' | 'SERVICE'; sizes: MenuDishSize[] }

/** A dish of a menu; null when nobody can sell it. */
export function dishIn(scope: MenuScope, productId: Uuid): MenuDish | null {
  const item = scope.catalog.living('product', productId)
  if (!item?.body.isActive) return null
  return {
    ...productIn(scope, item),
    type: item.body.type === 'Service' ? 'SERVICE' : 'DISH',
    sizes: dishSizes(scope, item),
  }
}

function productIn(scope: MenuScope, { id, body }: BookItem<'product'>): MenuProduct {
  const { catalog, language } = scope
  // A menu tells one tax of a dish: that of its first restaurant and size.
  const sizeId = sizesOf(catalog, body)[0]?.id ?? null
  const tax = catalog.living('taxCategory', catalog.taxCategoryId(scope.organizationIds[0] ?? '', id, sizeId))
  const { fats, proteins, carbohydrates, energy } = body.nutritionPer100g
  return {
    id,
    product: body,
    name: nameIn(scope, body),
    description: language === 'en' ? (body.descriptionEn ?? body.description) : body.description,
    picture: pictureIn(scope, body.imageLinks[0]),
    tax: tax ? { id: tax.id, name: nameIn(scope, tax.body), percentage: tax.body.percentage } : null,
    allergens: body.allergenIds.flatMap((allergenId) => {
      const allergen = catalog.living('allergenGroup', allergenId)
      if (!allergen) return []
      return [
        { id: allergenId, code: allergen.body.code, name: nameIn(scope, allergen.body), isDeleted: false },
      ]
    }),
    nutrition: {
      fats,
      proteins,
      carbs: carbohydrates,
      energy,
      organizations: [],
      saturatedFattyAcid: null,
      salt: null,
      sugar: null,
    },
    barcodes:
      body.barcodes.length > 0 ? body.barcodes.map((barcode) => ({ barcode, container: null })) : null,
    weightGrams: Math.round(body.weightKg * 1000),
  }
}

function dishSizes(scope: MenuScope, { id, body }: BookItem<'product'>): MenuDishSize[] {
  const sizes = sizesOf(scope.catalog, body)
  if (sizes.length === 0) {
    return [
      {
        id: null,
        sku: body.code,
        code: null,
        name: '',
        isDefault: true,
        prices: dishPrices(scope, id, null),
        modifierGroups: modifierGroups(scope, body, null),
      },
    ]
  }
  return sizes.map((size) => ({
    id: size.id,
    // The size's part of an article number is not translated.
    sku: sizes.length > 1 ? `${body.code}-${size.shortName}` : body.code,
    code: size.kitchenName,
    name: nameIn(scope, size),
    isDefault: sizes.length === 1 || size.isDefault,
    prices: dishPrices(scope, id, size.id),
    modifierGroups: modifierGroups(scope, body, size.id),
  }))
}

function modifierGroups(scope: MenuScope, product: Product, sizeId: Uuid | null): MenuModifierGroup[] {
  const groups = product.groupModifiers.map((group): MenuModifierGroup => {
    const book = scope.catalog.find('productGroup', group.id)?.body
    return {
      id: group.id,
      sku: book?.code ?? '',
      name: book ? nameIn(scope, book) : '',
      description: book?.description ?? '',
      limits: limitsOf(group),
      hasOwnLimits: group.childModifiersHaveMinMaxRestrictions,
      isSplittable: group.splittable,
      modifiers: modifiersIn(scope, group.children, sizeId),
    }
  })
  if (product.modifiers.length === 0) return groups
  return [...groups, simpleModifiers(modifiersIn(scope, product.modifiers, sizeId))]
}

const limitsOf = (rule: Omit<ModifierChild, 'productId'>): Limits => ({
  min: rule.minAmount,
  max: rule.maxAmount,
  free: rule.freeOfChargeAmount,
  byDefault: rule.defaultAmount,
  hideIfDefault: rule.hideIfDefaultAmount,
})

/** They answer for themselves, so the group without an id allows all that they allow. */
function simpleModifiers(modifiers: MenuModifier[]): MenuModifierGroup {
  const sum = (of: (limits: Limits) => number): number =>
    modifiers.reduce((total, { limits }) => total + of(limits), 0)
  return {
    id: null,
    sku: '',
    name: '',
    description: '',
    limits: {
      min: sum((one) => one.min),
      max: sum((one) => one.max),
      free: 0,
      byDefault: 0,
      hideIfDefault: false,
    },
    hasOwnLimits: true,
    isSplittable: false,
    modifiers,
  }
}

const modifiersIn = (
  scope: MenuScope,
  children: readonly ModifierChild[],
  sizeId: Uuid | null,
): MenuModifier[] =>
  children.flatMap((child, position) => {
    const item = scope.catalog.living('product', child.productId)
    if (!item?.body.isActive) return []
    const prices = modifierPrices(scope, item.id, sizeId)
    return [{ ...productIn(scope, item), limits: limitsOf(child), prices, position }]
  })
