import { useState } from 'react'
import { Button, Stepper } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { newCommandId } from '../../../kit/till-api.ts'
import { useForbidden, useFormat, useNow, useSend } from '../../../kit/till-context.tsx'
import type { Reserve, Table } from '../../../kit/till-types.ts'
import { useGoOn } from '../../../kit/use-go-on.ts'
import { goTo } from '../../model/route.ts'
import { useGuestsCame } from '../../reserves/use-guests-came.ts'
import { useText } from '../../texts.ts'

type OpenOrderDialogProps = { table: Table; reserve: Reserve | null; onClose: () => void }

/** Guests sat down: how many they are, and who was to sit there. */
export function OpenOrderDialog({ table, reserve, onClose }: OpenOrderDialogProps) {
  const t = useText()
  const format = useFormat()
  const now = useNow(5000)
  const forbidden = useForbidden()('tables.edit', true)
  const { send, isBusy } = useSend()
  const goOn = useGoOn(goTo)
  const [guests, setGuests] = useState(Math.min(2, table.seats))
  // Chosen once: however often the button is pressed, it is one order.
  const [orderId] = useState(newCommandId)
  const open = async (): Promise<void> => {
    const command = {
      kind: 'tableOrder.place' as const,
      orderId,
      tableIds: [table.id],
      guestCount: guests,
    }
    if (!(await send(command))) return
    onClose()
    goOn({ screen: 'hall-order', of: 'table', id: orderId })
  }
  return (
    <Dialog
      title={t('hall.open-title', { number: table.number })}
      onClose={onClose}
      foot={
        <>
          {reserve && <Met reserve={reserve} />}
          <Button
            look={reserve ? 'plain' : 'primary'}
            icon="plus"
            isLarge
            isBusy={isBusy}
            forbidden={forbidden}
            data-action="open-order"
            onClick={() => void open()}
          >
            {t('hall.open')}
          </Button>
        </>
      }
    >
      <div className="stack open-order">
        {reserve && (
          <p className="fact-alert">
            {t('hall.kept', {
              time: format.moment(reserve.startsAt, now),
              name: reserve.customerName ?? t('delivery.no-name'),
            })}
          </p>
        )}
        <div className="field">
          <span className="field-label">{t('delivery.guests')}</span>
          <Stepper label={t('delivery.guests')} value={guests} min={1} max={99} onChange={setGuests} />
        </div>
      </div>
    </Dialog>
  )
}

/** It is those for whom the table is kept. */
function Met({ reserve }: { reserve: Reserve }) {
  const t = useText()
  const forbidden = useForbidden()('reserves.edit')
  const { came, isBusy } = useGuestsCame(reserve)
  return (
    <Button
      look="primary"
      icon="check"
      isLarge
      isBusy={isBusy}
      forbidden={forbidden}
      data-action="came"
      onClick={() => void came()}
    >
      {t('reserve.came')}
    </Button>
  )
}
