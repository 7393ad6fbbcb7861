import type { ExternalMenuSection } from '../../../../../domain/reference/books.ts'
import type {
  ExternalMenuCategoryV3,
  ExternalMenuCategoryV4,
  ExternalMenuItemSizeV3,
  ExternalMenuItemV4,
  ExternalMenuModifierGroupV3,
  ExternalMenuModifierItemV3,
  ExternalMenuPriceByDepartments,
  ExternalMenuV3,
  ExternalMenuV4,
  MenuAllergenGroup,
  MenuModifierRestrictionsV3,
  MenuTaxCategory,
} from '../../../generated/types.ts'
import { comboCategories, comboItemIn } from './menu-combo.ts'
import {
  dishIn,
  type Limits,
  type MenuDish,
  type MenuDishSize,
  type MenuModifier,
  type MenuModifierGroup,
  type MenuProduct,
} from './menu-dish.ts'
import { menuHead, noSchedule, paymentSubjects, productCategories } from './menu-head.ts'
import { type MenuScope, nameIn, type OrganizationPrice, pictureIn } from './menu-scope.ts'

/** Version 3: taxes and allergens stand once at the root, organizations of one price together (§6.3). */
export function menuV3(scope: MenuScope): ExternalMenuV3 {
  const { sections, lists } = readMenu(scope)
  const itemGroups = sections.map(
    ({ section, dishes }): ExternalMenuCategoryV3 => ({
      ...groupHead(scope, section),
      items: dishes.map((dish) => itemV3(scope, dish)),
      ...groupTail,
    }),
  )
  return { ...rootOf(scope, lists), formatVersion: 3, itemGroups }
}

/** Version 4 is version 3 with the combos of a section among its dishes. */
export function menuV4(scope: MenuScope): ExternalMenuV4 {
  const { sections, lists } = readMenu(scope)
  const itemGroups = sections.map(({ section, dishes }): ExternalMenuCategoryV4 => {
    const combos = section.comboIds.flatMap((id) => comboItemIn(scope, id) ?? [])
    const items = [...dishes.map((dish) => itemV3(scope, dish)), ...combos]
    return { ...groupHead(scope, section), items, ...groupTail }
  })
  return { ...rootOf(scope, lists), formatVersion: 4, itemGroups }
}

type RootLists = Pick<
  Required<ExternalMenuV3>,
  'taxCategories' | 'productCategories' | 'allergenGroups' | 'comboCategories'
>
const noLists: RootLists = {
  taxCategories: [],
  productCategories: [],
  allergenGroups: [],
  comboCategories: [],
}

/** The same menus for a client that has them already. */
export const unchangedV3 = (scope: MenuScope): ExternalMenuV3 => ({
  ...rootOf(scope, noLists),
  formatVersion: 3,
  itemGroups: [],
})
export const unchangedV4 = (scope: MenuScope): ExternalMenuV4 => ({
  ...rootOf(scope, noLists),
  formatVersion: 4,
  itemGroups: [],
})

/** Dishes by section, with the taxes and allergens that they and their modifiers name. */
function readMenu(scope: MenuScope) {
  const sections = scope.menu.sections.map((section) => ({
    section,
    dishes: section.items.flatMap(({ productId }) => dishIn(scope, productId) ?? []),
  }))
  const taxes = new Map<string, MenuTaxCategory>()
  const allergens = new Map<string | undefined, MenuAllergenGroup>()
  const note = (product: MenuProduct): void => {
    if (product.tax) taxes.set(product.tax.id, product.tax)
    for (const allergen of product.allergens) allergens.set(allergen.id, allergen)
  }
  for (const dish of sections.flatMap(({ dishes }) => dishes)) {
    note(dish)
    for (const { modifiers } of dish.sizes.flatMap((size) => size.modifierGroups)) modifiers.forEach(note)
  }
  const lists: RootLists = {
    taxCategories: [...taxes.values()],
    productCategories: productCategories(scope),
    allergenGroups: [...allergens.values()],
    comboCategories: comboCategories(scope),
  }
  return { sections, lists }
}

