/** Quick menus: what the tills of a restaurant sell most, three buttons in a row. */
import type { QuickLabel } from '../../domain/reference/books.ts'
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'
import { type OutletKey, outletId } from './outlets.ts'

const columns = 3

/** Articles of a page, row by row; a word is a group of the menu. */
const pages: Record<'pokrovka' | 'baumana', readonly (readonly string[])[]> = {
  pokrovka: [
    ['10101', '10102', '10103', '20001', '20002'],
    ['60101', '60102', '60103'],
    ['soups', 'pizza'],
  ],
  baumana: [['10101', '20001', '60101'], ['soups'], []],
}

const isArticle = (word: string): boolean => /^\d+$/.test(word)

const label = (word: string, page: number, index: number): QuickLabel => ({
  day: null,
  page,
  x: index % columns,
  y: Math.floor(index / columns),
  entityId: demoId(isArticle(word) ? 'product' : 'productGroup', word),
  entityType: isArticle(word) ? 'PRODUCT' : 'PRODUCT_GROUP',
})

export const quickMenus = (): SeedItem[] =>
  Object.entries(pages).map(([outlet, words]) =>
    seedItem(
      'quickMenu',
      outlet,
      {
        isByWeekday: false,
        sectionId: null,
        pageNames: ['Кухня', 'Кофе', 'Группы'],
        labels: words.flatMap((page, number) => page.map((word, index) => label(word, number, index))),
      },
      { organizationId: outletId(outlet as OutletKey) },
    ),
  )
