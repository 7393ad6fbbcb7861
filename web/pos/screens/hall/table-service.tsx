import { useState } from 'react'
import type { TableOrder } from '../../../kit/till-types.ts'
import type { TableDialogName } from '../../dialogs/table/dialog-props.ts'
import { TableDialog } from '../../dialogs/table/table-dialog.tsx'
import type { HallOrder } from '../../model/hall.ts'
import { chosenItems } from '../../model/table-check.ts'
import { CheckList } from './check-list.tsx'
import { HallFacts } from './hall-facts.tsx'
import { ChosenActions, OrderActions } from './table-actions.tsx'

/** A table's check beside what may be done with it: with chosen dishes, or with the order when none is chosen. */
export function TableService({ order, table }: { order: HallOrder; table: TableOrder }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [dialog, setDialog] = useState<TableDialogName | null>(null)
  const items = chosenItems(table, chosen)
  const unchoose = (): void => setChosen(new Set())
  return (
    <div className="card-body">
      <CheckList table={table} chosen={items} onChoose={order.isEnded ? null : setChosen} />
      <div className="table-side">
        {items.length > 0 ? (
          <ChosenActions table={table} items={items} onOpen={setDialog} onDone={unchoose} />
        ) : (
          <>
            <HallFacts order={order} />
            {!order.isEnded && <OrderActions table={table} onOpen={setDialog} />}
          </>
        )}
      </div>
      {dialog && (
        <TableDialog
          name={dialog}
          table={table}
          items={items}
          onClose={() => setDialog(null)}
          onDone={() => {
            setDialog(null)
            unchoose()
          }}
        />
      )}
    </div>
  )
}
