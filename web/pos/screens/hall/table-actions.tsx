import { Button } from '../../../kit/controls.tsx'
import type { Item } from '../../../kit/item-types.ts'
import { newCommandId } from '../../../kit/till-api.ts'
import { useFormat, useSend, useSendEach } from '../../../kit/till-context.tsx'
import type { HallCommand, TableOrder } from '../../../kit/till-types.ts'
import type { TableDialogName } from '../../dialogs/table/dialog-props.ts'
import { isNew } from '../../model/table-check.ts'
import { useRecomposable } from '../../model/use-recomposable.ts'
import { type PosKey, useText } from '../../texts.ts'
import { RepeatDeed } from './repeat-deed.tsx'
import { Deed, type DeedProps, Deeds } from './table-deed.tsx'

type ChosenProps = {
  table: TableOrder
  items: readonly Item[]
  onOpen: (dialog: TableDialogName) => void
  onDone: () => void
}

/** What is done with chosen dishes. */
export function ChosenActions({ table, items, onOpen, onDone }: ChosenProps) {
  const t = useText()
  const format = useFormat()
  const { send, isBusy } = useSend()
  const [only, ...others] = items
  const isRecomposable = useRecomposable(table)
  const fresh = items.filter((item) => isNew(item) && item.cookingPlaceId !== null)
  const isCounted = only && others.length === 0 && isNew(only) && !only.comboId
  const print: HallCommand = {
    kind: 'tableOrder.printToKitchen',
    orderId: table.id,
    positionIds: fresh.map(({ positionId }) => positionId),
  }
  return (
    <section className="table-panel scroll" aria-label={t('table.actions')}>
      <div className="table-chosen">
        <strong>{t('table.chosen', { count: items.length })}</strong>
        <span>{format.money(items.reduce((sum, item) => sum + item.sum, 0))}</span>
      </div>
      {isCounted && <Amount table={table} item={only} isOff={table.status === 'Bill'} />}
      <Deeds label={t('table.actions')}>
        <RepeatDeed table={table} items={items} />
        <Openers
          deeds={chosenDeeds(table, items, only !== undefined && isRecomposable(only))}
          onOpen={onOpen}
        />
        <Deed
          id="print-chosen"
          label="table.print-chosen"
          icon="flame"
          permission="tables.edit"
          isBusy={isBusy}
          missing={fresh.length > 0 ? null : t('table.nothing-new')}
          onPress={() => void send(print, t('table.printed')).then((isDone) => isDone && onDone())}
        />
      </Deeds>
      <Button isWide data-action="unchoose" onClick={onDone}>
        {t('table.unchoose')}
      </Button>
    </section>
  )
}

/** A deed that needs more to be said. */
type OpeningDeed = Pick<DeedProps, 'id' | 'label' | 'icon' | 'permission' | 'look'> & {
  opens: TableDialogName
  /** What stands in the way. */
  why: PosKey | null
}

function Openers({ deeds, onOpen }: { deeds: readonly OpeningDeed[] } & Pick<ChosenProps, 'onOpen'>) {
  const t = useText()
  return deeds.map(({ opens, why, ...deed }) => (
    <Deed key={deed.id} {...deed} missing={why && t(why)} onPress={() => onOpen(opens)} />
  ))
}

