import { useState } from 'react'
import { Button, OptionList, Stepper, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { type DishChoice, type ModifierIndex, priceOfOne, unfilledGroups } from '../../kit/dish-choice.ts'
import type { MenuProduct } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { NumberPad } from '../../kit/pads.tsx'
import { useBoard, useBooks, useFormat, useTill } from '../../kit/till-context.tsx'
import { useText } from '../texts.ts'
import { WeighButton } from '../weighing/weigh-button.tsx'
import { Halves } from './halves.tsx'
import { Extras, Group, type PartProps } from './modifier-group.tsx'

type DishDialogProps = {
  start: DishChoice
  modifiers: ModifierIndex
  /** Of a compound dish: what may lie beside it on one dough, itself too. */
  halves?: readonly MenuProduct[]
  /** Sizes that are stopped can be taken all the same. */
  takesStopped?: boolean
  /** It is in an order: its amount, its comment and its halves are changed elsewhere. */
  isPlaced?: boolean
  onTake: (choice: DishChoice) => void
  onClose: () => void
}

/** Composes one dish: size, modifiers within their limits, amount, a note for the kitchen. */
export function DishDialog(props: DishDialogProps) {
  const { start, modifiers, halves = [], isPlaced = false, onTake, onClose, ...stops } = props
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const { settings } = useBooks()
  const [choice, setChoice] = useState(start)
  const [weight, setWeight] = useState('')
  const { product } = choice
  const isWeighed = product.isWeighed && !isPlaced
  const amount = isWeighed ? Number(weight) : choice.amount
  const common = product.groups.filter(({ isSplittable }) => halves.length === 0 || !isSplittable)
  const [unfilled] = unfilledGroups(choice)
  const sum = priceOfOne(choice, modifiers) * amount
  const why = unfilled ? t('dish.unfilled', { name: named(unfilled) }) : null
  return (
    <Dialog
      title={named(product)}
      size={product.groups.length > 1 || product.modifiers.length > 3 ? 'wide' : 'normal'}
      onClose={onClose}
      foot={
        <>
          {!isWeighed && !isPlaced && (
            <Stepper
              label={t('dish.amount')}
              value={choice.amount}
              min={1}
              max={99}
              onChange={(next) => setChoice({ ...choice, amount: next })}
            />
          )}
          <span className="card-actions-gap" />
          {why && <span className="foot-why">{why}</span>}
          <Button
            look="primary"
            isLarge
            missing={why ?? (amount > 0 ? null : t('dish.weight', { unit: product.unit }))}
            onClick={() => onTake({ ...choice, amount })}
            data-action="take-dish"
          >
            {t(isPlaced ? 'dish.save' : 'dish.take', { sum: format.money(sum) })}
          </Button>
        </>
      }
    >
      <div className="stack">
        {product.sizes.length > 0 && <Sizes choice={choice} onChange={setChoice} {...stops} />}
        {product.isOpenPrice && <OpenPrice choice={choice} onChange={setChoice} />}
        {isWeighed && <Weight unit={product.unit} weight={weight} onChange={setWeight} />}
        <div className="modifier-groups">
          {halves.length > 0 && (
            <Halves
              choice={choice}
              halves={halves}
              isPlaced={isPlaced}
              modifiers={modifiers}
              onChange={setChoice}
            />
          )}
          {common.map((group) => (
            <Group key={group.id} group={group} choice={choice} modifiers={modifiers} onChange={setChoice} />
          ))}
          {product.modifiers.length > 0 && (
            <Extras choice={choice} modifiers={modifiers} onChange={setChoice} />
          )}
        </div>
        {settings.isItemCommentEnabled && !isPlaced && (
          <TextField
            label={t('dish.comment')}
            value={choice.comment}
            onChange={(comment) => setChoice({ ...choice, comment })}
          />
        )}
      </div>
    </Dialog>
  )
}

/** What it costs is typed; the menu's price is where it begins. */
function OpenPrice({ choice, onChange }: PartProps) {
  const t = useText()
  const format = useFormat()
  const { currency } = useTill().session.till
  const [typed, setTyped] = useState('')
  const [{ price: first }] = useState(choice)
  const type = (next: string): void => {
    setTyped(next)
    const { price: _, ...rest } = choice
    const price = next === '' ? first : Number(next)
    onChange(price === undefined ? rest : { ...rest, price })
  }
  return (
    <div className="field">
      <span className="field-label">{t('dish.price')}</span>
      <output className="pay-typed">
        {typed || format.money(choice.price ?? choice.product.price ?? 0)}
      </output>
      <NumberPad value={typed} decimals={currency.scale} onChange={type} />
    </div>
  )
}

type WeightProps = { unit: string; weight: string; onChange: (weight: string) => void }

function Weight({ unit, weight, onChange }: WeightProps) {
  const t = useText()
  return (
    <div className="field">
      <span className="field-label">{t('dish.weight', { unit })}</span>
      <output className="pay-typed">{weight || '0'}</output>
      <WeighButton onWeight={(kilograms) => onChange(String(kilograms))} />
      <NumberPad value={weight} decimals={3} onChange={onChange} />
    </div>
  )
}

function Sizes({ choice, onChange, takesStopped }: PartProps & Pick<DishDialogProps, 'takesStopped'>) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const { stopList } = useBoard()
  const isStopped = (sizeId: string) =>
    !takesStopped &&
    stopList.some(
      (stop) => stop.productId === choice.product.id && stop.sizeId === sizeId && stop.balance <= 0,
    )
  return (
    <div className="field">
      <span className="field-label">{t('dish.size')}</span>
      <OptionList
        label={t('dish.size')}
        value={choice.size?.id ?? null}
        options={choice.product.sizes.map((size) => ({
          id: size.id,
          label: named(size),
          note: isStopped(size.id) ? t('menu.stopped') : format.money(size.price),
          isOff: isStopped(size.id),
        }))}
        onChange={(id) => {
          const size = choice.product.sizes.find((each) => each.id === id) ?? null
          onChange({ ...choice, size })
        }}
      />
    </div>
  )
}
