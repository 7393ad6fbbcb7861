import { useState } from 'react'
import { Button, IconButton } from '../../kit/controls.tsx'
import { CheckList, Input, Select } from '../../kit/desk/form.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { Named } from '../../kit/named.ts'
import { useNamed } from '../../kit/names.ts'
import { usePlace } from '../place.tsx'
import { useText as useOfficeText } from '../texts.ts'
import type { LineChoice } from './program-types.ts'
import { useText } from './texts.ts'
import { textOf, unitsOf } from './units.ts'

type KindProps<Kind extends string> = {
  label: string
  options: readonly { value: Kind; label: string }[]
  onAdd: (kind: Kind) => void
}

/** Something of a list, added by a button beside it. */
export function KindToAdd<Kind extends string>({ label, options, onAdd }: KindProps<Kind>) {
  const office = useOfficeText()
  const [chosen, choose] = useState('')
  const next = options.find(({ value }) => value === chosen) ?? options[0]
  if (!next) return null
  return (
    <div className="pick">
      <Select label={label} value={next.value} options={options} onChange={choose} />
      <IconButton
        icon="plus"
        label={`${office('office.add')}: ${next.label}`}
        isFramed
        onClick={() => onAdd(next.value)}
      />
    </div>
  )
}

type UnitsProps = {
  label: string
  hint?: string
  scale: number
  value: number | null
  onChange: (units: number | null) => void
}

/** A number in its smallest parts, written as people write it. */
export function UnitsInput({ label, hint, scale, value, onChange }: UnitsProps) {
  const [text, setText] = useState(() => textOf(value, scale))
  const change = (typed: string): void => {
    setText(typed)
    onChange(unitsOf(typed, scale))
  }
  return <Input label={label} hint={hint} mode="decimal" maxLength={16} value={text} onChange={change} />
}

type SumProps = Omit<UnitsProps, 'scale'>

/** A sum of the restaurant's money. */
export const SumInput = (props: SumProps) => <UnitsInput {...props} scale={usePlace().currency.scale} />

type ThingsProps = {
  label: string
  addLabel: string
  hint?: string
  things: readonly Named[]
  value: readonly string[]
  onChange: (ids: string[]) => void
}

/** A few of many things: those that are chosen stand as buttons that take them away again. */
export function ThingsPicker({ label, addLabel, hint, things, value, onChange }: ThingsProps) {
  const t = useText()
  const name = useNamed()
  const known = new Map(things.map((one) => [one.id, one]))
  const rest = things.filter(({ id }) => !value.includes(id))
  return (
    <div className="stack">
      <div>
        <p className="field-label">{label}</p>
        {hint && <p className="field-hint">{hint}</p>}
      </div>
      {value.length > 0 && (
        <ul className="picked">
          {value.map((id) => {
            const thing = known.get(id)
            const text = thing ? name(thing) : id
            return (
              <li key={id}>
                <Button
                  aria-label={t('setting.remove', { name: text })}
                  onClick={() => onChange(value.filter((one) => one !== id))}
                >
                  {text}
                  <Icon name="close" />
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      <KindToAdd
        label={addLabel}
        options={rest.map((one) => ({ value: one.id, label: name(one) }))}
        onAdd={(id) => onChange([...value, id])}
      />
    </div>
  )
}

type LinesProps = { hint: string; value: LineChoice; onChange: (lines: LineChoice) => void }

/** Which dishes: by themselves, or by their categories. */
export function LinesPicker({ hint, value, onChange }: LinesProps) {
  const t = useText()
  const name = useNamed()
  const { products, productCategories } = usePlace()
  return (
    <>
      <CheckList
        legend={t('setting.product-categories')}
        hint={hint}
        options={productCategories.map((one) => ({ value: one.id, label: name(one) }))}
        value={value.categoryIds}
        onChange={(categoryIds) => onChange({ ...value, categoryIds })}
      />
      <ThingsPicker
        label={t('setting.products')}
        addLabel={t('setting.add-product')}
        things={products}
        value={value.productIds}
        onChange={(productIds) => onChange({ ...value, productIds })}
      />
    </>
  )
}
