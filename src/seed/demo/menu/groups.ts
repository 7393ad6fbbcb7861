/** The tree of menu groups. Groups of modifiers are in modifiers.ts. */
import type { SearchTexts } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'

type Row = {
  code: string
  name: string
  nameEn: string
  parent?: string
  color: string
  description?: string
  additionalInfo?: string
  tags?: string[]
  search?: SearchTexts
  isHidden?: true
  isDeleted?: true
}

const groups = {
  kitchen: { code: '10', name: 'Кухня', nameEn: 'Kitchen', color: '#b45f3c' },
  soups: { code: '101', name: 'Супы', nameEn: 'Soups', parent: 'kitchen', color: '#c8553d' },
  salads: { code: '102', name: 'Салаты', nameEn: 'Salads', parent: 'kitchen', color: '#6a994e' },
  starters: { code: '103', name: 'Закуски', nameEn: 'Starters', parent: 'kitchen', color: '#bc6c25' },
  mains: { code: '104', name: 'Горячее', nameEn: 'Main courses', parent: 'kitchen', color: '#9c6644' },
  grill: {
    code: '105',
    name: 'Гриль',
    nameEn: 'Grill',
    parent: 'kitchen',
    color: '#7f4f24',
    description: 'На углях, с гарниром и соусом на выбор',
  },
  pasta: {
    code: '106',
    name: 'Паста и ризотто',
    nameEn: 'Pasta and risotto',
    parent: 'kitchen',
    color: '#dda15e',
  },
  sides: { code: '107', name: 'Гарниры', nameEn: 'Side dishes', parent: 'kitchen', color: '#d4a373' },
  kids: { code: '108', name: 'Детское меню', nameEn: 'Kids menu', parent: 'kitchen', color: '#f4a261' },
  sauces: { code: '109', name: 'Соусы', nameEn: 'Sauces', parent: 'kitchen', color: '#e76f51' },
  saladBar: { code: '110', name: 'На вес', nameEn: 'By weight', parent: 'kitchen', color: '#588157' },
  pizza: {
    code: '20',
    name: 'Пицца',
    nameEn: 'Pizza',
    color: '#e63946',
    description: 'Из печи, три размера',
    additionalInfo: 'Печь на дровах',
    tags: ['хит'],
    search: {
      title: 'Пицца с доставкой',
      description: 'Пицца из дровяной печи, три размера',
      keywords: 'пицца, доставка',
      text: 'Тесто стоит двое суток.',
    },
  },
  burgers: { code: '30', name: 'Бургеры', nameEn: 'Burgers', color: '#a44a3f' },
  rolls: { code: '40', name: 'Суши и роллы', nameEn: 'Sushi and rolls', color: '#457b9d' },
  desserts: { code: '50', name: 'Десерты', nameEn: 'Desserts', color: '#cdb4db' },
  bar: { code: '60', name: 'Бар', nameEn: 'Bar', color: '#3d5a80' },
  coffee: { code: '601', name: 'Кофе', nameEn: 'Coffee', parent: 'bar', color: '#6f4e37' },
  tea: { code: '602', name: 'Чай', nameEn: 'Tea', parent: 'bar', color: '#90a955' },
  lemonades: { code: '603', name: 'Лимонады', nameEn: 'Lemonades', parent: 'bar', color: '#f6bd60' },
  bottles: {
    code: '604',
    name: 'Напитки в бутылках',
    nameEn: 'Bottled drinks',
    parent: 'bar',
    color: '#98c1d9',
  },
  alcohol: { code: '605', name: 'Вино и пиво', nameEn: 'Wine and beer', parent: 'bar', color: '#7b2d43' },
  services: { code: '90', name: 'Услуги', nameEn: 'Services', color: '#8d99ae', isHidden: true },
  stock: { code: '95', name: 'Ингредиенты', nameEn: 'Ingredients', color: '#adb5bd', isHidden: true },
  summer2024: { code: '99', name: 'Лето 2024', nameEn: 'Summer 2024', color: '#ced4da', isDeleted: true },
} satisfies Record<string, Row>

export type GroupKey = keyof typeof groups
export const groupId = (group: GroupKey): Uuid => demoId('productGroup', group)

export function menuGroups(): SeedItem[] {
  return (Object.entries(groups) as [GroupKey, Row][]).map(([key, row], order) =>
    seedItem(
      'productGroup',
      key,
      {
        name: row.name,
        nameEn: row.nameEn,
        parentId: row.parent ? groupId(row.parent as GroupKey) : null,
        code: row.code,
        description: row.description ?? '',
        order,
        isIncludedInMenu: !row.isHidden && !row.isDeleted,
        isGroupModifier: false,
        imageLinks: row.isHidden || row.isDeleted ? [] : [`/demo-images/${row.code}.svg`],
        color: row.color,
        tags: row.tags ?? [],
        ...(row.search ? { search: row.search } : {}),
        ...(row.additionalInfo ? { additionalInfo: row.additionalInfo } : {}),
      },
      { isDeleted: row.isDeleted === true },
    ),
  )
}
