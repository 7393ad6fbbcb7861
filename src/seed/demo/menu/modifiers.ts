/** Groups of modifiers, the modifiers in them, and the ways in which dishes use them. */
import type { ModifierChild, ModifierGroup } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { demoId } from '../demo-chain.ts'
import type { AllergenKey, PlaceKey } from './dictionaries.ts'

/** Code, name, English name, price in rubles; then what it contains. */
type ModifierRow = readonly [
  code: string,
  name: string,
  nameEn: string,
  rubles: number,
  contains?: AllergenKey,
]
type GroupRow = { code: string; name: string; nameEn: string; place: PlaceKey; rows: readonly ModifierRow[] }

export const modifierGroups = {
  dough: {
    code: '701',
    name: 'Тесто',
    nameEn: 'Dough',
    place: 'pizza',
    rows: [
      ['70101', 'Традиционное тесто', 'Classic dough', 0, 'gluten'],
      ['70102', 'Тонкое тесто', 'Thin dough', 0, 'gluten'],
      ['70103', 'Безглютеновое тесто', 'Gluten-free dough', 120],
    ],
  },
  crust: {
    code: '702',
    name: 'Бортик',
    nameEn: 'Crust',
    place: 'pizza',
    rows: [
      ['70201', 'Сырный бортик', 'Cheese crust', 149, 'milk'],
      ['70202', 'Бортик с колбасками', 'Sausage crust', 179],
    ],
  },
  toppings: {
    code: '703',
    name: 'Добавки к пицце',
    nameEn: 'Pizza toppings',
    place: 'pizza',
    rows: [
      ['70301', 'Моцарелла', 'Mozzarella', 90, 'milk'],
      ['70302', 'Пепперони', 'Pepperoni', 110],
      ['70303', 'Шампиньоны', 'Champignons', 60],
      ['70304', 'Халапеньо', 'Jalapeño', 60],
      ['70305', 'Ветчина', 'Ham', 100],
      ['70306', 'Маслины', 'Black olives', 60],
      ['70307', 'Курица', 'Chicken', 100],
      ['70308', 'Горгонзола', 'Gorgonzola', 120, 'milk'],
    ],
  },
  halves: {
    code: '704',
    name: 'Начинка половинки',
    nameEn: 'Filling of a half',
    place: 'pizza',
    rows: [
      ['70401', 'Половинка «Маргарита»', 'Half Margherita', 0, 'milk'],
      ['70402', 'Половинка «Пепперони»', 'Half Pepperoni', 60],
      ['70403', 'Половинка «Четыре сыра»', 'Half Four Cheeses', 90, 'milk'],
      ['70404', 'Половинка «Ветчина и грибы»', 'Half Ham and Mushrooms', 60],
      ['70405', 'Половинка «Диабло»', 'Half Diablo', 70],
    ],
  },
  doneness: {
    code: '705',
    name: 'Прожарка',
    nameEn: 'Doneness',
    place: 'hot',
    rows: [
      ['70501', 'С кровью', 'Rare', 0],
      ['70502', 'Слабая прожарка', 'Medium rare', 0],
      ['70503', 'Средняя прожарка', 'Medium', 0],
      ['70504', 'Полная прожарка', 'Well done', 0],
    ],
  },
  burgerExtras: {
    code: '706',
    name: 'Добавки к бургеру',
    nameEn: 'Burger extras',
    place: 'hot',
    rows: [
      ['70601', 'Бекон', 'Bacon', 90],
      ['70602', 'Чеддер', 'Cheddar', 70, 'milk'],
      ['70603', 'Яйцо', 'Fried egg', 60, 'eggs'],
      ['70604', 'Маринованный огурец', 'Pickled cucumber', 30],
    ],
  },
  milk: {
    code: '707',
    name: 'Молоко',
    nameEn: 'Milk',
    place: 'bar',
    rows: [
      ['70701', 'Молоко 3,2%', 'Whole milk', 30, 'milk'],
      ['70702', 'Безлактозное молоко', 'Lactose-free milk', 50, 'milk'],
      ['70703', 'Овсяное молоко', 'Oat milk', 70, 'gluten'],
      ['70704', 'Кокосовое молоко', 'Coconut milk', 80],
    ],
  },
  syrups: {
    code: '708',
    name: 'Сиропы',
    nameEn: 'Syrups',
    place: 'bar',
    rows: [
      ['70801', 'Карамельный сироп', 'Caramel syrup', 40],
      ['70802', 'Ванильный сироп', 'Vanilla syrup', 40],
      ['70803', 'Ореховый сироп', 'Hazelnut syrup', 55, 'nuts'],
    ],
  },
  steakSauce: {
    code: '709',
    name: 'Соус к мясу',
    nameEn: 'Meat sauce',
    place: 'hot',
    rows: [
      ['70901', 'Перечный соус', 'Pepper sauce', 70, 'milk'],
      ['70902', 'Чимичурри', 'Chimichurri', 60],
      ['70903', 'Соус барбекю', 'Barbecue sauce', 50, 'mustard'],
    ],
  },
  garnish: {
    code: '710',
    name: 'Гарнир на выбор',
    nameEn: 'Side of choice',
    place: 'hot',
    rows: [
      ['71001', 'Гарнир: картофель фри', 'Side: French fries', 0],
      ['71002', 'Гарнир: овощи гриль', 'Side: grilled vegetables', 60],
      ['71003', 'Гарнир: рис жасмин', 'Side: jasmine rice', 0],
    ],
  },
  toy: {
    code: '711',
    name: 'Игрушка',
    nameEn: 'Toy',
    place: 'pass',
    rows: [
      ['71101', 'Игрушка: дракончик', 'Toy: little dragon', 0],
      ['71102', 'Игрушка: машинка', 'Toy: little car', 0],
    ],
  },
  /** Modifiers that dishes name one by one, outside any group. */
  simple: {
    code: '720',
    name: 'Мелочи',
    nameEn: 'Small extras',
    place: 'pass',
    rows: [
      ['72001', 'Сметана', 'Sour cream', 40, 'milk'],
      ['72002', 'Хлебная корзинка', 'Bread', 60, 'gluten'],
      ['72003', 'Соевый соус', 'Soy sauce', 40, 'soy'],
      ['72004', 'Имбирь', 'Pickled ginger', 40],
      ['72005', 'Васаби', 'Wasabi', 40, 'mustard'],
      ['72006', 'Сахар', 'Sugar', 5],
      ['72007', 'Без льда', 'No ice', 0],
      ['72008', 'Палочки', 'Chopsticks', 0],
    ],
  },
} as const satisfies Record<string, GroupRow>

