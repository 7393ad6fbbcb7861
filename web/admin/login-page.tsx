import { type FormEvent, useState } from 'react'
import { Button } from '../kit/controls.tsx'
import { Mark } from '../kit/icons.tsx'
import { LanguageChoice } from '../kit/preferences.tsx'
import { post } from './api.ts'
import { FormFrame, Input, useSubmit } from './form.tsx'
import { useText } from './texts.ts'
import type { Who } from './types.ts'

export function LoginPage({ onEnter }: { onEnter: (who: Who) => void }) {
  const t = useText()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const form = useSubmit()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void form.run(async () => onEnter(await post<Who>('/login', { login, password })))
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
        <h1 className="page-title">{t('admin.title')}</h1>
        <FormFrame of={form}>
          <Input label={t('admin.login')} value={login} autoComplete="username" onChange={setLogin} />
          <Input
            label={t('admin.password')}
            type="password"
            value={password}
            autoComplete="current-password"
            onChange={setPassword}
          />
        </FormFrame>
        <Button look="primary" type="submit" isBusy={form.isBusy} isWide>
          {t('admin.log-in')}
        </Button>
        <p className="field-hint">{t('admin.login-hint')}</p>
      </form>
    </main>
  )
}