/** What may be done with chosen dishes, and what stands in the way of it. */
function chosenDeeds(table: TableOrder, items: readonly Item[], isRecomposable: boolean): OpeningDeed[] {
  const billed = table.status === 'Bill' ? 'table.billed' : null
  const one = items.length > 1 ? 'table.one-dish' : null
  const isNewOnly = items.every(isNew)
  const printed = isNewOnly ? null : 'table.already-printed'
  const alone = table.guestList.length > 0 ? null : 'table.no-guests'
  const edit = { permission: 'tables.edit' } as const
  const comment = isNewOnly ? 'tables.edit' : 'tables.comment-printed'
  const remove = isNewOnly ? 'tables.edit' : 'tables.delete-printed'
  return [
    {
      ...{ id: 'amount', label: 'table.amount', icon: 'list', ...edit, opens: 'amount' },
      why: billed ?? one ?? printed,
    },
    {
      ...{ id: 'composition', label: 'table.composition', icon: 'check', ...edit, opens: 'composition' },
      why: billed ?? one ?? printed ?? (isRecomposable ? null : 'item.composition-fixed'),
    },
    {
      ...{ id: 'item-comment', label: 'table.comment', icon: 'note', permission: comment, opens: 'comment' },
      why: billed ?? one,
    },
    {
      ...{ id: 'course', label: 'table.set-course', icon: 'clock', ...edit, opens: 'course' },
      why: billed ?? printed,
    },
    { ...{ id: 'set-guest', label: 'table.set-guest', icon: 'user', ...edit, opens: 'guest' }, why: billed },
    {
      ...{ id: 'share', label: 'table.share', icon: 'split', ...edit, opens: 'share' },
      why: billed ?? alone,
    },
    {
      ...{ id: 'move', label: 'table.move', icon: 'forward', permission: 'tables.move', opens: 'move' },
      why: billed,
    },
    {
      ...{ id: 'delete-items', label: 'table.delete', icon: 'trash', look: 'danger', opens: 'delete' },
      permission: remove,
      why: billed,
    },
  ]
}

/** One more or one less, as it stands at the till by then. */
function Amount({ table, item, isOff }: { table: TableOrder; item: Item; isOff: boolean }) {
  const t = useText()
  const format = useFormat()
  const send = useSendEach()
  const change = (by: number) =>
    void send({
      kind: 'tableOrder.changeItemAmount',
      orderId: table.id,
      positionId: item.positionId,
      by,
    })
  return (
    <div className="table-amount">
      <button
        type="button"
        className="button"
        aria-label={`−1, ${t('table.amount')}: ${t('kit.less')}`}
        disabled={isOff || item.amount <= 1}
        data-amount="less"
        onClick={() => change(-1)}
      >
        −1
      </button>
      <output>{format.amount(item.amount)}</output>
      <button
        type="button"
        className="button"
        aria-label={`+1, ${t('table.amount')}: ${t('kit.more')}`}
        disabled={isOff}
        data-amount="more"
        onClick={() => change(1)}
      >
        +1
      </button>
    </div>
  )
}

/** What is done with the whole order. */
export function OrderActions({ table, onOpen }: Pick<ChosenProps, 'table' | 'onOpen'>) {
  const t = useText()
  const send = useSendEach()
  const addGuest = (): HallCommand => ({
    kind: 'tableOrder.addGuest',
    orderId: table.id,
    guestId: newCommandId(),
    name: null,
  })
  return (
    <Deeds label={t('table.order-actions')}>
      <Deed
        id="add-guest"
        label="table.add-guest"
        icon="plus"
        permission="tables.edit"
        onPress={() => void send(addGuest())}
      />
      <Openers deeds={orderDeeds(table)} onOpen={onOpen} />
    </Deeds>
  )
}

function orderDeeds(table: TableOrder): OpeningDeed[] {
  const billed = table.status === 'Bill' ? 'table.billed' : null
  const alone = table.guestList.length > 0 ? null : 'table.no-guests'
  const edit = { permission: 'tables.edit', why: null } as const
  const move = { permission: 'tables.move' } as const
  return [
    { ...{ id: 'guests', label: 'table.guests', icon: 'user', opens: 'guests' }, ...edit },
    {
      ...{ id: 'change-table', label: 'table.change-table', icon: 'table', opens: 'change-table' },
      ...{ ...move, why: null },
    },
    { ...{ id: 'merge', label: 'table.merge', icon: 'merge', opens: 'merge' }, ...move, why: billed },
    {
      ...{ id: 'split', label: 'table.split', icon: 'split', opens: 'split' },
      ...move,
      why: billed ?? alone,
    },
    {
      ...{ id: 'waiter', label: 'table.waiter', icon: 'user', opens: 'waiter' },
      ...{ permission: 'tables.change-waiter', why: null },
    },
    { ...{ id: 'tab-name', label: 'table.name', icon: 'note', opens: 'name' }, ...edit },
  ]
}
