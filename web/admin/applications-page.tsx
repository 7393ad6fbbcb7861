import { type FormEvent, useState } from 'react'
import { Button, Empty } from '../kit/controls.tsx'
import { post, remove } from '../kit/desk/api.ts'
import { ConfirmButton } from '../kit/desk/confirm.tsx'
import { FormFrame, Input, useSubmit } from '../kit/desk/form.tsx'
import { useLoaded, useProblemText, WhenLoaded } from '../kit/desk/loading.tsx'
import { useToast } from '../kit/toast-context.ts'
import { type Secret, SecretDialog } from './secret-dialog.tsx'
import { useText } from './texts.ts'
import type { Application, NewApplication } from './types.ts'

/** Programs of integrators: with a key they get tokens of the second version. */
export function ApplicationsPage() {
  const t = useText()
  const applications = useLoaded<{ applications: Application[] }>('/applications')
  const [secret, setSecret] = useState<Secret | null>(null)
  const made = ({ appId, clientSecret }: NewApplication): void => {
    applications.reload()
    const lines = [
      { label: 'appId', value: appId },
      { label: 'clientSecret', value: clientSecret },
    ]
    setSecret({ title: t('applications.secret'), lines })
  }
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('admin.section.applications')}</h1>
          <p className="page-hint">{t('applications.hint')}</p>
        </div>
      </header>
      <NewApplicationForm onMade={made} />
      <WhenLoaded of={applications}>
        {(data) =>
          data.applications.length === 0 ? (
            <Empty title={t('applications.none')} />
          ) : (
            <ul className="rows">
              {data.applications.map((one) => (
                <ApplicationRow key={one.appId} of={one} onMade={made} onRemoved={applications.reload} />
              ))}
            </ul>
          )
        }
      </WhenLoaded>
      {secret && <SecretDialog {...secret} onClose={() => setSecret(null)} />}
    </section>
  )
}

function NewApplicationForm({ onMade }: { onMade: (made: NewApplication) => void }) {
  const t = useText()
  const [name, setName] = useState('')
  const form = useSubmit()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void form.run(async () => {
      onMade(await post<NewApplication>('/applications', { name }))
      setName('')
    })
  }
  return (
    <form className="card inline-form" onSubmit={submit}>
      <FormFrame of={form}>
        <Input label={t('applications.name')} name="name" value={name} onChange={setName} />
      </FormFrame>
      <Button look="primary" type="submit" isBusy={form.isBusy}>
        {t('applications.add')}
      </Button>
    </form>
  )
}

type RowProps = { of: Application; onMade: (made: NewApplication) => void; onRemoved: () => void }

function ApplicationRow({ of: { appId, name }, onMade, onRemoved }: RowProps) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const tell = (error: unknown): void => toast(problemText(error), { isProblem: true })
  return (
    <li className="row">
      <span className="row-main">
        <strong>{name}</strong>
        <code className="quiet">{appId}</code>
      </span>
      <ConfirmButton
        label={t('applications.rotate')}
        onConfirm={() => void post<NewApplication>(`/applications/${appId}/rotate`).then(onMade, tell)}
      >
        {t('applications.rotate-what')}
      </ConfirmButton>
      <ConfirmButton
        label={t('applications.remove')}
        isDanger
        onConfirm={() => void remove(`/applications/${appId}`).then(onRemoved, tell)}
      >
        {t('applications.remove-what', { name })}
      </ConfirmButton>
    </li>
  )
}
