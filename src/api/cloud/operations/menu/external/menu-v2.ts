import type { ExternalMenuSection } from '../../../../../domain/reference/books.ts'
import type {
  ExternalMenuCategoryV2,
  ExternalMenuItemSizeV2,
  ExternalMenuItemV2,
  ExternalMenuModifierGroupV2,
  ExternalMenuModifierItemV2,
  ExternalMenuV2,
  MenuModifierRestrictionsV2,
} from '../../../generated/types.ts'
import { comboCategories } from './menu-combo.ts'
import {
  dishIn,
  type Limits,
  type MenuDish,
  type MenuDishSize,
  type MenuModifier,
  type MenuModifierGroup,
} from './menu-dish.ts'
import { menuHead, noSchedule, paymentSubjects, productCategories } from './menu-head.ts'
import { type MenuScope, nameIn, pictureIn } from './menu-scope.ts'

/** Version 2: taxes, allergens and labels are written out where they are used (cloud-api §6.3). */
export function menuV2(scope: MenuScope): ExternalMenuV2 {
  const { revision, ...head } = menuHead(scope)
  return {
    productCategories: productCategories(scope),
    customerTagGroups: [],
    revision,
    formatVersion: 2,
    ...head,
    itemCategories: scope.menu.sections.map((section) => categoryV2(scope, section)),
    comboCategories: comboCategories(scope),
  }
}

/** The same menu for a client that has it already. */
export function unchangedV2(scope: MenuScope): ExternalMenuV2 {
  const { revision, ...head } = menuHead(scope)
  const lists = { itemCategories: [], comboCategories: [] }
  return { productCategories: [], customerTagGroups: [], revision, formatVersion: 2, ...head, ...lists }
}

const categoryV2 = (scope: MenuScope, section: ExternalMenuSection): ExternalMenuCategoryV2 => ({
  id: section.id,
  name: nameIn(scope, section),
  description: section.description,
  buttonImageUrl: pictureIn(scope, section.buttonImageUrl),
  headerImageUrl: null,
  iikoGroupId: null,
  items: section.items.flatMap(({ productId }) => {
    const dish = dishIn(scope, productId)
    return dish ? [itemV2(scope, dish)] : []
  }),
  ...noSchedule,
  isHidden: false,
  tags: [],
  labels: [],
})

const itemV2 = (scope: MenuScope, dish: MenuDish): ExternalMenuItemV2 => ({
  sku: dish.product.code,
  name: dish.name,
  description: dish.description,
  allergens: dish.allergens,
  tags: [],
  labels: dish.product.tags.map((tag) => ({ code: tag, name: tag })),
  itemSizes: dish.sizes.map((size) => sizeV2(scope, dish, size)),
  itemId: dish.id,
  modifierSchemaId: dish.product.modifierSchemaId,
  taxCategory: dish.tax,
  modifierSchemaName: dish.product.modifierSchemaName ?? '',
  type: dish.type,
  canBeDivided: dish.product.splittable,
  canSetOpenPrice: dish.product.canSetOpenPrice,
  useBalanceForSell: dish.product.useBalanceForSell,
  measureUnit: dish.product.measureUnit,
  productCategoryId: dish.product.productCategoryId,
  customerTagGroups: [],
  ...paymentSubjects[dish.type],
  outerEanCode: null,
  isMarked: false,
  isHidden: false,
  barcodes: dish.barcodes,
  orderItemType: dish.product.orderItemType,
})

const sizeV2 = (scope: MenuScope, dish: MenuDish, size: MenuDishSize): ExternalMenuItemSizeV2 => ({
  sku: size.sku,
  sizeCode: size.code,
  sizeName: size.name,
  isDefault: size.isDefault,
  portionWeightGrams: dish.weightGrams,
  itemModifierGroups: size.modifierGroups.map(modifierGroupV2),
  sizeId: size.id,
  nutritionPerHundredGrams: dish.nutrition,
  prices: size.prices,
  nutritions: [{ ...dish.nutrition, organizations: [...scope.organizationIds] }],
  isHidden: false,
  measureUnitType: 'GRAM',
  buttonImageUrl: dish.picture,
})

const modifierGroupV2 = (group: MenuModifierGroup): ExternalMenuModifierGroupV2 => ({
  name: group.name,
  description: group.description,
  restrictions: restrictionsV2(group.limits),
  items: group.modifiers.map(modifierV2),
  canBeDivided: group.isSplittable,
  itemGroupId: group.id,
  isHidden: false,
  childModifiersHaveMinMaxRestrictions: group.hasOwnLimits,
  sku: group.sku,
})

const restrictionsV2 = (limits: Limits): MenuModifierRestrictionsV2 => ({
  minQuantity: limits.min,
  maxQuantity: limits.max,
  freeQuantity: limits.free,
  byDefault: limits.byDefault,
  hideIfDefaultQuantity: limits.hideIfDefault,
})

const modifierV2 = (modifier: MenuModifier): ExternalMenuModifierItemV2 => ({
  sku: modifier.product.code,
  name: modifier.name,
  description: modifier.description,
  restrictions: restrictionsV2(modifier.limits),
  allergenGroups: modifier.allergens,
  nutritionPerHundredGrams: modifier.nutrition,
  portionWeightGrams: modifier.weightGrams,
  tags: [],
  labels: modifier.product.tags.map((tag) => ({ code: tag, name: tag })),
  itemId: modifier.id,
  isHidden: false,
  prices: modifier.prices,
  position: modifier.position,
  independentQuantity: false,
  productCategoryId: modifier.product.productCategoryId,
  customerTagGroups: [],
  ...paymentSubjects.MODIFIER,
  outerEanCode: null,
  isMarked: false,
  measureUnitType: 'GRAM',
  barcodes: modifier.barcodes,
  buttonImageUrl: modifier.picture,
})
