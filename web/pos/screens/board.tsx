import { useState } from 'react'
import { Choices, Empty, IconButton } from '../../kit/controls.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useBoard, useNow } from '../../kit/till-context.tsx'
import type { Delivery } from '../../kit/till-types.ts'
import { byEnd, byPromise, columnOf, columns, matches } from '../model/columns.ts'
import { useText } from '../texts.ts'
import { DeliveryTile } from './delivery-tile.tsx'

type View = 'open' | 'closed' | 'cancelled'
type Kind = 'all' | 'courier' | 'pickup'

const isOf = (view: View, delivery: Delivery): boolean => {
  if (view === 'closed') return delivery.status === 'Closed'
  if (view === 'cancelled') return delivery.status === 'Cancelled'
  return columnOf(delivery) !== null
}
const isCarriedBy = (kind: Kind, { serviceType }: Delivery): boolean =>
  kind === 'all' || (kind === 'courier') === (serviceType === 'DeliveryByCourier')

/** All deliveries of the till: those at work in columns, what ended in lists, what is looked for in one. */
export function BoardScreen() {
  const t = useText()
  const { deliveries } = useBoard()
  const now = useNow(5000)
  const [view, setView] = useState<View>('open')
  const [kind, setKind] = useState<Kind>('all')
  const [query, setQuery] = useState('')
  const carried = deliveries.filter((delivery) => isCarriedBy(kind, delivery))
  const found = query.trim() === '' ? null : carried.filter((delivery) => matches(delivery, query))
  const count = (which: View) => carried.filter((delivery) => isOf(which, delivery)).length
  return (
    <section className="board" aria-label={t('board.title')}>
      <h1 className="visually-hidden">{t('board.title')}</h1>
      <div className="board-tools">
        <Choices
          label={t('board.view')}
          value={view}
          onChange={setView}
          options={(['open', 'closed', 'cancelled'] as const).map((value) => ({
            value,
            label: t(`board.view.${value}`),
            count: count(value),
          }))}
        />
        <Choices
          label={t('board.kind')}
          value={kind}
          onChange={setKind}
          options={(['all', 'courier', 'pickup'] as const).map((value) => ({
            value,
            label: t(`board.kind.${value}`),
          }))}
        />
        <Search query={query} onChange={setQuery} />
      </div>
      {found ? (
        <Found deliveries={found} now={now} />
      ) : view === 'open' ? (
        <Columns deliveries={carried} now={now} />
      ) : (
        <Ended deliveries={carried.filter((delivery) => isOf(view, delivery))} now={now} />
      )}
    </section>
  )
}

type SearchProps = { query: string; onChange: (query: string) => void }

function Search({ query, onChange }: SearchProps) {
  const t = useText()
  return (
    <search className="search">
      <Icon name="search" />
      <input
        className="search-input"
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={t('board.search')}
        placeholder={t('board.search')}
        value={query}
        onChange={(event) => onChange(event.target.value)}
      />
      {query && <IconButton icon="close" label={t('board.clear-search')} onClick={() => onChange('')} />}
    </search>
  )
}

type ListProps = { deliveries: readonly Delivery[]; now: number }

function Columns({ deliveries, now }: ListProps) {
  const t = useText()
  return (
    <div className="columns">
      {columns.map((column) => {
        const own = deliveries.filter((delivery) => columnOf(delivery) === column).sort(byPromise)
        return (
          <section key={column} className="column" aria-label={t(`board.column.${column}`)}>
            <h2 className="column-head">
              {t(`board.column.${column}`)}
              <span className="column-count">{own.length}</span>
            </h2>
            {own.length === 0 && <p className="column-empty">{t('board.empty-column')}</p>}
            <ul className="column-list scroll" tabIndex={own.length > 0 ? 0 : undefined}>
              {own.map((delivery) => (
                <li key={delivery.id}>
                  <DeliveryTile delivery={delivery} now={now} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function Ended({ deliveries, now }: ListProps) {
  const t = useText()
  if (deliveries.length === 0) return <Empty title={t('board.nothing-ended')} />
  return <Grid deliveries={[...deliveries].sort(byEnd)} now={now} />
}

function Found({ deliveries, now }: ListProps) {
  const t = useText()
  if (deliveries.length === 0) {
    return <Empty title={t('board.nothing-found')}>{t('board.nothing-found-hint')}</Empty>
  }
  return (
    <>
      <p className="found" role="status">
        {t('board.found', { count: deliveries.length })}
      </p>
      <Grid deliveries={[...deliveries].sort(byPromise)} now={now} />
    </>
  )
}

const Grid = ({ deliveries, now }: ListProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <ul className="tile-grid scroll" tabIndex={0}>
    {deliveries.map((delivery) => (
      <li key={delivery.id}>
        <DeliveryTile delivery={delivery} now={now} hasStatus />
      </li>
    ))}
  </ul>
)
