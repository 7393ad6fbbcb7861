import { Stepper } from '../../kit/controls.tsx'
import {
  amountOf,
  type DishChoice,
  type ModifierIndex,
  roomFor,
  withModifier,
  withOnly,
} from '../../kit/dish-choice.ts'
import type { ModifierGroup, ModifierLimits } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { useFormat } from '../../kit/till-context.tsx'
import { useText } from '../texts.ts'

export type PartProps = { choice: DishChoice; onChange: (choice: DishChoice) => void }
type GroupProps = PartProps & { modifiers: ModifierIndex; group: ModifierGroup }

/** A group of modifiers within its limits. */
export function Group({ group, choice, modifiers, onChange }: GroupProps) {
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

/** Modifiers outside of any group. */
export function Extras({ choice, modifiers, onChange }: Omit<GroupProps, 'group'>) {
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
