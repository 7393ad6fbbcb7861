import { useState } from 'react'
import { Button, Chip } from '../../kit/controls.tsx'
import { post } from '../../kit/desk/api.ts'
import { FormFrame, Input, Select, useSubmit } from '../../kit/desk/form.tsx'
import { useName } from '../books.ts'
import { isKnownText, useText } from '../texts.ts'
import type { Delivery, Verdict } from '../types.ts'

type TryAddressProps = { path: string; delivery: Delivery; isChanged: boolean }

/** Who would take an order to an address now, by the rules as they are saved. */
export function TryAddress({ path, delivery, isChanged }: TryAddressProps) {
  const t = useText()
  const name = useName()
  const [streetId, setStreetId] = useState(delivery.streets[0]?.id ?? '')
  const [house, setHouse] = useState('1')
  const [sum, setSum] = useState('1000')
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const form = useSubmit()
  const ask = async (): Promise<void> => {
    setVerdict(await post<Verdict>(`${path}/try`, { streetId, house, sum: sum === '' ? null : sum }))
  }
  return (
    <section className="card stack">
      <h2 className="card-title">{t('zones.try')}</h2>
      <p className="field-hint">{t(isChanged ? 'zones.try-saved-only' : 'zones.try-hint')}</p>
      <FormFrame of={form}>
        <div className="inline-form">
          <Select
            label={t('zones.street')}
            name="streetId"
            value={streetId}
            options={delivery.streets.map((street) => ({
              value: street.id,
              label: `${name(street)}, ${street.city}`,
            }))}
            onChange={setStreetId}
          />
          <Input label={t('zones.house')} name="house" value={house} onChange={setHouse} />
          <Input
            label={t('zones.sum', { currency: delivery.currency.isoName })}
            name="sum"
            mode="decimal"
            value={sum}
            onChange={setSum}
          />
          <Button look="primary" isBusy={form.isBusy} onClick={() => void form.run(ask)}>
            {t('zones.ask')}
          </Button>
        </div>
      </FormFrame>
      {verdict && <VerdictList verdict={verdict} />}
    </section>
  )
}

function VerdictList({ verdict }: { verdict: Verdict }) {
  const t = useText()
  const why = (code: string): string => {
    const key = `reject.${code}`
    return isKnownText(key) ? t(key) : code
  }
  return (
    <ul className="rows" aria-live="polite">
      {verdict.allowed.map((one, i) => (
        <li key={one.terminalGroupId} className="row">
          <span className="row-main">
            <strong>{one.name}</strong>
            <span className="quiet">{one.zone ?? t('zones.everywhere')}</span>
          </span>
          <span>{t('kit.minutes', { count: one.deliveryDurationInMinutes })}</span>
          <Chip look="accent">{t(i === 0 ? 'zones.takes' : 'zones.could')}</Chip>
        </li>
      ))}
      {verdict.rejected.map((one) => (
        <li key={`${one.terminalGroupId} ${one.zone}`} className="row">
          <span className="row-main">
            <strong>{one.name}</strong>
            <span className="quiet">{one.zone ?? t('zones.everywhere')}</span>
          </span>
          <Chip look="late">{why(one.rejectCode)}</Chip>
        </li>
      ))}
      {verdict.allowed.length + verdict.rejected.length === 0 && <li className="row">{t('zones.nobody')}</li>}
    </ul>
  )
}
