import { IconButton } from '../../kit/controls.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useBoard, useFormat, useTill } from '../../kit/till-context.tsx'
import { awaitedOn, dayMs, daysLater } from './reserve-day.ts'
import { useBookText } from './texts.ts'

const weekdays = { ru: 'ru-RU', en: 'en-GB' } as const
const shown = 7

type DayChoiceProps = {
  /** The first moment of the chosen day, and of this one. */
  day: number
  today: number
  onChange: (day: number) => void
}

/** A week of days to choose from, with how many reserves each has; the week goes on by its arrows. */
export function DayChoice({ day, today, onChange }: DayChoiceProps) {
  const t = useBookText()
  const language = useLanguage()
  const format = useFormat()
  const { reserves } = useBoard()
  const { timeZone } = useTill().session.till
  const weeks = Math.max(0, Math.floor(Math.round((day - today) / dayMs) / shown))
  const days = Array.from({ length: shown }, (_, index) => daysLater(today, weeks * shown + index, timeZone))
  const weekday = new Intl.DateTimeFormat(weekdays[language], { timeZone, weekday: 'short' })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend.
    <div className="book-days" role="group" aria-label={t('book.days')}>
      <IconButton
        icon="back"
        isFramed
        label={t('book.earlier')}
        disabled={weeks === 0}
        onClick={() => onChange(daysLater(today, Math.max(0, (weeks - 1) * shown), timeZone))}
      />
      {days.map((each) => {
        const awaited = awaitedOn(reserves, each)
        return (
          <button
            type="button"
            key={each}
            className="book-day"
            aria-pressed={each === day}
            onClick={() => onChange(each)}
          >
            <span className="book-day-name">{each === today ? t('book.today') : weekday.format(each)}</span>
            <span>
              {format.date(each)}
              {awaited > 0 && <span className="choice-count">{awaited}</span>}
            </span>
          </button>
        )
      })}
      <IconButton
        icon="forward"
        isFramed
        label={t('book.later')}
        disabled={weeks >= 12}
        onClick={() => onChange(daysLater(today, (weeks + 1) * shown, timeZone))}
      />
    </div>
  )
}
