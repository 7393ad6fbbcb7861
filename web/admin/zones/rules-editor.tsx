import { useState } from 'react'
import { Button, IconButton } from '../../kit/controls.tsx'
import { Check, Field, Input, type Option, Select, useProblem, WholeInput } from '../../kit/desk/form.tsx'
import { useName } from '../books.ts'
import { useText } from '../texts.ts'
import type { Delivery, Rule } from '../types.ts'
import type { PartProps } from './part-props.ts'
import { hasDay, minutesOf, timeOf, weekdays, withDay } from './schedule.ts'

/** Rules: which till serves which zone on which days and hours, from which sum. */
export function RulesEditor({ draft, change }: PartProps) {
  const t = useText()
  const rules = draft.restrictions
  const set = (index: number, changes: Partial<Rule>): void =>
    change({ restrictions: rules.map((rule, i) => (i === index ? { ...rule, ...changes } : rule)) })
  const add = (): void => {
    const [group] = draft.terminalGroups
    if (!group) return
    const rule: Rule = {
      terminalGroupId: group.id,
      zone: draft.zonesMode === 2 ? null : (draft.deliveryZones[0]?.name ?? null),
      weekMap: 127,
      from: null,
      to: null,
      minSum: '0',
      priority: rules.length + 1,
      deliveryDurationInMinutes: draft.defaultDeliveryDurationInMinutes,
      deliveryServiceProductId: null,
    }
    change({ restrictions: [...rules, rule] })
  }
  return (
    <section className="card stack">
      <div className="section-head">
        <div>
          <h2 className="card-title">{t('zones.rules')}</h2>
          <p className="field-hint">{t('zones.rules-hint')}</p>
        </div>
        <Button icon="plus" onClick={add}>
          {t('zones.add-rule')}
        </Button>
      </div>
      {rules.length === 0 && <p className="field-hint">{t('zones.no-rules')}</p>}
      {rules.map((rule, i) => (
        <RuleForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the list.
          key={i}
          rule={rule}
          index={i}
          draft={draft}
          onChange={(changes) => set(i, changes)}
          onRemove={() => change({ restrictions: rules.filter((_, other) => other !== i) })}
        />
      ))}
    </section>
  )
}

type RuleFormProps = {
  rule: Rule
  index: number
  draft: Delivery
  onChange: (changes: Partial<Rule>) => void
  onRemove: () => void
}

function RuleForm({ rule, index, draft, onChange, onRemove }: RuleFormProps) {
  const t = useText()
  const name = useName()
  const at = `restrictions[${index}]`
  const zones: Option[] = [
    { value: '', label: t('zones.everywhere') },
    ...draft.deliveryZones.map((zone) => ({ value: zone.name, label: zone.name })),
  ]
  return (
    <fieldset className="rule">
      <legend className="visually-hidden">{t('zones.rule', { number: index + 1 })}</legend>
      <div className="rule-fields">
        <Select
          label={t('zones.till')}
          name={`${at}.terminalGroupId`}
          value={rule.terminalGroupId}
          options={draft.terminalGroups.map((group) => ({ value: group.id, label: name(group) }))}
          onChange={(terminalGroupId) => onChange({ terminalGroupId })}
        />
        {draft.zonesMode !== 2 && (
          <Select
            label={t('zones.zone')}
            name={`${at}.zone`}
            value={rule.zone ?? ''}
            options={zones}
            onChange={(zone) => onChange({ zone: zone === '' ? null : zone })}
          />
        )}
        {!draft.useSameMinSum && (
          <Input
            label={t('zones.min-sum', { currency: draft.currency.isoName })}
            name={`${at}.minSum`}
            mode="decimal"
            value={rule.minSum}
            onChange={(minSum) => onChange({ minSum })}
          />
        )}
        {!draft.useSameDeliveryDuration && (
          <WholeInput
            label={t('zones.duration')}
            name={`${at}.deliveryDurationInMinutes`}
            value={rule.deliveryDurationInMinutes}
            onChange={(deliveryDurationInMinutes) => onChange({ deliveryDurationInMinutes })}
          />
        )}
        <WholeInput
          label={t('zones.priority')}
          name={`${at}.priority`}
          value={rule.priority}
          onChange={(priority) => onChange({ priority })}
        />
        {draft.addDeliveryServiceCost && !draft.useSameDeliveryServiceProduct && (
          <ChargeSelect
            name={`${at}.deliveryServiceProductId`}
            draft={draft}
            value={rule.deliveryServiceProductId}
            onChange={(deliveryServiceProductId) => onChange({ deliveryServiceProductId })}
          />
        )}
      </div>
      <div className="rule-hours">
        {!draft.useSameRestrictionsOnAllWeek && (
          <Days name={`${at}.weekMap`} value={rule.weekMap} onChange={(weekMap) => onChange({ weekMap })} />
        )}
        {!draft.useSameWorkTimeInterval && (
          <Hours from={rule.from} to={rule.to} name={at} onChange={onChange} />
        )}
        <IconButton
          icon="trash"
          isFramed
          label={t('zones.remove-rule', { number: index + 1 })}
          onClick={onRemove}
        />
      </div>
    </fieldset>
  )
}

