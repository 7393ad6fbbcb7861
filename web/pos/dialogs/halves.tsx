import { Choices, OptionList } from '../../kit/controls.tsx'
import { type DishChoice, type ModifierIndex, startHalf } from '../../kit/dish-choice.ts'
import type { MenuProduct } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { useText } from '../texts.ts'
import { Group, type PartProps } from './modifier-group.tsx'

type HalvesProps = PartProps & {
  halves: readonly MenuProduct[]
  /** Which dishes they are is settled. */
  isPlaced: boolean
  modifiers: ModifierIndex
}

/** A dish as a whole, or of two halves: what each of them is, and what lies on it. */
export function Halves({ choice, halves, isPlaced, modifiers, onChange }: HalvesProps) {
  const t = useText()
  const { half, ...whole } = choice
  const inSize = halves.filter(({ sizes }) => !choice.size || sizes.some(({ id }) => id === choice.size?.id))
  const first = inSize.find(({ id }) => id === choice.product.id) ?? inSize[0]
  return (
    <div className="halves">
      {!isPlaced && (
        <Choices
          label={t('dish.halves')}
          value={half ? 'halves' : 'whole'}
          options={[
            { value: 'whole', label: t('dish.whole') },
            { value: 'halves', label: t('dish.two-halves') },
          ]}
          onChange={(value) =>
            onChange(value === 'whole' || !first ? whole : { ...whole, half: half ?? startHalf(first) })
          }
        />
      )}
      <div className="modifier-groups">
        <section className="half" aria-label={t(half ? 'dish.first-half' : 'dish.whole')} data-half="first">
          {half && <h3 className="half-title">{t('dish.first-half')}</h3>}
          <OfHalf choice={choice} modifiers={modifiers} onChange={onChange} />
        </section>
        {half && (
          <section className="half" aria-label={t('dish.second-half')} data-half="second">
            <h3 className="half-title">{t('dish.second-half')}</h3>
            {inSize.length > 1 && !isPlaced && (
              <WhichHalf
                half={half}
                halves={inSize}
                onChoose={(next) => onChange({ ...choice, half: next })}
              />
            )}
            <OfHalf
              choice={half}
              modifiers={modifiers}
              onChange={(next) => onChange({ ...choice, half: next })}
            />
          </section>
        )}
      </div>
    </div>
  )
}

function OfHalf({ choice, modifiers, onChange }: PartProps & { modifiers: ModifierIndex }) {
  return choice.product.groups
    .filter(({ isSplittable }) => isSplittable)
    .map((group) => (
      <Group key={group.id} group={group} choice={choice} modifiers={modifiers} onChange={onChange} />
    ))
}

type WhichProps = { half: DishChoice; halves: readonly MenuProduct[]; onChoose: (half: DishChoice) => void }

function WhichHalf({ half, halves, onChoose }: WhichProps) {
  const t = useText()
  const named = useNamed()
  return (
    <OptionList
      label={t('dish.second-half')}
      value={half.product.id}
      options={halves.map((product) => ({ id: product.id, label: named(product) }))}
      onChange={(id) => {
        const product = halves.find((each) => each.id === id)
        if (product) onChoose(startHalf(product))
      }}
    />
  )
}
