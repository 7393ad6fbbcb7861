import { Button } from '../../kit/controls.tsx'
import { useForbidden, useNow, useSend } from '../../kit/till-context.tsx'
import type { Reserve } from '../../kit/till-types.ts'
import { endOf } from './reserve-day.ts'
import { useBookText } from './texts.ts'

/** A reserve that was given up or ended by mistake is awaited again; nothing to show where its time is over. */
export function RestoreButton({ reserve }: { reserve: Reserve }) {
  const t = useBookText()
  const now = useNow(5000)
  const forbidden = useForbidden()('reserves.edit')
  const { send, isBusy } = useSend()
  const { id, allowed } = reserve
  if (!allowed.includes('reserve.restore') || endOf(reserve) <= now) return null
  return (
    <Button
      icon="undo"
      isBusy={isBusy}
      forbidden={forbidden}
      data-action="restore"
      onClick={() => void send({ kind: 'reserve.restore', orderId: id }, t('book.restored'))}
    >
      {t('book.restore')}
    </Button>
  )
}
