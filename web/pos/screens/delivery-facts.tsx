import type { ReactNode } from 'react'
import { Chip } from '../../kit/controls.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { useBooks, useFormat, useNameOf, useNow } from '../../kit/till-context.tsx'
import type { Delivery } from '../../kit/till-types.ts'
import { OrderExtras } from '../paying/order-extras.tsx'
import { ofDelivery } from '../paying/paid-order.ts'
import { useText } from '../texts.ts'

/** For whom, where to, by whom, and how it is paid. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const t = useText()
  const format = useFormat()
  const isPickup = delivery.serviceType === 'DeliveryByClient'
  const { settings } = useBooks()
  const paid = ofDelivery(delivery, settings)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="facts scroll" aria-label={t('delivery.guest')} tabIndex={0}>
      <Alerts delivery={delivery} />
      <dl className="fact-list">
        <Fact icon="user" label={t('delivery.guest')}>
          <strong>{delivery.customerName ?? t('delivery.no-name')}</strong>
          {delivery.phone && <span className="fact-phone">{format.phone(delivery.phone)}</span>}
          {delivery.guests > 1 && (
            <span className="quiet">{`${t('delivery.guests')}: ${delivery.guests}`}</span>
          )}
        </Fact>
        {isPickup ? (
          <Fact icon="bag" label={t('delivery.address')}>
            {t('delivery.pickup')}
          </Fact>
        ) : (
          <Fact icon="pin" label={t('delivery.address')}>
            {delivery.address ?? t('delivery.no-address')}
            {delivery.zone && <span className="quiet">{`${t('delivery.zone')}: ${delivery.zone}`}</span>}
            {delivery.addressComment && <span>{delivery.addressComment}</span>}
          </Fact>
        )}
        {delivery.comment && (
          <Fact icon="note" label={t('delivery.comment')}>
            <span className="fact-comment">{delivery.comment}</span>
          </Fact>
        )}
        {!isPickup && (
          <Fact icon="scooter" label={t('delivery.courier')}>
            {delivery.courier?.name ?? <span className="quiet">{t('delivery.no-courier')}</span>}
          </Fact>
        )}
        <Payments delivery={delivery} />
        <Origin delivery={delivery} />
      </dl>
      {!paid.isEnded && <OrderExtras order={paid} guestName={delivery.customerName} />}
    </section>
  )
}

function Alerts({ delivery }: { delivery: Delivery }) {
  const t = useText()
  const nameOf = useNameOf()
  const { problem, cancel } = delivery
  const cause = cancel?.cause ? nameOf(cancel.cause) : t('delivery.no-cause')
  return (
    <>
      {cancel && (
        <p className="fact-alert">
          <Icon name="close" />
          <span>
            {t('delivery.cancelled-because', { cause })}
            {cancel.comment && <span className="fact-alert-note">{cancel.comment}</span>}
          </span>
        </p>
      )}
      {problem !== null && (
        <p className="fact-alert">
          <Icon name="alert" />
          <span>{problem || t('delivery.problem')}</span>
        </p>
      )}
    </>
  )
}

function Payments({ delivery }: { delivery: Delivery }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const { payments, due, status } = delivery
  return (
    <Fact icon="card" label={t('delivery.payments')}>
      {payments.length === 0 && <span className="quiet">{t('delivery.not-paid')}</span>}
      {payments.map((payment) => (
        <span className="fact-payment" key={payment.id}>
          <span>
            {nameOf(payment.name)} {payment.isPreliminary && <Chip>{t('delivery.planned')}</Chip>}
            {payment.isProcessedExternally && <Chip>{t('delivery.outside')}</Chip>}
          </span>
          <span>{format.money(payment.sum)}</span>
        </span>
      ))}
      {status !== 'Cancelled' && due > 0 && <strong>{t('delivery.due', { sum: format.money(due) })}</strong>}
      {due <= 0 && (
        <Chip look="accent" icon="check">
          {t('delivery.paid')}
        </Chip>
      )}
    </Fact>
  )
}

function Origin({ delivery }: { delivery: Delivery }) {
  const t = useText()
  const format = useFormat()
  const now = useNow(60_000)
  const { source, operator, externalNumber, whenCreated } = delivery
  return (
    <Fact icon="clock" label={t('delivery.source')}>
      <span>{[source, format.moment(whenCreated, now)].filter(Boolean).join(' · ')}</span>
      {externalNumber && <span>{t('delivery.external-number', { number: externalNumber })}</span>}
      {operator && <span className="quiet">{`${t('delivery.operator')}: ${operator}`}</span>}
    </Fact>
  )
}

const Fact = ({ icon, label, children }: { icon: IconName; label: string; children: ReactNode }) => (
  <div className="fact">
    <dt>
      <Icon name={icon} />
      <span className="visually-hidden">{label}</span>
    </dt>
    <dd>{children}</dd>
  </div>
)
