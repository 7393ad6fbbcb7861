import './kitchen.css'
import { useEffect, useState } from 'react'
import { useChime } from '../kit/chime.ts'
import { Button, Choices, Empty } from '../kit/controls.tsx'
import { useNamed } from '../kit/names.ts'
import { readSetting, saveSetting } from '../kit/settings.ts'
import {
  useBoard,
  useBooks,
  useForbidden,
  useFormat,
  useNameOf,
  useNow,
  useTillState,
} from '../kit/till-context.tsx'
import { ConnectionBanner, LinkBadge, TillClock, UserMenu } from '../kit/till-frame.tsx'
import { type KitchenOrder, kitchenOrders } from './kitchen-orders.ts'
import { useText } from './texts.ts'
import { TicketCard } from './ticket-card.tsx'
import { type Bump, sumsOf, type Ticket, ticketsOf, toHandOver } from './tickets.ts'
import { useBumps } from './use-bumps.ts'

const everywhere = 'all'

const dishesOf = ({ items }: Ticket): string[] => items.map(({ positionId }) => positionId)

/** The kitchen's screen: one ticket an order, one touch moves it on. */
export function KitchenApp() {
  const t = useText()
  const { board } = useTillState()
  const orders = kitchenOrders(useBoard())
  const { settings } = useBooks()
  const forbidden = useForbidden()('kitchen.bump')
  const now = useNow(1000)
  const [station, setStation] = useState(() => readSetting('station') ?? everywhere)
  const [isSummed, setSummed] = useState(false)
  const { bump, recall, handOver, last } = useBumps(now)
  useEffect(() => {
    document.title = `${t('kitchen.title')} · Trapeza`
  }, [t])
  const tickets = ticketsOf(orders, station === everywhere ? null : station, settings.cookingMinutes)
  useChime(board && tickets.flatMap(dishesOf), station)
  const lastNumber = orders.find(({ id }) => id === last?.orderId)?.number
  return (
    <div className="kitchen">
      <header className="kitchen-head">
        <h1 className="visually-hidden">{t('kitchen.title')}</h1>
        <Stations
          value={station}
          onChange={(id) => {
            saveSetting('station', id)
            setStation(id)
          }}
        />
        <Button
          icon="undo"
          forbidden={forbidden}
          missing={lastNumber === undefined ? t('kitchen.nothing-to-recall') : null}
          onClick={() => void recall()}
        >
          {t('kitchen.recall')}
          {lastNumber !== undefined && <strong>{`№ ${lastNumber}`}</strong>}
        </Button>
        <Button
          icon="list"
          className="sums-button"
          aria-pressed={isSummed}
          onClick={() => setSummed(!isSummed)}
        >
          {t('kitchen.sums')}
        </Button>
        <LinkBadge />
        <TillClock />
        <UserMenu />
      </header>
      <ConnectionBanner />
      {forbidden && board && <p className="kitchen-note">{forbiddenWords()}</p>}
      <HandOver orders={orders} now={now} onHandOver={handOver} />
      <main className={isSummed ? 'kitchen-main kitchen-summed' : 'kitchen-main'}>
        {!board && <Empty title={t('kit.loading')} />}
        {board && tickets.length === 0 && <Empty title={t('kitchen.empty')}>{t('kitchen.empty-hint')}</Empty>}
        {tickets.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          <ul className="tickets scroll" tabIndex={0}>
            {tickets.map((ticket) => (
              <li key={ticket.order.id}>
                <TicketCard
                  ticket={ticket}
                  now={now}
                  cookingMinutes={settings.cookingMinutes}
                  isOff={forbidden !== null}
                  onBump={bump}
                />
              </li>
            ))}
          </ul>
        )}
        {isSummed && <Sums tickets={tickets} />}
      </main>
    </div>
  )

  function forbiddenWords(): string {
    return forbidden === t('kit.no-permission') ? t('kitchen.only-looking') : (forbidden ?? '')
  }
}

type HandOverProps = {
  orders: readonly KitchenOrder[]
  now: number
  onHandOver: (bump: Bump, mayBump: boolean) => Promise<void>
}

/** Numbers that wait at the counter: one touch when the guest has the order, and it leaves the queue board. */
function HandOver({ orders, now, onHandOver }: HandOverProps) {
  const t = useText()
  const whyForbidden = useForbidden()
  const waiting = toHandOver(orders, now)
  if (waiting.length === 0) return null
  const asCook = whyForbidden('kitchen.bump')
  const forbidden = asCook === null ? null : whyForbidden('tables.edit')
  return (
    <section className="hand-over" aria-label={t('kitchen.hand-over')}>
      <h2>{t('kitchen.hand-over')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="scroll" tabIndex={0}>
        {waiting.map((bump) => {
          const number = orders.find(({ id }) => id === bump.orderId)?.number ?? 0
          return (
            <li key={bump.orderId}>
              <Button
                icon="check"
                forbidden={forbidden}
                aria-label={t('kitchen.hand-over-number', { number })}
                data-hand-over={number}
                onClick={() => void onHandOver(bump, asCook === null)}
              >
                {number}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** How many of each dish are left to cook at this station. */
function Sums({ tickets }: { tickets: readonly Ticket[] }) {
  const t = useText()
  const nameOf = useNameOf()
  const format = useFormat()
  return (
    <aside className="sums" aria-label={t('kitchen.sums-title')}>
      <h2>{t('kitchen.sums-title')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="scroll" tabIndex={0}>
        {sumsOf(tickets).map(({ key, name, size, amount }) => (
          <li key={key}>
            <strong>{format.amount(amount)}</strong>
            <span>
              {nameOf(name)}
              {size && <span className="quiet">{` ${nameOf(size)}`}</span>}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  )
}

type StationsProps = { value: string; onChange: (id: string) => void }

function Stations({ value, onChange }: StationsProps) {
  const t = useText()
  const named = useNamed()
  const { cookingPlaces } = useBooks()
  const orders = kitchenOrders(useBoard())
  const used = cookingPlaces.filter(({ id }) => id === value || ticketsOf(orders, id).length > 0)
  const options = [
    { value: everywhere, label: t('kitchen.all-stations'), count: ticketsOf(orders, null).length },
    ...used.map((place) => ({
      value: place.id,
      label: named(place),
      count: ticketsOf(orders, place.id).length,
    })),
  ]
  return (
    <div className="stations">
      <Choices label={t('kitchen.station')} value={value} options={options} onChange={onChange} />
    </div>
  )
}
