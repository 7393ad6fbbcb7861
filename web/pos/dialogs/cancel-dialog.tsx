import { useState } from 'react'
import { Button, OptionList, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useNamed } from '../../kit/names.ts'
import { useBooks, useForbidden, useSend } from '../../kit/till-context.tsx'
import { printedItems } from '../model/next-step.ts'
import { useText } from '../texts.ts'
import type { DeliveryDialogProps } from './dialog-props.ts'
import { missingInRemoval, noRemoval, RemovalForm } from './removal-form.tsx'

/** Cancelling: why, and what becomes of the dishes that the kitchen has. */
export function CancelDialog({ delivery, onClose }: DeliveryDialogProps) {
  const t = useText()
  const named = useNamed()
  const { cancelCauses, removalTypes } = useBooks()
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()('deliveries.cancel')
  const [causeId, setCauseId] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const [removal, setRemoval] = useState(noRemoval)
  const hasPrinted = printedItems(delivery).length > 0
  const missing = !causeId
    ? ('cancel.choose-cause' as const)
    : hasPrinted
      ? missingInRemoval(removal, removalTypes)
      : null
  const submit = async (): Promise<void> => {
    const isDone = await send(
      {
        kind: 'delivery.cancel',
        orderId: delivery.id,
        cancelCauseId: causeId,
        comment: comment.trim() || null,
        removalTypeId: hasPrinted ? removal.typeId : null,
        removalComment: hasPrinted ? removal.comment.trim() || null : null,
        userIdForWriteoff: hasPrinted ? removal.userId : null,
      },
      t('done.cancel'),
    )
    if (isDone) onClose()
  }
  return (
    <Dialog
      title={t('cancel.title', { number: delivery.number })}
      size={hasPrinted ? 'wide' : 'normal'}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('kit.back')}</Button>
          <Button
            look="danger-solid"
            isLarge
            isBusy={isBusy}
            forbidden={forbidden}
            missing={missing && t(missing)}
            onClick={() => void submit()}
          >
            {t('cancel.submit')}
          </Button>
        </>
      }
    >
      <div className={hasPrinted ? 'two-parts' : 'stack'}>
        <div className="stack">
          <div className="field">
            <span className="field-label">{t('cancel.cause')}</span>
            <OptionList
              label={t('cancel.cause')}
              value={causeId}
              options={cancelCauses.map((cause) => ({ id: cause.id, label: named(cause) }))}
              onChange={setCauseId}
            />
          </div>
          <TextField label={t('cancel.comment')} value={comment} onChange={setComment} />
        </div>
        {hasPrinted && (
          <div className="stack">
            <RemovalForm label={t('cancel.removal')} value={removal} onChange={setRemoval} />
          </div>
        )}
      </div>
    </Dialog>
  )
}
