import { Button, IconButton } from '../../kit/controls.tsx'
import { Check, Input, Select, WholeInput } from '../../kit/desk/form.tsx'
import { useName } from '../books.ts'
import { useText } from '../texts.ts'
import type { Delivery, Houses, StreetLine } from '../types.ts'

type StreetListProps = {
  /** Path of the zone in the problems of the server. */
  name: string
  lines: readonly StreetLine[]
  streets: Delivery['streets']
  onChange: (lines: StreetLine[]) => void
}

const allHouses: Houses = {
  type: 'all',
  startingNumber: 1,
  maxNumber: 0,
  isUnlimitedRange: true,
  specificNumbers: [],
}

/** Streets of a zone, each with the houses that belong to it. */
export function StreetList({ name, lines, streets, onChange }: StreetListProps) {
  const t = useText()
  const nameOf = useName()
  const options = streets.map((street) => ({
    value: street.id,
    label: `${nameOf(street)}, ${street.city}`,
  }))
  const set = (index: number, changes: Partial<StreetLine>): void =>
    onChange(lines.map((line, i) => (i === index ? { ...line, ...changes } : line)))
  const add = (): void => {
    const [first] = streets
    if (first) onChange([...lines, { streetId: first.id, postcode: null, houses: allHouses }])
  }
  return (
    <div className="stack">
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the list.
        <div key={i} className="street">
          <Select
            label={t('zones.street')}
            name={`${name}.addresses[${i}].streetId`}
            value={line.streetId}
            options={options}
            onChange={(streetId) => set(i, { streetId })}
          />
          <HousesForm
            name={`${name}.addresses[${i}].houses`}
            value={line.houses}
            onChange={(houses) => set(i, { houses })}
          />
          <IconButton
            icon="trash"
            label={t('zones.remove-street', { number: i + 1 })}
            onClick={() => onChange(lines.filter((_, other) => other !== i))}
          />
        </div>
      ))}
      <div className="buttons">
        <Button icon="plus" onClick={add}>
          {t('zones.add-street')}
        </Button>
      </div>
    </div>
  )
}

const types = ['all', 'even', 'odd', 'specific'] as const

type HousesFormProps = { name: string; value: Houses; onChange: (houses: Houses) => void }

function HousesForm({ name, value, onChange }: HousesFormProps) {
  const t = useText()
  const set = (changes: Partial<Houses>): void => onChange({ ...value, ...changes })
  return (
    <>
      <Select
        label={t('zones.houses')}
        value={value.type}
        options={types.map((type) => ({ value: type, label: t(`zones.houses.${type}`) }))}
        onChange={(type) => set({ type: types.find((one) => one === type) ?? 'all' })}
      />
      {value.type === 'specific' ? (
        <Input
          label={t('zones.house-list')}
          name={`${name}.specificNumbers`}
          hint={t('zones.house-list-hint')}
          value={value.specificNumbers.join(', ')}
          onChange={(text) => set({ specificNumbers: text.split(',').map((one) => one.trim()) })}
        />
      ) : (
        <>
          <WholeInput
            label={t('zones.first-house')}
            value={value.startingNumber}
            onChange={(startingNumber) => set({ startingNumber })}
          />
          {!value.isUnlimitedRange && (
            <WholeInput
              label={t('zones.last-house')}
              name={`${name}.maxNumber`}
              value={value.maxNumber}
              onChange={(maxNumber) => set({ maxNumber })}
            />
          )}
          <Check
            label={t('zones.to-the-end')}
            value={value.isUnlimitedRange}
            onChange={(isUnlimitedRange) => set({ isUnlimitedRange })}
          />
        </>
      )}
    </>
  )
}
