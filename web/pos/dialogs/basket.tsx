import { memo, useCallback } from 'react'
import { IconButton, Stepper } from '../../kit/controls.tsx'
import {
  type DishChoice,
  type ModifierIndex,
  modifiersOf,
  nameOfDish,
  priceOfOne,
  type Seat,
} from '../../kit/dish-choice.ts'
import { useNamed } from '../../kit/names.ts'
import { useFormat } from '../../kit/till-context.tsx'
import { useText } from '../texts.ts'

type BasketProps = {
  lines: readonly DishChoice[]
  modifiers: ModifierIndex
  /** Says whose a line is; null: nothing to say. */
  seatName?: ((seat: Seat) => string | null) | undefined
  onChange: (change: (lines: DishChoice[]) => DishChoice[]) => void
}

/** What was chosen and is not in the order yet. */
export function Basket({ lines, modifiers, seatName, onChange }: BasketProps) {
  const t = useText()
  const set = useCallback(
    (index: number, amount: number) =>
      onChange((all) =>
        all.flatMap((line, i) => (i !== index ? [line] : amount > 0 ? [{ ...line, amount }] : [])),
      ),
    [onChange],
  )
  if (lines.length === 0) return <p className="basket-empty">{t('menu.basket-empty')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ul className="basket-lines scroll" tabIndex={0}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place until it is in the order.
        <li key={index} className="basket-line">
          <Line
            index={index}
            line={line}
            modifiers={modifiers}
            seat={(line.seat && seatName?.(line.seat)) ?? null}
            onAmount={set}
          />
        </li>
      ))}
    </ul>
  )
}

type LineProps = {
  index: number
  line: DishChoice
  modifiers: ModifierIndex
  seat: string | null
  onAmount: (index: number, amount: number) => void
}

/** A touch changes one line of many. */
const Line = memo(function Line({ index, line, modifiers, seat, onAmount }: LineProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const name = nameOfDish(line, named)
  const extras = modifiersOf(line).flatMap(({ productId, amount }) => {
    const modifier = modifiers.get(productId)
    if (!modifier) return []
    return [amount > 1 ? `${named(modifier)} × ${amount}` : named(modifier)]
  })
  return (
    <>
      <span className="basket-name">
        <strong>{name}</strong>
        {line.size && ` · ${named(line.size)}`}
        {extras.length > 0 && <span className="item-modifiers">{extras.join(', ')}</span>}
        {seat && <span className="item-modifiers">{seat}</span>}
        {line.comment && <span className="item-comment">{line.comment}</span>}
      </span>
      <span className="basket-foot">
        {line.product.isWeighed ? (
          <>
            <span>{`${format.amount(line.amount)} ${line.product.unit}`}</span>
            <IconButton icon="trash" label={t('item.removed', { name })} onClick={() => onAmount(index, 0)} />
          </>
        ) : (
          <Stepper
            label={name}
            value={line.amount}
            min={0}
            max={99}
            onChange={(amount) => onAmount(index, amount)}
          />
        )}
        <strong>{format.money(line.amount * priceOfOne(line, modifiers))}</strong>
      </span>
    </>
  )
})
