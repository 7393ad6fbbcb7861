import './board.css'
import { type CSSProperties, useEffect, useMemo, useState } from 'react'
import { useDeviceFormat, useDeviceNow, useDeviceState } from '../kit/device/device.tsx'
import type { Queue, QueueEntry, QueueSettings } from '../kit/device/device-types.ts'
import { useTakeNewVersion } from '../kit/device/take-new-version.ts'
import { Mark } from '../kit/icons.tsx'
import { useLanguage } from '../kit/language.ts'
import { columnsOf, isNews } from './columns.ts'
import { useCalls } from './sound.ts'
import { sayIn } from './words.ts'

/** Numbers that cook and numbers that are ready, for a screen that hangs above the counter. */
export function BoardApp() {
  const language = useLanguage()
  const { picture, phase, refusal } = useDeviceState<Queue>()
  const now = useDeviceNow(1000)
  const board = picture?.board ?? null
  const columns = useMemo(
    () => (picture ? columnsOf(picture.entries, picture.board, now) : null),
    [picture, now],
  )
  useTakeNewVersion(true)
  // A number that nobody hears of is not called out: what is old news is shown silently.
  useCalls(phase === 'live' ? (columns?.ready ?? null) : null, board)
  const title = board ? (language === 'en' ? (board.nameEn ?? board.name) : board.name) : ''
  useEffect(() => {
    document.title = `${title || 'Trapeza'} · Trapeza`
  }, [title])
  if (!board || !columns)
    return (
      <main className="board board-empty" data-skin="night">
        <Mark />
        <h1 role="status">{refusal?.[language] ?? sayIn('loading', 'both')}</h1>
      </main>
    )
  const colours = {
    ...(board.colours.cooking ? { '--cooking': board.colours.cooking } : {}),
    ...(board.colours.ready ? { '--ready': board.colours.ready } : {}),
  } as CSSProperties
  return (
    <main
      className={`board board-${board.template}`}
      data-skin={board.skin}
      data-phase={phase}
      style={colours}
    >
      <h1 className="visually-hidden">{title}</h1>
      {board.template !== 'ready' && (
        <Column kind="cooking" entries={columns.cooking} settings={board} now={now} />
      )}
      <Column kind="ready" entries={columns.ready} settings={board} now={now} />
      {board.template === 'advertisement' && <Advertisement settings={board} />}
      {phase !== 'live' && <Lost settings={board} />}
    </main>
  )
}

type ColumnProps = {
  kind: 'cooking' | 'ready'
  entries: readonly QueueEntry[]
  settings: QueueSettings
  now: number
}

function Column({ kind, entries, settings, now }: ColumnProps) {
  const { language } = settings
  return (
    <section className={`column column-${kind}`} aria-label={sayIn(kind, language)}>
      <header className="column-head">
        <h2>{sayIn(kind, language)}</h2>
        {kind === 'ready' && <p>{sayIn('readyHint', language)}</p>}
      </header>
      {entries.length === 0 && <p className="column-none">{sayIn('none', language)}</p>}
      <ul className="numbers" aria-live={kind === 'ready' ? 'polite' : 'off'}>
        {entries.map((entry) => (
          <li
            key={entry.orderId}
            data-number={entry.label}
            className={[
              'ticket-number',
              kind === 'ready' && isNews(entry, settings, now) && 'ticket-number-news',
              entry.stage === 'accepted' && 'ticket-number-accepted',
            ]
              .filter(Boolean)
              .join(' ')}
          >
            {entry.label}
            {entry.name && <span className="ticket-name">{entry.name}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One line after another, and a picture where there is one. */
function Advertisement({ settings: { advertisement } }: { settings: QueueSettings }) {
  const { lines, image, seconds } = advertisement
  const [at, setAt] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setAt((before) => before + 1), Math.max(3, seconds) * 1000)
    return () => clearInterval(timer)
  }, [seconds])
  const line = lines.length > 0 ? lines[at % lines.length] : null
  return (
    <aside className="advertisement" aria-label="Trapeza">
      {image ? <img src={image} alt="" /> : <Mark />}
      {line && <p>{line}</p>}
    </aside>
  )
}

/** Without its till the board says how old its numbers are. */
function Lost({ settings: { language } }: { settings: QueueSettings }) {
  const { heardAt } = useDeviceState()
  const format = useDeviceFormat()
  return (
    <p className="lost" role="status">
      {heardAt === null ? sayIn('loading', language) : sayIn('lost', language, format.time(heardAt))}
    </p>
  )
}
