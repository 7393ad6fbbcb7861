import { useState } from 'react'
import { Button, Chip } from '../kit/controls.tsx'
import { post } from '../kit/desk/api.ts'
import { useSubmit } from '../kit/desk/form.tsx'
import { useLoaded } from '../kit/desk/loading.tsx'
import { useBooks, useName } from './books.ts'
import { useText } from './texts.ts'
import type { ApiKey, Named, Webhook } from './types.ts'
import { WebhookDialog } from './webhook-dialog.tsx'

/** Where events of each restaurant go for a key. */
export function WebhookList({ apiKey }: { apiKey: ApiKey }) {
  const t = useText()
  const { organizations } = useBooks()
  const all = useLoaded<{ webhooks: Webhook[] }>('/webhooks')
  const [isOpen, setOpen] = useState<string | null>(null)
  const own = organizations.filter((one) => apiKey.organizationIds.includes(one.id))
  const opened = own.find((one) => one.id === isOpen)
  return (
    <section className="card">
      <h2 className="card-title">{t('webhooks.title')}</h2>
      <p className="field-hint">{t('webhooks.hint')}</p>
      <ul className="rows">
        {own.map((organization) => (
          <WebhookRow
            key={organization.id}
            organization={organization}
            webhook={
              all.data?.webhooks.find(
                (one) => one.keyId === apiKey.id && one.organizationId === organization.id,
              ) ?? null
            }
            onOpen={() => setOpen(organization.id)}
            onUnblocked={all.reload}
          />
        ))}
      </ul>
      {opened && (
        <WebhookDialog
          apiKey={apiKey}
          organization={opened}
          onClose={() => {
            setOpen(null)
            all.reload()
          }}
        />
      )}
    </section>
  )
}

type WebhookRowProps = {
  organization: Named
  webhook: Webhook | null
  onOpen: () => void
  onUnblocked: () => void
}

function WebhookRow({ organization, webhook, onOpen, onUnblocked }: WebhookRowProps) {
  const t = useText()
  const name = useName()
  const form = useSubmit()
  const unblock = async (): Promise<void> => {
    await post(`/keys/${webhook?.keyId}/webhooks/${organization.id}/unblock`)
    onUnblocked()
  }
  return (
    <li className="row">
      <span className="row-main">
        <strong>{name(organization)}</strong>
        <span className="quiet row-url">{webhook?.uri ?? t('webhooks.nowhere')}</span>
      </span>
      {webhook && <Chip look="info">{t(`webhooks.profile.${webhook.profile}`)}</Chip>}
      {webhook?.blockedUntil && (
        <>
          <Chip look="late">{t('webhooks.blocked')}</Chip>
          <Button isBusy={form.isBusy} onClick={() => void form.run(unblock)}>
            {t('webhooks.unblock')}
          </Button>
        </>
      )}
      {form.failure && <span className="field-problem">{form.failure}</span>}
      <Button onClick={onOpen}>{t(webhook ? 'webhooks.open' : 'webhooks.set')}</Button>
    </li>
  )
}
