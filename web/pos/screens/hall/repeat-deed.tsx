import { indexModifiers } from '../../../kit/dish-choice.ts'
import type { Item } from '../../../kit/item-types.ts'
import { useSend } from '../../../kit/till-context.tsx'
import type { TableOrder } from '../../../kit/till-types.ts'
import { composedLines } from '../../model/composed-lines.ts'
import { repeatDishes } from '../../model/repeat-dishes.ts'
import { useMenuOf } from '../../model/use-menu.ts'
import { useText } from '../../texts.ts'
import { Deed } from './table-deed.tsx'

/** Another round of the chosen dishes. */
export function RepeatDeed({ table, items }: { table: TableOrder; items: readonly Item[] }) {
  const t = useText()
  const { send, isBusy } = useSend()
  const menu = useMenuOf(table)
  const again = menu && repeatDishes(items, menu)
  const repeat = (): void => {
    if (!again) return
    const { items: lines, picture } = composedLines(again, indexModifiers(menu))
    void send({ kind: 'tableOrder.addItems', orderId: table.id, items: lines }, t('done.items'), picture)
  }
  const why = table.status === 'Bill' ? 'table.billed' : again ? null : 'table.not-repeated'
  return (
    <Deed
      id="repeat"
      label="table.repeat"
      icon="plus"
      permission="tables.edit"
      isComposing
      isBusy={isBusy}
      missing={why && t(why)}
      onPress={repeat}
    />
  )
}
