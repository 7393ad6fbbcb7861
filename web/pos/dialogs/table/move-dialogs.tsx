import { useState } from 'react'
import { Choices } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { useNamed } from '../../../kit/names.ts'
import type { MoveTarget } from '../../../kit/table-types.ts'
import { newCommandId } from '../../../kit/till-api.ts'
import { useBoard, useBooks, useFormat, useNow, useSend } from '../../../kit/till-context.tsx'
import type { TableOrder } from '../../../kit/till-types.ts'
import { tableStateOf } from '../../model/hall.ts'
import { partsOf, wholeGuests } from '../../model/table-check.ts'
import { useTableNames } from '../../model/use-table-names.ts'
import { useText } from '../../texts.ts'
import type { TableDialogProps } from './dialog-props.ts'
import { PartAmount, usePart } from './part-amount.tsx'
import { Pick } from './pick.tsx'

/** Orders that dishes can come to now. */
export const otherOrders = (orders: readonly TableOrder[], { id }: TableOrder): TableOrder[] =>
  orders.filter((order) => order.id !== id && order.status === 'New')

/** An order in a list: its number, where it stands, what it comes to. */
export function useOrderOption() {
  const t = useText()
  const format = useFormat()
  const tableNames = useTableNames()
  return (order: TableOrder) => ({
    id: order.id,
    label: [t('table.target-order', { number: order.number }), order.tabName].filter(Boolean).join(' · '),
    note: `${tableNames(order.tableIds)} · ${format.money(order.sum)}`,
  })
}

/** Chosen dishes go to an open order, or to a new one; guests whose every dish is chosen go along. */
export function MoveDialog({ table, items, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const { tableOrders } = useBoard()
  const orderOption = useOrderOption()
  const { send } = useSend()
  // Chosen once: however often a button is pressed, it is one order.
  const [newOrderId] = useState(newCommandId)
  const part = usePart(items)
  const { whole, amount } = part
  const isPart = amount !== null && whole !== null && amount < whole
  const guestIds = isPart ? [] : wholeGuests(table, items)
  const go = async (to: MoveTarget): Promise<void> => {
    const parts = partsOf(
      items.filter(({ guestId }) => guestId === null || !guestIds.includes(guestId)),
      amount,
    )
    const command = { kind: 'tableOrder.move' as const, orderId: table.id, parts, guestIds, to }
    if (await send(command, t('table.moved'))) onDone()
  }
  const open = otherOrders(tableOrders, table)
  return (
    <Dialog title={t('table.move-title')} size="wide" onClose={onClose}>
      <div className="stack">
        {guestIds.length > 0 && <p>{t('table.move-guests', { count: guestIds.length })}</p>}
        <PartAmount {...part} />
        {open.length > 0 && (
          <div className="field">
            <span className="field-label">{t('table.open-orders')}</span>
            <Pick
              label={t('table.open-orders')}
              options={open.map((order) => ({
                ...orderOption(order),
                onPick: () => void go({ orderId: order.id, guestId: null }),
              }))}
            />
          </div>
        )}
        <div className="field">
          <span className="field-label">{t('table.new-order-at')}</span>
          <TablePick table={table} onPick={(id) => void go({ orderId: newOrderId, tableIds: [id] })} />
        </div>
      </div>
    </Dialog>
  )
}

/** The whole party sits down elsewhere. */
export function ChangeTableDialog({ table, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const { send } = useSend()
  const change = async (tableId: string): Promise<void> => {
    const command = { kind: 'tableOrder.changeTables' as const, orderId: table.id, tableIds: [tableId] }
    if (await send(command, t('table.table-changed'))) onDone()
  }
  return (
    <Dialog title={t('table.change-table-title')} size="wide" onClose={onClose}>
      <TablePick table={table} onPick={(id) => void change(id)} />
    </Dialog>
  )
}

/** Tables of a hall by number, with how they stand. */
function TablePick({ table, onPick }: { table: TableOrder; onPick: (tableId: string) => void }) {
  const t = useText()
  const named = useNamed()
  const board = useBoard()
  const now = useNow(5000)
  const { sections } = useBooks()
  const own = sections.find(({ tables }) => tables.some(({ id }) => table.tableIds.includes(id)))
  const [sectionId, setSectionId] = useState((own ?? sections[0])?.id ?? '')
  const section = sections.find(({ id }) => id === sectionId)
  return (
    <>
      {sections.length > 1 && (
        <Choices
          label={t('table.sections')}
          value={sectionId}
          options={sections.map((each) => ({ value: each.id, label: named(each) }))}
          onChange={setSectionId}
        />
      )}
      <Pick
        label={t('table.new-order-at')}
        options={(section?.tables ?? []).map(({ id, number }) => ({
          id: `table-${number}`,
          label: `${t('hall.table')} ${number}`,
          note: t(`hall.state.${tableStateOf(id, board, now).kind}`),
          isOn: table.tableIds.includes(id),
          onPick: () => onPick(id),
        }))}
      />
    </>
  )
}
