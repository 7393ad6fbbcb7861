import { useEffect, useState } from 'react'
import { Choices, Empty } from '../kit/controls.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import { useLanguage } from '../kit/language.ts'
import { useNamed } from '../kit/names.ts'
import { DeliveryDialog } from './delivery-dialog.tsx'
import { useDesk, useFormatOf, useNow } from './desk-context.ts'
import { goTo, linkTo } from './route.ts'
import { StatusChip } from './status-chip.tsx'
import { useText } from './texts.ts'
import type { Delivery } from './types.ts'

/** Deliveries that are under way, as they change. */
export function DeliveriesPage({ id }: { id: string | null }) {
  const t = useText()
  const { revision } = useDesk().news
  const [whose, setWhose] = useState<'mine' | 'all'>('mine')
  const [known, setKnown] = useState<{ orders: Delivery[] } | null>(null)
  const loaded = useLoaded<{ orders: Delivery[] }>('/orders')
  const { reload, data } = loaded
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision asks again.
  useEffect(() => reload(), [revision, reload])
  // What was there stays while it is asked again.
  useEffect(() => {
    if (data) setKnown(data)
  }, [data])
  const orders = known?.orders ?? []
  const mine = orders.filter(({ isMine }) => isMine)
  const shown = whose === 'mine' ? mine : orders
  return (
    <div className="page page-wide">
      <div className="page-head">
        <h1 className="page-title">{t('cc.deliveries')}</h1>
        <Choices
          label={t('cc.deliveries')}
          value={whose}
          options={[
            { value: 'mine', label: t('cc.mine'), count: mine.length },
            { value: 'all', label: t('cc.all'), count: orders.length },
          ]}
          onChange={setWhose}
        />
      </div>
      {known ? (
        <ul className="rows">
          {shown.map((order) => (
            <li key={order.id}>
              <DeliveryRow order={order} />
            </li>
          ))}
          {shown.length === 0 && <Empty title={t('cc.deliveries-none')} />}
        </ul>
      ) : (
        <WhenLoaded of={loaded}>{() => null}</WhenLoaded>
      )}
      {id && <DeliveryDialog key={id} id={id} revision={revision} onClose={() => goTo('deliveries')} />}
    </div>
  )
}

function DeliveryRow({ order }: { order: Delivery }) {
  const t = useText()
  const named = useNamed()
  const now = useNow()
  const language = useLanguage()
  const format = useFormatOf(order.organization?.id ?? null)
  const where = order.isPickup ? t('cc.pickup') : order.address?.text
  const facts = [order.guestName, order.phone && format.phone(order.phone), where].filter(Boolean)
  const who = [
    order.terminalGroup && named(order.terminalGroup),
    order.courier,
    !order.isMine && order.operator?.name,
  ]
  return (
    <a className="row cc-delivery" href={linkTo('deliveries', order.id)} data-delivery={order.id}>
      <span className="cc-delivery-head">
        <strong>
          {order.number === null ? t('cc.no-number') : t('cc.number', { number: order.number })}
        </strong>
        {order.promisedAt && <span>{format.moment(Date.parse(order.promisedAt), now)}</span>}
      </span>
      <span className="row-main">
        <span>{facts.join(' · ')}</span>
        <span className="quiet">{who.filter(Boolean).join(' · ')}</span>
        {order.problem && <span className="field-problem">{order.problem[language] || t('cc.problem')}</span>}
      </span>
      <StatusChip order={order} />
      {order.sum !== null && <strong>{format.money(order.sum)}</strong>}
    </a>
  )
}
