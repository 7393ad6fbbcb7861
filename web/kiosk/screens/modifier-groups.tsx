import { Stepper } from '../../kit/controls.tsx'
import { useDeviceFormat } from '../../kit/device/device.tsx'
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
import type { Stop } from '../../kit/till-types.ts'
import { leftOf } from '../basket.ts'
import { useText } from '../texts.ts'

type GroupsProps = {
  choice: DishChoice
  groups: readonly ModifierGroup[]
  /** Single modifiers that are offered. */
  extras: readonly ModifierLimits[]
  modifiers: ModifierIndex
  stops: readonly Stop[]
  /** Modifiers that may not be chosen here. */
  forbidden?: readonly string[]
  onChange: (choice: DishChoice) => void
}

/** What may be changed of a dish, within its limits. */
export function ModifierGroups(props: GroupsProps) {
  const { choice, groups, extras, onChange } = props
  const t = useText()
  const named = useNamed()
  return (
    <div className="choices-of-dish">
      {groups.map((group) => (
        <fieldset className="choice-group" key={group.id}>
          <legend>
            {named(group)}
            <span className="quiet"> {limitsOf(group, t)}</span>
          </legend>
          <div className="choice-rows">
            {group.children.map((child) => (
              <Row
                key={child.productId}
                {...props}
                child={child}
                amount={amountOf(choice, group.id, child.productId)}
                room={roomFor(choice, group, child.productId)}
                isOne={group.max === 1}
                isMust={group.min === 1 && group.max === 1}
                onAmount={(amount) =>
                  onChange(
                    group.max === 1 && amount > 0
                      ? withOnly(choice, group, child.productId)
                      : withModifier(choice, group.id, child.productId, amount),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      ))}
      {extras.length > 0 && (
        <fieldset className="choice-group">
          <legend>{t('kiosk.extras')}</legend>
          <div className="choice-rows">
            {extras.map((child) => (
              <Row
                key={child.productId}
                {...props}
                child={child}
                amount={amountOf(choice, null, child.productId)}
                room={child.max}
                isOne={child.max === 1}
                isMust={false}
                onAmount={(amount) => onChange(withModifier(choice, null, child.productId, amount))}
              />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}

function limitsOf({ min, max }: ModifierGroup, t: ReturnType<typeof useText>): string {
  if (min === max) return t('kiosk.exactly', { min })
  return min > 0 ? t('kiosk.range', { min, max }) : t('kiosk.up-to', { max })
}

type RowProps = Pick<GroupsProps, 'choice' | 'modifiers' | 'stops' | 'forbidden'> & {
  child: ModifierLimits
  amount: number
  room: number
  isOne: boolean
  isMust: boolean
  onAmount: (amount: number) => void
}

function Row({
  choice,
  modifiers,
  stops,
  forbidden,
  child,
  amount,
  room,
  isOne,
  isMust,
  onAmount,
}: RowProps) {
  const t = useText()
  const named = useNamed()
  const format = useDeviceFormat()
  const modifier = modifiers.get(child.productId)
  if (!modifier || forbidden?.includes(child.productId)) return null
  const price = (choice.size ? modifier.priceBySize[choice.size.id] : undefined) ?? modifier.price
  const isOff = (leftOf(stops, child.productId, null) ?? 1) <= 0
  const note = isOff ? t('kiosk.stopped') : price > 0 ? `+${format.money(price)}` : null
  const name = named(modifier)
  if (isOne) {
    return (
      <button
        type="button"
        className="option"
        aria-pressed={amount > 0}
        disabled={isOff}
        onClick={() => onAmount(amount > 0 && !isMust ? child.min : 1)}
      >
        {name}
        {note && <span className="option-side">{note}</span>}
      </button>
    )
  }
  return (
    <div className={amount > 0 ? 'choice-row choice-row-chosen' : 'choice-row'}>
      <span>
        {name}
        {note && <span className="quiet">{` ${note}`}</span>}
      </span>
      <Stepper label={name} value={amount} min={child.min} max={isOff ? amount : room} onChange={onAmount} />
    </div>
  )
}
