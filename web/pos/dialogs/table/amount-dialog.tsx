import { useState } from 'react'
import { Button } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import type { Item } from '../../../kit/item-types.ts'
import { NumberPad } from '../../../kit/pads.tsx'
import { useNameOf, useSend } from '../../../kit/till-context.tsx'
import { useText } from '../../texts.ts'
import type { TableDialogProps } from './dialog-props.ts'

/** How much of a dish: typed, for what is weighed too. The till hears by how much it changes. */
export function AmountDialog({ table, item, onClose, onDone }: TableDialogProps & { item: Item }) {
  const t = useText()
  const nameOf = useNameOf()
  const { send, isBusy } = useSend()
  const [typed, setTyped] = useState('')
  const amount = Number(typed)
  const save = async (): Promise<void> => {
    const by = Math.round((amount - item.amount) * 1000) / 1000
    const { positionId } = item
    if (await send({ kind: 'tableOrder.changeItemAmount', orderId: table.id, positionId, by })) onDone()
  }
  return (
    <Dialog
      title={t('table.amount-title', { name: nameOf(item.name) })}
      onClose={onClose}
      foot={
        <Button
          look="primary"
          isLarge
          isBusy={isBusy}
          missing={amount > 0 ? null : t('table.amount')}
          data-action="save-amount"
          onClick={() => void save()}
        >
          {t('kit.save')}
        </Button>
      }
    >
      <div className="stack">
        <output className="pay-typed">{typed || String(item.amount)}</output>
        <NumberPad value={typed} decimals={3} onChange={setTyped} />
      </div>
    </Dialog>
  )
}
