import { Dialog } from '../../../kit/dialog.tsx'
import { useBooks, useSend } from '../../../kit/till-context.tsx'
import { useText } from '../../texts.ts'
import type { TableDialogProps } from './dialog-props.ts'
import { Pick } from './pick.tsx'

/** Who serves the table from now on: one touch. */
export function WaiterDialog({ table, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const { employees } = useBooks()
  const { send } = useSend()
  const choose = async (waiterId: string): Promise<void> => {
    const command = { kind: 'tableOrder.changeWaiter' as const, orderId: table.id, waiterId }
    if (await send(command, t('table.waiter-changed'))) onDone()
  }
  return (
    <Dialog title={t('table.waiter-title')} size="wide" onClose={onClose}>
      <Pick
        label={t('table.waiter-title')}
        options={employees.map(({ id, name }) => ({
          id,
          label: name,
          isOn: id === table.waiterId,
          onPick: () => void choose(id),
        }))}
      />
    </Dialog>
  )
}
