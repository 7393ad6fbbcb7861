import { useState } from 'react'
import { useBoard, useNow } from '../../../kit/till-context.tsx'
import type { Table } from '../../../kit/till-types.ts'
import { ChooseOrderDialog } from '../../dialogs/hall/choose-order-dialog.tsx'
import { OpenOrderDialog } from '../../dialogs/hall/open-order-dialog.tsx'
import { tableStateOf } from '../../model/hall.ts'
import { goTo } from '../../model/route.ts'
import { TableTile } from './table-tile.tsx'

/** Tables of a section as they are now; a touch opens the table's order, chooses among several, or seats guests. */
export function SectionTables({ tables }: { tables: readonly Table[] }) {
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
