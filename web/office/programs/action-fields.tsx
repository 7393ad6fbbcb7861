import { Check, CheckList, Select } from '../../kit/desk/form.tsx'
import { useNamed } from '../../kit/names.ts'
import { usePlace } from '../place.tsx'
import { LinesPicker, SumInput, ThingsPicker, UnitsInput } from './pickers.tsx'
import type { Action, ActionKind } from './program-types.ts'
import { useText } from './texts.ts'
import { amountScale, percentScale } from './units.ts'

type Of<Kind extends ActionKind> = Extract<Action, { kind: Kind }>
type FieldsProps<Part> = { action: Part; onChange: (action: Part) => void }

/** The settings of one action. */
export function ActionFields({ action, onChange }: FieldsProps<Action>) {
  switch (action.kind) {
    case 'percentDiscount':
      return <PercentDiscount action={action} onChange={onChange} />
    case 'fixedDiscount':
      return <FixedDiscount action={action} onChange={onChange} />
    case 'dynamicDiscount':
      return <DynamicDiscount action={action} onChange={onChange} />
    case 'gift':
      return <Gift action={action} onChange={onChange} />
    case 'combo':
      return <Combos action={action} onChange={onChange} />
    case 'accrueBonuses':
      return <PercentAndLimit action={action} onChange={onChange} />
    case 'accrueFixed':
      return <FixedSum action={action} onChange={onChange} />
    case 'payByBonuses':
      return <Payment action={action} onChange={onChange} />
  }
}

type WithPercent = Of<'percentDiscount' | 'accrueBonuses' | 'payByBonuses'>

function LimitInput<Part extends WithPercent | Of<'dynamicDiscount'>>({
  action,
  onChange,
}: FieldsProps<Part>) {
  const t = useText()
  return (
    <SumInput
      label={t('setting.limit')}
      hint={t('setting.no-limit')}
      value={action.limit}
      onChange={(limit) => onChange({ ...action, limit })}
    />
  )
}

function PercentAndLimit<Part extends WithPercent>({ action, onChange }: FieldsProps<Part>) {
  const t = useText()
  return (
    <div className="columns">
      <UnitsInput
        label={t('setting.percent')}
        scale={percentScale}
        value={action.percentHundredths}
        onChange={(percent) => onChange({ ...action, percentHundredths: percent ?? 0 })}
      />
      <LimitInput action={action} onChange={onChange} />
    </div>
  )
}

function PercentDiscount({ action, onChange }: FieldsProps<Of<'percentDiscount'>>) {
  const t = useText()
  return (
    <>
      <PercentAndLimit action={action} onChange={onChange} />
      <LinesPicker
        hint={t('setting.all-lines')}
        value={action.lines}
        onChange={(lines) => onChange({ ...action, lines })}
      />
    </>
  )
}

function FixedSum<Part extends Of<'accrueFixed' | 'fixedDiscount'>>({ action, onChange }: FieldsProps<Part>) {
  const t = useText()
  return (
    <SumInput
      label={t('setting.sum')}
      value={action.sum}
      onChange={(sum) => onChange({ ...action, sum: sum ?? 0 })}
    />
  )
}

function FixedDiscount({ action, onChange }: FieldsProps<Of<'fixedDiscount'>>) {
  const t = useText()
  return (
    <>
      <FixedSum action={action} onChange={onChange} />
      <LinesPicker
        hint={t('setting.all-lines')}
        value={action.lines}
        onChange={(lines) => onChange({ ...action, lines })}
      />
    </>
  )
}

function DynamicDiscount({ action, onChange }: FieldsProps<Of<'dynamicDiscount'>>) {
  const t = useText()
  const name = useNamed()
  const dynamic = usePlace().manualConditions.filter(({ isDynamic }) => isDynamic)
  return (
    <div className="columns">
      <Select
        label={t('setting.manual')}
        value={action.manualConditionId}
        options={dynamic.map((one) => ({ value: one.id, label: name(one) }))}
        onChange={(manualConditionId) => onChange({ ...action, manualConditionId })}
      />
      <LimitInput action={action} onChange={onChange} />
    </div>
  )
}

function Gift({ action, onChange }: FieldsProps<Of<'gift'>>) {
  const t = useText()
  return (
    <>
      <UnitsInput
        label={t('setting.gift-amount')}
        scale={amountScale}
        value={action.amount}
        onChange={(amount) => onChange({ ...action, amount: amount ?? 0 })}
      />
      <ThingsPicker
        label={t('setting.products')}
        addLabel={t('setting.add-product')}
        hint={t('setting.any-lines')}
        things={usePlace().products}
        value={action.productIds}
        onChange={(productIds) => onChange({ ...action, productIds })}
      />
    </>
  )
}

function Combos({ action, onChange }: FieldsProps<Of<'combo'>>) {
  const t = useText()
  const name = useNamed()
  return (
    <CheckList
      legend={t('setting.combos')}
      options={usePlace().comboActions.map((one) => ({ value: one.id, label: name(one) }))}
      value={action.comboActionIds}
      onChange={(comboActionIds) => onChange({ ...action, comboActionIds })}
    />
  )
}

function Payment({ action, onChange }: FieldsProps<Of<'payByBonuses'>>) {
  const t = useText()
  return (
    <>
      <PercentAndLimit action={action} onChange={onChange} />
      <Check
        label={t('setting.can-hold')}
        value={action.canHold}
        onChange={(canHold) => onChange({ ...action, canHold })}
      />
    </>
  )
}
