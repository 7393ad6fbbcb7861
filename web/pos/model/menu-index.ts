import type { Menu, MenuGroup, MenuProduct } from '../../kit/menu-types.ts'

/** What is looked up in a menu at every touch; a chain's menu has tens of thousands of dishes. */
type MenuIndex = {
  byId: ReadonlyMap<string, MenuProduct>
  byGroup: ReadonlyMap<string, readonly MenuProduct[]>
  groups: ReadonlyMap<string, MenuGroup>
  groupsBelow: ReadonlyMap<string | null, readonly MenuGroup[]>
}

const indexes = new WeakMap<object, MenuIndex>()

/** Made once for each menu that came from the till. */
export function menuIndex(menu: Pick<Menu, 'groups' | 'products'>): MenuIndex {
  const known = indexes.get(menu)
  if (known) return known
  const made: MenuIndex = {
    byId: new Map(menu.products.map((product) => [product.id, product])),
    byGroup: grouped(menu.products, ({ groupId }) => groupId),
    groups: new Map(menu.groups.map((group) => [group.id, group])),
    groupsBelow: grouped(menu.groups, ({ parentId }) => parentId),
  }
  indexes.set(menu, made)
  return made
}

const nothing: readonly never[] = []

/** Dishes of one group, in the order of the menu; the same list each time. */
export const dishesOf = (menu: Menu, groupId: string | null): readonly MenuProduct[] =>
  (groupId === null ? undefined : menuIndex(menu).byGroup.get(groupId)) ?? nothing

/** Groups that hold dishes themselves, in the order of the tree. */
export function leafGroups(menu: Pick<Menu, 'groups' | 'products'>): MenuGroup[] {
  const { byGroup, groupsBelow } = menuIndex(menu)
  const below = (parentId: string | null): MenuGroup[] =>
    (groupsBelow.get(parentId) ?? nothing).flatMap((group) => [
      ...(byGroup.has(group.id) ? [group] : []),
      ...below(group.id),
    ])
  return below(null)
}

function grouped<Key, One>(list: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
