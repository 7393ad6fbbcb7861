import { Choices } from '../kit/controls.tsx'
import { Select } from '../kit/desk/form.tsx'
import { useFormatOf, useNow } from './desk-context.ts'
import { useText } from './texts.ts'

const quarterMs = 15 * 60_000
const dayMs = 86_400_000
const daysAhead = 14
/** Nothing is cooked and brought in less. */
const soonestMs = 30 * 60_000

type WhenFieldProps = {
  value: number | null
  /** The restaurant whose wall clock it is. */
  timeZoneOf: string | null
  onChange: (promisedAt: number | null) => void
}

/** As soon as possible, or a quarter of an hour of one of the next days. */
export function WhenField({ value, timeZoneOf, onChange }: WhenFieldProps) {
  const t = useText()
  const now = useNow()
  const format = useFormatOf(timeZoneOf)
  const first = Math.ceil((now + soonestMs) / quarterMs) * quarterMs
  const times = Array.from({ length: dayMs / quarterMs }, (_, index) => first + index * quarterMs)
  const day = value === null ? 0 : Math.max(0, Math.floor((value - first) / dayMs))
  const timeOfDay = value === null ? first : value - day * dayMs
  const dayName = (index: number): string =>
    index === 0 ? t('cc.today') : format.date(first + index * dayMs)
  return (
    <div className="cc-when">
      <span className="field-label">{t('cc.when')}</span>
      <Choices
        label={t('cc.when')}
        value={value === null ? 'asap' : 'time'}
        options={[
          { value: 'asap', label: t('cc.asap') },
          { value: 'time', label: t('cc.at-time') },
        ]}
        onChange={(how) => onChange(how === 'asap' ? null : first + quarterMs * 2)}
      />
      {value !== null && (
        <div className="cc-when-parts">
          <Select
            label={t('cc.day')}
            value={String(day)}
            options={Array.from({ length: daysAhead }, (_, index) => ({
              value: String(index),
              label: dayName(index),
            }))}
            onChange={(index) => onChange(timeOfDay + Number(index) * dayMs)}
          />
          <Select
            label={t('cc.time')}
            value={String(timeOfDay)}
            options={times.map((at) => ({ value: String(at), label: format.moment(at, now) }))}
            onChange={(at) => onChange(Number(at) + day * dayMs)}
          />
        </div>
      )}
    </div>
  )
}
