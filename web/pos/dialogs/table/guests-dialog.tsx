import { useState } from 'react'
import { Button, IconButton, TextField } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import type { OrderGuest } from '../../../kit/table-types.ts'
import { newCommandId } from '../../../kit/till-api.ts'
import { useSend, useSendEach } from '../../../kit/till-context.tsx'
import type { TableOrder } from '../../../kit/till-types.ts'
import { useGuestName } from '../../model/use-table-words.ts'
import { useText } from '../../texts.ts'
import type { TableDialogProps } from './dialog-props.ts'

/** Who sits there: names, one more, one less. */
export function GuestsDialog({ table, onClose }: TableDialogProps) {
  const t = useText()
  const send = useSendEach()
  const add = () =>
    void send({ kind: 'tableOrder.addGuest', orderId: table.id, guestId: newCommandId(), name: null })
  return (
    <Dialog
      title={t('table.guests-title')}
      onClose={onClose}
      foot={
        <>
          <Button icon="plus" isLarge data-action="one-more-guest" onClick={add}>
            {t('table.add-guest')}
          </Button>
          <Button look="primary" isLarge data-action="guests-done" onClick={onClose}>
            {t('kit.close')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {table.guestList.length === 0 && <p>{t('table.no-guests')}</p>}
        {table.guestList.map((guest) => (
          <GuestRow key={guest.id} table={table} guest={guest} />
        ))}
      </div>
    </Dialog>
  )
}

function GuestRow({ table, guest }: { table: TableOrder; guest: OrderGuest }) {
  const t = useText()
  const guestName = useGuestName()
  const { send, isBusy } = useSend()
  const [name, setName] = useState(guest.name ?? '')
  const orderId = table.id
  const hasDishes = table.items.some((item) => !item.isDeleted && item.guestId === guest.id)
  const label = t('table.guest', { number: guest.rank })
  const isSame = (name.trim() || null) === guest.name
  const command = { kind: 'tableOrder.renameGuest' as const, orderId, guestId: guest.id }
  return (
    <div className="guest-row" data-guest-row={guest.rank}>
      <TextField label={label} maxLength={60} value={name} onChange={setName} />
      {!isSame && (
        <Button
          icon="check"
          isBusy={isBusy}
          data-action={`rename-${guest.rank}`}
          onClick={() => void send({ ...command, name: name.trim() || null })}
        >
          {t('kit.save')}
        </Button>
      )}
      <IconButton
        icon="trash"
        isFramed
        label={t('table.guest-remove', { name: guestName(guest) })}
        disabled={isBusy || hasDishes}
        onClick={() => void send({ kind: 'tableOrder.removeGuest', orderId, guestId: guest.id })}
      />
    </div>
  )
}
