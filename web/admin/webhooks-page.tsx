import { Empty } from '../kit/controls.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import { useText } from './texts.ts'
import type { ApiKey } from './types.ts'
import { WebhookList } from './webhook-list.tsx'

/** All keys with where their events go. */
export function WebhooksPage() {
  const t = useText()
  const keys = useLoaded<{ keys: ApiKey[] }>('/keys')
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('admin.section.webhooks')}</h1>
          <p className="page-hint">{t('webhooks.page-hint')}</p>
        </div>
      </header>
      <WhenLoaded of={keys}>
        {(data) => (
          <>
            {data.keys.length === 0 && <Empty title={t('keys.none')} />}
            {data.keys.map((key) => (
              <div key={key.id} className="stack">
                <h2 className="group-title">{key.name}</h2>
                <WebhookList apiKey={key} />
              </div>
            ))}
          </>
        )}
      </WhenLoaded>
    </section>
  )
}
