import { useState } from 'react'
import { Button, Choices } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { newCommandId } from '../../../kit/till-api.ts'
import { useBoard, useFormat, useSend } from '../../../kit/till-context.tsx'
import { seatingsOf } from '../../model/table-check.ts'
import { useGuestName } from '../../model/use-table-words.ts'
import { useText } from '../../texts.ts'
import type { TableDialogProps } from './dialog-props.ts'
import { otherOrders, useOrderOption } from './move-dialogs.tsx'
import { PickSeveral } from './pick.tsx'

/** Other orders come into this one and are gone. */
export function MergeDialog({ table, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const { tableOrders } = useBoard()
  const orderOption = useOrderOption()
  const { send, isBusy } = useSend()
  const [fromOrderIds, setFrom] = useState<string[]>([])
  const open = otherOrders(tableOrders, table)
  const submit = async (): Promise<void> => {
    if (await send({ kind: 'tableOrder.merge', orderId: table.id, fromOrderIds }, t('table.merged'))) onDone()
  }
  return (
    <Dialog
      title={t('table.merge-title', { number: table.number })}
      size="wide"
      onClose={onClose}
      foot={
        <Button
          look="primary"
          isLarge
          isBusy={isBusy}
          missing={fromOrderIds.length > 0 ? null : t('table.open-orders')}
          data-action="merge-do"
          onClick={() => void submit()}
        >
          {t('table.merge-do')}
        </Button>
      }
    >
      {open.length === 0 ? (
        <p>{t('table.no-other-orders')}</p>
      ) : (
        <PickSeveral
          label={t('table.open-orders')}
          options={open.map(orderOption)}
          chosen={fromOrderIds}
          onChange={setFrom}
        />
      )}
    </Dialog>
  )
}

type Common = 'share' | 'keep'

/** Chosen guests pay apart, each by an order of their own at the same table. */
export function SplitDialog({ table, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const format = useFormat()
  const guestName = useGuestName()
  const { send, isBusy } = useSend()
  const [guestIds, setGuestIds] = useState<string[]>([])
  const [common, setCommon] = useState<Common>('share')
  // Chosen once: however often the button is pressed, they are the same orders.
  const [newIds] = useState(() => new Map(table.guestList.map(({ id }) => [id, newCommandId()])))
  const seatings = seatingsOf(table)
  const hasCommon = seatings.some(({ guest, items }) => !guest && items.some((item) => !item.isDeleted))
  const isEmptied = guestIds.length === table.guestList.length && !(hasCommon && common === 'keep')
  const submit = async (): Promise<void> => {
    const guests = guestIds.map((guestId) => ({ guestId, newOrderId: newIds.get(guestId) ?? '' }))
    const shareCommon = hasCommon && common === 'share'
    const command = { kind: 'tableOrder.splitByGuests' as const, orderId: table.id, guests, shareCommon }
    if (await send(command, t('table.split-done'))) onDone()
  }
  return (
    <Dialog
      title={t('table.split-title')}
      onClose={onClose}
      foot={
        <Button
          look="primary"
          isLarge
          isBusy={isBusy}
          missing={
            guestIds.length === 0 ? t('table.choose-guests') : isEmptied ? t('table.leave-somebody') : null
          }
          data-action="split-do"
          onClick={() => void submit()}
        >
          {t('table.split-do')}
        </Button>
      }
    >
      <div className="stack">
        <p className="quiet">{t('table.split-hint')}</p>
        <PickSeveral
          label={t('table.guests')}
          options={seatings.flatMap(({ guest, sum }) =>
            guest ? [{ id: guest.id, label: guestName(guest), note: format.money(sum) }] : [],
          )}
          chosen={guestIds}
          onChange={setGuestIds}
        />
        {hasCommon && (
          <div className="field">
            <span className="field-label">{t('table.split-common')}</span>
            <Choices
              label={t('table.split-common')}
              value={common}
              options={[
                { value: 'share', label: t('table.split-share') },
                { value: 'keep', label: t('table.split-keep') },
              ]}
              onChange={setCommon}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
