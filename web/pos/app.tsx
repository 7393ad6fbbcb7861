import './pos.css'
import { useEffect } from 'react'
import { useChime } from '../kit/chime.ts'
import { Icon, type IconName, Mark } from '../kit/icons.tsx'
import { useTill, useTillState } from '../kit/till-context.tsx'
import { ConnectionBanner, LinkBadge, TillClock, UserMenu } from '../kit/till-frame.tsx'
import type { Delivery } from '../kit/till-types.ts'
import { useToast } from '../kit/toast-context.ts'
import { columnOf } from './model/columns.ts'
import { type Route, routeHash, useRoute } from './model/route.ts'
import { BoardScreen } from './screens/board.tsx'
import { DeliveryScreen } from './screens/delivery.tsx'
import { ShiftScreen } from './screens/shift.tsx'
import { StopListScreen } from './screens/stop-list.tsx'
import { type PosKey, useText } from './texts.ts'

/** The till's delivery screens. */
export function PosApp() {
  const t = useText()
  const route = useRoute()
  const { board } = useTillState()
  useNotices()
  useChime(board && newOnes(board.deliveries))
  useEffect(() => {
    document.title = `${t('board.title')} · Trapeza`
  }, [t])
  return (
    <div className="pos">
      <header className="pos-head">
        <span className="pos-mark">
          <Mark />
        </span>
        <Sections route={route} />
        <span className="pos-head-gap" />
        <LinkBadge />
        <TillClock />
        <UserMenu />
      </header>
      <ConnectionBanner />
      <main className="pos-main">{board ? <Screen route={route} /> : <Loading />}</main>
    </div>
  )
}

const newOnes = (deliveries: readonly Delivery[]): string[] =>
  deliveries.filter((delivery) => columnOf(delivery) === 'new').map(({ id }) => id)

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'delivery':
      return <DeliveryScreen key={route.id} id={route.id} />
    case 'stop-list':
      return <StopListScreen />
    case 'shift':
      return <ShiftScreen />
    case 'board':
      return <BoardScreen />
  }
}

const sections: readonly { screen: 'board' | 'stop-list' | 'shift'; label: PosKey; icon: IconName }[] = [
  { screen: 'board', label: 'nav.deliveries', icon: 'list' },
  { screen: 'stop-list', label: 'nav.stop-list', icon: 'stop' },
  { screen: 'shift', label: 'nav.shift', icon: 'shift' },
]

function Sections({ route }: { route: Route }) {
  const t = useText()
  const { board } = useTillState()
  const counts = { board: null, shift: null, 'stop-list': board?.stopList.length ?? 0 }
  const present = route.screen === 'delivery' ? 'board' : route.screen
  return (
    <nav className="sections" aria-label={t('nav.sections')}>
      {sections.map(({ screen, label, icon }) => (
        <a
          key={screen}
          className="section"
          href={routeHash({ screen })}
          aria-current={screen === present ? 'page' : undefined}
        >
          <Icon name={icon} />
          {t(label)}
          {counts[screen] ? <span className="section-count">{counts[screen]}</span> : null}
        </a>
      ))}
    </nav>
  )
}

function Loading() {
  const t = useText()
  return (
    <div className="empty" role="status">
      <p className="empty-title">{t('kit.loading')}</p>
    </div>
  )
}

/** What the office or a partner wants to be read at the till. */
function useNotices(): void {
  const { live } = useTill()
  const toast = useToast()
  useEffect(
    () => live.onNotice(({ source, text }) => toast([source, text].filter(Boolean).join(': '))),
    [live, toast],
  )
}
