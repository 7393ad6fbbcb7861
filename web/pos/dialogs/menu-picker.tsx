import { memo, useCallback, useMemo, useState } from 'react'
import { useAfterPaint, useIsPainted } from '../../kit/after-paint.ts'
import { Empty } from '../../kit/controls.tsx'
import { type DishChoice, type ModifierIndex, needsChoice, startChoice } from '../../kit/dish-choice.ts'
import { useGrowing } from '../../kit/growing-list.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { Menu, MenuCombo, MenuProduct } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { useBoard, useFormat } from '../../kit/till-context.tsx'
import { findProducts } from '../model/find-product.ts'
import { dishesOf, leafGroups } from '../model/menu-index.ts'
import type { QuickPage } from '../model/quick-pages.ts'
import { useQuickPages } from '../model/use-quick-pages.ts'
import { useText } from '../texts.ts'
import { DishDialog } from './dish-dialog.tsx'
import { ComboTiles, comboPage, GroupTiles, MenuGroups, placesOf } from './menu-groups.tsx'

type PickerProps = {
  menu: Menu
  modifiers: ModifierIndex
  onTake: (choice: DishChoice) => void
  /** Absent: combos are not sold here. */
  onCombo?: ((combo: MenuCombo) => void) | undefined
  /** Goods come back: what is stopped can be taken all the same. */
  takesStopped?: boolean
}

/** The menu by groups, or what a search finds in it. A dish without choices is taken with one tap. */
export const MenuPicker = memo(function MenuPicker({
  menu,
  modifiers,
  onTake,
  onCombo,
  takesStopped = false,
}: PickerProps) {
  const t = useText()
  const [query, setQuery] = useState('')
  const leaves = useMemo(() => leafGroups(menu), [menu])
  const pages = useQuickPages(menu)
  const places = useMemo(
    () => placesOf(pages, leaves, onCombo ? menu.combos.length : 0),
    [pages, leaves, onCombo, menu],
  )
  const [chosen, setGroupId] = useState<string | null>(null)
  const groupId = chosen ?? pages[0]?.id ?? leaves[0]?.id ?? null
  // The letter stands in the field at once; what it finds follows. Dishes of a group must not: a hand that knows where a dish
  // lies is there before the picture is, and would take another one.
  const wanted = useAfterPaint(query.trim())
  const page = wanted === '' ? pages.find(({ id }) => id === groupId) : undefined
  const [open, setOpen] = useState<DishChoice | null>(null)
  const isCombos = groupId === comboPage && wanted === ''
  // The dialog stands there with its first groups before it is filled.
  const isWhole = useIsPainted()
  const products = useMemo(
    () => (isWhole ? productsOf(menu, wanted, groupId, page) : []),
    [isWhole, menu, wanted, groupId, page],
  )
  const press = useCallback(
    (product: MenuProduct) =>
      needsChoice(product) ? setOpen(startChoice(product)) : onTake(startChoice(product)),
    [onTake],
  )
  const choose = useCallback((id: string) => {
    setGroupId(id)
    setQuery('')
  }, [])
  return (
    <div className="picker">
      <MenuGroups
        places={places}
        isWhole={isWhole}
        present={query === '' ? groupId : null}
        onChoose={choose}
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
        {isWhole && products.length === 0 && !page && !isCombos && <Empty title={t('menu.no-dishes')} />}
        <Dishes menu={menu} products={products} takesStopped={takesStopped} onPress={press} />
      </div>
      {open && (
        <DishDialog
          start={open}
          halves={menu.products.filter(({ schemaId }) => schemaId && schemaId === open.product.schemaId)}
          modifiers={modifiers}
          takesStopped={takesStopped}
          onClose={() => setOpen(null)}
          onTake={(choice) => {
            setOpen(null)
            onTake(choice)
          }}
        />
      )}
    </div>
  )
})

function productsOf(
  menu: Menu,
  wanted: string,
  groupId: string | null,
  page: QuickPage | undefined,
): readonly MenuProduct[] {
  if (wanted !== '') return findProducts(menu.products, wanted)
  return page ? page.products : dishesOf(menu, groupId)
}

type DishesProps = {
  menu: Menu
  products: readonly MenuProduct[]
  takesStopped: boolean
  onPress: (product: MenuProduct) => void
}

/** As many tiles as somebody can see, and more when they scroll. A tile is its place: another group changes its words only. */
const Dishes = memo(function Dishes({ menu, products, takesStopped, onPress }: DishesProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const { stopList } = useBoard()
  const { shown, end } = useGrowing(products, 'li')
  const colors = useMemo(() => new Map(menu.groups.map(({ id, color }) => [id, color])), [menu])
  // What is said of a size is said where sizes are chosen.
  const rests = new Map(
    stopList.flatMap((stop) =>
      stop.sizeId === null && !takesStopped ? [[stop.productId, stop] as const] : [],
    ),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ul className="dishes scroll" tabIndex={0}>
      {shown.map((product, place) => {
        const rest = rests.get(product.id)
        const isStopped = rest !== undefined && rest.balance <= 0
        const amount = rest && format.amount(rest.balance)
        const least = product.sizes.length > 0 ? Math.min(...product.sizes.map((size) => size.price)) : null
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: to write another name is far less than to make another tile.
          <li key={place}>
            <DishTile
              product={product}
              name={named(product)}
              price={
                least === null
                  ? format.money(product.price ?? 0)
                  : t('menu.from', { price: format.money(least) })
              }
              color={colors.get(product.groupId) ?? null}
              isStopped={isStopped}
              rest={amount === undefined ? null : isStopped ? t('menu.stopped') : t('menu.left', { amount })}
              onPress={onPress}
            />
          </li>
        )
      })}
      {end}
    </ul>
  )
})

type TileProps = {
  product: MenuProduct
  name: string
  price: string
  color: string | null
  isStopped: boolean
  /** How much is left, in words; null: nobody counts. */
  rest: string | null
  onPress: (product: MenuProduct) => void
}

const DishTile = memo(function DishTile(props: TileProps) {
  const { product, name, price, color, isStopped, rest, onPress } = props
  // The picture that did not come.
  const [missing, setMissing] = useState<string | null>(null)
  const image = product.image === missing ? null : product.image
  return (
    <button
      type="button"
      className={image ? 'dish dish-pictured' : 'dish'}
      disabled={isStopped}
      style={color ? { borderInlineStart: `5px solid ${color}` } : undefined}
      data-product={product.code}
      onClick={() => onPress(product)}
    >
      {image && (
        <img
          // Never the picture of the dish that stood here before.
          key={image}
          className="dish-image"
          src={image}
          alt=""
          loading="lazy"
          onError={() => setMissing(image)}
        />
      )}
      <span className="dish-name">{name}</span>
      <span className="dish-foot">
        <span className="dish-price">{price}</span>
        {rest !== null && <span className={`chip ${isStopped ? 'chip-late' : 'chip-soon'}`}>{rest}</span>}
      </span>
    </button>
  )
})
