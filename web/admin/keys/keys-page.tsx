import { useState } from 'react'
import { Button, Chip, Empty } from '../../kit/controls.tsx'
import { useLoaded, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useDay } from '../../kit/desk/moments.ts'
import { useBooks, useName, useServerNow } from '../books.ts'
import { goTo, linkTo } from '../route.ts'
import { type Secret, SecretDialog } from '../secret-dialog.tsx'
import { useText } from '../texts.ts'
import type { ApiKey } from '../types.ts'
import { KeyPage } from './key-page.tsx'

const newKey = 'new'

export function KeysPage({ id }: { id: string | null }) {
  const keys = useLoaded<{ keys: ApiKey[] }>('/keys')
  const [secret, setSecret] = useState<Secret | null>(null)
  const t = useText()
  const changed = (): void => keys.reload()
  return (
    <>
      <WhenLoaded of={keys}>
        {(data) =>
          id === null ? (
            <KeyList keys={data.keys} />
          ) : (
            <KeyPage
              key={id}
              present={id === newKey ? null : (data.keys.find((one) => one.id === id) ?? null)}
              isNew={id === newKey}
              onChanged={changed}
              onSecret={(apiLogin) =>
                setSecret({ title: t('keys.secret'), lines: [{ label: 'apiLogin', value: apiLogin }] })
              }
            />
          )
        }
      </WhenLoaded>
      {secret && <SecretDialog {...secret} onClose={() => setSecret(null)} />}
    </>
  )
}

function KeyList({ keys }: { keys: readonly ApiKey[] }) {
  const t = useText()
  const { organizations } = useBooks()
  const name = useName()
  const namesOf = (ids: readonly string[]): string =>
    ids.length === organizations.length
      ? t('keys.all-restaurants')
      : organizations
          .filter((one) => ids.includes(one.id))
          .map(name)
          .join(', ')
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('admin.section.keys')}</h1>
          <p className="page-hint">{t('keys.hint')}</p>
        </div>
        <Button look="primary" icon="plus" onClick={() => goTo('keys', newKey)}>
          {t('keys.add')}
        </Button>
      </header>
      {keys.length === 0 && <Empty title={t('keys.none')} />}
      <ul className="rows">
        {keys.map((key) => (
          <li key={key.id}>
            <a className="row" href={linkTo('keys', key.id)}>
              <span className="row-main">
                <strong>{key.name}</strong>
                <span className="quiet">{namesOf(key.organizationIds)}</span>
              </span>
              {key.sourceKey && <Chip>{key.sourceKey}</Chip>}
              <KeyState of={key} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function KeyState({ of: { isActive, expiresAt } }: { of: ApiKey }) {
  const t = useText()
  const day = useDay()
  const now = useServerNow()
  if (!isActive) return <Chip>{t('keys.off')}</Chip>
  if (expiresAt === null) return <Chip look="accent">{t('keys.no-end')}</Chip>
  const isOver = Date.parse(expiresAt) <= now()
  return (
    <Chip look={isOver ? 'late' : 'accent'}>
      {t(isOver ? 'keys.ended' : 'keys.until', { day: day(expiresAt) })}
    </Chip>
  )
}
