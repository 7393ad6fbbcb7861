/** Dishes, modifiers, prices and a combo of the test restaurant. Prices are in kopecks. */
import type { Uuid } from '../../../kernel/ids.ts'
import type { BookItem, Books, ModifierChild, ModifierGroup, Product } from '../books.ts'
import { bookItem, ids } from './catalog-ids.ts'

const aProduct = (changes: Partial<Product>): Product => ({ ...dish, ...changes })

export const aModifier = (productId: Uuid, changes: Partial<ModifierChild> = {}): ModifierChild => ({
  productId,
  defaultAmount: 0,
  minAmount: 0,
  maxAmount: 3,
  required: false,
  hideIfDefaultAmount: false,
  splittable: false,
  freeOfChargeAmount: 0,
  ...changes,
})

export const aModifierGroup = (
  id: Uuid,
  children: ModifierChild[],
  changes: Partial<ModifierGroup> = {},
): ModifierGroup => ({
  id,
  minAmount: 0,
  maxAmount: 5,
  required: false,
  childModifiersHaveMinMaxRestrictions: false,
  defaultAmount: 0,
  hideIfDefaultAmount: false,
  splittable: false,
  freeOfChargeAmount: 0,
  children,
  ...changes,
})

export function aMenu(): BookItem[] {
  return [...groups(), ...dishes(), ...modifiers(), ...prices(), lunch()]
}

