import { useState } from 'react'
import { Button, Choices } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { useBooks, useForbidden, useFormat, useNameOf, useSend } from '../../../kit/till-context.tsx'
import { isNew, partsOf } from '../../model/table-check.ts'
import { useText } from '../../texts.ts'
import { missingInRemoval, noRemoval, RemovalForm } from '../removal-form.tsx'
import type { TableDialogProps } from './dialog-props.ts'
import { PartAmount, usePart } from './part-amount.tsx'

type Writeoff = 'with' | 'without'

/** New dishes just go; what the kitchen has goes with a reason, written off or not. Of one dish perhaps a part. */
export function DeleteDialog({ table, items, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const { removalTypes } = useBooks()
  const isPrinted = !items.every(isNew)
  const forbidden = useForbidden()(isPrinted ? 'tables.delete-printed' : 'tables.edit')
  const { send, isBusy } = useSend()
  const [removal, setRemoval] = useState(noRemoval)
  const [writeoff, setWriteoff] = useState<Writeoff>('with')
  const part = usePart(items)
  // A type that writes nothing off leaves nothing to choose.
  const isChoice = removalTypes.find(({ id }) => id === removal.typeId)?.writesOff ?? false
  const isWithout = isChoice && writeoff === 'without'
  const asked = isWithout ? missingWithout(removal, removalTypes) : missingInRemoval(removal, removalTypes)
  const missing = isPrinted ? asked : null
  const submit = async (): Promise<void> => {
    const parts = partsOf(items, part.amount)
    const isDone = await send(
      isPrinted
        ? {
            kind: 'tableOrder.deletePrintedItems',
            orderId: table.id,
            parts,
            removalTypeId: removal.typeId,
            comment: removal.comment.trim() || null,
            userIdForWriteoff: isWithout ? null : removal.userId,
            withoutWriteoff: isWithout,
          }
        : { kind: 'tableOrder.deleteItems', orderId: table.id, parts },
      t('table.deleted'),
    )
    if (isDone) onDone()
  }
  return (
    <Dialog
      title={t('table.delete-title')}
      onClose={onClose}
      foot={
        <Button
          look="danger-solid"
          isLarge
          isBusy={isBusy}
          forbidden={forbidden}
          missing={missing && t(missing)}
          data-action="delete-do"
          onClick={() => void submit()}
        >
          {t('table.delete')}
        </Button>
      }
    >
      <div className="stack">
        <p>{items.map(({ name, amount: each }) => `${nameOf(name)} × ${format.amount(each)}`).join(', ')}</p>
        <PartAmount {...part} />
        {isPrinted ? (
          <>
            <RemovalForm label={t('table.delete-printed')} value={removal} onChange={setRemoval} />
            {isChoice && <WriteoffChoice value={writeoff} onChange={setWriteoff} />}
          </>
        ) : (
          <p className="quiet">{t('table.delete-new')}</p>
        )}
      </div>
    </Dialog>
  )
}

/** Nobody pays for what is not written off. */
const missingWithout = (removal: typeof noRemoval, types: Parameters<typeof missingInRemoval>[1]) => {
  const missing = missingInRemoval(removal, types)
  return missing === 'remove.needs-user' ? null : missing
}

function WriteoffChoice({ value, onChange }: { value: Writeoff; onChange: (value: Writeoff) => void }) {
  const t = useText()
  return (
    <div className="field">
      <span className="field-label">{t('table.writeoff')}</span>
      <Choices
        label={t('table.writeoff')}
        value={value}
        options={[
          { value: 'with', label: t('table.with-writeoff') },
          { value: 'without', label: t('table.without-writeoff') },
        ]}
        onChange={onChange}
      />
    </div>
  )
}
