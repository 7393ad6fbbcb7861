import { type FormEvent, useState } from 'react'
import { Button } from '../controls.tsx'
import { Mark } from '../icons.tsx'
import { LanguageChoice } from '../preferences.tsx'
import { post } from './api.ts'
import { FormFrame, Input, useSubmit } from './form.tsx'
import { useDeskText } from './texts.ts'

type LoginPageProps<Someone> = {
  title: string
  hint?: string | undefined
  onEnter: (who: Someone) => void
}

/** Who are you? `title` says which page it is. */
export function LoginPage<Someone>({ title, hint, onEnter }: LoginPageProps<Someone>) {
  const t = useDeskText()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const form = useSubmit()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void form.run(async () => onEnter(await post<Someone>('/login', { login, password })))
  }
  return (
    <main className="login">
      <div className="login-top">
        <LanguageChoice />
      </div>
      <form className="login-form card" onSubmit={submit}>
        <p className="login-mark">
          <Mark />
          Trapeza
        </p>
        <h1 className="page-title">{title}</h1>
        <FormFrame of={form}>
          <Input label={t('desk.login')} value={login} autoComplete="username" onChange={setLogin} />
          <Input
            label={t('desk.password')}
            type="password"
            value={password}
            autoComplete="current-password"
            onChange={setPassword}
          />
        </FormFrame>
        <Button look="primary" type="submit" isBusy={form.isBusy} isWide>
          {t('desk.log-in')}
        </Button>
        <p className="field-hint">{hint ?? t('desk.login-hint')}</p>
      </form>
    </main>
  )
}
