import { CheckList, Input, Select, WholeInput } from '../../kit/desk/form.tsx'
import { useNamed } from '../../kit/names.ts'
import { usePlace } from '../place.tsx'
import { LinesPicker, SumInput, UnitsInput } from './pickers.tsx'
import type { Condition, ConditionKind, ServiceType } from './program-types.ts'
import { useText } from './texts.ts'
import { amountScale, minutesOf, timeOf, unitsOf } from './units.ts'

type Of<Kind extends ConditionKind> = Extract<Condition, { kind: Kind }>
type FieldsProps<Part> = { condition: Part; onChange: (condition: Part) => void }

/** The settings of one condition. */
export function ConditionFields({ condition, onChange }: FieldsProps<Condition>) {
  switch (condition.kind) {
    case 'schedule':
      return <Schedule condition={condition} onChange={onChange} />
    case 'serviceType':
      return <Services condition={condition} onChange={onChange} />
    case 'guestCategory':
      return <GuestCategories condition={condition} onChange={onChange} />
    case 'orderSum':
      return <OrderSum condition={condition} onChange={onChange} />
    case 'products':
      return <Products condition={condition} onChange={onChange} />
    case 'coupon':
      return <CouponSeries condition={condition} onChange={onChange} />
    case 'manual':
      return <Manual condition={condition} onChange={onChange} />
    case 'birthday':
      return <Birthday condition={condition} onChange={onChange} />
    case 'orderCount':
      return <OrderCount condition={condition} onChange={onChange} />
  }
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

function Schedule({ condition, onChange }: FieldsProps<Of<'schedule'>>) {
  const t = useText()
  return (
    <>
      <CheckList
        legend={t('setting.weekdays')}
        options={weekdays.map((value) => ({ value, label: t(`setting.weekday.${value}`) }))}
        value={weekdays.filter((day) => condition.weekdays.includes(day))}
        onChange={(chosen) => onChange({ ...condition, weekdays: [...chosen].sort((a, b) => a - b) })}
      />
      <div className="columns">
        <Input
          label={t('setting.from-time')}
          type="time"
          value={timeOf(condition.fromMinutes)}
          onChange={(time) => onChange({ ...condition, fromMinutes: minutesOf(time, false) })}
        />
        <Input
          label={t('setting.to-time')}
          type="time"
          value={timeOf(condition.toMinutes)}
          onChange={(time) => onChange({ ...condition, toMinutes: minutesOf(time, true) })}
        />
      </div>
    </>
  )
}

export const services = [
  'Common',
  'DeliveryByCourier',
  'DeliveryByClient',
] as const satisfies readonly ServiceType[]

function Services({ condition, onChange }: FieldsProps<Of<'serviceType'>>) {
  const t = useText()
  return (
    <CheckList
      legend={t('setting.services')}
      options={services.map((value) => ({ value, label: t(`setting.service.${value}`) }))}
      value={condition.serviceTypes}
      onChange={(serviceTypes) => onChange({ ...condition, serviceTypes })}
    />
  )
}

function GuestCategories({ condition, onChange }: FieldsProps<Of<'guestCategory'>>) {
  const t = useText()
  const name = useNamed()
  return (
    <CheckList
      legend={t('setting.categories')}
      options={usePlace().categories.map((one) => ({ value: one.id, label: name(one) }))}
      value={condition.categoryIds}
      onChange={(categoryIds) => onChange({ ...condition, categoryIds })}
    />
  )
}

function OrderSum({ condition, onChange }: FieldsProps<Of<'orderSum'>>) {
  const t = useText()
  return (
    <div className="columns">
      <SumInput
        label={t('setting.sum-from')}
        value={condition.from}
        onChange={(from) => onChange({ ...condition, from: from ?? 0 })}
      />
      <SumInput
        label={t('setting.sum-to')}
        hint={t('setting.no-limit')}
        value={condition.to}
        onChange={(to) => onChange({ ...condition, to })}
      />
    </div>
  )
}

function Products({ condition, onChange }: FieldsProps<Of<'products'>>) {
  const t = useText()
  return (
    <>
      <UnitsInput
        label={t('setting.amount')}
        scale={amountScale}
        value={condition.amount}
        onChange={(amount) => onChange({ ...condition, amount: amount ?? 0 })}
      />
      <LinesPicker
        hint={t('setting.any-lines')}
        value={condition}
        onChange={({ productIds, categoryIds }) => onChange({ ...condition, productIds, categoryIds })}
      />
    </>
  )
}

function CouponSeries({ condition, onChange }: FieldsProps<Of<'coupon'>>) {
  const t = useText()
  const name = useNamed()
  return (
    <Select
      label={t('setting.series')}
      value={condition.seriesId}
      options={usePlace().couponSeries.map((one) => ({ value: one.id, label: name(one) }))}
      onChange={(seriesId) => onChange({ ...condition, seriesId })}
    />
  )
}

function Manual({ condition, onChange }: FieldsProps<Of<'manual'>>) {
  const t = useText()
  const name = useNamed()
  return (
    <Select
      label={t('setting.manual')}
      value={condition.manualConditionId}
      options={usePlace().manualConditions.map((one) => ({ value: one.id, label: name(one) }))}
      onChange={(manualConditionId) => onChange({ ...condition, manualConditionId })}
    />
  )
}

function Birthday({ condition, onChange }: FieldsProps<Of<'birthday'>>) {
  const t = useText()
  return (
    <div className="columns">
      <WholeInput
        label={t('setting.days-before')}
        value={condition.daysBefore}
        onChange={(daysBefore) => onChange({ ...condition, daysBefore })}
      />
      <WholeInput
        label={t('setting.days-after')}
        value={condition.daysAfter}
        onChange={(daysAfter) => onChange({ ...condition, daysAfter })}
      />
    </div>
  )
}

function OrderCount({ condition, onChange }: FieldsProps<Of<'orderCount'>>) {
  const t = useText()
  return (
    <div className="columns">
      <WholeInput
        label={t('setting.count-from')}
        value={condition.from}
        onChange={(from) => onChange({ ...condition, from })}
      />
      <Input
        label={t('setting.count-to')}
        hint={t('setting.no-limit')}
        mode="numeric"
        value={condition.to === null ? '' : String(condition.to)}
        onChange={(text) => onChange({ ...condition, to: unitsOf(text, 0) })}
      />
    </div>
  )
}