export type ModifierGroupKey = keyof typeof modifierGroups
export const modifierGroupId = (group: ModifierGroupKey): Uuid => demoId('productGroup', `modifiers/${group}`)
export const productId = (code: string): Uuid => demoId('product', code)

type Limits = Partial<Omit<ModifierChild, 'productId'>>
const child = (code: string, limits: Limits = {}): ModifierChild => ({
  productId: productId(code),
  defaultAmount: 0,
  minAmount: 0,
  maxAmount: 1,
  required: (limits.minAmount ?? 0) > 0,
  hideIfDefaultAmount: false,
  splittable: false,
  freeOfChargeAmount: 0,
  ...limits,
})

/** One way of using a group: its own limits, and limits of single children by code. */
type Use = Partial<Omit<ModifierGroup, 'id' | 'children'>> & { each?: Limits; by?: Record<string, Limits> }
const use = (group: ModifierGroupKey, { each, by = {}, ...limits }: Use): ModifierGroup => ({
  id: modifierGroupId(group),
  minAmount: 0,
  maxAmount: 1,
  required: (limits.minAmount ?? 0) > 0,
  childModifiersHaveMinMaxRestrictions: false,
  defaultAmount: 0,
  hideIfDefaultAmount: false,
  splittable: false,
  freeOfChargeAmount: 0,
  ...limits,
  children: modifierGroups[group].rows.map(([code]) =>
    child(code, { ...(limits.splittable ? { splittable: true } : {}), ...each, ...by[code] }),
  ),
})

