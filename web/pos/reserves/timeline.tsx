import { useEffect, useRef } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { useNamed } from '../../kit/names.ts'
import { useBoard, useBooks, useFormat, useNow } from '../../kit/till-context.tsx'
import type { Reserve, Table } from '../../kit/till-types.ts'
import { type Bar, barsOf, firstStart, hoursShown, stageOf } from './reserve-day.ts'
import { useReserveWords } from './reserve-words.ts'
import { useBookText } from './texts.ts'

const hourMs = 3_600_000
/** Where a day that is still ahead is looked at first. */
const noonHour = 6
const hours = Array.from({ length: hoursShown }, (_, hour) => hour)

type TimelineProps = {
  day: number
  onSlot: (table: Table, startsAt: number) => void
  onReserve: (reserve: Reserve) => void
}

/** Tables by hours of a day: who keeps which, and what is free. */
export function Timeline({ day, onSlot, onReserve }: TimelineProps) {
  const named = useNamed()
  const format = useFormat()
  const now = useNow(5000)
  const { sections } = useBooks()
  const present = (now - day) / hourMs
  const isToday = present >= 0 && present < hoursShown
  const scroller = useStart(day, isToday ? Math.floor(present) - 1 : noonHour)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className="timeline scroll" ref={scroller} tabIndex={0}>
      <div className="timeline-row timeline-hours" aria-hidden="true">
        <span className="timeline-label" />
        {hours.map((hour) => (
          <span key={hour} className="timeline-hour">
            {format.time(day + hour * hourMs)}
          </span>
        ))}
      </div>
      {sections.map((section) => (
        <section key={section.id} aria-label={named(section)}>
          {sections.length > 1 && <h2 className="timeline-section">{named(section)}</h2>}
          {section.tables.map((table) => (
            <TableRow
              key={table.id}
              {...{ table, day, onSlot, onReserve }}
              present={isToday ? present : null}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

/** A day begins where its work does; whoever scrolls stays where they are. */
function useStart(day: number, hour: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const first = useRef(hour)
  first.current = hour
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day begins anew.
  useEffect(() => {
    const width = scroller.current?.querySelector('.timeline-hour')?.getBoundingClientRect().width ?? 0
    scroller.current?.scrollTo({ left: Math.max(0, first.current) * width })
  }, [day])
  return scroller
}

type TableRowProps = TimelineProps & { table: Table; present: number | null }

function TableRow({ table, day, present, onSlot, onReserve }: TableRowProps) {
  const t = useBookText()
  const format = useFormat()
  const now = useNow(5000)
  const { reserves } = useBoard()
  return (
    <div className="timeline-row" data-table-row={table.number}>
      <span className="timeline-label">
        <strong>{table.number}</strong>
        <span className="table-seats quiet">
          <Icon name="user" />
          {table.seats}
        </span>
      </span>
      <div className="timeline-slots">
        {hours.map((hour) => {
          const slot = day + hour * hourMs
          const startsAt = firstStart(slot, now)
          return (
            <button
              type="button"
              key={hour}
              className="timeline-slot"
              disabled={startsAt >= slot + hourMs}
              aria-label={t('book.slot', { table: table.number, time: format.time(startsAt) })}
              data-slot={hour}
              onClick={() => onSlot(table, startsAt)}
            />
          )
        })}
        {barsOf(reserves, table.id, day).map((bar) => (
          <ReserveBar key={bar.reserve.id} bar={bar} table={table} onOpen={onReserve} />
        ))}
        {present !== null && <span className="timeline-now" style={{ insetInlineStart: inHours(present) }} />}
      </div>
    </div>
  )
}

const inHours = (count: number): string => `calc(var(--hour) * ${count.toFixed(3)})`

type ReserveBarProps = { bar: Bar; table: Table; onOpen: (reserve: Reserve) => void }

function ReserveBar({ bar: { reserve, from, hours: long }, table, onOpen }: ReserveBarProps) {
  const t = useBookText()
  const words = useReserveWords()
  const now = useNow(5000)
  const { stage } = stageOf(reserve, now)
  const [name, state] = [words.nameOf(reserve), words.stage(reserve)]
  return (
    <button
      type="button"
      className={`timeline-bar timeline-bar-${stage}`}
      style={{ insetInlineStart: inHours(from), width: inHours(long) }}
      data-bar={reserve.id}
      onClick={() => onOpen(reserve)}
    >
      <span className="visually-hidden">{t('book.table', { number: table.number })} </span>
      <span className="timeline-name">
        {reserve.banquet && <Icon name="list" />}
        {name}
      </span>
      <span className="visually-hidden"> {t('book.start-end', words.term(reserve))} </span>
      <span className="timeline-state">
        {reserve.guests} · {state}
      </span>
    </button>
  )
}
