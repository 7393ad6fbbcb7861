import { IconButton, Stepper } from '../../kit/controls.tsx'
import { CheckList, Input, Select } from '../../kit/desk/form.tsx'
import { useNamed } from '../../kit/names.ts'
import { useFormat, usePlace } from '../place.tsx'
import { services } from './condition-fields.tsx'
import { KindToAdd } from './pickers.tsx'
import type { Sample } from './program-types.ts'
import { useText } from './texts.ts'

type FormProps = { sample: Sample; onChange: (sample: Sample) => void }
const amountMax = 99

/** What is said of the order besides its dishes. */
export function SampleTerms({ sample, onChange }: FormProps) {
  const t = useText()
  return (
    <>
      <Select
        label={t('condition.serviceType')}
        value={sample.serviceType}
        options={services.map((value) => ({ value, label: t(`setting.service.${value}`) }))}
        onChange={(value) =>
          onChange({ ...sample, serviceType: services.find((one) => one === value) ?? 'Common' })
        }
      />
      <details className="fold">
        <summary>{t('preview.more')}</summary>
        <div className="stack">
          <Circumstances sample={sample} onChange={onChange} />
        </div>
      </details>
    </>
  )
}

/** The dishes of the order that is only thought of. */
export function SampleItems({ sample, onChange }: FormProps) {
  const t = useText()
  const name = useNamed()
  const format = useFormat()
  const plain = usePlace().products.filter(({ isPlain }) => isPlain)
  const { items } = sample
  const set = (changed: Sample['items']): void => onChange({ ...sample, items: changed })
  const chosen = new Set(items.map(({ productId }) => productId))
  return (
    <div className="stack">
      <ul className="sample-items">
        {items.map((item) => {
          const product = plain.find(({ id }) => id === item.productId)
          const text = product ? name(product) : item.productId
          return (
            <li key={item.productId}>
              <span className="sample-name">
                {text}
                {product && <span className="quiet">{format.money(product.price)}</span>}
              </span>
              <Stepper
                label={text}
                value={item.amount}
                min={1}
                max={amountMax}
                onChange={(amount) => set(items.map((one) => (one === item ? { ...item, amount } : one)))}
              />
              <IconButton
                icon="close"
                label={t('setting.remove', { name: text })}
                onClick={() => set(items.filter((one) => one !== item))}
              />
            </li>
          )
        })}
      </ul>
      <KindToAdd
        label={t('preview.add-item')}
        options={plain
          .filter(({ id }) => !chosen.has(id))
          .map((one) => ({ value: one.id, label: name(one) }))}
        onAdd={(productId) => {
          const sizeId = plain.find(({ id }) => id === productId)?.sizeId ?? null
          set([...items, { productId, sizeId, amount: 1 }])
        }}
      />
    </div>
  )
}

/** Who orders, with what in hand, and when. */
function Circumstances({ sample, onChange }: FormProps) {
  const t = useText()
  const name = useNamed()
  const { manualConditions } = usePlace()
  const [day = '', time = ''] = (sample.at ?? '').split('T')
  const isDynamic = manualConditions.some(
    (one) => one.isDynamic && sample.manualConditionIds.includes(one.id),
  )
  const setMoment = (nextDay: string, nextTime: string): void =>
    onChange({ ...sample, at: nextDay === '' ? null : `${nextDay}T${nextTime || '12:00'}` })
  return (
    <>
      <Input
        label={t('preview.phone')}
        hint={t('preview.phone-hint')}
        value={sample.phone}
        onChange={(phone) => onChange({ ...sample, phone })}
      />
      <Input
        label={t('preview.coupon')}
        value={sample.coupon}
        onChange={(coupon) => onChange({ ...sample, coupon })}
      />
      <CheckList
        legend={t('preview.conditions')}
        options={manualConditions.map((one) => ({ value: one.id, label: name(one) }))}
        value={sample.manualConditionIds}
        onChange={(manualConditionIds) => onChange({ ...sample, manualConditionIds })}
      />
      {isDynamic && (
        <Input
          label={t('preview.dynamic-sum')}
          mode="decimal"
          value={sample.dynamicSum ?? ''}
          onChange={(text) => onChange({ ...sample, dynamicSum: text === '' ? null : text })}
        />
      )}
      <Input
        label={t('preview.day')}
        hint={t('preview.now')}
        type="date"
        value={day}
        onChange={(next) => setMoment(next, time)}
      />
      {day !== '' && (
        <Input label={t('preview.time')} type="time" value={time} onChange={(next) => setMoment(day, next)} />
      )}
    </>
  )
}
