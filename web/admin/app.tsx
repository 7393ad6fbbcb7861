import { type ReactNode, useEffect, useState } from 'react'
import { Button, Empty } from '../kit/controls.tsx'
import { Mark } from '../kit/icons.tsx'
import { LanguageChoice, ThemeChoice } from '../kit/preferences.tsx'
import { AdministratorsPage } from './administrators-page.tsx'
import { get, onLoggedOut, post, Refused } from './api.ts'
import { ApplicationsPage } from './applications-page.tsx'
import { BoardsPage } from './boards/boards-page.tsx'
import { BooksContext, ClockContext } from './books.ts'
import { KeysPage } from './keys/keys-page.tsx'
import { LicencesPage } from './licences-page.tsx'
import { useLoaded, useProblemText, WhenLoaded } from './loading.tsx'
import { LoginPage } from './login-page.tsx'
import { PrintersPage } from './printers/printers-page.tsx'
import { linkTo, type Route, sections, useRoute } from './route.ts'
import { useText } from './texts.ts'
import type { Books, Who } from './types.ts'
import { WebhooksPage } from './webhooks-page.tsx'
import { ZonesPage } from './zones/zones-page.tsx'

/** The page of an administrator: log in, then keys, webhooks, licences, delivery zones. */
export function AdminApp() {
  const t = useText()
  const [who, setWho] = useState<Who | null>(null)
  const [isOut, setOut] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problemText = useProblemText()
  useEffect(() => {
    document.title = `${t('admin.title')} · Trapeza`
  }, [t])
  useEffect(() => onLoggedOut(() => setOut(true)), [])
  useEffect(() => {
    get<Who>('/me').then(setWho, (problem: unknown) => {
      if (!(problem instanceof Refused && problem.status === 401)) setError(problem)
    })
  }, [])
  if (error !== null) return <Empty title={problemText(error)} />
  if (isOut) {
    const enter = (next: Who): void => {
      setWho(next)
      setOut(false)
    }
    return <LoginPage onEnter={enter} />
  }
  if (!who) return <Empty title={t('kit.loading')} />
  return <Shell who={who} onLeave={() => setOut(true)} />
}

function Shell({ who, onLeave }: { who: Who; onLeave: () => void }) {
  const t = useText()
  const route = useRoute()
  const books = useLoaded<Books>('/books')
  const [ahead] = useState(() => Date.parse(who.now) - Date.now())
  const leave = async (): Promise<void> => {
    await post('/logout').catch(() => undefined) // The session ends by itself, too.
    onLeave()
  }
  return (
    <div className="admin">
      <nav className="admin-nav" aria-label={t('admin.sections')}>
        <p className="admin-mark">
          <Mark />
          <span>{who.chain}</span>
        </p>
        <ul className="admin-links">
          {sections.map((section) => (
            <li key={section}>
              <a
                href={linkTo(section)}
                className="admin-link"
                aria-current={section === route.section ? 'page' : undefined}
              >
                {t(`admin.section.${section}`)}
              </a>
            </li>
          ))}
        </ul>
        <div className="admin-foot">
          <ThemeChoice />
          <div className="admin-foot-row">
            <LanguageChoice />
            <Button look="quiet" onClick={() => void leave()}>
              {t('admin.log-out')}
            </Button>
          </div>
          <p className="quiet">
            {who.login} · {t(`administrators.role.${who.role}`)}
          </p>
        </div>
      </nav>
      <main className="admin-main">
        {who.role !== 'owner' && <p className="note">{t(`administrators.note.${who.role}`)}</p>}
        <WhenLoaded of={books}>
          {(loaded) => (
            <BooksContext value={loaded}>
              <ClockContext value={ahead}>
                <Page route={route} />
              </ClockContext>
            </BooksContext>
          )}
        </WhenLoaded>
      </main>
    </div>
  )
}

function Page({ route: { section, id } }: { route: Route }): ReactNode {
  switch (section) {
    case 'keys':
      return <KeysPage id={id} />
    case 'applications':
      return <ApplicationsPage />
    case 'webhooks':
      return <WebhooksPage />
    case 'licences':
      return <LicencesPage />
    case 'administrators':
      return <AdministratorsPage />
    case 'boards':
      return <BoardsPage />
    case 'printers':
      return <PrintersPage />
    case 'zones':
      return <ZonesPage id={id} />
  }
}
