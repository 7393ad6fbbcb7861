/** Menus composed for sales channels (cloud-api §6.3). */
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'
import { type OutletKey, outletId, outletKeys } from '../outlets.ts'
import { comboId } from './combos.ts'
import { priceCategoryId } from './dictionaries.ts'
import type { GroupKey } from './groups.ts'
import { type MenuRow, readMenu } from './menu-table.ts'
import { productId } from './modifiers.ts'
import type { Section, Special } from './section.ts'

/** Numbers by which the wire knows the menus. */
export const menuNumbers = { site: 12001, partners: 12002, kiosk: 12003 } as const
type MenuKey = keyof typeof menuNumbers

/** Name, English name, groups of the menu tree that it shows, picture; combos of the section. */
type Part = readonly [
  name: string,
  nameEn: string,
  groups: readonly GroupKey[],
  picture: string,
  combos?: readonly string[],
]

const hits: Part = ['Хиты', 'Best sellers', [], '10', ['lunch', 'secondPizza']]
const pizza: Part = ['Пицца', 'Pizza', ['pizza'], '20', ['pizzaAndLemonade', 'secondPizza']]
const desserts: Part = ['Десерты', 'Desserts', ['desserts'], '50']
const drinks: Part = [
  'Напитки',
  'Drinks',
  ['coffee', 'tea', 'lemonades', 'bottles'],
  '60',
  ['coffeeAndDessert'],
]
const soupsAndSalads: Part = ['Супы и салаты', 'Soups and salads', ['soups', 'salads'], '101', ['lunch']]

type MenuRowOf = {
  name: string
  nameEn: string
  description: string
  outlets: readonly OutletKey[]
  usesPriceCategories: boolean
  parts: readonly Part[]
}

const menus: Record<MenuKey, MenuRowOf> = {
  // Base prices; the café sells no grill and no sushi, so its prices of these are null.
  site: {
    name: 'Сайт и приложение',
    nameEn: 'Site and application',
    description: 'Всё меню, цены заведения',
    outlets: outletKeys,
    usesPriceCategories: false,
    parts: [
      hits,
      soupsAndSalads,
      ['Закуски', 'Starters', ['starters'], '103'],
      ['Горячее и гриль', 'Main courses and grill', ['mains', 'grill'], '104'],
      ['Паста', 'Pasta', ['pasta'], '106'],
      pizza,
      ['Бургеры', 'Burgers', ['burgers'], '30'],
      ['Суши и роллы', 'Sushi and rolls', ['rolls'], '40', ['twoRolls']],
      ['Гарниры и соусы', 'Sides and sauces', ['sides', 'sauces'], '107'],
      ['Детям', 'For kids', ['kids'], '108'],
      desserts,
      drinks,
    ],
  },
  // A request must name a price category; wine has no delivery price.
  partners: {
    name: 'Агрегаторы и партнёры',
    nameEn: 'Aggregators and partners',
    description: 'Цены по категориям',
    outlets: ['pokrovka', 'baumana'],
    usesPriceCategories: true,
    parts: [
      pizza,
      ['Бургеры', 'Burgers', ['burgers'], '30'],
      ['Суши и роллы', 'Sushi and rolls', ['rolls'], '40'],
      soupsAndSalads,
      drinks,
      ['Вино и пиво', 'Wine and beer', ['alcohol'], '605'],
    ],
  },
  kiosk: {
    name: 'Киоск',
    nameEn: 'Kiosk',
    description: 'Коротко: то, что готовит кофейня',
    outlets: ['malysheva'],
    usesPriceCategories: false,
    parts: [drinks, desserts, pizza, soupsAndSalads],
  },
}

const isHit = (row: MenuRow): boolean => row.tags.includes('hit')

/** What the till would refuse anyway has no place in a menu for guests. */
const isOffered = (special: Special | undefined): boolean =>
  !special?.isOffMenu &&
  !special?.isDeleted &&
  special?.place !== null &&
  special?.changes?.isActive !== false

/** Rows of a part: its groups in the order of the menu, or the hits of the whole menu. */
function rowsOf([, , groups]: Part, outlets: readonly OutletKey[], sections: readonly Section[]): MenuRow[] {
  return sections
    .filter((section) => isOffered(section) && section.sold.some((outlet) => outlets.includes(outlet)))
    .filter((section) => groups.length === 0 || groups.includes(section.group))
    .flatMap((section) => readMenu(section.table).filter((row) => isOffered(section.specials?.[row.code])))
    .filter((row) => groups.length > 0 || isHit(row))
}

export function externalMenus(sections: readonly Section[]): SeedItem[] {
  return (Object.entries(menus) as [MenuKey, MenuRowOf][]).map(([key, { outlets, parts, ...menu }]) =>
    seedItem('externalMenu', key, {
      ...menu,
      number: menuNumbers[key],
      priceCategoryIds: menu.usesPriceCategories
        ? [priceCategoryId('delivery'), priceCategoryId('partners')]
        : [],
      organizationIds: outlets.map(outletId),
      sections: parts.map((part) => {
        const [name, nameEn, , picture, combos = []] = part
        return {
          id: demoId('externalMenuSection', `${key}/${nameEn}`),
          name,
          nameEn,
          description: '',
          buttonImageUrl: `/demo-images/${picture}.svg`,
          items: rowsOf(part, outlets, sections).map(({ code }) => ({ productId: productId(code) })),
          comboIds: combos.map(comboId),
        }
      }),
    }),
  )
}
