import type { ReactNode } from 'react'
import { useFormat, useNameOf } from '../../../kit/till-context.tsx'
import type { HallOrder } from '../../model/hall.ts'
import { useText } from '../../texts.ts'

/** Who sits there, who serves them and what is paid. */
export function HallFacts({ order }: { order: HallOrder }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const { name, guests, waiter, sale } = order
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="facts scroll" aria-label={t('hall.facts')} tabIndex={0}>
      <dl className="fact-list">
        {name && <Fact label={t('delivery.guest')}>{name}</Fact>}
        <Fact label={t('delivery.guests')}>{guests}</Fact>
        {waiter && <Fact label={t('hall.waiter')}>{waiter}</Fact>}
        <Fact label={t('delivery.payments')}>
          {sale.payments.length === 0
            ? t('delivery.not-paid')
            : sale.payments.map((payment) => (
                <span className="fact-payment" key={payment.id}>
                  <span>{nameOf(payment.name)}</span>
                  <strong>{format.money(payment.sum)}</strong>
                </span>
              ))}
        </Fact>
      </dl>
    </section>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="fact">
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)
