/** Small books that products point at: taxes, allergens, stations, categories, sizes, price categories. */
import type { Books, Named } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'

const allergens = {
  gluten: ['1', 'Глютен', 'Gluten'],
  crustaceans: ['2', 'Ракообразные', 'Crustaceans'],
  eggs: ['3', 'Яйца', 'Eggs'],
  fish: ['4', 'Рыба', 'Fish'],
  peanuts: ['5', 'Арахис', 'Peanuts'],
  soy: ['6', 'Соя', 'Soy'],
  milk: ['7', 'Молоко и лактоза', 'Milk and lactose'],
  nuts: ['8', 'Орехи', 'Tree nuts'],
  celery: ['9', 'Сельдерей', 'Celery'],
  mustard: ['10', 'Горчица', 'Mustard'],
  sesame: ['11', 'Кунжут', 'Sesame'],
  sulphites: ['12', 'Сульфиты', 'Sulphites'],
  molluscs: ['14', 'Моллюски', 'Molluscs'],
} as const
export type AllergenKey = keyof typeof allergens
export const isAllergen = (word: string): word is AllergenKey => Object.hasOwn(allergens, word)
export const allergenId = (allergen: AllergenKey): Uuid => demoId('allergenGroup', allergen)

const taxes = {
  vat20: ['НДС 20%', 'VAT 20%', 20],
  vat10: ['НДС 10%', 'VAT 10%', 10],
  none: ['Без НДС', 'No VAT', 0],
} as const
export type TaxKey = keyof typeof taxes
export const taxId = (tax: TaxKey): Uuid => demoId('taxCategory', tax)

const places = {
  hot: ['Горячий цех', 'Hot kitchen'],
  cold: ['Холодный цех', 'Cold kitchen'],
  pizza: ['Пицца-печь', 'Pizza oven'],
  sushi: ['Суши-бар', 'Sushi bar'],
  bar: ['Бар', 'Bar'],
  pass: ['Раздача', 'Pass'],
} as const
export type PlaceKey = keyof typeof places
export const placeId = (place: PlaceKey): Uuid => demoId('cookingPlace', place)

const categories = {
  kitchen: ['Кухня', 'Kitchen'],
  pizza: ['Пицца', 'Pizza'],
  sushi: ['Суши', 'Sushi'],
  desserts: ['Десерты', 'Desserts'],
  drinks: ['Напитки', 'Drinks'],
  alcohol: ['Алкоголь', 'Alcohol'],
  modifiers: ['Модификаторы', 'Modifiers'],
  services: ['Услуги', 'Services'],
  stock: ['Сырьё', 'Ingredients'],
} as const
export type CategoryKey = keyof typeof categories
export const categoryId = (category: CategoryKey): Uuid => demoId('productCategory', category)

export type SizeKey = '25' | '30' | '35' | 's' | 'm' | 'l'
export type ScaleKey = 'pizza' | 'cup'
export const sizeId = (size: SizeKey): Uuid => demoId('size', size)
export const scaleId = (scale: ScaleKey): Uuid => demoId('sizeScale', scale)
/** Sizes of a scale from small to large. */
export const sizesOf: Record<ScaleKey, readonly SizeKey[]> = {
  pizza: ['25', '30', '35'],
  cup: ['s', 'm', 'l'],
}

const size = (key: SizeKey, name: string, nameEn: string, kitchenName: string, isDefault = false) => ({
  id: sizeId(key),
  name,
  nameEn,
  shortName: key.toUpperCase(),
  kitchenName,
  isDefault,
})
const scales: Record<ScaleKey, Named & { sizes: ReturnType<typeof size>[] }> = {
  pizza: {
    name: 'Размер пиццы',
    nameEn: 'Pizza size',
    sizes: [
      size('25', 'Маленькая 25 см', 'Small 25 cm', '25 см'),
      size('30', 'Средняя 30 см', 'Medium 30 cm', '30 см', true),
      size('35', 'Большая 35 см', 'Large 35 cm', '35 см'),
    ],
  },
  cup: {
    name: 'Объём напитка',
    nameEn: 'Cup size',
    sizes: [
      size('s', 'Маленький 200 мл', 'Small 200 ml', '200'),
      size('m', 'Средний 300 мл', 'Medium 300 ml', '300', true),
      size('l', 'Большой 400 мл', 'Large 400 ml', '400'),
    ],
  },
}

const priceCategories = {
  delivery: ['Доставка', 'Delivery'],
  partners: ['Зал/партнёры', 'Hall/partners'],
} as const
export type PriceCategoryKey = keyof typeof priceCategories
export const priceCategoryId = (category: PriceCategoryKey): Uuid => demoId('priceCategory', category)

type NamedBook = 'priceCategory' | 'cookingPlace' | 'productCategory'
/** Items of a book from a record `key: [name, English name]`. */
const book = <B extends NamedBook>(
  name: B,
  rows: Record<string, readonly [string, string]>,
  more: (index: number, key: string) => Omit<Books[B], keyof Named>,
): SeedItem[] =>
  Object.entries(rows).map(([key, [ru, en]], index) =>
    seedItem(name, key, { name: ru, nameEn: en, ...more(index, key) } as Books[B]),
  )

export function dictionaries(): SeedItem[] {
  return [
    ...Object.entries(allergens).map(([key, [code, name, nameEn]]) =>
      seedItem('allergenGroup', key, { name, nameEn, code }),
    ),
    ...Object.entries(taxes).map(([key, [name, nameEn, percentage]]) =>
      seedItem('taxCategory', key, { name, nameEn, percentage }),
    ),
    ...book('cookingPlace', places, (order) => ({ order })),
    ...book('productCategory', categories, (_, code) => ({ code })),
    ...book('priceCategory', priceCategories, (index, key) => ({
      code: String(index + 1),
      isAssignableManually: true,
      strategy: { kind: 'percent' as const, percentHundredths: key === 'delivery' ? 1_000 : 1_500 },
    })),
    ...Object.entries(scales).map(([key, { sizes, ...names }]) =>
      seedItem('sizeScale', key, { ...names, sizes: sizes.map((each, priority) => ({ ...each, priority })) }),
    ),
  ]
}
