import { Button, Chip, Choices, Empty } from '../kit/controls.tsx'
import { useDuration } from '../kit/duration.ts'
import { useNamed } from '../kit/names.ts'
import { useBoard, useBooks, useFormat, useNow, useTill } from '../kit/till-context.tsx'
import type { HallOrder } from '../pos/model/hall.ts'
import { goTo, routeHash } from '../pos/model/route.ts'
import { useTableNames } from '../pos/model/use-table-names.ts'
import { SectionTables } from '../pos/screens/hall/section-tables.tsx'
import { numberOf } from '../pos/screens/sale-number.ts'
import { ordersOf, readyDishes, unsentCount } from './my-work.ts'
import { useText } from './texts.ts'

/** Where the waiter was: coming back from an order leads there again. */
let lastView: string | null = null

export function TablesScreen({ view }: { view: string | null }) {
  const t = useText()
  const named = useNamed()
  const board = useBoard()
  const { sections } = useBooks()
  const { session } = useTill()
  const mine = ordersOf(session.employee.id, board)
  const first = mine.length > 0 ? 'mine' : (sections[0]?.id ?? 'mine')
  const present = view ?? lastView ?? first
  const section = sections.find(({ id }) => id === present)
  const show = (next: string): void => {
    lastView = next
    goTo({ screen: 'hall', view: next })
  }
  return (
    <section className="phone-page" aria-label={t('waiter.tables')}>
      <h1 className="visually-hidden">{t('waiter.tables')}</h1>
      <Choices
        label={t('waiter.which')}
        value={section ? present : 'mine'}
        onChange={show}
        options={[
          { value: 'mine', label: t('waiter.mine'), count: mine.length },
          ...sections.map((each) => ({ value: each.id, label: named(each) })),
        ]}
      />
      {section ? (
        <SectionTables tables={section.tables} />
      ) : mine.length > 0 ? (
        <MyOrders orders={mine} onAll={() => sections[0] && show(sections[0].id)} />
      ) : (
        <Empty title={t('waiter.nobody')}>{t('waiter.nobody-hint')}</Empty>
      )}
    </section>
  )
}

function MyOrders({ orders, onAll }: { orders: readonly HallOrder[]; onAll: () => void }) {
  const t = useText()
  const format = useFormat()
  const duration = useDuration()
  const tableNames = useTableNames()
  const now = useNow(5000)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ul className="phone-list scroll" tabIndex={0}>
      {orders.map((order) => {
        const ready = readyDishes([order]).length
        const unsent = unsentCount(order)
        return (
          <li key={order.id}>
            <a
              className="phone-row"
              href={routeHash({ screen: 'hall-order', of: order.of, id: order.id })}
              data-order={order.id}
            >
              <span className="phone-row-main">
                <strong className="phone-row-name">{tableNames(order.tableIds)}</strong>
                <span className="quiet">
                  {[
                    numberOf(order.sale),
                    t('waiter.guests', { count: order.guests }),
                    duration(now - order.since),
                    order.name,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className="phone-chips">
                  {ready > 0 && (
                    <Chip look="accent" icon="check">
                      {t('waiter.ready-count', { count: ready })}
                    </Chip>
                  )}
                  {unsent > 0 && (
                    <Chip look="soon" icon="clock">
                      {t('waiter.unsent-count', { count: unsent })}
                    </Chip>
                  )}
                  {order.isBilled && <Chip icon="receipt">{t('delivery.bill-printed')}</Chip>}
                </span>
              </span>
              <strong>{format.money(order.sale.sum)}</strong>
            </a>
          </li>
        )
      })}
      <li>
        <Button isWide icon="table" onClick={onAll}>
          {t('waiter.all')}
        </Button>
      </li>
    </ul>
  )
}
