import { Empty, IconButton } from '../../kit/controls.tsx'
import { post, remove } from '../../kit/desk/api.ts'
import { ConfirmButton } from '../../kit/desk/confirm.tsx'
import { useProblemText } from '../../kit/desk/loading.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { useGoOn } from '../../kit/use-go-on.ts'
import { useBooks, useServerNow } from '../books.ts'
import { endOfDay } from '../days.ts'
import { goTo } from '../route.ts'
import { useText } from '../texts.ts'
import type { ApiKey, Books, KeyDraft, NewKey } from '../types.ts'
import { WebhookList } from '../webhook-list.tsx'
import { KeyForm } from './key-form.tsx'
import { KeyHistory } from './key-history.tsx'

type KeyPageProps = {
  present: ApiKey | null
  isNew: boolean
  onChanged: () => void
  onSecret: (apiLogin: string) => void
}

export function KeyPage({ present, isNew, onChanged, onSecret }: KeyPageProps) {
  const t = useText()
  const books = useBooks()
  const now = useServerNow()
  const goOn = useGoOn(goTo)
  if (!present && !isNew) return <Empty title={t('keys.unknown')} />
  return (
    <section className="page">
      <header className="page-head">
        <IconButton icon="back" label={t('kit.back')} isFramed onClick={() => goTo('keys')} />
        <h1 className="page-title">{present?.name ?? t('keys.add')}</h1>
      </header>
      <KeyForm
        draft={present ?? freshDraft(books, now())}
        id={present?.id ?? null}
        onSaved={({ key, apiLogin }) => {
          onChanged()
          if (apiLogin !== null) onSecret(apiLogin)
          if (isNew) goOn('keys', key.id)
        }}
      />
      {present && (
        <>
          <WebhookList apiKey={present} />
          <DangerZone apiKey={present} onChanged={onChanged} onSecret={onSecret} />
          <KeyHistory id={present.id} />
        </>
      )}
    </section>
  )
}

/** A new key: everything of the chain, for a year. */
function freshDraft(books: Books, now: number): KeyDraft {
  const inYear = new Date(now)
  inYear.setUTCFullYear(inYear.getUTCFullYear() + 1)
  return {
    name: '',
    isActive: true,
    expiresAt: endOfDay(inYear.toISOString().slice(0, 10)),
    organizationIds: books.organizations.map((one) => one.id),
    terminalGroupIds: null,
    allowedRights: null,
    deniedRights: [],
    sourceKey: null,
    externalMenuNumbers: books.externalMenus.map((one) => one.number),
    priceCategoryIds: books.priceCategories.map((one) => one.id),
    email: null,
  }
}

type DangerZoneProps = { apiKey: ApiKey; onChanged: () => void; onSecret: (apiLogin: string) => void }

function DangerZone({ apiKey, onChanged, onSecret }: DangerZoneProps) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const goOn = useGoOn(goTo)
  const tell = (error: unknown): void => toast(problemText(error), { isProblem: true })
  const rotate = (): void => {
    post<NewKey>(`/keys/${apiKey.id}/rotate`).then((renewed) => {
      onChanged()
      onSecret(renewed.apiLogin)
    }, tell)
  }
  const revoke = (): void => {
    remove(`/keys/${apiKey.id}`).then(() => {
      goOn('keys')
      onChanged()
    }, tell)
  }
  return (
    <section className="card">
      <h2 className="card-title">{t('keys.danger')}</h2>
      <div className="buttons">
        <ConfirmButton label={t('keys.rotate')} onConfirm={rotate}>
          {t('keys.rotate-what')}
        </ConfirmButton>
        <ConfirmButton label={t('keys.revoke')} isDanger onConfirm={revoke}>
          {t('keys.revoke-what', { name: apiKey.name })}
        </ConfirmButton>
      </div>
    </section>
  )
}
