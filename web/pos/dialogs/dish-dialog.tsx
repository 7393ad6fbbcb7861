import { useState } from 'react'
import { Button, OptionList, Stepper, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import {
  amountOf,
  type DishChoice,
  type ModifierIndex,
  priceOfOne,
  roomFor,
  unfilledGroups,
  withModifier,
  withOnly,
} from '../../kit/dish-choice.ts'
import type { ModifierGroup, ModifierLimits } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { NumberPad } from '../../kit/pads.tsx'
import { useBoard, useBooks, useFormat } from '../../kit/till-context.tsx'
import { useText } from '../texts.ts'

type DishDialogProps = {
  start: DishChoice
  modifiers: ModifierIndex
  onTake: (choice: DishChoice) => void
  onClose: () => void
}

/** Composes one dish: size, modifiers within their limits, amount, a note for the kitchen. */
export function DishDialog({ start, modifiers, onTake, onClose }: DishDialogProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const { settings } = useBooks()
  const [choice, setChoice] = useState(start)
  const [weight, setWeight] = useState('')
  const { product } = choice
  const amount = product.isWeighed ? Number(weight) : choice.amount
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
          {!product.isWeighed && (
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
            {t('dish.take', { sum: format.money(sum) })}
          </Button>
        </>
      }
    >
      <div className="stack">
        {product.sizes.length > 0 && <Sizes choice={choice} onChange={setChoice} />}
        {product.isWeighed && (
          <div className="field">
            <span className="field-label">{t('dish.weight', { unit: product.unit })}</span>
            <output className="pay-typed">{weight || '0'}</output>
            <NumberPad value={weight} decimals={3} onChange={setWeight} />
          </div>
        )}
        <div className="modifier-groups">
          {product.groups.map((group) => (
            <Group key={group.id} group={group} choice={choice} modifiers={modifiers} onChange={setChoice} />
          ))}
          {product.modifiers.length > 0 && (
            <Extras choice={choice} modifiers={modifiers} onChange={setChoice} />
          )}
        </div>
        {settings.isItemCommentEnabled && (
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

type PartProps = { choice: DishChoice; onChange: (choice: DishChoice) => void }

function Sizes({ choice, onChange }: PartProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const { stopList } = useBoard()
  const isStopped = (sizeId: string) =>
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

type GroupProps = PartProps & { modifiers: ModifierIndex; group: ModifierGroup }

function Group({ group, choice, modifiers, onChange }: GroupProps) {
  const t = useText()
  const named = useNamed()
  const { min, max, free } = group
  const limits =
    min === max
      ? t('dish.choose-exactly', { min })
      : min > 0
        ? t('dish.choose-range', { min, max })
        : t('dish.choose-up-to', { max })
  return (
    <fieldset className="modifier-group">
      <legend>
        {named(group)}
        <span className="quiet">
          {[limits, free > 0 && t('dish.free', { count: free })].filter(Boolean).join(', ')}
        </span>
      </legend>
      {group.children.map((child) => (
        <ModifierRow
          key={child.productId}
          child={child}
          amount={amountOf(choice, group.id, child.productId)}
          room={roomFor(choice, group, child.productId)}
          isOnly={max === 1}
          isMust={min === 1 && max === 1}
          size={choice.size?.id ?? null}
          modifiers={modifiers}
          onAmount={(amount) =>
            onChange(
              max === 1 && amount > 0
                ? withOnly(choice, group, child.productId)
                : withModifier(choice, group.id, child.productId, amount),
            )
          }
        />
      ))}
    </fieldset>
  )
}

function Extras({ choice, modifiers, onChange }: Omit<GroupProps, 'group'>) {
  const t = useText()
  return (
    <fieldset className="modifier-group">
      <legend>{t('dish.extras')}</legend>
      {choice.product.modifiers.map((child) => (
        <ModifierRow
          key={child.productId}
          child={child}
          amount={amountOf(choice, null, child.productId)}
          room={child.max}
          isOnly={child.max === 1}
          isMust={false}
          size={choice.size?.id ?? null}
          modifiers={modifiers}
          onAmount={(amount) => onChange(withModifier(choice, null, child.productId, amount))}
        />
      ))}
    </fieldset>
  )
}

type RowProps = {
  child: ModifierLimits
  amount: number
  room: number
  /** One or none: a tap is enough. */
  isOnly: boolean
  /** Exactly one of the group: it is replaced, never taken away. */
  isMust: boolean
  size: string | null
  modifiers: ModifierIndex
  onAmount: (amount: number) => void
}

function ModifierRow({ child, amount, room, isOnly, isMust, size, modifiers, onAmount }: RowProps) {
  const named = useNamed()
  const format = useFormat()
  const modifier = modifiers.get(child.productId)
  if (!modifier) return null
  const price = (size ? modifier.priceBySize[size] : undefined) ?? modifier.price
  const cost = price > 0 ? `+${format.money(price)}` : null
  const name = named(modifier)
  if (isOnly) {
    return (
      <button
        type="button"
        className="option"
        aria-pressed={amount > 0}
        onClick={() => onAmount(amount > 0 && !isMust ? child.min : 1)}
      >
        {name}
        {cost && <span className="option-side">{cost}</span>}
      </button>
    )
  }
  return (
    <div className={amount > 0 ? 'modifier-row modifier-row-chosen' : 'modifier-row'}>
      <span>
        {name}
        {cost && <span className="quiet">{` ${cost}`}</span>}
      </span>
      <Stepper label={name} value={amount} min={child.min} max={room} onChange={onAmount} />
    </div>
  )
}
