import { memo, useMemo } from 'react'
import type { MenuCombo, MenuGroup } from '../../kit/menu-types.ts'
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
  /** False: the first of them, which fill the screen. */
  isWhole: boolean
  /** Null: a search shows what it finds anywhere. */
  present: string | null
  onChoose: (id: string) => void
}

/** So many stand together, in sight or out of it (`.picker-flock` knows how high they are). */
const flockSize = 24
const inFlocks = (places: readonly Place[]): Place[][] =>
  Array.from({ length: Math.ceil(places.length / flockSize) }, (_, at) =>
    places.slice(at * flockSize, (at + 1) * flockSize),
  )

export const MenuGroups = memo(function MenuGroups({ places, isWhole, present, onChoose }: MenuGroupsProps) {
  const t = useText()
  const flocks = useMemo(() => inFlocks(places), [places])
  return (
    <nav className="picker-groups scroll" aria-label={t('menu.groups')}>
      {(isWhole ? flocks : flocks.slice(0, 1)).map((flock) => (
        <Flock
          key={flock[0]?.id}
          flock={flock}
          present={flock.some(({ id }) => id === present) ? present : null}
          onChoose={onChoose}
        />
      ))}
    </nav>
  )
})

type FlockProps = Pick<MenuGroupsProps, 'present' | 'onChoose'> & { flock: readonly Place[] }

/** A touch changes the one where the group was and the one where it is. */
const Flock = memo(function Flock({ flock, present, onChoose }: FlockProps) {
  const t = useText()
  const named: (thing: Named) => string = useNamed()
  const nameOf = useNameOf()
  return (
    <div className="picker-flock">
      {flock.map((place) => (
        <PlaceButton
          key={place.id}
          place={place}
          isPresent={place.id === present}
          name={
            'group' in place ? named(place.group) : 'page' in place ? nameOf(place.page) : t('table.combos')
          }
          onChoose={onChoose}
        />
      ))}
    </div>
  )
})

type PlaceProps = { place: Place; isPresent: boolean; name: string; onChoose: (id: string) => void }

/** Of hundreds, a touch changes two. */
const PlaceButton = memo(function PlaceButton({ place, isPresent, name, onChoose }: PlaceProps) {
  return (
    <button
      type="button"
      className={'group' in place ? 'picker-group' : 'picker-group picker-quick'}
      aria-pressed={isPresent}
      data-group={place.id}
      onClick={() => onChoose(place.id)}
    >
      {'group' in place && (
        <span className="picker-color" style={{ background: place.group.color ?? 'var(--line)' }} />
      )}
      {name}
    </button>
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
