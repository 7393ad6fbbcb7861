import { useState } from 'react'
import { Button } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { useSend } from '../../../kit/till-context.tsx'
import type { HallCommand } from '../../../kit/till-types.ts'
import { useCourseName, useGuestName } from '../../model/use-table-words.ts'
import { useText } from '../../texts.ts'
import type { TableDialogProps } from './dialog-props.ts'
import { Pick, PickSeveral } from './pick.tsx'

/** Courses that are offered; twenty are possible (front-api §2.6.4), a hall uses few. */
const offered = [null, 0, 1, 2, 3, 4, 5] as const

function useAssign({ onDone }: { onDone: () => void }) {
  const { send, isBusy } = useSend()
  return { isBusy, assign: async (command: HallCommand) => void ((await send(command)) && onDone()) }
}

/** When the chosen dishes are served: one touch. */
export function CourseDialog({ table, items, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const courseName = useCourseName()
  const { assign } = useAssign({ onDone })
  const positionIds = items.map(({ positionId }) => positionId)
  return (
    <Dialog title={t('table.course-title')} onClose={onClose}>
      <Pick
        label={t('table.course-title')}
        options={offered.map((course) => ({
          id: String(course),
          label: courseName(course),
          isOn: items.every((item) => item.course === course),
          onPick: () =>
            void assign({ kind: 'tableOrder.changeCourse', orderId: table.id, positionIds, course }),
        }))}
      />
    </Dialog>
  )
}

/** Whose the chosen dishes are: one touch. */
export function AssignDialog({ table, items, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const guestName = useGuestName()
  const { assign } = useAssign({ onDone })
  const positionIds = items.map(({ positionId }) => positionId)
  const option = (guestId: string | null, label: string) => ({
    id: guestId ?? 'common',
    label,
    isOn: items.every((item) => item.guestId === guestId),
    onPick: () => void assign({ kind: 'tableOrder.assignItems', orderId: table.id, positionIds, guestId }),
  })
  return (
    <Dialog title={t('table.guest-title')} onClose={onClose}>
      <Pick
        label={t('table.guest-title')}
        options={[
          ...table.guestList.map((guest) => option(guest.id, guestName(guest))),
          option(null, t('table.common')),
        ]}
      />
    </Dialog>
  )
}

/** Each chosen dish in equal parts for some guests. */
export function ShareDialog({ table, items, onClose, onDone }: TableDialogProps) {
  const t = useText()
  const guestName = useGuestName()
  const { isBusy, assign } = useAssign({ onDone })
  const [guestIds, setGuestIds] = useState(table.guestList.map(({ id }) => id))
  const positionIds = items.map(({ positionId }) => positionId)
  return (
    <Dialog
      title={t('table.share-title')}
      onClose={onClose}
      foot={
        <Button
          look="primary"
          isLarge
          isBusy={isBusy}
          missing={guestIds.length > 1 ? null : t('table.choose-guests')}
          data-action="share-do"
          onClick={() =>
            void assign({ kind: 'tableOrder.shareItems', orderId: table.id, positionIds, guestIds })
          }
        >
          {t('table.share-do', { count: guestIds.length })}
        </Button>
      }
    >
      <PickSeveral
        label={t('table.share-title')}
        options={table.guestList.map((guest) => ({ id: guest.id, label: guestName(guest) }))}
        chosen={guestIds}
        onChange={setGuestIds}
      />
    </Dialog>
  )
}
