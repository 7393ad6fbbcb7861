import { useState } from 'react'
import { Button, Chip } from '../kit/controls.tsx'
import { post } from '../kit/desk/api.ts'
import { Select, useSubmit } from '../kit/desk/form.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import { useMoment } from '../kit/desk/moments.ts'
import { useToast } from '../kit/toast-context.ts'
import { useServerNow } from './books.ts'
import { useText } from './texts.ts'
import type { WebhookEvent } from './types.ts'

/** The last events of a receiver with what became of them. */
export function WebhookEvents({ path }: { path: string }) {
  const t = useText()
  const events = useLoaded<{ events: WebhookEvent[] }>(`${path}/events`)
  return (
    <section className="stack">
      <div className="section-head">
        <h3 className="card-title">{t('webhooks.events')}</h3>
        <Button onClick={events.reload}>{t('webhooks.refresh')}</Button>
      </div>
      <Replay path={path} onDone={events.reload} />
      <WhenLoaded of={events}>
        {(data) =>
          data.events.length === 0 ? (
            <p className="field-hint">{t('webhooks.no-events')}</p>
          ) : (
            <EventTable events={data.events} />
          )
        }
      </WhenLoaded>
    </section>
  )
}

const looks = { delivered: 'accent', waiting: 'soon', dropped: 'late' } as const

function EventTable({ events }: { events: readonly WebhookEvent[] }) {
  const t = useText()
  const moment = useMoment()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className="table-frame" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('webhooks.when')}</th>
            <th scope="col">{t('webhooks.what')}</th>
            <th scope="col">{t('webhooks.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td>{moment(event.at)}</td>
              <td>
                {event.eventType}
                <br />
                <code className="quiet">{event.entityId}</code>
              </td>
              <td>
                <Chip look={looks[event.state]}>{t(`webhooks.state.${event.state}`)}</Chip>{' '}
                <span className="quiet">{t('webhooks.attempts', { count: event.attempts })}</span>
                {event.lastError && <p className="field-problem">{event.lastError}</p>}
                {event.nextAttemptAt && event.attempts > 0 && (
                  <p className="field-hint">
                    {t('webhooks.next-attempt', { when: moment(event.nextAttemptAt) })}
                  </p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const hours = ['1', '6', '24', '72', '336'] as const

function Replay({ path, onDone }: { path: string; onDone: () => void }) {
  const t = useText()
  const toast = useToast()
  const now = useServerNow()
  const [since, setSince] = useState<string>(hours[0])
  const form = useSubmit()
  const replay = async (): Promise<void> => {
    const from = new Date(now() - Number(since) * 3_600_000).toISOString()
    const { count } = await post<{ count: number }>(`${path}/replay`, { since: from })
    toast(t('webhooks.replayed', { count }))
    onDone()
  }
  return (
    <div className="inline-form">
      <Select
        label={t('webhooks.replay-since')}
        hint={form.failure ?? t('webhooks.replay-hint')}
        value={since}
        options={hours.map((value) => ({ value, label: t('webhooks.hours', { count: Number(value) }) }))}
        onChange={setSince}
      />
      <Button isBusy={form.isBusy} onClick={() => void form.run(replay)}>
        {t('webhooks.replay')}
      </Button>
    </div>
  )
}
