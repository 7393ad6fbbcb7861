import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { Input, useProblem } from '../../kit/desk/form.tsx'
import { useText } from '../texts.ts'
import type { Zone } from '../types.ts'
import { CornerList } from './corner-list.tsx'
import type { PartProps } from './part-props.ts'
import { StreetList } from './street-list.tsx'
import { ZoneMap } from './zone-map.tsx'

/** Zones on the map or by streets; one of them is being edited. */
export function ZonesEditor({ draft, change }: PartProps) {
  const t = useText()
  const [at, setAt] = useState(0)
  const zones = draft.deliveryZones
  const selected = Math.min(at, zones.length - 1)
  const setZone = (index: number, changes: Partial<Zone>): void => {
    const before = zones[index]?.name
    const { name } = changes
    change({
      deliveryZones: zones.map((zone, i) => (i === index ? { ...zone, ...changes } : zone)),
      // Rules name zones, so they follow a new name.
      ...(name === undefined
        ? {}
        : {
            restrictions: draft.restrictions.map((rule) =>
              rule.zone === before ? { ...rule, zone: name } : rule,
            ),
          }),
    })
  }
  const add = (): void => {
    const name = t('zones.new-zone', { number: zones.length + 1 })
    change({ deliveryZones: [...zones, { name, coordinates: [], addresses: [] }] })
    setAt(zones.length)
  }
  const remove = (index: number): void => {
    change({ deliveryZones: zones.filter((_, i) => i !== index) })
    setAt(0)
  }
  const isMap = draft.zonesMode === 0
  return (
    <section className="card stack">
      <div className="section-head">
        <h2 className="card-title">{t('zones.zones')}</h2>
        <Button icon="plus" onClick={add}>
          {t('zones.add-zone')}
        </Button>
      </div>
      <div className={isMap ? 'zones-grid' : 'stack'}>
        {isMap && (
          <ZoneMap
            zones={zones}
            selected={selected}
            place={draft.place}
            addresses={draft.knownAddresses}
            onSelect={setAt}
            onChange={(coordinates) => setZone(selected, { coordinates })}
          />
        )}
        <div className="stack zones-side">
          <ZoneTabs zones={zones} selected={selected} onSelect={setAt} />
          {zones[selected] && (
            <ZoneForm
              key={selected}
              zone={zones[selected]}
              index={selected}
              draft={draft}
              onChange={(changes) => setZone(selected, changes)}
              onRemove={() => remove(selected)}
            />
          )}
        </div>
      </div>
    </section>
  )
}

type ZoneTabsProps = { zones: readonly Zone[]; selected: number; onSelect: (index: number) => void }

const ZoneTabs = ({ zones, selected, onSelect }: ZoneTabsProps) => (
  <ul className="zone-tabs">
    {zones.map((zone, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: names are being typed; a zone is its place in the list.
      <li key={i}>
        <button type="button" className="zone-tab" aria-pressed={i === selected} onClick={() => onSelect(i)}>
          <span className={`zone-colour zone-${i % 6}`} aria-hidden="true" />
          {zone.name}
        </button>
      </li>
    ))}
  </ul>
)

type ZoneFormProps = {
  zone: Zone
  index: number
  draft: PartProps['draft']
  onChange: (changes: Partial<Zone>) => void
  onRemove: () => void
}

function ZoneForm({ zone, index, draft, onChange, onRemove }: ZoneFormProps) {
  const t = useText()
  const at = `deliveryZones[${index}]`
  const problem = useProblem(`${at}.coordinates`)
  const streetProblem = useProblem(`${at}.addresses`)
  const used = draft.restrictions.filter((rule) => rule.zone === zone.name).length
  const streets = (
    <StreetList
      name={at}
      lines={zone.addresses}
      streets={draft.streets}
      onChange={(addresses) => onChange({ addresses })}
    />
  )
  return (
    <div className="stack">
      <Input
        label={t('zones.name')}
        name={`${at}.name`}
        hint={t('zones.used-by', { count: used })}
        value={zone.name}
        onChange={(name) => onChange({ name })}
      />
      {draft.zonesMode === 0 ? (
        <>
          <CornerList corners={zone.coordinates} onChange={(coordinates) => onChange({ coordinates })} />
          {problem && <p className="field-problem">{problem}</p>}
          <details className="fold" open={zone.addresses.length > 0}>
            <summary>{t('zones.streets-too', { count: zone.addresses.length })}</summary>
            {streets}
          </details>
        </>
      ) : (
        streets
      )}
      {streetProblem && <p className="field-problem">{streetProblem}</p>}
      <div className="buttons">
        <Button look="danger" icon="trash" onClick={onRemove}>
          {t('zones.remove-zone')}
        </Button>
      </div>
    </div>
  )
}
