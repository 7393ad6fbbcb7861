import { useMemo, useState } from 'react'
import { Button, Empty } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { type DishChoice, indexModifiers } from '../../kit/dish-choice.ts'
import type { Item } from '../../kit/item-types.ts'
import type { Menu } from '../../kit/menu-types.ts'
import type { Recomposition } from '../../kit/new-item-types.ts'
import { changesBetween, placedChoice } from '../../kit/placed-choice.ts'
import { useNameOf, useSend } from '../../kit/till-context.tsx'
import type { Command, Sale } from '../../kit/till-types.ts'
import { useMenuOf } from '../model/use-menu.ts'
import { useText } from '../texts.ts'
import { DishDialog } from './dish-dialog.tsx'

type RecomposeProps = {
  sale: Pick<Sale, 'id' | 'priceCategory'>
  item: Item
  command: (change: Recomposition) => Command
  onClose: () => void
  onDone: () => void
}

/** A guest changes their mind before the kitchen has the dish: another size, other modifiers. */
export function RecomposeDialog(props: RecomposeProps) {
  const menu = useMenuOf(props.sale)
  return menu ? <Recompose menu={menu} {...props} /> : null
}

function Recompose({ menu, item, command, onClose, onDone }: RecomposeProps & { menu: Menu }) {
  const t = useText()
  const nameOf = useNameOf()
  const { send } = useSend()
  const modifiers = useMemo(() => indexModifiers(menu), [menu])
  // As it was when somebody began: what others change meanwhile is theirs.
  const [start] = useState(() => placedChoice(item, menu))
  if (!start)
    return (
      <Dialog
        title={nameOf(item.name)}
        onClose={onClose}
        foot={<Button onClick={onClose}>{t('kit.close')}</Button>}
      >
        <Empty title={t('item.composition-fixed')} />
      </Dialog>
    )
  const save = async (choice: DishChoice): Promise<void> => {
    const change = changesBetween(start, choice)
    const { modifiers: others, ...rest } = change
    const isSame = others.length === 0 && Object.keys(rest).length === 0
    if (isSame || (await send(command({ positionId: item.positionId, ...change }), t('done.recomposed'))))
      onDone()
  }
  return (
    <DishDialog
      start={start}
      modifiers={modifiers}
      halves={start.half ? [start.half.product] : []}
      isPlaced
      onClose={onClose}
      onTake={(choice) => void save(choice)}
    />
  )
}
