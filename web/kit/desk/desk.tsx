import { type ReactNode, useEffect, useState } from 'react'
import { Button, Empty } from '../controls.tsx'
import { Mark } from '../icons.tsx'
import { LanguageChoice, ThemeChoice } from '../preferences.tsx'
import { get, onLoggedOut, post, Refused } from './api.ts'
import { useProblemText } from './loading.tsx'
import { LoginPage } from './login-page.tsx'
import { useDeskText } from './texts.ts'
import type { Role, Who } from './types.ts'

type AtTheDeskProps<Someone> = {
  title: string
  /** Where logins of this page come from; absent: those of the office. */
  hint?: string
  children: (who: Someone, onLeave: () => void) => ReactNode
}

/** Lets in who has a session of the office, or asks for a login first. */
export function AtTheDesk<Someone extends object = Who>({ title, hint, children }: AtTheDeskProps<Someone>) {
  const t = useDeskText()
  const [who, setWho] = useState<Someone | null>(null)
  const [isOut, setOut] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problemText = useProblemText()
  useEffect(() => {
    document.title = `${title} · Trapeza`
  }, [title])
  useEffect(() => onLoggedOut(() => setOut(true)), [])
  useEffect(() => {
    get<Someone>('/me').then(setWho, (problem: unknown) => {
      if (!(problem instanceof Refused && problem.status === 401)) setError(problem)
    })
  }, [])
  if (error !== null) return <Empty title={problemText(error)} />
  if (isOut) {
    const enter = (next: Someone): void => {
      setWho(next)
      setOut(false)
    }
    return <LoginPage title={title} hint={hint} onEnter={enter} />
  }
  if (!who) return <Empty title={t('kit.loading')} />
  return children(who, () => setOut(true))
}

export type DeskLink = { href: string; label: string; isCurrent: boolean }
type DeskProps = {
  who: { login: string; chain: string; role?: Role }
  links: readonly DeskLink[]
  /** What stands above the links. */
  place?: ReactNode
  onLeave: () => void
  children: ReactNode
}

/** The frame of a page of the office: where to go, who is here, and what is looked at. */
export function Desk({ who, links, place, onLeave, children }: DeskProps) {
  const t = useDeskText()
  const leave = async (): Promise<void> => {
    await post('/logout').catch(() => undefined) // The session ends by itself, too.
    onLeave()
  }
  return (
    <div className="desk">
      <nav className="desk-nav" aria-label={t('desk.sections')}>
        <p className="desk-mark">
          <Mark />
          <span>{who.chain}</span>
        </p>
        {place}
        <ul className="desk-links">
          {links.map(({ href, label, isCurrent }) => (
            <li key={href}>
              <a href={href} className="desk-link" aria-current={isCurrent ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
        <div className="desk-foot">
          <ThemeChoice />
          <div className="desk-foot-row">
            <LanguageChoice />
            <Button look="quiet" onClick={() => void leave()}>
              {t('desk.log-out')}
            </Button>
          </div>
          <p className="quiet">{who.role ? `${who.login} · ${t(`desk.role.${who.role}`)}` : who.login}</p>
        </div>
      </nav>
      <main className="desk-main">{children}</main>
    </div>
  )
}
