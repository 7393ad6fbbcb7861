import { useState } from 'react'
import { useDuration } from '../../../kit/duration.ts'
import { Icon } from '../../../kit/icons.tsx'
import { useFormat } from '../../../kit/till-context.tsx'
import type { Table } from '../../../kit/till-types.ts'
import type { HallOrder, TableState } from '../../model/hall.ts'
import { useText } from '../../texts.ts'
import { numberOf } from '../sale-number.ts'

type TableTileProps = { table: Table; state: TableState; now: number; onPress: () => void }

/** A table as the hall sees it: free or not, how long its guests sit, what it comes to, who is to come. */
export function TableTile({ table, state, now, onPress }: TableTileProps) {
  const t = useText()
  const { kind, orders, reserve } = state
  const isOne = orders.length === 1
  // Its order is the next screen: the finger is answered before that is drawn.
  const [isPressed, setPressed] = useState(false)
  return (
    <button
      type="button"
      className={`table table-${kind}${isPressed ? ' table-pressed' : ''}`}
      aria-haspopup={isOne ? undefined : 'dialog'}
      data-table={table.number}
      onClick={() => {
        setPressed(isOne)
        onPress()
      }}
    >
      <span className="table-head">
        <strong className="table-number">
          <span className="visually-hidden">{`${t('hall.table')} `}</span>
          {table.number}
        </strong>
        <span className="table-seats">
          <Icon name="user" />
          <span className="visually-hidden">{`${t('hall.seats')} `}</span>
          {table.seats}
        </span>
      </span>
      <span className="table-state">{t(`hall.state.${kind}`)}</span>
      {orders.length > 0 && <Seated orders={orders} now={now} />}
      {reserve && <Awaited reserve={reserve} now={now} />}
    </button>
  )
}

function Seated({ orders, now }: { orders: readonly HallOrder[]; now: number }) {
  const t = useText()
  const format = useFormat()
  const duration = useDuration()
  const since = Math.min(...orders.map((order) => order.since))
  const sum = orders.reduce((total, { sale }) => total + sale.sum, 0)
  return (
    <>
      <span className="table-line">
        <Icon name="clock" />
        <span className="visually-hidden">{`${t('hall.elapsed')} `}</span>
        {duration(now - since)}
      </span>
      <span className="table-foot">
        <span className="table-orders">
          {orders.length === 1
            ? orders[0] && numberOf(orders[0].sale)
            : t('hall.orders', { count: orders.length })}
        </span>
        <strong>{format.money(sum)}</strong>
      </span>
    </>
  )
}

function Awaited({ reserve, now }: { reserve: NonNullable<TableState['reserve']>; now: number }) {
  const t = useText()
  const format = useFormat()
  return (
    <span className="table-line">
      <Icon name="shift" />
      <span className="visually-hidden">{`${t('hall.reserved-for')} `}</span>
      <span className="table-guest">
        {`${format.moment(reserve.startsAt, now)}${reserve.customerName ? ` · ${reserve.customerName}` : ''}`}
      </span>
    </span>
  )
}