type ChargeSelectProps = {
  name: string
  draft: Delivery
  value: string | null
  onChange: (value: string | null) => void
}

export function ChargeSelect({ name, draft, value, onChange }: ChargeSelectProps) {
  const t = useText()
  const nameOf = useName()
  return (
    <Select
      label={t('zones.charge')}
      name={name}
      value={value ?? ''}
      options={[
        { value: '', label: t('zones.no-charge') },
        ...draft.deliveryProducts.map((product) => ({ value: product.id, label: nameOf(product) })),
      ]}
      onChange={(id) => onChange(id === '' ? null : id)}
    />
  )
}

type DaysProps = { name: string; value: number; onChange: (value: number) => void }

function Days({ name, value, onChange }: DaysProps) {
  const t = useText()
  const problem = useProblem(name)
  return (
    <fieldset className="days">
      <legend className="field-label">{t('zones.days')}</legend>
      <div className="day-buttons">
        {weekdays.map((day) => (
          <button
            key={day}
            type="button"
            className="day"
            aria-pressed={hasDay(value, day)}
            onClick={() => onChange(withDay(value, day, !hasDay(value, day)))}
          >
            {t(`day.${day}`)}
          </button>
        ))}
      </div>
      {problem && <p className="field-problem">{problem}</p>}
    </fieldset>
  )
}

type HoursProps = {
  from: number | null
  to: number | null
  name: string
  onChange: (changes: { from?: number | null; to?: number | null }) => void
}

/** Round the clock, or from a time to a time; one past midnight ends on the next day. */
export function Hours({ from, to, name, onChange }: HoursProps) {
  const t = useText()
  const isRound = from === null && to === null
  const [last, setLast] = useState({ from: from ?? 600, to: to ?? 1320 })
  const isNight = from !== null && to !== null && to < from
  return (
    <div className="hours">
      <Check
        label={t('zones.round-the-clock')}
        value={isRound}
        onChange={(isOn) => {
          if (isOn) {
            setLast({ from: from ?? last.from, to: to ?? last.to })
            onChange({ from: null, to: null })
          } else onChange(last)
        }}
      />
      {!isRound && (
        <>
          <TimeInput
            label={t('zones.from')}
            name={`${name}.from`}
            value={from}
            onChange={(minutes) => onChange({ from: minutes })}
          />
          <TimeInput
            label={t('zones.to')}
            name={`${name}.to`}
            value={to}
            onChange={(minutes) => onChange({ to: minutes })}
          />
          {isNight && <p className="field-hint hours-note">{t('zones.next-day')}</p>}
        </>
      )}
    </div>
  )
}

type TimeInputProps = {
  label: string
  name: string
  value: number | null
  onChange: (minutes: number) => void
}

/** A time by the 24-hour clock whatever the browser's language; what is no time is forgotten on leaving. */
function TimeInput({ label, name, value, onChange }: TimeInputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Field label={label} name={name}>
      {(attributes) => (
        <input
          className="input"
          inputMode="numeric"
          placeholder="00:00"
          autoComplete="off"
          {...attributes}
          value={typed ?? timeOf(value)}
          onChange={(event) => {
            setTyped(event.target.value)
            const minutes = minutesOf(event.target.value)
            if (minutes !== null) onChange(minutes)
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  )
}
