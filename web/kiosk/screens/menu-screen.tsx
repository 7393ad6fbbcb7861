import { useState } from 'react'
import { Button, Chip, Empty } from '../../kit/controls.tsx'
import { useDeviceFormat } from '../../kit/device/device.tsx'
import type { Combo, KioskMenu } from '../../kit/device/device-types.ts'
import { type DishChoice, indexModifiers, needsChoice, startChoice } from '../../kit/dish-choice.ts'
import { useNamed } from '../../kit/names.ts'
import type { MenuGroup, MenuProduct, Stop } from '../../kit/till-types.ts'
import { type Basket, countOf, isStopped, leftOf, roomFor, sumOf, withCombo, withDish } from '../basket.ts'
import { useText } from '../texts.ts'
import { ComboSheet } from './combo-sheet.tsx'
import { DishSheet } from './dish-sheet.tsx'
import { Frame } from './frame.tsx'

type MenuProps = {
  menu: KioskMenu
  stops: readonly Stop[]
  basket: Basket
  onBasket: (basket: Basket) => void
  onShow: () => void
  onLeave: () => void
}

const combosId = 'combos'

/** The menu with pictures. A dish without choices is taken with one touch. */
export function MenuScreen({ menu, stops, basket, onBasket, onShow, onLeave }: MenuProps) {
  const t = useText()
  const named = useNamed()
  const format = useDeviceFormat()
  const modifiers = indexModifiers(menu)
  const groups = filledGroups(menu)
  const [groupId, setGroupId] = useState(menu.combos.length > 0 ? combosId : (groups[0]?.id ?? ''))
  const [dish, setDish] = useState<DishChoice | null>(null)
  const [combo, setCombo] = useState<Combo | null>(null)
  const sum = format.money(sumOf(basket, modifiers))
  const take = (product: MenuProduct): void => {
    const choice = startChoice(product)
    if (needsChoice(product)) setDish(choice)
    else if (roomFor(basket, stops, choice) > 0) onBasket(withDish(basket, choice))
  }
  const tabs = [
    ...(menu.combos.length > 0 ? [{ id: combosId, label: t('kiosk.combos') }] : []),
    ...groups.map((group) => ({ id: group.id, label: named(group) })),
  ]
  return (
    <Frame
      title={t('kiosk.menu')}
      foot={
        <>
          <Button isLarge onClick={onLeave}>
            {t('kiosk.cancel-order')}
          </Button>
          <Button
            look="primary"
            isLarge
            className="kiosk-go"
            missing={countOf(basket) === 0 ? t('kiosk.basket-empty') : null}
            onClick={onShow}
            data-kiosk="show"
          >
            <span className="kiosk-count">{countOf(basket)}</span>
            {t('kiosk.to-basket', { sum })}
          </Button>
        </>
      }
    >
      <div className="menu">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <nav className="menu-groups scroll" aria-label={t('kiosk.menu')} tabIndex={0}>
          {tabs.map(({ id, label }) => (
            <button
              type="button"
              key={id}
              className="menu-group"
              aria-pressed={id === groupId}
              onClick={() => setGroupId(id)}
            >
              {label}
            </button>
          ))}
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <ul className="menu-dishes scroll" tabIndex={0}>
          {groupId === combosId &&
            menu.combos.map((one) => (
              <li key={one.id}>
                <ComboTile combo={one} menu={menu} stops={stops} onPress={() => setCombo(one)} />
              </li>
            ))}
          {menu.products
            .filter((product) => product.groupId === groupId)
            .map((product) => (
              <li key={product.id}>
                <DishTile product={product} stops={stops} onPress={() => take(product)} />
              </li>
            ))}
          {tabs.length === 0 && <Empty title={t('kit.loading')} />}
        </ul>
      </div>
      {dish && (
        <DishSheet
          start={dish}
          modifiers={modifiers}
          stops={stops}
          basket={basket}
          onClose={() => setDish(null)}
          onTake={(choice) => {
            setDish(null)
            onBasket(withDish(basket, choice))
          }}
        />
      )}
      {combo && (
        <ComboSheet
          combo={combo}
          menu={menu}
          modifiers={modifiers}
          stops={stops}
          onClose={() => setCombo(null)}
          onTake={(line) => {
            setCombo(null)
            onBasket(withCombo(basket, line))
          }}
        />
      )}
    </Frame>
  )
}

/** Groups with dishes in them, in the order of the tree. */
function filledGroups({ groups, products }: KioskMenu): MenuGroup[] {
  const filled = new Set(products.map((product) => product.groupId))
  const below = (parentId: string | null): MenuGroup[] =>
    groups
      .filter((group) => group.parentId === parentId)
      .flatMap((group) => [...(filled.has(group.id) ? [group] : []), ...below(group.id)])
  return below(null)
}

type DishTileProps = { product: MenuProduct; stops: readonly Stop[]; onPress: () => void }

function DishTile({ product, stops, onPress }: DishTileProps) {
  const t = useText()
  const named = useNamed()
  const format = useDeviceFormat()
  const isOff = isStopped(stops, product)
  const left = product.sizes.length === 0 ? leftOf(stops, product.id, null) : null
  const least = product.sizes.length > 0 ? Math.min(...product.sizes.map(({ price }) => price)) : null
  const price =
    least === null ? format.money(product.price ?? 0) : t('kiosk.from', { price: format.money(least) })
  return (
    <button type="button" className="tile" disabled={isOff} data-product={product.code} onClick={onPress}>
      <Picture image={product.image} />
      <span className="tile-name">{named(product)}</span>
      <span className="tile-foot">
        <span className="tile-price">{price}</span>
        {isOff && <Chip look="late">{t('kiosk.stopped')}</Chip>}
        {!isOff && left !== null && (
          <Chip look="soon">{t('kiosk.left', { amount: format.amount(left) })}</Chip>
        )}
      </span>
    </button>
  )
}

type ComboTileProps = { combo: Combo; menu: KioskMenu; stops: readonly Stop[]; onPress: () => void }

function ComboTile({ combo, menu, stops, onPress }: ComboTileProps) {
  const t = useText()
  const named = useNamed()
  const format = useDeviceFormat()
  const byId = new Map(menu.products.map((product) => [product.id, product]))
  const isLeft = ({ productId, sizeId }: { productId: string; sizeId: string | null }): boolean =>
    (leftOf(stops, productId, sizeId) ?? 1) > 0
  const isOff = combo.groups.some(({ products }) => !products.some(isLeft))
  const image = combo.groups
    .flatMap(({ products }) => products)
    .map(({ productId }) => byId.get(productId)?.image ?? null)
    .find((one) => one !== null)
  return (
    <button type="button" className="tile" disabled={isOff} data-combo={combo.name} onClick={onPress}>
      <Picture image={image ?? null} />
      <span className="tile-name">{named(combo)}</span>
      <span className="tile-foot">
        <span className="tile-price">{t('kiosk.from', { price: format.money(combo.price) })}</span>
        {isOff && <Chip look="late">{t('kiosk.stopped')}</Chip>}
      </span>
    </button>
  )
}

/** A dish's picture, or its place where there is none or it does not load. */
export function Picture({ image }: { image: string | null }) {
  const [isBroken, setBroken] = useState(false)
  if (!image || isBroken) return <span className="tile-picture tile-picture-none" />
  return <img className="tile-picture" src={image} alt="" loading="lazy" onError={() => setBroken(true)} />
}
