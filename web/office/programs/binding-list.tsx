import { Button, IconButton } from '../../kit/controls.tsx'
import { Check } from '../../kit/desk/form.tsx'
import { newCommandId } from '../../kit/till-api.ts'
import { usePlace } from '../place.tsx'
import { ActionFields } from './action-fields.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { actionKinds, conditionKinds, newAction, newBinding, newCondition } from './new-parts.ts'
import { KindToAdd } from './pickers.tsx'
import type { ActionKind, Binding } from './program-types.ts'
import { useText } from './texts.ts'

type ListProps = {
  title: string
  /** What a new rule does at first. */
  kind: ActionKind
  bindings: readonly Binding[]
  onChange: (bindings: Binding[]) => void
}

/** Rules of a campaign: when these conditions hold, these things are done. */
export function BindingList({ title, kind, bindings, onChange }: ListProps) {
  const t = useText()
  const place = usePlace()
  const add = (): void =>
    onChange([...bindings, newBinding(newCommandId(), newAction(kind, newCommandId(), place))])
  return (
    <section className="card stack">
      <h2 className="card-title">{title}</h2>
      {bindings.map((binding, index) => (
        <BindingEditor
          key={binding.id}
          number={index + 1}
          binding={binding}
          onChange={(changed) => onChange(bindings.map((one) => (one === binding ? changed : one)))}
          onRemove={() => onChange(bindings.filter((one) => one !== binding))}
        />
      ))}
      <div>
        <Button icon="plus" onClick={add}>
          {t('campaign.add-rule')}
        </Button>
      </div>
    </section>
  )
}

type EditorProps = {
  number: number
  binding: Binding
  onChange: (binding: Binding) => void
  onRemove: () => void
}

function BindingEditor({ number, binding, onChange, onRemove }: EditorProps) {
  const t = useText()
  return (
    <fieldset className="rule">
      <legend>{t('campaign.rule', { number })}</legend>
      <div className="rule-remove">
        <IconButton icon="trash" label={t('campaign.remove-rule', { number })} onClick={onRemove} />
      </div>
      <Conditions binding={binding} onChange={onChange} />
      <Actions binding={binding} onChange={onChange} />
      <Check
        label={t('campaign.stop')}
        value={binding.stopsFurtherExecution}
        onChange={(stopsFurtherExecution) => onChange({ ...binding, stopsFurtherExecution })}
      />
    </fieldset>
  )
}

type PartProps = { binding: Binding; onChange: (binding: Binding) => void }

function Conditions({ binding, onChange }: PartProps) {
  const t = useText()
  const place = usePlace()
  const set = (conditions: Binding['conditions']): void => onChange({ ...binding, conditions })
  const { conditions } = binding
  return (
    <div className="stack">
      <h3 className="rule-word">{t('campaign.when')}</h3>
      {conditions.length === 0 && <p className="quiet">{t('campaign.always')}</p>}
      {conditions.map((one) => (
        <div className="rule-part" key={one.id}>
          <PartHead
            name={t(`condition.${one.kind}`)}
            onRemove={() => set(conditions.filter((other) => other !== one))}
          />
          <ConditionFields
            condition={one}
            onChange={(changed) => set(conditions.map((other) => (other === one ? changed : other)))}
          />
        </div>
      ))}
      <KindToAdd
        label={t('campaign.add-condition')}
        options={conditionKinds.map((kind) => ({ value: kind, label: t(`condition.${kind}`) }))}
        onAdd={(kind) => set([...conditions, newCondition(kind, newCommandId(), place)])}
      />
    </div>
  )
}

function Actions({ binding, onChange }: PartProps) {
  const t = useText()
  const place = usePlace()
  const set = (actions: Binding['actions']): void => onChange({ ...binding, actions })
  const { actions } = binding
  return (
    <div className="stack">
      <h3 className="rule-word">{t('campaign.then')}</h3>
      {actions.map((one) => (
        <div className="rule-part" key={one.id}>
          <PartHead
            name={t(`action.${one.kind}`)}
            onRemove={() => set(actions.filter((other) => other !== one))}
          />
          <ActionFields
            action={one}
            onChange={(changed) => set(actions.map((other) => (other === one ? changed : other)))}
          />
        </div>
      ))}
      <KindToAdd
        label={t('campaign.add-action')}
        options={actionKinds.map((kind) => ({ value: kind, label: t(`action.${kind}`) }))}
        onAdd={(kind) => set([...actions, newAction(kind, newCommandId(), place)])}
      />
    </div>
  )
}

function PartHead({ name, onRemove }: { name: string; onRemove: () => void }) {
  const t = useText()
  return (
    <div className="rule-part-head">
      <strong>{name}</strong>
      <IconButton icon="close" label={t('setting.remove', { name })} onClick={onRemove} />
    </div>
  )
}
