import { type FormEvent, useEffect, useState } from 'react'
import { Button, Empty } from '../kit/controls.tsx'
import { Mark } from '../kit/icons.tsx'
import { useLanguage } from '../kit/language.ts'
import { LanguageChoice, ThemeChoice } from '../kit/preferences.tsx'
import { logIn, logOut, Refused, readMonitor } from './api.ts'
import { Overview } from './overview.tsx'
import { useText } from './texts.ts'
import type { Monitor } from './types.ts'

/** Often enough to see a rush begin, seldom enough to cost nothing. */
const everyMs = 3000

type Seen = { monitor: Monitor | null; isOut: boolean; problem: unknown }

/** All tills of the chain, read again and again. */
export function MonitorApp() {
  const t = useText()
  const [seen, setSeen] = useState<Seen>({ monitor: null, isOut: false, problem: null })
  useEffect(() => {
    document.title = `${t('monitor.title')} · Trapeza`
  }, [t])
  const { isOut } = seen
  useEffect(() => {
    if (isOut) return
    let isGone = false
    let timer: ReturnType<typeof setTimeout>
    const look = async (): Promise<void> => {
      try {
        const monitor = await readMonitor()
        if (!isGone) setSeen({ monitor, isOut: false, problem: null })
      } catch (problem) {
        const isLoggedOut = problem instanceof Refused && problem.status === 401
        if (!isGone) setSeen((before) => ({ ...before, isOut: isLoggedOut, problem }))
      }
      if (!isGone) timer = setTimeout(() => void look(), everyMs)
    }
    void look()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [isOut])
  if (isOut) return <Login onEnter={() => setSeen({ monitor: null, isOut: false, problem: null })} />
  const leave = async (): Promise<void> => {
    await logOut().catch(() => null) // The session ends by itself, too.
    setSeen({ monitor: null, isOut: true, problem: null })
  }
  return (
    <div className="monitor">
      <header className="monitor-head">
        <Mark />
        <h1>{t('monitor.title')}</h1>
        <ThemeChoice />
        <LanguageChoice />
        <Button look="quiet" onClick={() => void leave()}>
          {t('monitor.log-out')}
        </Button>
      </header>
      {seen.monitor ? (
        <Overview monitor={seen.monitor} isLost={seen.problem !== null} />
      ) : (
        <main className="monitor-main">
          <Empty title={seen.problem === null ? t('kit.loading') : t('kit.unexpected')} />
        </main>
      )}
    </div>
  )
}

function Login({ onEnter }: { onEnter: () => void }) {
  const t = useText()
  const language = useLanguage()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    try {
      await logIn(login, password)
      onEnter()
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <main className="monitor-login">
      <LanguageChoice />
      <form className="monitor-form" onSubmit={(event) => void submit(event)}>
        <h1>{t('monitor.title')}</h1>
        <label className="field">
          <span className="field-label">{t('monitor.login')}</span>
          <input
            className="input"
            autoComplete="username"
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </label>
        <label className="field">
          <span className="field-label">{t('monitor.password')}</span>
          <input
            className="input"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <p className="monitor-problem" role="alert">
          {problem instanceof Refused && problem.text[language]}
        </p>
        <Button look="primary" type="submit" isLarge isWide isBusy={isBusy}>
          {t('monitor.log-in')}
        </Button>
        <p className="quiet">{t('monitor.login-hint')}</p>
      </form>
    </main>
  )
}
