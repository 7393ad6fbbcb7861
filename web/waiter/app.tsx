import '../pos/pos.css'
import './waiter.css'
import { useEffect, useMemo, useRef } from 'react'
import { useChime } from '../kit/chime.ts'
import { Empty } from '../kit/controls.tsx'
import { Icon, type IconName, Mark } from '../kit/icons.tsx'
import { useBoard, useNameOf, useTill } from '../kit/till-context.tsx'
import { ConnectionBanner, LinkBadge, UserMenu } from '../kit/till-frame.tsx'
import { useToast } from '../kit/toast-context.ts'
import { useTableNames } from '../pos/model/use-table-names.ts'
import { HallOrderScreen } from '../pos/screens/hall/hall-order.tsx'
import { ordersOf, type ReadyDish, readyDishes, readyOrders } from './my-work.ts'
import { ReadyScreen } from './ready-screen.tsx'
import { useWaiterRoute, type WaiterRoute } from './route.ts'
import { TablesScreen } from './tables-screen.tsx'
import { useText } from './texts.ts'

/** A waiter's phone: their tables, any table, what the kitchen has ready. */
export function WaiterApp() {
  const t = useText()
  const route = useWaiterRoute()
  const { board } = useTill()
  const ready = useReady(route.screen === 'ready')
  useEffect(() => {
    document.title = `${t('waiter.title')} · Trapeza`
  }, [t])
  return (
    <div className="pos phone">
      <header className="pos-head">
        <span className="pos-mark">
          <Mark />
        </span>
        <span className="pos-head-gap" />
        <LinkBadge />
        <UserMenu />
      </header>
      <ConnectionBanner />
      <main className="pos-main">
        {board ? <Screen route={route} ready={ready} /> : <Empty title={t('kit.loading')} />}
      </main>
      <PhoneSections route={route} ready={ready.length} />
    </div>
  )
}

function Screen({ route, ready }: { route: WaiterRoute; ready: readonly ReadyDish[] }) {
  switch (route.screen) {
    case 'order':
      return <HallOrderScreen key={route.id} of={route.of} id={route.id} />
    case 'ready':
      return <ReadyScreen ready={ready} />
    case 'tables':
      return <TablesScreen view={route.view} />
  }
}

/** Dishes of this waiter that wait at the pass; they ring, shake the phone and are said, unless they are looked at. */
function useReady(isLookedAt: boolean): ReadyDish[] {
  const t = useText()
  const toast = useToast()
  const nameOf = useNameOf()
  const tableNames = useTableNames()
  const { session, board: known } = useTill()
  const board = useBoard()
  const me = session.employee.id
  const ready = useMemo(() => readyDishes(ordersOf(me, board)), [me, board])
  const ids = useMemo(() => (known ? ready.map(({ item }) => item.positionId) : null), [known, ready])
  useChime(ids)
  const told = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (!ids) return
    const before = told.current
    told.current = new Set(ids)
    const news = before ? ready.filter(({ item }) => !before.has(item.positionId)) : []
    if (news.length > 0) (navigator as { vibrate?: (ms: number) => void }).vibrate?.(200)
    if (isLookedAt) return
    for (const { items, order } of readyOrders(news)) {
      const name = items.map((item) => nameOf(item.name)).join(', ')
      toast(t('waiter.ready-toast', { name, table: tableNames(order.tableIds) }))
    }
  }, [ids, ready, isLookedAt, t, toast, nameOf, tableNames])
  return ready
}

type Place = 'tables' | 'ready'
const places: readonly { place: Place; href: string; icon: IconName }[] = [
  { place: 'tables', href: '#/hall', icon: 'table' },
  { place: 'ready', href: '#/ready', icon: 'check' },
]

function PhoneSections({ route, ready }: { route: WaiterRoute; ready: number }) {
  const t = useText()
  const present: Place = route.screen === 'ready' ? 'ready' : 'tables'
  return (
    <nav className="phone-sections" aria-label={t('waiter.sections')}>
      {places.map(({ place, href, icon }) => (
        <a
          key={place}
          className="phone-section"
          href={href}
          aria-current={place === present ? 'page' : undefined}
          data-section={place}
        >
          <Icon name={icon} />
          {t(`waiter.${place}`)}
          {place === 'ready' && ready > 0 && <span className="phone-count">{ready}</span>}
        </a>
      ))}
    </nav>
  )
}