const exactlyOne = { minAmount: 1, maxAmount: 1 }

/** Ways in which dishes use groups; sections of the menu name them. */
export const groupUses = {
  dough: () =>
    use('dough', { ...exactlyOne, hideIfDefaultAmount: true, by: { '70101': { defaultAmount: 1 } } }),
  crust: () => use('crust', {}),
  /** Up to five in all and two of each: both limits count. */
  toppings: () =>
    use('toppings', { maxAmount: 5, childModifiersHaveMinMaxRestrictions: true, each: { maxAmount: 2 } }),
  /** On a half of a pizza. */
  halfToppings: () =>
    use('toppings', {
      maxAmount: 3,
      splittable: true,
      childModifiersHaveMinMaxRestrictions: true,
      each: { maxAmount: 2 },
    }),
  halves: () => use('halves', { ...exactlyOne, splittable: true }),
  doneness: () => use('doneness', { ...exactlyOne, by: { '70503': { defaultAmount: 1 } } }),
  /** One extra, the dearest, is a present of the house. */
  burgerExtras: () => use('burgerExtras', { maxAmount: 4, freeOfChargeAmount: 1, each: { maxAmount: 4 } }),
  /** One portion at least; the first portion of whole milk costs nothing. */
  milk: () =>
    use('milk', {
      minAmount: 1,
      maxAmount: 3,
      defaultAmount: 1,
      hideIfDefaultAmount: true,
      each: { maxAmount: 3 },
      by: { '70701': { defaultAmount: 1, freeOfChargeAmount: 1, hideIfDefaultAmount: true } },
    }),
  syrups: () => use('syrups', { maxAmount: 3, each: { maxAmount: 3 } }),
  /** One syrup is in the price of the drink. */
  syrupIncluded: () =>
    use('syrups', { minAmount: 1, maxAmount: 3, freeOfChargeAmount: 1, each: { maxAmount: 3 } }),
  steakSauce: () => use('steakSauce', { maxAmount: 2, each: { maxAmount: 2 } }),
  garnish: () => use('garnish', { ...exactlyOne, by: { '71001': { defaultAmount: 1 } } }),
  toy: () => use('toy', exactlyOne),
} satisfies Record<string, () => ModifierGroup>
export type GroupUse = keyof typeof groupUses

/** Ways in which dishes use single modifiers. */
export const simpleUses = {
  sourCream: () =>
    child('72001', { defaultAmount: 1, maxAmount: 2, freeOfChargeAmount: 1, hideIfDefaultAmount: true }),
  bread: () => child('72002', { maxAmount: 3 }),
  soySauce: () =>
    child('72003', { defaultAmount: 1, maxAmount: 4, freeOfChargeAmount: 1, hideIfDefaultAmount: true }),
  ginger: () =>
    child('72004', { defaultAmount: 1, maxAmount: 4, freeOfChargeAmount: 1, hideIfDefaultAmount: true }),
  wasabi: () =>
    child('72005', { defaultAmount: 1, maxAmount: 4, freeOfChargeAmount: 1, hideIfDefaultAmount: true }),
  sugar: () => child('72006', { maxAmount: 6, freeOfChargeAmount: 2 }),
  noIce: () => child('72007'),
  /** Cannot be left out: a set always comes with chopsticks. */
  chopsticks: () => child('72008', { defaultAmount: 1, minAmount: 1, maxAmount: 6 }),
} satisfies Record<string, () => ModifierChild>
export type SimpleUse = keyof typeof simpleUses
