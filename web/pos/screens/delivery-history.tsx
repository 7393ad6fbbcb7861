import { useEffect, useState } from 'react'
import { Button, Empty } from '../../kit/controls.tsx'
import type { Format } from '../../kit/format.ts'
import type { HistoryEntry } from '../../kit/history-types.ts'
import { useFormat, useNameOf, useNow, useTill } from '../../kit/till-context.tsx'
import type { Delivery } from '../../kit/till-types.ts'
import { type PosKey, useText } from '../texts.ts'
import { russian } from '../texts-ru.ts'

type Say = ReturnType<typeof useText>

/** What happened to a delivery, out of the journal, in words; the newest first. */
export function DeliveryHistory({ delivery }: { delivery: Delivery }) {
  const t = useText()
  const { api } = useTill()
  const [entries, setEntries] = useState<HistoryEntry[] | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  const { id, version } = delivery
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or another try means new entries.
  useEffect(() => {
    let isGone = false
    api.history(id).then(
      (loaded) => {
        if (isGone) return
        setEntries(loaded)
        setFailed(false)
      },
      () => !isGone && setFailed(true),
    )
    return () => {
      isGone = true
    }
  }, [api, id, version, tries])
  if (!entries) {
    return hasFailed ? (
      <Empty title={t('history.failed')}>
        <Button onClick={() => setTries(tries + 1)}>{t('kit.retry')}</Button>
      </Empty>
    ) : (
      <Empty title={t('kit.loading')} />
    )
  }
  const numbered = entries.map((entry, place) => ({ place, entry })).reverse()
  if (entries.length === 0) return <Empty title={t('history.empty')} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ol className="history scroll" tabIndex={0} aria-label={t('delivery.tab.history')}>
      {numbered.map(({ place, entry }) => (
        <Entry key={place} entry={entry} />
      ))}
    </ol>
  )
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const now = useNow(60_000)
  const more = detailsInWords(entry, format, nameOf)
  return (
    <li className="history-entry">
      <time className="history-time">{format.moment(entry.at, now)}</time>
      <div>
        <p className="history-deed">{deedInWords(entry, t, format, nameOf, now)}</p>
        {more && <p className="history-more">{more}</p>}
      </div>
      <span className="history-actor">{actorInWords(entry, t)}</span>
    </li>
  )
}

const isKnown = (key: string): key is PosKey => Object.hasOwn(russian, key)

function deedInWords(
  { kind, details }: HistoryEntry,
  t: Say,
  format: Format,
  nameOf: (name: string) => string,
  now: number,
): string {
  if (kind === 'delivery.courierChanged' && !details.name) return t('history.courier-removed')
  const key = `history.${kind}`
  if (!isKnown(key)) return t('history.other')
  const statusKey = `${kind === 'delivery.itemsCooking' ? 'item-status' : 'status'}.${details.status}`
  return t(key, {
    status: isKnown(statusKey) ? t(statusKey) : '',
    name: details.name ? nameOf(details.name) : '',
    time: details.time ? format.moment(details.time, now) : '',
  })
}

/** Names that the sentence itself does not hold. */
const namedInMore = new Set(['delivery.itemsDeleted', 'delivery.discountsChanged', 'delivery.cancelled'])

function detailsInWords(
  { kind, details }: HistoryEntry,
  format: Format,
  nameOf: (name: string) => string,
): string {
  const items = details.items?.map(({ name, amount }) =>
    amount === 1 ? nameOf(name) : `${nameOf(name)} × ${format.amount(amount)}`,
  )
  const payments = details.payments?.map(({ name, sum }) => `${nameOf(name)} ${format.money(sum)}`)
  const name = namedInMore.has(kind) && details.name ? nameOf(details.name) : null
  return [items?.join(', '), payments?.join(', '), name, details.text].filter(Boolean).join(' · ')
}

function actorInWords({ actor }: HistoryEntry, t: Say): string {
  if (actor.type === 'employee') return actor.name ?? t('history.employee-unknown')
  if (actor.type === 'api')
    return actor.name ? t('history.api', { name: actor.name }) : t('history.api-unknown')
  return t('history.till')
}
