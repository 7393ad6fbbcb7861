import { Button, OptionList } from '../../kit/controls.tsx'
import { fromMinor } from '../../kit/format.ts'
import type { IconName } from '../../kit/icons.tsx'
import { useNamed } from '../../kit/names.ts'
import { useForbidden, useFormat, useTill } from '../../kit/till-context.tsx'
import type { Sale } from '../../kit/till-types.ts'
import { useText } from '../texts.ts'
import { usePayText } from './texts.ts'
import type { PaymentFormState } from './use-payment-lines.ts'

const iconOf = (kind: string): IconName => (kind === 'Cash' ? 'cash' : kind === 'Card' ? 'card' : 'receipt')

/** Ways of paying: those of the books, bonuses of the guest, and who owes where it is on credit. */
export function PayTypes({ form, sale }: { form: PaymentFormState; sale: Sale }) {
  const t = useText()
  const say = usePayText()
  const named = useNamed()
  const format = useFormat()
  const may = useForbidden()
  const { currency } = useTill().session.till
  const { types, type, lines, paying } = form
  const usedIds = new Set([
    ...lines.map((line) => line.type.id),
    ...sale.payments.map(({ typeId }) => typeId),
  ])
  const hasAlone = lines.some((line) => !line.type.isCombinable)
  const isOff = (one: (typeof types)[number]): boolean =>
    [...usedIds].some((id) => id !== one.id) && (!one.isCombinable || hasAlone)
  return (
    <section className="pay-types" aria-label={t('pay.how')}>
      {types.map((each) => (
        <Button
          key={each.id}
          icon={iconOf(each.kind)}
          className="pay-type"
          aria-pressed={each.id === type?.id}
          forbidden={each.kind === 'Writeoff' ? may('orders.on-the-house') : null}
          missing={isOff(each) ? t('pay.alone') : null}
          onClick={() => form.setTypeId(each.id)}
          data-pay={each.kind}
        >
          <span>
            {named(each)}
            {each.max !== null && (
              <span className="pay-type-note">
                {say('paying.bonuses-max', { sum: format.plainMoney(fromMinor(each.max, currency)) })}
              </span>
            )}
          </span>
        </Button>
      ))}
      {type?.kind === 'Credit' && (
        <OptionList
          label={say('paying.counteragent')}
          options={paying.counteragents.map(({ id, name }) => ({ id, label: name }))}
          value={form.counteragentId}
          onChange={form.setCounteragentId}
        />
      )}
    </section>
  )
}
