import { useState } from 'react'
import { Button, TextField } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import type { Item } from '../../../kit/item-types.ts'
import { useNameOf, useSend } from '../../../kit/till-context.tsx'
import type { HallCommand } from '../../../kit/till-types.ts'
import { isNew } from '../../model/table-check.ts'
import { useText } from '../../texts.ts'
import type { TableDialogProps } from './dialog-props.ts'

type TextDialogProps = {
  title: string
  label: string
  present: string | null
  maxLength: number
  command: (text: string | null) => HallCommand
  onClose: () => void
  onDone: () => void
}

function TextDialog({ title, label, present, maxLength, command, onClose, onDone }: TextDialogProps) {
  const t = useText()
  const { send, isBusy } = useSend()
  const [text, setText] = useState(present ?? '')
  const save = async (): Promise<void> => {
    if (await send(command(text.trim() || null))) onDone()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <Button look="primary" isLarge isBusy={isBusy} data-action="save-text" onClick={() => void save()}>
          {t('kit.save')}
        </Button>
      }
    >
      <TextField label={label} maxLength={maxLength} value={text} onChange={setText} />
    </Dialog>
  )
}

/** A wish about one dish; of one that the kitchen has by who may do that. */
export function ItemCommentDialog({ table, item, onClose, onDone }: TableDialogProps & { item: Item }) {
  const t = useText()
  const nameOf = useNameOf()
  return (
    <TextDialog
      title={t('table.comment-title', { name: nameOf(item.name) })}
      label={t('table.comment-field')}
      present={item.comment}
      maxLength={255}
      command={(comment) => ({
        kind: isNew(item) ? 'tableOrder.changeItemComment' : 'tableOrder.changePrintedComment',
        orderId: table.id,
        positionId: item.positionId,
        comment,
      })}
      onClose={onClose}
      onDone={onDone}
    />
  )
}

/** By what an order is called besides its number. */
export function TabNameDialog({ table, onClose, onDone }: TableDialogProps) {
  const t = useText()
  return (
    <TextDialog
      title={t('table.name-title')}
      label={t('table.name-field')}
      present={table.tabName}
      maxLength={60}
      command={(tabName) => ({ kind: 'tableOrder.changeTabName', orderId: table.id, tabName })}
      onClose={onClose}
      onDone={onDone}
    />
  )
}
