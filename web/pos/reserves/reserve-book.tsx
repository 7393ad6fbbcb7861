import './reserves.css'
import { useState } from 'react'
import { Button, Choices } from '../../kit/controls.tsx'
import { useBoard, useForbidden, useNow, useTill } from '../../kit/till-context.tsx'
import { CancelReserveDialog } from '../dialogs/hall/cancel-reserve-dialog.tsx'
import { ofBanquet } from '../model/hall.ts'
import { goTo } from '../model/route.ts'
import { ofHall } from '../paying/paid-order.ts'
import { PrepayDialog } from '../prepaying/prepay-dialog.tsx'
import { ReserveList } from '../screens/hall/reserve-list.tsx'
import { DayChoice } from './day-choice.tsx'
import { ReserveCard } from './reserve-card.tsx'
import { firstStart, startOfDay } from './reserve-day.ts'
import { type Draft, ReserveForm } from './reserve-form.tsx'
import { useBookText } from './texts.ts'
import { Timeline } from './timeline.tsx'

export const bookViews = ['reserves', 'reserve-list'] as const
export type BookView = (typeof bookViews)[number]

/** What is open over the book. */
type Open =
  | { what: 'new'; draft: Draft }
  | { what: 'card' | 'change' | 'cancel' | 'prepay'; id: string }
  | null

/** The book of reserves: a day of tables and hours, or a list of all that are to come. */
export function ReserveBook({ view }: { view: BookView }) {
  const t = useBookText()
  const now = useNow(5000)
  const { timeZone } = useTill().session.till
  const today = startOfDay(now, timeZone)
  const [chosen, setDay] = useState(today)
  // Past days are gone from the book, and the evening's screen becomes the morning's.
  const day = Math.max(chosen, today)
  const [open, setOpen] = useState<Open>(null)
  const forbidden = useForbidden()('reserves.edit')
  return (
    <>
      <div className="board-tools book-tools">
        {view === 'reserves' && <DayChoice day={day} today={today} onChange={setDay} />}
        <span className="book-gap" />
        <Choices
          label={t('book.view')}
          value={view}
          onChange={(next) => goTo({ screen: 'hall', view: next })}
          options={[
            { value: 'reserves', label: t('book.timeline') },
            { value: 'reserve-list', label: t('book.list') },
          ]}
        />
        <Button
          look="primary"
          icon="plus"
          forbidden={forbidden}
          data-action="new-reserve"
          aria-label={t('book.new')}
          onClick={() =>
            setOpen({ what: 'new', draft: { tableIds: [], startsAt: firstStart(day + 12 * 3_600_000, now) } })
          }
        />
      </div>
      {view === 'reserves' ? (
        <Timeline
          day={day}
          onSlot={({ id }, startsAt) => setOpen({ what: 'new', draft: { tableIds: [id], startsAt } })}
          onReserve={({ id }) => setOpen({ what: 'card', id })}
        />
      ) : (
        <ReserveList onOpen={({ id }) => setOpen({ what: 'card', id })} />
      )}
      <Opened open={open} setOpen={setOpen} />
    </>
  )
}

function Opened({ open, setOpen }: { open: Open; setOpen: (next: Open) => void }) {
  const { reserves } = useBoard()
  const close = (): void => setOpen(null)
  if (open?.what === 'new') return <ReserveForm draft={open.draft} reserve={null} onClose={close} />
  const reserve = open && reserves.find(({ id }) => id === open.id)
  if (!open || !reserve) return null
  const { id } = reserve
  switch (open.what) {
    case 'card':
      return (
        <ReserveCard
          reserve={reserve}
          onChange={() => setOpen({ what: 'change', id })}
          onCancel={() => setOpen({ what: 'cancel', id })}
          onPrepay={() => setOpen({ what: 'prepay', id })}
          onClose={close}
        />
      )
    case 'change':
      return <ReserveForm draft={reserve} reserve={reserve} onClose={close} />
    case 'cancel':
      return <CancelReserveDialog reserve={reserve} onClose={close} />
    case 'prepay': {
      const banquet = ofBanquet(reserve)
      return banquet && <PrepayDialog order={ofHall(banquet)} onClose={close} />
    }
  }
}
