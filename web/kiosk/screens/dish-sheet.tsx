import { useState } from 'react'
import { Button, OptionList, Stepper } from '../../kit/controls.tsx'
import { useDeviceFormat } from '../../kit/device/device.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { type DishChoice, type ModifierIndex, priceOfOne, unfilledGroups } from '../../kit/dish-choice.ts'
import { useNamed } from '../../kit/names.ts'
import type { Stop } from '../../kit/till-types.ts'
import { type Basket, leftOf, roomFor } from '../basket.ts'
import { useText } from '../texts.ts'
import { ModifierGroups } from './modifier-groups.tsx'
import { Picture } from './picture.tsx'

type SheetProps = {
  start: DishChoice
  modifiers: ModifierIndex
  stops: readonly Stop[]
  basket: Basket
  onTake: (choice: DishChoice) => void
  onClose: () => void
}

/** Composes one dish: size, modifiers within their limits, amount. */
export function DishSheet({ start, modifiers, stops, basket, onTake, onClose }: SheetProps) {
  const t = useText()
  const named = useNamed()
  const format = useDeviceFormat()
  const [choice, setChoice] = useState(start)
  const { product } = choice
  const room = roomFor(basket, stops, choice)
  const amount = Math.min(choice.amount, Math.max(1, room))
  const [unfilled] = unfilledGroups(choice)
  const missing = unfilled
    ? t('kiosk.choose', { name: named(unfilled) })
    : room === 0
      ? t('kiosk.stopped')
      : null
  const sum = format.money(priceOfOne(choice, modifiers) * amount)
  return (
    <Dialog
      title={named(product)}
      size="wide"
      onClose={onClose}
      foot={
        <>
          <Stepper
            label={t('kiosk.amount')}
            value={amount}
            min={1}
            max={Math.max(1, room)}
            onChange={(next) => setChoice({ ...choice, amount: next })}
          />
          <Button
            look="primary"
            isLarge
            className="kiosk-go"
            missing={missing}
            onClick={() => onTake({ ...choice, amount })}
            data-kiosk="take"
          >
            {missing && unfilled ? missing : t('kiosk.add', { sum })}
          </Button>
        </>
      }
    >
      <div className="dish-sheet">
        <Picture image={product.image} />
        {product.sizes.length > 0 && (
          <div className="field">
            <span className="field-label">{t('kiosk.size')}</span>
            <OptionList
              label={t('kiosk.size')}
              value={choice.size?.id ?? null}
              options={product.sizes.map((size) => {
                const isOff = (leftOf(stops, product.id, size.id) ?? 1) <= 0
                return {
                  ...{ id: size.id, label: named(size), isOff },
                  note: isOff ? t('kiosk.stopped') : format.money(size.price),
                }
              })}
              onChange={(id) =>
                setChoice({ ...choice, size: product.sizes.find((size) => size.id === id) ?? null })
              }
            />
          </div>
        )}
        <ModifierGroups
          choice={choice}
          groups={product.groups}
          extras={product.modifiers}
          modifiers={modifiers}
          stops={stops}
          onChange={setChoice}
        />
      </div>
    </Dialog>
  )
}
