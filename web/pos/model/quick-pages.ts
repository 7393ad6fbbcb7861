import type { Menu, MenuGroup, MenuProduct } from '../../kit/menu-types.ts'
import type { QuickMenu } from '../../kit/table-types.ts'
import { menuIndex } from './menu-index.ts'

/** `opens`: the first group with dishes of its own, the group itself or one below it. */
type QuickGroup = { group: MenuGroup; opens: string }
/** A page of what sells most: dishes, and shortcuts to groups. */
export type QuickPage = { id: string; name: string; products: MenuProduct[]; groups: QuickGroup[] }

/** The restaurant's pages for a day of the week (from 0, Monday); pages with nothing on them are left out. */
export function quickPagesOf(quickMenus: readonly QuickMenu[], menu: Menu, weekday: number): QuickPage[] {
  const own = quickMenus.find(({ sectionId }) => sectionId === null)
  if (!own) return []
  const { byId, groups } = menuIndex(menu)
  const labels = own.labels
    .filter(({ day }) => !own.isByWeekday || day === null || day === weekday)
    .sort((a, b) => a.y - b.y || a.x - b.x)
  return own.pageNames
    .map((name, page): QuickPage => {
      const here = labels.filter((label) => label.page === page)
      const products = here.flatMap(({ entityId }) => byId.get(entityId) ?? [])
      const opened = here.flatMap(({ entityId }): QuickGroup[] => {
        const group = groups.get(entityId)
        const opens = group && leafOf(group.id, menu)
        return group && opens ? [{ group, opens }] : []
      })
      return { id: `quick-${page}`, name, products, groups: opened }
    })
    .filter(({ products, groups }) => products.length + groups.length > 0)
}

function leafOf(id: string, menu: Menu): string | null {
  const { byGroup, groupsBelow } = menuIndex(menu)
  if (byGroup.has(id)) return id
  for (const group of groupsBelow.get(id) ?? []) {
    const leaf = leafOf(group.id, menu)
    if (leaf) return leaf
  }
  return null
}
