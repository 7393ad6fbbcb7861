import { Button, IconButton } from '../../kit/controls.tsx'
import { fromMinor } from '../../kit/format.ts'
import { useNamed } from '../../kit/names.ts'
import { useFormat, useNameOf, useSend, useTill } from '../../kit/till-context.tsx'
import type { Sale } from '../../kit/till-types.ts'
import { PluginButtons } from '../plugins/plugin-buttons.tsx'
import { useText } from '../texts.ts'
import type { PaidOrder } from './paid-order.ts'
import { usePayText } from './texts.ts'
import type { PaymentFormState } from './use-payment-lines.ts'

type Props = { form: PaymentFormState; sale: Sale; paid: PaidOrder | null }

/** What is to be paid, what was, what is being put together, what is left or goes back. */
export function PaySheet({ form, sale, paid }: Props) {
  const t = useText()
  const say = usePayText()
  const named = useNamed()
  const format = useFormat()
  const { currency } = useTill().session.till
  const { sheet, lines, tips, offers } = form
  const money = (minor: number) => format.money(fromMinor(minor, currency))
  return (
    <section className="pay-sheet" aria-label={t('delivery.payments')}>
      <dl>
        <div className="total-line total-sum">
          <dt>{t('pay.total')}</dt>
          <dd>{money(sheet.total)}</dd>
        </div>
        {sheet.paid > 0 && <Line label={t('pay.already')} sum={money(sheet.paid)} />}
        {sheet.planned > 0 && <Line label={t('pay.planned')} sum={money(sheet.planned)} />}
        {offers?.guest && (
          <Line label={say('paying.guest')} sum={offers.guest.name ?? say('guest.nameless')} />
        )}
      </dl>
      <ul>
        {paid && <ByBank sale={sale} order={paid} />}
        {lines.map((line) => (
          <li key={line.type.id} className="pay-line" data-line={line.type.kind}>
            <span>{named(line.type)}</span>
            <strong>{money(line.minor)}</strong>
            <IconButton
              icon="close"
              label={t('pay.remove', { name: named(line.type) })}
              onClick={() => form.setLines(lines.filter((each) => each !== line))}
            />
          </li>
        ))}
        {tips.map((line) => (
          <li key={`${line.type.id} ${line.tipsType?.id}`} className="pay-line" data-line="tips">
            <span>
              {line.tipsType ? named(line.tipsType) : say('paying.tips')}
              <span className="pay-type-note">{named(line.type)}</span>
            </span>
            <strong>{money(line.minor)}</strong>
            <IconButton
              icon="close"
              label={t('pay.remove', { name: say('paying.tips') })}
              onClick={() => form.setTips(tips.filter((each) => each !== line))}
            />
          </li>
        ))}
      </ul>
      {offers && offers.accrual > 0 && (
        <p className="quiet">{say('paying.accrual', { sum: format.plainMoney(offers.accrual) })}</p>
      )}
      {paid && <PluginButtons screen="payment" place={{ kind: paid.of, id: paid.orderId }} />}
      <dl className="pay-result">
        <div className={sheet.change > 0 ? 'pay-change' : undefined}>
          <dt>{t(sheet.isComplete ? 'pay.change' : 'pay.rest')}</dt>
          <dd>{money(sheet.isComplete ? sheet.change : sheet.rest)}</dd>
        </div>
      </dl>
    </section>
  )
}

const Line = ({ label, sum }: { label: string; sum: string }) => (
  <div className="total-line">
    <dt>{label}</dt>
    <dd>{sum}</dd>
  </div>
)

/** Money that a bank has moved for this order; it can go back to its card as long as the order is open. */
function ByBank({ sale, order }: { sale: Sale; order: PaidOrder }) {
  const say = usePayText()
  const format = useFormat()
  const nameOf = useNameOf()
  const { send, isBusy } = useSend()
  return sale.payments
    .filter(({ isByBank }) => isByBank)
    .map(({ id, name, sum, cardNumber }) => (
      <li key={id} className="pay-line">
        <span>
          {nameOf(name)}
          {cardNumber && <span className="pay-type-note">{cardNumber}</span>}
        </span>
        <strong>{format.money(sum)}</strong>
        <Button
          icon="undo"
          isBusy={isBusy}
          aria-label={`${say('bank.give-back')}: ${format.money(sum)}`}
          onClick={() =>
            void send(
              { kind: `${order.of}.returnPayment`, orderId: order.orderId, paymentId: id },
              say('bank.gave-back', { sum: format.money(sum) }),
            )
          }
          data-action="give-back"
        />
      </li>
    ))
}
