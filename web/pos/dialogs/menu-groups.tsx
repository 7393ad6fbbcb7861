import { memo } from 'react'
import type { MenuCombo, MenuGroup, MenuProduct } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { useFormat, useNameOf } from '../../kit/till-context.tsx'
import type { Named } from '../../kit/till-types.ts'
import type { QuickPage } from '../model/quick-pages.ts'
import { useText } from '../texts.ts'

/** The place of combos among the groups. */
export const comboPage = 'combos'

/** Where dishes are: a page of the quick menu, the combos, or a group of the menu. */
type Place = { id: string } & ({ page: string } | { group: MenuGroup } | { isCombos: true })

/** Pages of the quick menu come first, then combos, then the groups. */
export const placesOf = (
  pages: readonly QuickPage[],
  groups: readonly MenuGroup[],
  combos: number,
): Place[] => [
  ...pages.map(({ id, name }) => ({ id, page: name })),
  ...(combos > 0 ? [{ id: comboPage, isCombos: true as const }] : []),
  ...groups.map((group) => ({ id: group.id, group })),
]

type MenuGroupsProps = {
  places: readonly Place[]
  /** Null: a search shows what it finds anywhere. */
  present: string | null
  onChoose: (id: string) => void
}

export const MenuGroups = memo(function MenuGroups({ places, present, onChoose }: MenuGroupsProps) {
  const t = useText()
  const named: (thing: Named) => string = useNamed()
  const nameOf = useNameOf()
  return (
    <nav className="picker-groups scroll" aria-label={t('menu.groups')}>
      {places.map((place) => (
        <button
          type="button"
          key={place.id}
          className={'group' in place ? 'picker-group' : 'picker-group picker-quick'}
          aria-pressed={place.id === present}
          data-group={place.id}
          onClick={() => onChoose(place.id)}
        >
          {'group' in place && (
            <span className="picker-color" style={{ background: place.group.color ?? 'var(--line)' }} />
          )}
          {'group' in place ? named(place.group) : 'page' in place ? nameOf(place.page) : t('table.combos')}
        </button>
      ))}
    </nav>
  )
})

/** Shortcuts of a quick page to groups of the menu. */
export function GroupTiles({ page, onOpen }: { page: QuickPage; onOpen: (groupId: string) => void }) {
  const named = useNamed()
  return (
    <div className="quick-groups">
      {page.groups.map(({ group, opens }) => (
        <button
          type="button"
          key={group.id}
          className="button quick-group"
          style={{ borderInlineStartColor: group.color ?? 'var(--line-strong)' }}
          onClick={() => onOpen(opens)}
        >
          {named(group)}
        </button>
      ))}
    </div>
  )
}

export function ComboTiles({
  combos,
  onCombo,
}: {
  combos: MenuCombo[]
  onCombo: (combo: MenuCombo) => void
}) {
  const named = useNamed()
  const format = useFormat()
  return (
    <div className="quick-groups">
      {combos.map((combo) => (
        <button
          type="button"
          key={combo.id}
          className="button quick-group"
          data-combo={combo.id}
          onClick={() => onCombo(combo)}
        >
          {named(combo)}
          {combo.price !== null && <strong>{format.money(combo.price)}</strong>}
        </button>
      ))}
    </div>
  )
}

/** Groups that hold dishes themselves, in the order of the tree. */
export function leafGroups(groups: readonly MenuGroup[], dishes: readonly MenuProduct[]): MenuGroup[] {
  const filled = new Set(dishes.map((product) => product.groupId))
  const below = (parentId: string | null): MenuGroup[] =>
    groups
      .filter((group) => group.parentId === parentId)
      .flatMap((group) => [...(filled.has(group.id) ? [group] : []), ...below(group.id)])
  return below(null)
}
