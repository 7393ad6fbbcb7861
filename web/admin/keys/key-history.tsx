import { useLoaded } from '../../kit/desk/loading.tsx'
import { useMoment } from '../../kit/desk/moments.ts'
import { isKnownText, useText } from '../texts.ts'
import type { ApiKey, KeyEvent } from '../types.ts'

/** Who did what to a key, from the journal. */
export function KeyHistory({ id }: { id: string }) {
  const t = useText()
  const moment = useMoment()
  const { data } = useLoaded<{ key: ApiKey; history: KeyEvent[] }>(`/keys/${id}`)
  const words = (kind: string): string => {
    const key = `history.${kind}`
    return isKnownText(key) ? t(key) : kind
  }
  if (!data) return null
  return (
    <section className="card">
      <h2 className="card-title">{t('keys.history')}</h2>
      {data.history.length === 0 && <p className="field-hint">{t('keys.no-history')}</p>}
      <ul className="history">
        {data.history.map((event) => (
          <li key={`${event.at} ${event.kind}`}>
            <span className="quiet">{moment(event.at)}</span>
            <strong>{words(event.kind)}</strong>
            <span className="quiet">{event.who}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
