/** Combos, one for each way in which a combo changes prices (cloud-api §6.5). */
import type { ComboAction } from '../../../domain/reference/books.ts'
import { type Money, moneyFromJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'
import { outletId } from '../outlets.ts'
import { type SizeKey, sizeId } from './dictionaries.ts'
import { productId } from './modifiers.ts'

const categories = {
  lunch: ['Обеды', 'Lunches'],
  pizza: ['Пицца вместе', 'Pizza together'],
  coffee: ['К кофе', 'With coffee'],
} as const

export const comboId = (combo: string): Uuid => demoId('comboAction', combo)
const rubles = (amount: number): Money => moneyFromJson(amount)
/** Hundredths of a percent. */
const percent = (amount: number): bigint => BigInt(amount * 100)

type Group = ComboAction['groups'][number]
/** `codes` are products, `code:size` where the product has sizes, `code+rubles` for what is paid on top or instead. */
function group(
  combo: string,
  name: string,
  codes: string,
  more: { isMain?: true; forbidden?: readonly string[] } = {},
): Group {
  return {
    id: demoId('comboGroup', `${combo}/${name}`),
    name,
    isMainGroup: more.isMain === true,
    products: codes.split(' ').map((text) => {
      const [, code = '', size, extra] = /^(\d{5})(?::(\w+))?(?:\+(\d+))?$/.exec(text) ?? []
      return {
        productId: productId(code),
        sizeId: size ? sizeId(size as SizeKey) : null,
        forbiddenModifierIds: (more.forbidden ?? []).map(productId),
        priceModification: rubles(Number(extra ?? 0)),
      }
    }),
  }
}

const usual = {
  isActive: true,
  startDate: '2024-01-01 00:00:00.000',
  expirationDate: null,
  lackingGroupsToSuggest: 1,
  includeModifiers: false,
  programId: null,
} satisfies Partial<ComboAction>

const crusts = ['70201', '70202']

type ComboRow = Omit<ComboAction, 'categoryId' | 'order'> & { category: keyof typeof categories }
const combos: Record<string, ComboRow> = {
  lunch: {
    ...usual,
    name: 'Бизнес-ланч',
    nameEn: 'Business lunch',
    category: 'lunch',
    priceModificationType: 0,
    priceModification: rubles(590),
    groups: [
      group('lunch', 'Салат', '10203 10204 10206', { isMain: true }),
      group('lunch', 'Суп', '10101 10102 10105 10108+100'),
      group('lunch', 'Горячее', '10401 10405 10410 10403+120'),
      group('lunch', 'Напиток', '60102 60201 60303:s'),
    ],
  },
  pizzaAndLemonade: {
    ...usual,
    name: 'Пицца и лимонад: по 450',
    nameEn: 'Pizza and lemonade: 450 each',
    category: 'pizza',
    priceModificationType: 1,
    priceModification: rubles(450),
    groups: [
      group('pizzaAndLemonade', 'Пицца', '20001:30 20002:30 20004:30 20003:30+540 20011:30', {
        isMain: true,
        forbidden: crusts,
      }),
      group('pizzaAndLemonade', 'Лимонад', '60301:l 60302:l'),
    ],
  },
  secondPizza: {
    ...usual,
    name: 'Вторая пицца за полцены',
    nameEn: 'Second pizza at half price',
    category: 'pizza',
    priceModificationType: 2,
    priceModification: percent(50),
    includeModifiers: true,
    groups: [
      group('secondPizza', 'Первая пицца', '20001:30 20002:30 20003:30 20005:30 20001:35 20002:35', {
        isMain: true,
      }),
      group('secondPizza', 'Вторая пицца', '20001:30 20002:30 20003:30 20005:30'),
    ],
  },
  twoRolls: {
    ...usual,
    name: 'Два ролла: дорогой −30%',
    nameEn: 'Two rolls: the dearer one −30%',
    category: 'lunch',
    priceModificationType: 3,
    priceModification: percent(30),
    groups: [
      group('twoRolls', 'Первый ролл', '40001 40002 40003', { isMain: true }),
      group('twoRolls', 'Второй ролл', '40004 40005 40006'),
    ],
  },
  coffeeAndDessert: {
    ...usual,
    name: 'Кофе и десерт −20%',
    nameEn: 'Coffee and dessert −20%',
    category: 'coffee',
    priceModificationType: 4,
    priceModification: percent(20),
    groups: [
      group('coffeeAndDessert', 'Кофе', '60101 60102 60111:m 60112:m', { isMain: true }),
      group('coffeeAndDessert', 'Десерт', '50001 50002 50003'),
    ],
  },
  lastSummer: {
    ...usual,
    name: 'Летний обед',
    nameEn: 'Summer lunch',
    category: 'lunch',
    priceModificationType: 0,
    priceModification: rubles(390),
    isActive: false,
    expirationDate: '2024-08-31 23:59:59.000',
    groups: [group('lastSummer', 'Окрошка', '10107', { isMain: true }), group('lastSummer', 'Квас', '60408')],
  },
}

export function comboItems(): SeedItem[] {
  return [
    ...Object.entries(categories).map(([key, [name, nameEn]]) =>
      seedItem('comboCategory', key, { name, nameEn }),
    ),
    ...Object.entries(combos).map(([key, { category, ...row }], order) =>
      seedItem(
        'comboAction',
        key,
        { ...row, categoryId: demoId('comboCategory', category), order },
        // The café has no sushi bar, so this one is of Pokrovka only.
        key === 'twoRolls' ? { organizationId: outletId('pokrovka') } : {},
      ),
    ),
  ]
}
