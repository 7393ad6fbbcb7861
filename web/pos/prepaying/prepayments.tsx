import { Button } from '../../kit/controls.tsx'
import { useForbidden, useFormat, useNameOf, useSend } from '../../kit/till-context.tsx'
import type { PaidOrder } from '../paying/paid-order.ts'
import { usePrepayText } from './texts.ts'

/** What the order costs, what was taken for it before its end, and what is left. */
export function Prepayments({ order }: { order: PaidOrder }) {
  const t = usePrepayText()
  const format = useFormat()
  const nameOf = useNameOf()
  const { of, orderId, sale, closeRight } = order
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()(closeRight)
  const taken = sale.payments.filter(({ isPrepaid }) => isPrepaid)
  return (
    <section className="pay-sheet" aria-label={t('prepay.list')}>
      <dl>
        <div className="total-line total-sum">
          <dt>{t('prepay.total')}</dt>
          <dd>{format.money(sale.sum)}</dd>
        </div>
      </dl>
      <ul>
        {taken.length === 0 && <li className="quiet">{t('prepay.none')}</li>}
        {taken.map(({ id, name, sum, cardNumber }) => (
          <li key={id} className="pay-line" data-prepayment={id}>
            <span>
              {nameOf(name)}
              {cardNumber && <span className="pay-type-note">{cardNumber}</span>}
            </span>
            <strong>{format.money(sum)}</strong>
            <Button
              icon="undo"
              isBusy={isBusy}
              forbidden={forbidden}
              aria-label={t('prepay.give-back', { sum: format.money(sum) })}
              onClick={() =>
                void send(
                  { kind: `${of}.returnPayment`, orderId, paymentId: id },
                  t('prepay.gave-back', { sum: format.money(sum) }),
                )
              }
              data-action="return-prepayment"
            />
          </li>
        ))}
      </ul>
      <dl className="pay-result">
        <div>
          <dt>{t('prepay.rest')}</dt>
          <dd>{format.money(Math.max(0, sale.sum - sale.paid))}</dd>
        </div>
      </dl>
    </section>
  )
}
