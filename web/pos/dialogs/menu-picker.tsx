import { useState } from 'react'
import { Empty } from '../../kit/controls.tsx'
import { type DishChoice, type ModifierIndex, needsChoice, startChoice } from '../../kit/dish-choice.ts'
import { Icon } from '../../kit/icons.tsx'
import type { Menu, MenuCombo, MenuProduct } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { useBoard, useFormat } from '../../kit/till-context.tsx'
import type { Stop } from '../../kit/till-types.ts'
import { isFound } from '../model/find-product.ts'
import { useQuickPages } from '../model/use-quick-pages.ts'
import { useText } from '../texts.ts'
import { DishDialog } from './dish-dialog.tsx'
import { ComboTiles, comboPage, GroupTiles, leafGroups, MenuGroups, placesOf } from './menu-groups.tsx'

type PickerProps = {
  menu: Menu
  modifiers: ModifierIndex
  onTake: (choice: DishChoice) => void
  /** Absent: combos are not sold here. */
  onCombo?: ((combo: MenuCombo) => void) | undefined
}

/** The menu by groups, or what a search finds in it. A dish without choices is taken with one tap. */
export function MenuPicker({ menu, modifiers, onTake, onCombo }: PickerProps) {
  const t = useText()
  const { stopList } = useBoard()
  const [query, setQuery] = useState('')
  const dishes = menu.products
  const leaves = leafGroups(menu.groups, dishes)
  const pages = useQuickPages(menu)
  const [chosen, setGroupId] = useState<string | null>(null)
  const groupId = chosen ?? pages[0]?.id ?? leaves[0]?.id ?? null
  const page = query.trim() === '' ? pages.find(({ id }) => id === groupId) : undefined
  const [open, setOpen] = useState<DishChoice | null>(null)
  const isCombos = groupId === comboPage && query.trim() === ''
  const products = page
    ? page.products
    : query.trim() === ''
      ? dishes.filter((product) => product.groupId === groupId)
      : dishes.filter((product) => isFound(product, query))
  return (
    <div className="picker">
      <MenuGroups
        places={placesOf(pages, leaves, onCombo ? menu.combos.length : 0)}
        present={query === '' ? groupId : null}
        onChoose={(id) => {
          setGroupId(id)
          setQuery('')
        }}
      />
      <div className="picker-main">
        <search className="search picker-search">
          <Icon name="search" />
          <input
            className="search-input"
            type="text"
            autoComplete="off"
            aria-label={t('menu.search')}
            placeholder={t('menu.search')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </search>
        {page && page.groups.length > 0 && <GroupTiles page={page} onOpen={setGroupId} />}
        {isCombos && onCombo && <ComboTiles combos={menu.combos} onCombo={onCombo} />}
        {products.length === 0 && !page && !isCombos && <Empty title={t('menu.no-dishes')} />}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <ul className="dishes scroll" tabIndex={0}>
          {products.map((product) => (
            <li key={product.id}>
              <DishTile
                product={product}
                color={menu.groups.find(({ id }) => id === product.groupId)?.color ?? null}
                stops={stopList.filter((stop) => stop.productId === product.id)}
                onPress={() =>
                  needsChoice(product) ? setOpen(startChoice(product)) : onTake(startChoice(product))
                }
              />
            </li>
          ))}
        </ul>
      </div>
      {open && (
        <DishDialog
          start={open}
          halves={dishes.filter(({ schemaId }) => schemaId && schemaId === open.product.schemaId)}
          modifiers={modifiers}
          onClose={() => setOpen(null)}
          onTake={(choice) => {
            setOpen(null)
            onTake(choice)
          }}
        />
      )}
    </div>
  )
}

type TileProps = {
  product: MenuProduct
  color: string | null
  stops: readonly Stop[]
  onPress: () => void
}

function DishTile({ product, color, stops, onPress }: TileProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const [hasImage, setHasImage] = useState(product.image !== null)
  const whole = stops.find((stop) => stop.sizeId === null)
  const isStopped = whole !== undefined && whole.balance <= 0
  const least = product.sizes.length > 0 ? Math.min(...product.sizes.map((size) => size.price)) : null
  return (
    <button
      type="button"
      className={hasImage ? 'dish dish-pictured' : 'dish'}
      disabled={isStopped}
      style={color ? { borderInlineStart: `5px solid ${color}` } : undefined}
      data-product={product.code}
      onClick={onPress}
    >
      {hasImage && product.image && (
        <img
          className="dish-image"
          src={product.image}
          alt=""
          loading="lazy"
          onError={() => setHasImage(false)}
        />
      )}
      <span className="dish-name">{named(product)}</span>
      <span className="dish-foot">
        <span className="dish-price">
          {least === null ? format.money(product.price ?? 0) : t('menu.from', { price: format.money(least) })}
        </span>
        {isStopped && <span className="chip chip-late">{t('menu.stopped')}</span>}
        {whole && !isStopped && (
          <span className="chip chip-soon">{t('menu.left', { amount: format.amount(whole.balance) })}</span>
        )}
      </span>
    </button>
  )
}
