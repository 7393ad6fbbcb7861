import { Button, Stepper, TextField } from '../kit/controls.tsx'
import { post } from '../kit/desk/api.ts'
import { FormFrame, Select, useSubmit } from '../kit/desk/form.tsx'
import { modifiersOf } from '../kit/dish-choice.ts'
import { useNamed } from '../kit/names.ts'
import { useToast } from '../kit/toast-context.ts'
import { useGoOn } from '../kit/use-go-on.ts'
import { Brings } from './brings.tsx'
import { useDesk, useFormatOf, useNow } from './desk-context.ts'
import { addSums, type Draft, isPlaced, newDraft, orderOf } from './draft.ts'
import { goTo } from './route.ts'
import type { StepProps } from './step-props.ts'
import { useText } from './texts.ts'
import type { Delivery } from './types.ts'
import { WhenField } from './when-field.tsx'

const personsMax = 50

/** When, how it is paid, and off to the till. */
export function SendStep(props: StepProps) {
  const { draft, onDraft, check } = props
  const t = useText()
  const toast = useToast()
  const form = useSubmit()
  const goOn = useGoOn(goTo)
  const { target } = draft
  const format = useFormatOf(target?.organizationId ?? null)
  const chosen = check?.allowed.find((one) => one.terminalGroupId === target?.terminalGroupId)
  const sum =
    check?.sum == null ? null : addSums([check.sum, chosen?.charge?.sum ?? '0'], format.currency.scale)
  const missing = useMissing(draft)
  const send = async (): Promise<void> => {
    if (!target) return
    const order = await post<Delivery>('/orders', orderOf(draft, target, sum))
    toast(order.number === null ? t('cc.sent-waiting') : t('cc.sent', { number: order.number }))
    // Meanwhile the next guest may be on the phone.
    onDraft((now) => (now.id === draft.id ? newDraft() : now))
    goOn('deliveries')
  }
  return (
    <div className="cc-send">
      <section className="cc-send-form">
        <FormFrame of={form}>
          <WhenField
            value={draft.promisedAt}
            timeZoneOf={target?.organizationId ?? null}
            onChange={(promisedAt) => onDraft((before) => ({ ...before, promisedAt }))}
          />
          <Payment draft={draft} onDraft={onDraft} />
          <TextField
            label={t('cc.comment')}
            value={draft.comment}
            lines={2}
            maxLength={500}
            onChange={(comment) => onDraft((before) => ({ ...before, comment }))}
          />
          <div className="cc-persons">
            <span className="field-label">{t('cc.persons')}</span>
            <Stepper
              label={t('cc.persons')}
              value={draft.persons}
              min={1}
              max={personsMax}
              onChange={(persons) => onDraft((before) => ({ ...before, persons }))}
            />
          </div>
        </FormFrame>
      </section>
      <section className="cc-brings">
        <Lines draft={draft} />
        {isPlaced(draft) && <Brings {...props} />}
        {sum !== null && (
          <p className="cc-total">
            <span>{t('cc.total')}</span>
            <strong data-total={sum}>{format.money(sum)}</strong>
          </p>
        )}
        <Button
          look="primary"
          isLarge
          isWide
          isBusy={form.isBusy}
          missing={missing ?? (check ? null : t('cc.checking'))}
          onClick={() => void form.run(send)}
          data-action="send"
        >
          {t('cc.send', { sum: sum === null ? '…' : format.money(sum) })}
        </Button>
      </section>
    </div>
  )
}

function useMissing(draft: Draft): string | null {
  const t = useText()
  if (draft.name.trim() === '') return t('cc.name-missing')
  if (!isPlaced(draft)) return t('cc.address-missing')
  if (!draft.target) return t('cc.target-missing')
  return draft.lines.length === 0 ? t('cc.dishes-missing') : null
}

function Payment({ draft, onDraft }: Omit<StepProps, 'check'>) {
  const t = useText()
  const named = useNamed()
  const { choices } = useDesk()
  const here = choices.paymentTypes.filter(
    ({ terminalGroupIds }) =>
      terminalGroupIds.length === 0 || terminalGroupIds.includes(draft.target?.terminalGroupId ?? ''),
  )
  return (
    <Select
      label={t('cc.payment')}
      value={draft.paymentTypeId ?? ''}
      options={[
        { value: '', label: t('cc.payment-none') },
        ...here.map((type) => ({ value: type.id, label: named(type) })),
      ]}
      onChange={(id) => onDraft((before) => ({ ...before, paymentTypeId: id || null }))}
    />
  )
}

function Lines({ draft }: { draft: Draft }) {
  const named = useNamed()
  const now = useNow()
  const format = useFormatOf(draft.target?.organizationId ?? null)
  const facts = [
    draft.name,
    format.phone(draft.phone),
    draft.promisedAt && format.moment(draft.promisedAt, now),
  ]
  return (
    <div>
      <p className="quiet">{facts.filter(Boolean).join(' · ')}</p>
      <ul>
        {draft.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place until the order is sent.
          <li key={index}>
            {named(line.product)} × {format.amount(line.amount)}
            {modifiersOf(line).length > 0 && <span className="quiet"> +{modifiersOf(line).length}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
