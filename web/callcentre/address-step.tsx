import { useState } from 'react'
import { Button, Choices, OptionList, TextField } from '../kit/controls.tsx'
import { Select } from '../kit/desk/form.tsx'
import { useNamed } from '../kit/names.ts'
import { Brings } from './brings.tsx'
import { useDesk } from './desk-context.ts'
import { type Address, type Draft, isPlaced, noAddress, withAddress } from './draft.ts'
import { goTo } from './route.ts'
import type { StepProps } from './step-props.ts'
import { useText } from './texts.ts'
import type { OldAddress } from './types.ts'

/** Where it goes, and who can bring it there. */
export function AddressStep(props: StepProps) {
  const t = useText()
  const { draft, onDraft } = props
  const missing = !isPlaced(draft) ? t('cc.address-missing') : draft.target ? null : t('cc.target-missing')
  const set = (address: Partial<Address>): void =>
    onDraft((before) => ({ ...before, address: { ...before.address, ...address } }))
  return (
    <div className="cc-address">
      <section className="cc-address-form">
        <Choices
          label={t('cc.step.address')}
          value={draft.isPickup ? 'pickup' : 'courier'}
          options={[
            { value: 'courier', label: t('cc.courier') },
            { value: 'pickup', label: t('cc.pickup') },
          ]}
          onChange={(way) => onDraft((before) => ({ ...before, isPickup: way === 'pickup' }))}
        />
        {!draft.isPickup && (
          <>
            <OldAddresses draft={draft} onTake={(address) => onDraft((b) => withAddress(b, { address }))} />
            <StreetField address={draft.address} onChange={set} />
            <div className="cc-address-parts">
              {(['house', 'flat', 'entrance', 'floor', 'doorphone'] as const).map((part) => (
                <TextField
                  key={part}
                  label={t(`cc.${part}`)}
                  value={draft.address[part]}
                  maxLength={10}
                  onChange={(value) => set({ [part]: value })}
                />
              ))}
            </div>
            <TextField
              label={t('cc.courier-note')}
              value={draft.address.comment}
              onChange={(comment) => set({ comment })}
            />
          </>
        )}
      </section>
      <section className="cc-brings">
        <h2 className="card-title">{t(draft.isPickup ? 'cc.who-gives' : 'cc.who-brings')}</h2>
        {isPlaced(draft) ? <Brings {...props} /> : <p className="quiet">{t('cc.address-missing')}</p>}
        <Button
          look="primary"
          isLarge
          icon="forward"
          missing={missing}
          onClick={() => goTo('order', 'dishes')}
          data-action="to-dishes"
        >
          {t('cc.next')}
        </Button>
      </section>
    </div>
  )
}

function OldAddresses({ draft, onTake }: { draft: Draft; onTake: (address: OldAddress) => void }) {
  const t = useText()
  const known = new Map<string, OldAddress>()
  for (const { address } of draft.about?.orders ?? [])
    if (address?.streetId && !known.has(address.text)) known.set(address.text, address)
  const chosen = [...known.values()].find(
    ({ streetId, house, flat }) =>
      streetId === draft.address.streetId &&
      (house ?? '') === draft.address.house &&
      (flat ?? '') === draft.address.flat,
  )
  if (known.size === 0) return null
  return (
    <OptionList
      label={t('cc.addresses')}
      value={chosen?.text ?? null}
      options={[...known.keys()].slice(0, 3).map((text) => ({ id: text, label: text }))}
      onChange={(text) => {
        const address = known.get(text)
        if (address) onTake(address)
      }}
    />
  )
}

const shownMax = 5

type StreetFieldProps = { address: Address; onChange: (address: Partial<Address>) => void }

/** A street of the directory, found by any part of its name. */
function StreetField({ address, onChange }: StreetFieldProps) {
  const t = useText()
  const named = useNamed()
  const { choices } = useDesk()
  const street = choices.streets.find(({ id }) => id === address.streetId)
  const [city, setCity] = useState(
    () => street?.cityId ?? choices.organizations[0]?.defaultCityId ?? choices.cities[0]?.id ?? '',
  )
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const found = choices.streets.filter(
    (one) =>
      one.cityId === city &&
      [one.name, named(one)].some((name) =>
        name.toLowerCase().replaceAll('ё', 'е').includes(wanted.replaceAll('ё', 'е')),
      ),
  )
  if (street)
    return (
      <div className="cc-street">
        <div>
          <span className="field-label">{t('cc.street')}</span>
          <strong className="cc-street-name">
            {[choices.cities.find(({ id }) => id === street.cityId), street]
              .flatMap((one) => (one ? [named(one)] : []))
              .join(', ')}
          </strong>
        </div>
        <Button look="quiet" icon="close" onClick={() => onChange({ ...noAddress, streetId: null })}>
          {t('kit.clear')}
        </Button>
      </div>
    )
  return (
    <div className="cc-street-search">
      <Select
        label={t('cc.city')}
        value={city}
        options={choices.cities.map((one) => ({ value: one.id, label: named(one) }))}
        onChange={setCity}
      />
      <TextField label={t('cc.street')} value={typed} placeholder={t('cc.street-find')} onChange={setTyped} />
      {wanted !== '' && found.length === 0 && <p className="field-problem">{t('cc.street-none')}</p>}
      {wanted !== '' && found.length > 0 && (
        <OptionList
          label={t('cc.street')}
          value={null}
          options={found.slice(0, shownMax).map((one) => ({ id: one.id, label: named(one) }))}
          onChange={(streetId) => {
            setTyped('')
            onChange({ streetId })
          }}
        />
      )}
    </div>
  )
}
