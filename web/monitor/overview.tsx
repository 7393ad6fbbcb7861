import { Chip, Empty } from '../kit/controls.tsx'
import { createFormat, type Format } from '../kit/format.ts'
import { Icon } from '../kit/icons.tsx'
import { useLanguage } from '../kit/language.ts'
import { byMood, chainOf, mood } from './sums.ts'
import { useText } from './texts.ts'
import type { Device, Monitor, Seats, Till, Warning } from './types.ts'

/** The chain in figures, then every till, those that need somebody first. */
export function Overview({ monitor, isLost }: { monitor: Monitor; isLost: boolean }) {
  const t = useText()
  const language = useLanguage()
  const chain = chainOf(monitor.tills)
  const now = Date.parse(monitor.now)
  const zone = monitor.tills[0]?.timeZone ?? 'UTC'
  const time = createFormat(language, { isoName: '', scale: 2 }, zone).time(now)
  const money = (of: (total: (typeof chain.money)[number]) => number | null): string =>
    chain.money
      .map((total) => {
        const sum = of(total)
        return sum === null ? '—' : createFormat(language, total.currency, zone).money(rounded(sum))
      })
      .join(' + ') || '—'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <main className="monitor-main scroll" tabIndex={0}>
      <p className={isLost ? 'monitor-lost' : 'monitor-time'} role="status">
        {t(isLost ? 'monitor.lost' : 'monitor.as-of', { time })}
      </p>
      <dl className="figures">
        <Figure label={t('monitor.revenue')} value={money(({ revenue }) => revenue)} />
        <Figure label={t('monitor.average')} value={money(({ averageCheque }) => averageCheque)} />
        <Figure label={t('monitor.open-orders')} value={String(chain.openOrders)} />
        <Figure
          label={t('monitor.late-orders')}
          value={String(chain.lateOrders)}
          isLate={chain.lateOrders > 0}
        />
        <Figure
          label={t('monitor.shifts')}
          value={t('monitor.of', { count: chain.openShifts, all: chain.tills })}
        />
      </dl>
      {monitor.tills.length === 0 && <Empty title={t('monitor.none')} />}
      <ul className="tills">
        {byMood(monitor.tills).map((till) => (
          <li key={till.id}>
            <TillCard till={till} now={now} />
          </li>
        ))}
      </ul>
      <SeatTable seats={monitor.seats} />
    </main>
  )
}

const rounded = (sum: number): number => Math.round(sum * 100) / 100

const Figure = ({ label, value, isLate = false }: { label: string; value: string; isLate?: boolean }) => (
  <div className={isLate ? 'figure figure-late' : 'figure'}>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

function TillCard({ till, now }: { till: Till; now: number }) {
  const t = useText()
  const language = useLanguage()
  const isEnglish = language === 'en'
  const format = createFormat(language, till.currency, till.timeZone)
  const { shift, averageCheque } = till
  const name = isEnglish ? (till.nameEn ?? till.name) : till.name
  const place = isEnglish ? (till.organizationEn ?? till.organization) : till.organization
  return (
    <article className={`till till-${mood(till)}`} data-till={till.code} aria-label={name}>
      <header className="till-head">
        <div>
          <h2>{name}</h2>
          <p className="quiet">{place}</p>
        </div>
        <Chip look={till.isHeard ? 'accent' : 'late'} icon={till.isHeard ? 'cloud' : 'cloud-off'}>
          {t(till.isHeard ? 'monitor.heard' : 'monitor.not-heard')}
        </Chip>
      </header>
      {till.warnings.length > 0 && (
        <ul className="till-warnings">
          {till.warnings.map((warning) => (
            <li key={warning.kind}>
              <Icon name="alert" />
              <WarningWords warning={warning} />
            </li>
          ))}
        </ul>
      )}
      <dl className="till-figures">
        <Figure label={t('monitor.revenue')} value={format.money(till.revenue)} />
        <Figure
          label={t('monitor.average')}
          value={averageCheque === null ? '—' : format.money(averageCheque)}
        />
        <Figure label={t('monitor.orders')} value={String(till.orders)} />
        <Figure label={t('monitor.open-orders')} value={String(till.openOrders)} />
      </dl>
      <p>
        {shift
          ? t('monitor.shift', {
              number: shift.number,
              time: format.moment(Date.parse(shift.openedAt), now),
            })
          : t('monitor.shift-none')}
        {shift?.openedBy && `, ${t('monitor.shift-by', { name: shift.openedBy })}`}
      </p>
      <Devices devices={till.devices} />
      <p className="quiet">
        {[
          seenWords(till, format, now, t),
          till.waitingEntries ? t('monitor.waiting', { count: till.waitingEntries }) : null,
          t('monitor.version', { version: till.version }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </article>
  )
}

/** Printers and the fiscal register: what comes out of them, and what does not. */
function Devices({ devices }: { devices: readonly Device[] }) {
  const t = useText()
  const language = useLanguage()
  if (devices.length === 0) return null
  const fine = (trouble: Device['trouble']): string => (trouble ? '' : t('monitor.device-fine'))
  return (
    <ul className="till-devices" aria-label={t('monitor.devices')}>
      {devices.map(({ id, name, nameEn, waiting, trouble }) => {
        const known = language === 'en' ? (nameEn ?? name) : name
        // What is the matter with a device says whose it is.
        const state = waiting > 0 ? t('monitor.device-waiting', { count: waiting }) : fine(trouble)
        return (
          <li key={id} className={trouble ? 'till-device till-device-late' : 'till-device'}>
            <Icon name="printer" />
            <span>{trouble?.[language] ?? known ?? t('monitor.register')}</span>
            <span className="quiet">{state}</span>
          </li>
        )
      })}
    </ul>
  )
}

function seenWords(
  { isHeard, seenAt }: Till,
  format: Format,
  now: number,
  t: ReturnType<typeof useText>,
): string | null {
  if (isHeard) return null
  return seenAt === null
    ? t('monitor.never-heard')
    : t('monitor.seen', { time: format.moment(Date.parse(seenAt), now) })
}

function WarningWords({ warning }: { warning: Warning }) {
  const t = useText()
  const { kind, ...numbers } = warning
  return <span>{t(`monitor.warning.${kind}`, numbers as Record<string, number | string>)}</span>
}

function SeatTable({ seats }: { seats: readonly Seats[] }) {
  const t = useText()
  return (
    <section className="seats">
      <h2>{t('monitor.seats')}</h2>
      {seats.length === 0 && <p className="quiet">{t('monitor.seats-none')}</p>}
      {seats.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('monitor.seats-module')}</th>
              <th scope="col">{t('monitor.seats-taken')}</th>
            </tr>
          </thead>
          <tbody>
            {seats.map(({ name, seats: all, taken }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{all === null ? taken : t('monitor.of', { count: taken, all })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