const rootOf = (scope: MenuScope, { comboCategories: combos, ...lists }: RootLists) => ({
  ...lists,
  customerTagGroups: [],
  // No tax of ours depends on the order type.
  overrideTaxCategories: {},
  ...menuHead(scope),
  comboCategories: combos,
})

const groupHead = (scope: MenuScope, section: ExternalMenuSection) => ({
  id: section.id,
  name: nameIn(scope, section),
  description: section.description,
  buttonImageUrl: pictureIn(scope, section.buttonImageUrl),
  iikoGroupId: null,
})
const groupTail = { ...noSchedule, isHidden: false, labels: [], tags: [] }

const itemV3 = (scope: MenuScope, dish: MenuDish): ExternalMenuItemV4 => ({
  sku: dish.product.code,
  name: dish.name,
  description: dish.description,
  itemSizes: dish.sizes.map((size) => sizeV3(scope, dish, size)),
  modifierSchemaId: dish.product.modifierSchemaId,
  modifierSchemaName: dish.product.modifierSchemaName ?? '',
  type: dish.type,
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
  taxCategoryId: dish.tax?.id ?? null,
  allergenGroupIds: dish.allergens.map(({ id }) => id),
  labels: dish.product.tags,
  tags: [],
  id: dish.id,
  splittable: dish.product.splittable,
})

const sizeV3 = (scope: MenuScope, dish: MenuDish, size: MenuDishSize): ExternalMenuItemSizeV3 => ({
  sku: size.sku,
  sizeCode: size.code,
  sizeName: size.name,
  isDefault: size.isDefault,
  itemModifierGroups: size.modifierGroups.map((group) => modifierGroupV3(scope, group)),
  prices: groupedPrices(size.prices),
  nutritions: nutritionsV3(scope, dish),
  isHidden: false,
  measureUnitType: 'GRAM',
  buttonImageUrl: dish.picture,
  weight: dish.weightGrams,
  id: size.id,
})

const nutritionsV3 = (scope: MenuScope, { nutrition }: MenuProduct) => [
  { ...nutrition, organizations: [...scope.organizationIds] },
]

/** Organizations with one price stand together. */
function groupedPrices(prices: readonly OrganizationPrice[]): ExternalMenuPriceByDepartments[] {
  const byPrice = new Map<number | null, string[]>()
  for (const { organizationId, price } of prices) {
    byPrice.set(price, [...(byPrice.get(price) ?? []), organizationId])
  }
  return [...byPrice].map(([price, organizations]) => ({ organizations, price, taxCategoryId: null }))
}

const modifierGroupV3 = (scope: MenuScope, group: MenuModifierGroup): ExternalMenuModifierGroupV3 => ({
  name: group.name,
  description: group.description,
  restrictions: restrictionsV3(group.limits),
  items: group.modifiers.map((modifier) => modifierV3(scope, modifier)),
  isHidden: false,
  childModifiersHaveMinMaxRestrictions: group.hasOwnLimits,
  sku: group.sku,
  splittable: group.isSplittable,
  id: group.id,
})

const restrictionsV3 = (limits: Limits): MenuModifierRestrictionsV3 => ({
  minQuantity: limits.min,
  maxQuantity: limits.max,
  freeQuantity: limits.free,
  hideIfDefaultQuantity: limits.hideIfDefault,
  defaultQuantity: limits.byDefault,
})

const modifierV3 = (scope: MenuScope, modifier: MenuModifier): ExternalMenuModifierItemV3 => ({
  sku: modifier.product.code,
  name: modifier.name,
  description: modifier.description,
  restrictions: restrictionsV3(modifier.limits),
  isHidden: false,
  prices: groupedPrices(modifier.prices),
  nutritions: nutritionsV3(scope, modifier),
  taxCategoryId: modifier.tax?.id ?? null,
  independentQuantity: false,
  productCategoryId: modifier.product.productCategoryId,
  customerTagGroups: [],
  ...paymentSubjects.MODIFIER,
  outerEanCode: null,
  isMarked: false,
  measureUnitType: 'GRAM',
  barcodes: modifier.barcodes,
  buttonImageUrl: modifier.picture,
  allergenGroupIds: modifier.allergens.map(({ id }) => id),
  labels: modifier.product.tags,
  tags: [],
  id: modifier.id,
  weight: modifier.weightGrams,
})
