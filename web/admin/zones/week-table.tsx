import { useName } from '../books.ts'
import { useText } from '../texts.ts'
import type { Delivery, Rule } from '../types.ts'
import { hoursOf, openParts, timeOf, weekdays } from './schedule.ts'

/** The week at a glance: when each rule is open. */
export function WeekTable({ draft }: { draft: Delivery }) {
  const t = useText()
  if (draft.restrictions.length === 0) return null
  return (
    <section className="card stack">
      <h2 className="card-title">{t('zones.week')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="table-frame" tabIndex={0}>
        <table className="table week">
          <thead>
            <tr>
              <th scope="col">{t('zones.zone')}</th>
              {weekdays.map((day) => (
                <th key={day} scope="col">
                  {t(`day.${day}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {draft.restrictions.map((rule, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the list.
              <WeekRow key={i} rule={rule} draft={draft} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function WeekRow({ rule, draft }: { rule: Rule; draft: Delivery }) {
  const t = useText()
  const name = useName()
  const hours = hoursOf(rule, draft)
  const group = draft.terminalGroups.find((one) => one.id === rule.terminalGroupId)
  const isRound = hours.from === hours.to
  const words = isRound
    ? t('zones.round-the-clock')
    : `${timeOf(hours.from ?? 0)}–${timeOf(hours.to ?? 1440)}`
  return (
    <tr>
      <th scope="row">
        {rule.zone ?? t('zones.everywhere')}
        <br />
        <span className="quiet">{group ? name(group) : ''}</span>
      </th>
      {weekdays.map((day) => {
        const parts = openParts(hours, day)
        return (
          <td key={day}>
            <svg className="day-bar" viewBox="0 0 24 4" preserveAspectRatio="none" aria-hidden="true">
              <rect className="day-bar-ground" width="24" height="4" />
              {parts.map((part) => (
                <rect
                  key={part.from}
                  className="day-bar-open"
                  x={part.from * 24}
                  width={(part.to - part.from) * 24}
                  height="4"
                />
              ))}
            </svg>
            <span className="day-words">{parts.length > 0 ? words : t('zones.closed')}</span>
          </td>
        )
      })}
    </tr>
  )
}
