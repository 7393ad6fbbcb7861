import { useState } from 'react'
import { Choices, Empty } from '../../../kit/controls.tsx'
import { useNamed } from '../../../kit/names.ts'
import { useBoard, useBooks, useNow } from '../../../kit/till-context.tsx'
import type { Table } from '../../../kit/till-types.ts'
import { ChooseOrderDialog } from '../../dialogs/hall/choose-order-dialog.tsx'
import { OpenOrderDialog } from '../../dialogs/hall/open-order-dialog.tsx'
import { tableStateOf } from '../../model/hall.ts'
import { goTo } from '../../model/route.ts'
import { useText } from '../../texts.ts'
import { ReserveList } from './reserve-list.tsx'
import { TableTile } from './table-tile.tsx'

/** Halls of the till: their tables, and the reserves of the day. `view`: a hall's id or `reserves`; null: the first. */
export function HallScreen({ view }: { view: string | null }) {
  const t = useText()
  const named = useNamed()
  const { sections } = useBooks()
  const { reserves } = useBoard()
  const awaited = reserves.filter(({ status }) => status === 'New').length
  const present = view ?? sections[0]?.id ?? 'reserves'
  const section = sections.find(({ id }) => id === present)
  return (
    <section className="board" aria-label={t('hall.title')}>
      <h1 className="visually-hidden">{t('hall.title')}</h1>
      <div className="board-tools">
        <Choices
          label={t('hall.view')}
          value={present}
          onChange={(next) => goTo({ screen: 'hall', view: next })}
          options={[
            ...sections.map((each) => ({ value: each.id, label: named(each) })),
            { value: 'reserves', label: t('hall.reserves'), count: awaited },
          ]}
        />
      </div>
      {present === 'reserves' ? (
        <ReserveList />
      ) : section ? (
        <Tables tables={section.tables} />
      ) : (
        <Empty title={t('hall.no-tables')} />
      )}
    </section>
  )
}

function Tables({ tables }: { tables: readonly Table[] }) {
  const board = useBoard()
  const now = useNow(5000)
  const [opening, setOpening] = useState<Table | null>(null)
  const [choosing, setChoosing] = useState<Table | null>(null)
  const stateOf = (table: Table) => tableStateOf(table.id, board, now)
  const press = (table: Table): void => {
    const [only, ...others] = stateOf(table).orders
    if (!only) setOpening(table)
    else if (others.length > 0) setChoosing(table)
    else goTo({ screen: 'hall-order', of: only.of, id: only.id })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="tables scroll" tabIndex={0}>
        {tables.map((table) => (
          <li key={table.id}>
            <TableTile table={table} state={stateOf(table)} now={now} onPress={() => press(table)} />
          </li>
        ))}
      </ul>
      {opening && (
        <OpenOrderDialog
          table={opening}
          reserve={stateOf(opening).reserve}
          onClose={() => setOpening(null)}
        />
      )}
      {choosing && (
        <ChooseOrderDialog
          table={choosing}
          orders={stateOf(choosing).orders}
          onClose={() => setChoosing(null)}
        />
      )}
    </>
  )
}
