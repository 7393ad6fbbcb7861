import { post } from '../kit/desk/api.ts'
import { useProblemText } from '../kit/desk/loading.tsx'
import { createFormat } from '../kit/format.ts'
import { Icon } from '../kit/icons.tsx'
import { useLanguage } from '../kit/language.ts'
import { useToast } from '../kit/toast-context.ts'
import { useText } from './texts.ts'
import type { PhoneCall } from './types.ts'
import type { News } from './use-news.ts'

type CallsProps = { news: News; onAnswer: (call: PhoneCall) => void }

/** Telephones that ring: one touch answers, and everybody else sees it ring no more. */
export function Calls({ news, onAnswer }: CallsProps) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const { phone } = createFormat(useLanguage(), { isoName: '', scale: 2 }, 'UTC')
  const take = (call: PhoneCall): void => {
    post(`/calls/${encodeURIComponent(call.id)}/take`).then(
      () => onAnswer(call),
      (error: unknown) => toast(problemText(error), { isProblem: true }),
    )
  }
  return (
    <section className="cc-calls" aria-label={t('cc.calls')}>
      <h2 className="field-label">{t('cc.calls')}</h2>
      {!news.isLive && news.revision !== null && <p className="field-problem">{t('cc.offline')}</p>}
      {news.calls.length === 0 && <p className="quiet">{t('cc.calls-none')}</p>}
      <ul className="rows" aria-live="polite">
        {news.calls.map((call) => (
          <li key={call.id}>
            <button
              type="button"
              className={call.isTaken ? 'cc-call' : 'cc-call cc-call-ringing'}
              data-call={call.id}
              onClick={() => take(call)}
            >
              <Icon name="phone" />
              <span>
                <strong>{phone(call.phone)}</strong>
                <span className="cc-call-note">{call.isTaken ? call.line : t('cc.take')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
