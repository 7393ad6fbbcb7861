import type { ReactNode } from 'react'
import { useClockAhead } from '../kit/desk/clock-ahead.ts'
import { AtTheDesk, Desk } from '../kit/desk/desk.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import type { Who } from '../kit/desk/types.ts'
import { AdministratorsPage } from './administrators-page.tsx'
import { ApplicationsPage } from './applications-page.tsx'
import { BoardsPage } from './boards/boards-page.tsx'
import { BooksContext, ClockContext } from './books.ts'
import { KeysPage } from './keys/keys-page.tsx'
import { LicencesPage } from './licences-page.tsx'
import { PrintersPage } from './printers/printers-page.tsx'
import { linkTo, type Route, sections, useRoute } from './route.ts'
import { useText } from './texts.ts'
import type { Books } from './types.ts'
import { WebhooksPage } from './webhooks-page.tsx'
import { ZonesPage } from './zones/zones-page.tsx'

/** The page of an administrator: log in, then keys, webhooks, licences, delivery zones. */
export function AdminApp() {
  const t = useText()
  return (
    <AtTheDesk title={t('admin.title')}>{(who, onLeave) => <Shell who={who} onLeave={onLeave} />}</AtTheDesk>
  )
}

function Shell({ who, onLeave }: { who: Who; onLeave: () => void }) {
  const t = useText()
  const route = useRoute()
  const books = useLoaded<Books>('/books')
  const ahead = useClockAhead(who)
  const links = sections.map((section) => ({
    href: linkTo(section),
    label: t(`admin.section.${section}`),
    isCurrent: section === route.section,
  }))
  return (
    <Desk who={who} links={links} onLeave={onLeave}>
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
    </Desk>
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
