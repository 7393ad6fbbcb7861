import './pos.css'
import { memo, useEffect } from 'react'
import { useChime } from '../kit/chime.ts'
import { Icon, type IconName, Mark } from '../kit/icons.tsx'
import { useBooks, useTill, useTillState } from '../kit/till-context.tsx'
import { ConnectionBanner, LinkBadge, TillClock, UserMenu } from '../kit/till-frame.tsx'
import type { Delivery } from '../kit/till-types.ts'
import { useToast } from '../kit/toast-context.ts'
import { columnOf } from './model/columns.ts'
import { type Route, routeHash, useRoute, useShownRoute } from './model/route.ts'
import { usePreparedMenu } from './model/use-prepared-menu.ts'
import { PluginButtons } from './plugins/plugin-buttons.tsx'
import { PluginLayer } from './plugins/plugin-layer.tsx'
import { PrinterBanner } from './printing/printer-banner.tsx'
import { BoardScreen } from './screens/board.tsx'
import { DeliveryScreen } from './screens/delivery.tsx'
import { HallScreen } from './screens/hall/hall.tsx'
import { HallOrderScreen } from './screens/hall/hall-order.tsx'
import { ReceiptsScreen } from './screens/shift/receipts.tsx'
import { ShiftScreen } from './screens/shift.tsx'
import { StopListScreen } from './screens/stop-list.tsx'
import { type PosKey, useText } from './texts.ts'

/** Made once: another screen changes none of it. */
const besideSections = (
  <>
    <span className="pos-head-gap" />
    <PluginButtons screen="plugins" place={null} />
    <LinkBadge />
    <TillClock />
    <UserMenu />
  </>
)
const banners = (
  <>
    <ConnectionBanner />
    <PrinterBanner />
  </>
)

/** The till's screens: deliveries, the hall, stop list, shift. */
export function PosApp() {
  const t = useText()
  const route = useRoute()
  const shown = useShownRoute(route)
  const { board } = useTillState()
  useNotices()
  usePreparedMenu()
  useChime(board && newOnes(board.deliveries))
  useEffect(() => {
    document.title = `${t('board.title')} · Trapeza`
  }, [t])
  return (
    <PluginLayer route={shown}>
      <div className="pos">
        <header className="pos-head">
          <span className="pos-mark">
            <Mark />
          </span>
          <Sections route={route} />
          {besideSections}
        </header>
        {banners}
        <main className="pos-main">{board ? <Screen route={shown} /> : <Loading />}</main>
      </div>
    </PluginLayer>
  )
}

const newOnes = (deliveries: readonly Delivery[]): string[] =>
  deliveries.filter((delivery) => columnOf(delivery) === 'new').map(({ id }) => id)

const Screen = memo(function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'delivery':
      return <DeliveryScreen key={route.id} id={route.id} />
    case 'hall':
      return <HallScreen view={route.view} />
    case 'hall-order':
      return <HallOrderScreen key={route.id} of={route.of} id={route.id} />
    case 'stop-list':
      return <StopListScreen />
    case 'shift':
      return <ShiftScreen />
    case 'receipts':
      return <ReceiptsScreen id={route.id} />
    case 'board':
      return <BoardScreen />
  }
})

type Place = 'board' | 'hall' | 'stop-list' | 'shift'
const sections: readonly { place: Place; to: Route; label: PosKey; icon: IconName }[] = [
  { place: 'board', to: { screen: 'board' }, label: 'nav.deliveries', icon: 'list' },
  { place: 'hall', to: { screen: 'hall', view: null }, label: 'nav.hall', icon: 'table' },
  { place: 'stop-list', to: { screen: 'stop-list' }, label: 'nav.stop-list', icon: 'stop' },
  { place: 'shift', to: { screen: 'shift' }, label: 'nav.shift', icon: 'shift' },
]

/** The section that a screen belongs to. */
const placeOf = ({ screen }: Route): Place =>
  screen === 'delivery'
    ? 'board'
    : screen === 'hall-order'
      ? 'hall'
      : screen === 'receipts'
        ? 'shift'
        : screen

function Sections({ route }: { route: Route }) {
  const t = useText()
  const { board } = useTillState()
  const { sections: halls, settings } = useBooks()
  const stops = board?.stopList.length ?? 0
  const present = placeOf(route)
  const offered = sections.filter(
    ({ place }) => place !== 'hall' || halls.length > 0 || settings.isTabMode || present === 'hall',
  )
  return (
    <nav className="sections" aria-label={t('nav.sections')}>
      {offered.map(({ place, to, label, icon }) => (
        <a
          key={place}
          className="section"
          href={routeHash(to)}
          aria-current={place === present ? 'page' : undefined}
        >
          <Icon name={icon} />
          {t(label)}
          {place === 'stop-list' && stops > 0 ? <span className="section-count">{stops}</span> : null}
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
