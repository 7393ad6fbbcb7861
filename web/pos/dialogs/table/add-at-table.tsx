import { useMemo, useState } from 'react'
import { Choices } from '../../../kit/controls.tsx'
import type { Seat } from '../../../kit/dish-choice.ts'
import type { MenuCombo } from '../../../kit/menu-types.ts'
import type { TableOrder } from '../../../kit/till-types.ts'
import { useCourseName, useGuestName } from '../../model/use-table-words.ts'
import { useText } from '../../texts.ts'
import { ComposeForm } from '../compose-form.tsx'
import { ComboDialog } from './combo-dialog.tsx'

const common = 'common'
const courses = [null, 1, 2, 3] as const

/** Composes dishes for a table: for whom and in which course the next ones are stays chosen. */
export function AddAtTable({ table, onClose }: { table: TableOrder; onClose: () => void }) {
  const t = useText()
  const guestName = useGuestName()
  const courseName = useCourseName()
  const [guestId, setGuestId] = useState(common)
  const [course, setCourse] = useState('null')
  const [combo, setCombo] = useState<MenuCombo | null>(null)
  const seat = useMemo(
    (): Seat => ({
      ...(guestId === common ? {} : { guestId }),
      ...(course === 'null' ? {} : { course: Number(course) }),
    }),
    [guestId, course],
  )
  const nameOf = ({ guestId: whose, course: when }: Seat): string | null => {
    const guest = table.guestList.find(({ id }) => id === whose)
    const who = guest ? guestName(guest) : t('table.common')
    if (table.guestList.length === 0) return when === undefined ? null : courseName(when)
    return when === undefined ? who : t('table.seat', { who, when: courseName(when) })
  }
  const chooser = (
    <div className="seat-chooser">
      {table.guestList.length > 0 && (
        <Choices
          label={t('table.for-whom')}
          value={guestId}
          options={[
            { value: common, label: t('table.common') },
            ...table.guestList.map((guest) => ({ value: guest.id, label: guest.name ?? String(guest.rank) })),
          ]}
          onChange={setGuestId}
        />
      )}
      <Choices
        label={t('table.when')}
        value={course}
        options={courses.map((each) => ({
          value: String(each),
          label: each === null ? t('table.no-course') : String(each),
        }))}
        onChange={setCourse}
      />
    </div>
  )
  return (
    <>
      <ComposeForm
        sale={table}
        onCombo={setCombo}
        permission="tables.edit"
        command={(items) => ({ kind: 'tableOrder.addItems', orderId: table.id, items })}
        seating={{ seat, chooser, nameOf }}
        onClose={onClose}
      />
      {combo && <ComboDialog table={table} combo={combo} seat={seat} onClose={() => setCombo(null)} />}
    </>
  )
}
