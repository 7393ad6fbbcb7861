import type { ReactNode } from 'react'
import { Empty } from '../kit/controls.tsx'
import { useClockAhead } from '../kit/desk/clock-ahead.ts'
import { AtTheDesk, Desk } from '../kit/desk/desk.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import type { Who } from '../kit/desk/types.ts'
import type { Named } from '../kit/named.ts'
import { CategoriesPage } from './categories-page.tsx'
import { GuestPage } from './guests/guest-page.tsx'
import { GuestsPage } from './guests/guests-page.tsx'
import { type Place, PlaceChoice, PlaceProvider, pathIn, useChosenPlace } from './place.tsx'
import { ProgramsSection } from './programs/programs-section.tsx'
import { ReportsPage } from './reports/reports-page.tsx'
import { RoleContext } from './rights.ts'
import { linkTo, type Route, sections, useRoute } from './route.ts'
import { useText } from './texts.ts'
import type { Choices } from './types.ts'

/** The back office: guests, programmes and reports of loyalty. */
export function OfficeApp() {
  const t = useText()
  return (
    <AtTheDesk title={t('office.title')}>
      {(who, onLeave) => <Office who={who} onLeave={onLeave} />}
    </AtTheDesk>
  )
}

function Office({ who, onLeave }: { who: Who; onLeave: () => void }) {
  const t = useText()
  const route = useRoute()
  const books = useLoaded<{ organizations: Named[] }>('/books')
  const organizations = books.data?.organizations ?? []
  const ahead = useClockAhead(who)
  const [placeId, choosePlace] = useChosenPlace(organizations)
  const links = sections.map((section) => ({
    href: linkTo(section),
    label: t(`office.section.${section}`),
    isCurrent: section === route.section,
  }))
  const place = placeId && (
    <PlaceChoice organizations={organizations} value={placeId} onChange={choosePlace} />
  )
  return (
    <RoleContext value={who.role}>
      <Desk who={who} links={links} place={place} onLeave={onLeave}>
        <WhenLoaded of={books}>
          {() =>
            placeId ? (
              <InPlace key={placeId} id={placeId} organizations={organizations} ahead={ahead}>
                <Page route={route} />
              </InPlace>
            ) : (
              <Empty title={t('office.no-restaurants')} />
            )
          }
        </WhenLoaded>
      </Desk>
    </RoleContext>
  )
}

type InPlaceProps = Pick<Place, 'id' | 'organizations' | 'ahead'> & { children: ReactNode }

/** Everything below is about one restaurant's money, days and menu. */
function InPlace({ children, ...own }: InPlaceProps) {
  const choices = useLoaded<Choices>(pathIn(own.id, '/choices'))
  return (
    <WhenLoaded of={choices}>
      {(loaded) => <PlaceProvider place={{ ...loaded, ...own }}>{children}</PlaceProvider>}
    </WhenLoaded>
  )
}

function Page({ route: { section, id, part } }: { route: Route }): ReactNode {
  switch (section) {
    case 'guests':
      return id === null ? <GuestsPage /> : <GuestPage key={id} id={id} />
    case 'programs':
      return <ProgramsSection programId={id} campaignId={part} />
    case 'categories':
      return <CategoriesPage />
    case 'reports':
      return <ReportsPage />
  }
}
