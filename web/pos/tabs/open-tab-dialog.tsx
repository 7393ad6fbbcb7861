import { useState } from 'react'
import { Button, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { newCommandId } from '../../kit/till-api.ts'
import { useBoard, useForbidden, useSend } from '../../kit/till-context.tsx'
import { useGoOn } from '../../kit/use-go-on.ts'
import { goTo } from '../model/route.ts'
import { tabOf } from './tabs.ts'
import { useTabText } from './texts.ts'

/** `name`: what was looked for and not found is most likely the name. */
export function OpenTabDialog({ name: first, onClose }: { name: string; onClose: () => void }) {
  const t = useTabText()
  const { tableOrders } = useBoard()
  const forbidden = useForbidden()('tables.edit', true)
  const { send, isBusy } = useSend()
  const goOn = useGoOn(goTo)
  const [name, setName] = useState(first)
  // Chosen once: however often the button is pressed, it is one order.
  const [orderId] = useState(newCommandId)
  const tabName = name.trim()
  const taken = tabName === '' ? null : tabOf(tableOrders, tabName)
  const missing =
    tabName === ''
      ? t('tabs.name-missing')
      : taken && taken.id !== orderId
        ? t('tabs.name-taken', { number: taken.number })
        : null
  const open = async (): Promise<void> => {
    const command = { kind: 'tableOrder.place' as const, orderId, tableIds: [], guestCount: 1, tabName }
    if (!(await send(command))) return
    onClose()
    goOn({ screen: 'hall-order', of: 'table', id: orderId })
  }
  return (
    <Dialog
      title={t('tabs.open-title')}
      onClose={onClose}
      foot={
        <Button
          look="primary"
          icon="plus"
          isLarge
          isBusy={isBusy}
          forbidden={forbidden}
          missing={missing}
          data-action="open-tab"
          onClick={() => void open()}
        >
          {t('tabs.open')}
        </Button>
      }
    >
      <div className="stack">
        <TextField label={t('tabs.name')} value={name} maxLength={60} onChange={setName} />
        {taken && taken.id !== orderId && (
          <p className="fact-alert" role="status">
            {missing}
          </p>
        )}
      </div>
    </Dialog>
  )
}
