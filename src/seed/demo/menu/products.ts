/** Makes products, groups of modifiers and prices of the tables of the menu. */
import { imageLink } from '../../../domain/menu/image.ts'
import type { Product } from '../../../domain/reference/books.ts'
import { moneyFromJson } from '../../../kernel/exact.ts'
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'
import { goodsImageId } from '../images/goods-image.ts'
import { allergenId, categoryId, placeId, scaleId, sizeId, sizesOf, taxId } from './dictionaries.ts'
import { groupId } from './groups.ts'
import { type MenuRow, readMenu } from './menu-table.ts'
import { groupUses, modifierGroupId, modifierGroups, productId, simpleUses } from './modifiers.ts'
import { priceOrders } from './price-orders.ts'
import { type MenuPrice, priceLists } from './prices.ts'
import { everywhere, type Section, type Special } from './section.ts'

const drawnLink = (code: string): string => `/demo-images/${code}.svg`

/** A product without anything; the parts of the menu fill it. */
const blank = {
  orderItemType: 'Product',
  description: '',
  order: 0,
  measureUnit: 'порц',
  weightKg: 0,
  nutritionPer100g: { energy: 0, proteins: 0, fats: 0, carbohydrates: 0 },
  sizeScaleId: null,
  disabledSizeIds: [],
  modifiers: [],
  groupModifiers: [],
  modifierSchemaId: null,
  splittable: false,
  cookingMinutes: 0,
  isWeighed: false,
  canSetOpenPrice: false,
  useBalanceForSell: false,
  doNotPrintInCheque: false,
  allergenIds: [],
  imageLinks: [],
  tags: [],
  barcodes: [],
  isActive: true,
} satisfies Partial<Product>

/** What is told of a dish beside the menu. */
const texts: Record<string, Pick<Product, 'additionalInfo' | 'search'>> = {
  10101: {
    additionalInfo: 'Подаётся с пампушкой',
    search: {
      title: 'Борщ с говядиной с доставкой',
      description: 'Борщ на говяжьем бульоне, со сметаной и зеленью',
      keywords: 'борщ, суп, доставка',
      text: 'Варим каждое утро на говяжьей грудинке.',
    },
  },
}

function product(section: Section, special: Special, row: MenuRow, order: number): Product {
  const { group, scale } = section
  return {
    ...blank,
    name: row.name,
    nameEn: row.nameEn,
    code: row.code,
    type: section.type,
    description: row.description,
    ...(row.descriptionEn ? { descriptionEn: row.descriptionEn } : {}),
    groupId: groupId(group),
    parentGroupId: groupId(group),
    productCategoryId: categoryId(section.category),
    order,
    measureUnit: section.unit,
    weightKg: row.grams / 1000,
    nutritionPer100g: row.nutrition,
    sizeScaleId: scale ? scaleId(scale) : null,
    disabledSizeIds: (special.withoutSizes ?? []).map(sizeId),
    modifiers: (special.simple ?? []).map((name) => simpleUses[name]()),
    groupModifiers: (special.groups ?? []).map((name) => groupUses[name]()),
    cookingPlaceId: special.place ? placeId(special.place) : null,
    cookingMinutes: row.minutes,
    taxCategoryId: taxId(section.tax),
    allergenIds: row.allergens.map(allergenId),
    ...texts[row.code],
    imageLinks: imageLinksOf(section, row),
    tags: row.tags,
    barcodes: row.barcodes,
    ...special.changes,
  }
}

/** Dishes are drawn; goods have what the storekeeper keeps of them. */
function imageLinksOf({ type }: Section, { code, barcodes }: MenuRow): string[] {
  const imageId = goodsImageId(code)
  if (imageId !== null) return [imageLink(demoId('tenant', 'trapeza'), imageId)]
  return type === 'Dish' || barcodes.length > 0 ? [drawnLink(code)] : []
}

/** Price keys of a product: one for each size in which it is sold. */
function priceKeys({ scale }: Section, { withoutSizes = [] }: Special, code: string): string[] {
  if (!scale) return [productId(code)]
  return sizesOf[scale]
    .filter((size) => !withoutSizes.includes(size))
    .map((size) => `${productId(code)}:${sizeId(size)}`)
}

function readSection(section: Section, prices: MenuPrice[]): SeedItem[] {
  return readMenu(section.table).map((row, order) => {
    const special: Special = { ...section, ...section.specials?.[row.code] }
    const keys = priceKeys(section, special, row.code)
    if (row.prices.length > 0 && row.prices.length !== keys.length) {
      throw new RangeError(`${row.code} has ${row.prices.length} prices for ${keys.length} sizes`)
    }
    row.prices.forEach((base, index) => {
      prices.push({
        key: keys[index] ?? '',
        base,
        sold: section.sold,
        isHallOnly: section.isHallOnly === true,
        isIncludedInMenu: !special.isOffMenu && !special.isDeleted,
      })
    })
    return seedItem('product', row.code, product(section, special, row, order), {
      isDeleted: special.isDeleted === true,
    })
  })
}

function modifierItems(prices: MenuPrice[]): SeedItem[] {
  return Object.entries(modifierGroups).flatMap(([key, { code, name, nameEn, place, rows }], index) => {
    const id = modifierGroupId(key as keyof typeof modifierGroups)
    const group = seedItem('productGroup', `modifiers/${key}`, {
      name,
      nameEn,
      parentId: null,
      code,
      description: '',
      order: 500 + index,
      isIncludedInMenu: true,
      isGroupModifier: true,
      imageLinks: [],
      tags: [],
    })
    const modifiers = rows.map(([code, name, nameEn, rubles, contains], order) => {
      prices.push({
        key: productId(code),
        base: moneyFromJson(rubles),
        sold: everywhere,
        isHallOnly: false,
        // Modifiers are sold with dishes only; the menu does not list them (as in live nomenclatures).
        isIncludedInMenu: false,
      })
      return seedItem('product', code, {
        ...blank,
        name,
        nameEn,
        code,
        type: 'Modifier',
        groupId: id,
        parentGroupId: id,
        productCategoryId: categoryId('modifiers'),
        order,
        weightKg: rubles > 0 ? 0.03 : 0,
        cookingPlaceId: placeId(place),
        taxCategoryId: taxId('vat20'),
        allergenIds: contains ? [allergenId(contains)] : [],
      })
    })
    return [group, ...modifiers]
  })
}

/** Products with their groups of modifiers, then the price lists. */
export function menuProducts(sections: readonly Section[]): SeedItem[] {
  const prices: MenuPrice[] = []
  const products = sections.flatMap((section) => readSection(section, prices))
  const modifiers = modifierItems(prices)
  return [...modifiers, ...products, ...priceLists(prices), ...priceOrders(prices)]
}
