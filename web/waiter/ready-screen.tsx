import type { ComponentProps } from 'react'
import { Button, Empty } from '../kit/controls.tsx'
import { useDuration } from '../kit/duration.ts'
import type { Item } from '../kit/item-types.ts'
import { useForbidden, useFormat, useNameOf, useNow, useSend } from '../kit/till-context.tsx'
import { routeHash } from '../pos/model/route.ts'
import { useTableNames } from '../pos/model/use-table-names.ts'
import { type ReadyDish, type ReadyOrder, readyOrders } from './my-work.ts'
import { useText } from './texts.ts'

/** What waits at the pass for this waiter, table by table; a touch says that the guests have it. */
export function ReadyScreen({ ready }: { ready: readonly ReadyDish[] }) {
  const t = useText()
  if (ready.length === 0) return <Empty title={t('waiter.ready-none')}>{t('waiter.ready-none-hint')}</Empty>
  return (
    <section className="phone-page" aria-label={t('waiter.ready')}>
      <h1 className="visually-hidden">{t('waiter.ready')}</h1>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="phone-list scroll" tabIndex={0}>
        {readyOrders(ready).map((one) => (
          <li key={one.order.id} className="ready-order">
            <OrderAtPass ready={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OrderAtPass({ ready: { order, items } }: { ready: ReadyOrder }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const tableNames = useTableNames()
  const duration = useDuration()
  const now = useNow(5000)
  const href = routeHash({ screen: 'hall-order', of: order.of, id: order.id })
  return (
    <>
      <div className="ready-head">
        <a className="ready-table" href={href}>
          {tableNames(order.tableIds)}
        </a>
        {items.length > 1 && (
          <Served icon="check" orderId={order.id} items={items} data-served-all={order.id}>
            {t('waiter.served-all')}
          </Served>
        )}
      </div>
      <ul className="ready-dishes">
        {items.map((item) => (
          <li key={item.positionId} className="ready-dish">
            <a className="ready-name" href={href} data-ready={item.positionId}>
              <strong>{`${format.amount(item.amount)} × ${nameOf(item.name)}`}</strong>
              <span className="quiet">
                {t('waiter.ready-since', { time: duration(now - (item.whenCookingCompleted ?? now)) })}
              </span>
            </a>
            <Served
              look="primary"
              orderId={order.id}
              items={[item]}
              aria-label={t('waiter.served-dish', { name: nameOf(item.name) })}
              data-served={item.positionId}
            >
              {t('waiter.served')}
            </Served>
          </li>
        ))}
      </ul>
    </>
  )
}

type ServedProps = ComponentProps<typeof Button> & { orderId: string; items: readonly Item[] }

/** The guests have these; each button by itself, so a hand that goes down the list waits for no answer. */
function Served({ orderId, items, ...rest }: ServedProps) {
  const t = useText()
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()('tables.edit')
  const positionIds = items.map(({ positionId }) => positionId)
  return (
    <Button
      {...rest}
      isBusy={isBusy}
      forbidden={forbidden}
      onClick={() =>
        void send({ kind: 'tableOrder.handOver', orderId, positionIds }, t('waiter.served-done'))
      }
    />
  )
}
