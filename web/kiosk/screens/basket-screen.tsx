import { useState } from 'react'
import { Button, Empty, Stepper } from '../../kit/controls.tsx'
import { useDeviceFormat } from '../../kit/device/device.tsx'
import type { KioskMenu } from '../../kit/device/device-types.ts'
import { type DishChoice, indexModifiers, type ModifierIndex, priceOfOne } from '../../kit/dish-choice.ts'
import { useNamed } from '../../kit/names.ts'
import type { Stop } from '../../kit/till-types.ts'
import { type Basket, type ComboLine, countOf, roomFor, sumOf, withAmount } from '../basket.ts'
import { useText } from '../texts.ts'
import { Frame } from './frame.tsx'
import { PhoneSheet } from './phone-sheet.tsx'

type BasketProps = {
  menu: KioskMenu
  stops: readonly Stop[]
  basket: Basket
  phone: string | null
  onBasket: (basket: Basket) => void
  onPhone: (phone: string | null) => void
  onMore: () => void
  onPay: () => void
  onLeave: () => void
}

/** What was chosen, before it is paid. */
export function BasketScreen(props: BasketProps) {
  const { menu, stops, basket, phone, onBasket, onPhone, onMore, onPay, onLeave } = props
  const t = useText()
  const format = useDeviceFormat()
  const modifiers = indexModifiers(menu)
  const [isPhoneOpen, setPhoneOpen] = useState(false)
  const sum = format.money(sumOf(basket, modifiers))
  return (
    <Frame
      title={t('kiosk.basket')}
      onBack={onMore}
      foot={
        <>
          <Button isLarge onClick={onLeave}>
            {t('kiosk.cancel-order')}
          </Button>
          <Button
            look="primary"
            isLarge
            icon="card"
            className="kiosk-go"
            missing={countOf(basket) === 0 ? t('kiosk.basket-empty') : null}
            onClick={onPay}
            data-kiosk="pay"
          >
            {t('kiosk.checkout', { sum })}
          </Button>
        </>
      }
    >
      <div className="basket">
        {countOf(basket) === 0 && <Empty title={t('kiosk.basket-empty')} />}
        <Lines basket={basket} stops={stops} modifiers={modifiers} onBasket={onBasket} />
        <div className="basket-more">
          <Button isLarge icon="plus" onClick={onMore}>
            {t('kiosk.more')}
          </Button>
          <Button isLarge icon="phone" onClick={() => setPhoneOpen(true)}>
            {phone === null ? t('kiosk.phone') : format.phone(phone)}
          </Button>
        </div>
      </div>
      {isPhoneOpen && (
        <PhoneSheet
          start={phone}
          onClose={() => setPhoneOpen(false)}
          onTake={(next) => {
            setPhoneOpen(false)
            onPhone(next)
          }}
        />
      )}
    </Frame>
  )
}

type LinesProps = Pick<BasketProps, 'basket' | 'stops' | 'onBasket'> & { modifiers: ModifierIndex }

function Lines({ basket, stops, modifiers, onBasket }: LinesProps) {
  const format = useDeviceFormat()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ul className="basket-lines scroll" tabIndex={0}>
      {basket.combos.map((line, index) => (
        <li className="basket-line" key={line.id}>
          <ComboWords line={line} />
          <Amount
            label={line.combo.name}
            value={line.amount}
            max={line.amount + 1}
            onChange={(amount) => onBasket(withAmount(basket, 'combos', index, amount))}
          />
          <span className="basket-sum">{format.money(line.price * line.amount)}</span>
        </li>
      ))}
      {basket.dishes.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same dish may be chosen in several ways.
        <li className="basket-line" key={index}>
          <DishWords line={line} modifiers={modifiers} />
          <Amount
            label={line.product.name}
            value={line.amount}
            max={line.amount + roomFor(basket, stops, line)}
            onChange={(amount) => onBasket(withAmount(basket, 'dishes', index, amount))}
          />
          <span className="basket-sum">{format.money(priceOfOne(line, modifiers) * line.amount)}</span>
        </li>
      ))}
    </ul>
  )
}

type AmountProps = { label: string; value: number; max: number; onChange: (amount: number) => void }
const Amount = ({ label, value, max, onChange }: AmountProps) => (
  <Stepper label={label} value={value} min={0} max={max} onChange={onChange} />
)

function DishWords({ line, modifiers }: { line: DishChoice; modifiers: ModifierIndex }) {
  const named = useNamed()
  const chosen = Object.entries(line.modifiers).flatMap(([key, amount]) => {
    const modifier = modifiers.get(key.split('/')[1] ?? '')
    return modifier && amount > 0 ? [amount > 1 ? `${named(modifier)} × ${amount}` : named(modifier)] : []
  })
  return (
    <span className="basket-words">
      <strong>
        {named(line.product)}
        {line.size && ` ${named(line.size)}`}
      </strong>
      {chosen.length > 0 && <span className="quiet">{chosen.join(', ')}</span>}
    </span>
  )
}

function ComboWords({ line }: { line: ComboLine }) {
  const named = useNamed()
  return (
    <span className="basket-words">
      <strong>{named(line.combo)}</strong>
      <span className="quiet">{line.members.map(({ choice }) => named(choice.product)).join(', ')}</span>
    </span>
  )
}
