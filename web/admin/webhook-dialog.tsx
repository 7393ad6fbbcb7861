import { useState } from 'react'
import { Button, Choices } from '../kit/controls.tsx'
import { post, put } from '../kit/desk/api.ts'
import { Check, FormFrame, Input, useSubmit } from '../kit/desk/form.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useToast } from '../kit/toast-context.ts'
import { useName } from './books.ts'
import { FilterEditor } from './filter-editor.tsx'
import { useText } from './texts.ts'
import type { ApiKey, Named, TestCall, Webhook, WebhookFilter } from './types.ts'
import { WebhookEvents } from './webhook-events.tsx'

type WebhookDialogProps = { apiKey: ApiKey; organization: Named; onClose: () => void }

export function WebhookDialog({ apiKey, organization, onClose }: WebhookDialogProps) {
  const t = useText()
  const name = useName()
  const path = `/keys/${apiKey.id}/webhooks/${organization.id}`
  const webhook = useLoaded<{ webhook: Webhook | null }>(path)
  return (
    <Dialog
      title={t('webhooks.of', { key: apiKey.name, place: name(organization) })}
      size="wide"
      onClose={onClose}
    >
      <WhenLoaded of={webhook}>
        {(data) => (
          <div className="stack">
            <WebhookForm
              path={path}
              present={data.webhook}
              onSaved={(saved) => webhook.set({ webhook: saved })}
            />
            {data.webhook?.uri && <WebhookEvents path={path} />}
          </div>
        )}
      </WhenLoaded>
    </Dialog>
  )
}

type Draft = {
  uri: string
  /** Null: the token that the server keeps. */
  authToken: string | null
  profile: 'iiko' | 'durable'
  filter: WebhookFilter
}
type WebhookFormProps = { path: string; present: Webhook | null; onSaved: (webhook: Webhook) => void }

function WebhookForm({ path, present, onSaved }: WebhookFormProps) {
  const t = useText()
  const toast = useToast()
  const [draft, setDraft] = useState<Draft>({
    uri: present?.uri ?? '',
    authToken: present?.hasAuthToken ? null : '',
    profile: present?.profile ?? 'iiko',
    filter: present?.filter ?? {},
  })
  const [signingSecret, setSigningSecret] = useState<string | null>(null)
  const form = useSubmit()
  const change = (changes: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changes }))
  const save = async (): Promise<void> => {
    const { authToken, ...rest } = draft
    const body = authToken === null ? rest : { ...rest, authToken }
    const saved = await put<{ webhook: Webhook; newSigningSecret: string | null }>(path, body)
    toast(t('admin.saved'))
    setSigningSecret(saved.newSigningSecret)
    onSaved(saved.webhook)
  }
  return (
    <FormFrame of={form}>
      <Input
        label={t('webhooks.uri')}
        name="uri"
        type="url"
        hint={t('webhooks.uri-hint')}
        placeholder="https://"
        value={draft.uri}
        onChange={(uri) => change({ uri })}
      />
      {draft.authToken === null ? (
        <Check
          label={t('webhooks.keep-token')}
          hint={t('webhooks.keep-token-hint')}
          value
          onChange={() => change({ authToken: '' })}
        />
      ) : (
        <Input
          label={t('webhooks.token')}
          name="authToken"
          hint={t('webhooks.token-hint')}
          value={draft.authToken}
          onChange={(authToken) => change({ authToken })}
        />
      )}
      <div>
        <p className="field-label">{t('webhooks.profile')}</p>
        <Choices
          label={t('webhooks.profile')}
          value={draft.profile}
          options={(['iiko', 'durable'] as const).map((value) => ({
            value,
            label: t(`webhooks.profile.${value}`),
          }))}
          onChange={(profile) => change({ profile })}
        />
        <p className="field-hint">{t(`webhooks.profile-hint.${draft.profile}`)}</p>
      </div>
      <FilterEditor value={draft.filter} onChange={(filter) => change({ filter })} />
      {signingSecret !== null && (
        <div className="note">
          <p>{t('webhooks.signing-secret')}</p>
          <code className="secret-value">{signingSecret}</code>
        </div>
      )}
      <div className="buttons">
        <Button look="primary" isBusy={form.isBusy} onClick={() => void form.run(save)}>
          {t('kit.save')}
        </Button>
        {present?.uri && <TestButton path={path} />}
      </div>
    </FormFrame>
  )
}

function TestButton({ path }: { path: string }) {
  const t = useText()
  const [outcome, setOutcome] = useState<TestCall | null>(null)
  const form = useSubmit()
  const call = (): void => {
    void form.run(async () => setOutcome(await post<TestCall>(`${path}/test`)))
  }
  const words = (): string => {
    if (form.failure) return form.failure
    if (!outcome) return ''
    const { isDelivered, status, error, tookMs } = outcome
    if (isDelivered) return t('webhooks.test-good', { status: status ?? 0, ms: tookMs })
    return t('webhooks.test-bad', { reason: error ?? `HTTP ${status}` })
  }
  return (
    <>
      <Button isBusy={form.isBusy} onClick={call}>
        {t('webhooks.test')}
      </Button>
      <output className={outcome && !outcome.isDelivered ? 'field-problem' : 'field-hint'}>{words()}</output>
    </>
  )
}
