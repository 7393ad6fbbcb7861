import { useState } from 'react'
import { Button, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useForbidden, useSend } from '../../kit/till-context.tsx'
import { useText } from '../texts.ts'
import type { DeliveryDialogProps } from './dialog-props.ts'

type NoteDialogProps = DeliveryDialogProps & { about: 'comment' | 'problem' }

/** A text on the order: its comment, or what is wrong with it. */
export function NoteDialog({ about, delivery, onClose }: NoteDialogProps) {
  const t = useText()
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()('deliveries.edit', true)
  const present = about === 'comment' ? delivery.comment : delivery.problem
  const [text, setText] = useState(present ?? '')
  const save = async (value: string): Promise<void> => {
    const note = value.trim() || null
    const command =
      about === 'comment'
        ? ({ kind: 'delivery.changeComment', orderId: delivery.id, comment: note } as const)
        : ({ kind: 'delivery.changeProblem', orderId: delivery.id, description: note } as const)
    if (await send(command)) onClose()
  }
  return (
    <Dialog
      title={t(`${about}.title`)}
      onClose={onClose}
      foot={
        <>
          {forbidden && <span className="foot-why">{forbidden}</span>}
          {about === 'problem' && present !== null && (
            <Button isBusy={isBusy} forbidden={forbidden} onClick={() => void save('')}>
              {t('problem.clear')}
            </Button>
          )}
          <Button
            look="primary"
            isLarge
            isBusy={isBusy}
            forbidden={forbidden}
            onClick={() => void save(text)}
          >
            {t('kit.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={about === 'comment' ? t('delivery.comment') : t('problem.field')}
        lines={4}
        maxLength={about === 'comment' ? 500 : 1000}
        value={text}
        onChange={setText}
      />
    </Dialog>
  )
}
