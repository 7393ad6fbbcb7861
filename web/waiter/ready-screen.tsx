import { Empty } from '../kit/controls.tsx'
import { useDuration } from '../kit/duration.ts'
import { useFormat, useNameOf, useNow } from '../kit/till-context.tsx'
import { routeHash } from '../pos/model/route.ts'
import { useTableNames } from '../pos/model/use-table-names.ts'
import type { ReadyDish } from './my-work.ts'
import { useText } from './texts.ts'

/** What waits at the pass for this waiter; a touch leads to its order. */
export function ReadyScreen({ ready }: { ready: readonly ReadyDish[] }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const tableNames = useTableNames()
  const duration = useDuration()
  const now = useNow(5000)
  if (ready.length === 0) return <Empty title={t('waiter.ready-none')}>{t('waiter.ready-none-hint')}</Empty>
  return (
    <section className="phone-page" aria-label={t('waiter.ready')}>
      <h1 className="visually-hidden">{t('waiter.ready')}</h1>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="phone-list scroll" tabIndex={0}>
        {ready.map(({ order, item }) => (
          <li key={item.positionId}>
            <a
              className="phone-row"
              href={routeHash({ screen: 'hall-order', of: order.of, id: order.id })}
              data-ready={item.positionId}
            >
              <span className="phone-row-main">
                <strong>{`${format.amount(item.amount)} × ${nameOf(item.name)}`}</strong>
                <span className="quiet">
                  {t('waiter.ready-since', { time: duration(now - (item.whenCookingCompleted ?? now)) })}
                </span>
              </span>
              <strong>{tableNames(order.tableIds)}</strong>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
