import { useState } from 'react'
import { Button, Empty } from '../../kit/controls.tsx'
import { useDeviceFormat } from '../../kit/device/device.tsx'
import type { Combo, KioskMenu } from '../../kit/device/device-types.ts'
import { type DishChoice, indexModifiers, needsChoice, startChoice } from '../../kit/dish-choice.ts'
import type { MenuGroup, MenuProduct } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import type { Stop } from '../../kit/till-types.ts'
import { type Basket, countOf, roomFor, sumOf, withCombo, withDish } from '../basket.ts'
import { useText } from '../texts.ts'
import { ComboSheet } from './combo-sheet.tsx'
import { DishSheet } from './dish-sheet.tsx'
import { Frame } from './frame.tsx'
import { ComboTile, DishTile } from './tiles.tsx'

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
  const format = useDeviceFormat()
  const modifiers = indexModifiers(menu)
  const [dish, setDish] = useState<DishChoice | null>(null)
  const [combo, setCombo] = useState<Combo | null>(null)
  const sum = format.money(sumOf(basket, modifiers))
  const take = (product: MenuProduct): void => {
    const choice = startChoice(product)
    if (needsChoice(product)) setDish(choice)
    else if (roomFor(basket, stops, choice) > 0) onBasket(withDish(basket, choice))
  }
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
      <Shelves menu={menu} stops={stops} onDish={take} onCombo={setCombo} />
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

type ShelvesProps = {
  menu: KioskMenu
  stops: readonly Stop[]
  onDish: (product: MenuProduct) => void
  onCombo: (combo: Combo) => void
}

/** Groups on the left, what is in the chosen one on the right. */
function Shelves({ menu, stops, onDish, onCombo }: ShelvesProps) {
  const t = useText()
  const named = useNamed()
  const groups = filledGroups(menu)
  const [groupId, setGroupId] = useState(menu.combos.length > 0 ? combosId : (groups[0]?.id ?? ''))
  const tabs = [
    ...(menu.combos.length > 0 ? [{ id: combosId, label: t('kiosk.combos') }] : []),
    ...groups.map((group) => ({ id: group.id, label: named(group) })),
  ]
  return (
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
              <ComboTile combo={one} menu={menu} stops={stops} onPress={() => onCombo(one)} />
            </li>
          ))}
        {menu.products
          .filter((product) => product.groupId === groupId)
          .map((product) => (
            <li key={product.id}>
              <DishTile product={product} stops={stops} onPress={() => onDish(product)} />
            </li>
          ))}
        {tabs.length === 0 && <Empty title={t('kit.loading')} />}
      </ul>
    </div>
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