const dish: Product = {
  name: 'Dish',
  code: '',
  type: 'Dish',
  orderItemType: 'Product',
  description: '',
  groupId: null,
  parentGroupId: null,
  productCategoryId: null,
  order: 0,
  measureUnit: 'pcs',
  weightKg: 0.3,
  nutritionPer100g: { energy: 0, proteins: 0, fats: 0, carbohydrates: 0 },
  sizeScaleId: null,
  disabledSizeIds: [],
  modifiers: [],
  groupModifiers: [],
  modifierSchemaId: null,
  splittable: false,
  cookingPlaceId: ids.kitchen,
  cookingMinutes: 10,
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

function groups(): BookItem[] {
  const modifierGroup = (id: Uuid, name: string) =>
    bookItem('productGroup', id, {
      name,
      parentId: null,
      code: '',
      description: '',
      order: 0,
      isIncludedInMenu: false,
      isGroupModifier: true,
      imageLinks: [],
      tags: [],
    })
  const size = (id: Uuid, name: string) => ({
    id,
    name,
    shortName: name,
    kitchenName: name,
    priority: 0,
    isDefault: false,
  })
  return [
    modifierGroup(ids.donenessGroup, 'Doneness'),
    modifierGroup(ids.toppingGroup, 'Toppings'),
    modifierGroup(ids.crustGroup, 'Crust'),
    modifierGroup(ids.sauceGroup, 'Sauces'),
    modifierGroup(ids.foreignGroup, 'Syrups'),
    bookItem('productCategory', ids.soups, { name: 'Soups', code: '' }),
    bookItem('productCategory', ids.drinks, { name: 'Drinks', code: '' }),
    bookItem('productCategory', ids.pizzas, { name: 'Pizzas', code: '' }),
    bookItem('cookingPlace', ids.kitchen, { name: 'Kitchen', order: 0 }),
    bookItem('sizeScale', ids.scale, {
      name: 'Pizza sizes',
      sizes: [size(ids.small, 'S'), size(ids.large, 'L')],
    }),
    bookItem('priceCategory', ids.appPrices, { name: 'App' }),
  ]
}

function dishes(): BookItem[] {
  const pizza: Partial<Product> = {
    orderItemType: 'Compound',
    productCategoryId: ids.pizzas,
    sizeScaleId: ids.scale,
    modifierSchemaId: ids.pizzaScheme,
    groupModifiers: [
      aModifierGroup(ids.toppingGroup, [aModifier(ids.ham), aModifier(ids.olives)], { splittable: true }),
      aModifierGroup(ids.crustGroup, [aModifier(ids.thick), aModifier(ids.thin)], { maxAmount: 1 }),
    ],
  }
  const product = (id: Uuid, changes: Partial<Product>) => bookItem('product', id, aProduct(changes))
  return [
    product(ids.soup, { name: 'Borscht', productCategoryId: ids.soups }),
    product(ids.tea, {
      name: 'Tea',
      productCategoryId: ids.drinks,
      modifiers: [
        aModifier(ids.sugar, { freeOfChargeAmount: 2, maxAmount: 5 }),
        aModifier(ids.lemon, { maxAmount: 1 }),
      ],
    }),
    product(ids.steak, {
      name: 'Steak',
      groupModifiers: [
        aModifierGroup(ids.donenessGroup, [aModifier(ids.rare), aModifier(ids.wellDone)], {
          minAmount: 1,
          maxAmount: 1,
          required: true,
        }),
        aModifierGroup(ids.sauceGroup, [aModifier(ids.sauce, { maxAmount: 2 }), aModifier(ids.mustard)], {
          freeOfChargeAmount: 1,
          childModifiersHaveMinMaxRestrictions: true,
        }),
      ],
    }),
    product(ids.pizza, { ...pizza, name: 'Margherita' }),
    product(ids.otherPizza, { ...pizza, name: 'Diavola' }),
    product(ids.cheese, { name: 'Cheese', isWeighed: true, measureUnit: 'kg' }),
    product(ids.juice, { name: 'Juice', productCategoryId: ids.drinks, canSetOpenPrice: true }),
    product(ids.charge, { name: 'Delivery', type: 'Service', cookingPlaceId: null }),
    product(ids.retired, { name: 'Okroshka', isActive: false }),
    product(ids.offMenu, { name: 'Staff lunch' }),
    product(ids.unplaced, { name: 'Postcard', cookingPlaceId: null }),
  ]
}

function modifiers(): BookItem[] {
  const modifier = (id: Uuid, name: string) => bookItem('product', id, aProduct({ name, type: 'Modifier' }))
  return [
    modifier(ids.sugar, 'Sugar'),
    modifier(ids.lemon, 'Lemon'),
    modifier(ids.rare, 'Rare'),
    modifier(ids.wellDone, 'Well done'),
    modifier(ids.ham, 'Ham'),
    modifier(ids.olives, 'Olives'),
    modifier(ids.thick, 'Thick'),
    modifier(ids.thin, 'Thin'),
    modifier(ids.sauce, 'Pepper sauce'),
    modifier(ids.mustard, 'Mustard'),
  ]
}

function prices(): BookItem[] {
  const sold = (price: bigint) => ({ price, isIncludedInMenu: true })
  const base: Books['priceList']['prices'] = {
    [ids.soup]: sold(35_000n),
    [ids.tea]: sold(10_000n),
    [ids.steak]: sold(120_000n),
    [`${ids.pizza}:${ids.small}`]: sold(50_001n),
    [`${ids.pizza}:${ids.large}`]: sold(80_000n),
    [`${ids.otherPizza}:${ids.small}`]: sold(60_000n),
    [`${ids.otherPizza}:${ids.large}`]: sold(90_000n),
    [ids.cheese]: sold(99_990n),
    [ids.juice]: sold(15_000n),
    [ids.charge]: sold(19_900n),
    [ids.retired]: sold(1_000n),
    [ids.offMenu]: { price: 1_000n, isIncludedInMenu: false },
    [ids.unplaced]: sold(1_000n),
    [ids.sugar]: sold(500n),
    [ids.lemon]: sold(2_000n),
    [ids.ham]: sold(7_000n),
    [ids.olives]: sold(5_000n),
    [`${ids.olives}:${ids.large}`]: sold(8_000n),
    [ids.sauce]: sold(6_000n),
    [ids.mustard]: sold(3_000n),
  }
  return [
    bookItem('priceList', ids.basePrices, { priceCategoryId: null, prices: base }),
    bookItem('priceList', ids.categoryPrices, {
      priceCategoryId: ids.appPrices,
      prices: { [ids.soup]: sold(30_000n) },
    }),
  ]
}

/** Soup or steak and a tea for 400, modifiers on top. */
function lunch(): BookItem {
  const product = (productId: Uuid) => ({
    productId,
    sizeId: null,
    forbiddenModifierIds: [ids.lemon],
    priceModification: 0n,
  })
  return bookItem('comboAction', ids.lunch, {
    name: 'Lunch',
    categoryId: null,
    priceModificationType: 0,
    priceModification: 40_000n,
    isActive: true,
    startDate: null,
    expirationDate: null,
    lackingGroupsToSuggest: 1,
    includeModifiers: false,
    programId: null,
    order: 0,
    groups: [
      {
        id: ids.lunchMain,
        name: 'Main',
        isMainGroup: true,
        products: [product(ids.soup), product(ids.steak)],
      },
      { id: ids.lunchDrink, name: 'Drink', isMainGroup: false, products: [product(ids.tea)] },
    ],
  })
}
