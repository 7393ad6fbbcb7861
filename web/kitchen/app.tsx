import './kitchen.css'
import { useEffect, useState } from 'react'
import { useChime } from '../kit/chime.ts'
import { Button, Choices, Empty } from '../kit/controls.tsx'
import { useNamed } from '../kit/names.ts'
import { readSetting, saveSetting } from '../kit/settings.ts'
import { useBoard, useBooks, useForbidden, useNow, useSend, useTillState } from '../kit/till-context.tsx'
import { ConnectionBanner, LinkBadge, TillClock, UserMenu } from '../kit/till-frame.tsx'
import { useText } from './texts.ts'
import { TicketCard } from './ticket-card.tsx'
import { type Bump, recallOf, type Ticket, ticketsOf } from './tickets.ts'

const everywhere = 'all'
const rememberedMax = 20

const dishesOf = ({ items }: Ticket): string[] => items.map(({ positionId }) => positionId)

/** The kitchen's screen: one ticket an order, one touch moves it on. */
export function KitchenApp() {
  const t = useText()
  const { board } = useTillState()
  const { deliveries } = useBoard()
  const { settings } = useBooks()
  const forbidden = useForbidden()('kitchen.bump')
  const now = useNow(1000)
  const [station, setStation] = useState(() => readSetting('station') ?? everywhere)
  const { bump, recall, last } = useBumps()
  useEffect(() => {
    document.title = `${t('kitchen.title')} · Trapeza`
  }, [t])
  const tickets = ticketsOf(deliveries, station === everywhere ? null : station)
  useChime(board && tickets.flatMap(dishesOf), station)
  const lastNumber = deliveries.find(({ id }) => id === last?.orderId)?.number
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
        <LinkBadge />
        <TillClock />
        <UserMenu />
      </header>
      <ConnectionBanner />
      {forbidden && board && <p className="kitchen-note">{forbiddenWords()}</p>}
      <main className="kitchen-main">
        {!board && <Empty title={t('kit.loading')} />}
        {board && tickets.length === 0 && <Empty title={t('kitchen.empty')}>{t('kitchen.empty-hint')}</Empty>}
        {tickets.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          <ul className="tickets scroll" tabIndex={0}>
            {tickets.map((ticket) => (
              <li key={ticket.delivery.id}>
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
      </main>
    </div>
  )

  function forbiddenWords(): string {
    return forbidden === t('kit.no-permission') ? t('kitchen.only-looking') : (forbidden ?? '')
  }
}

/** Moves dishes on and remembers what it moved, so that a slip can be taken back. */
function useBumps() {
  const { send } = useSend()
  const [done, setDone] = useState<readonly Bump[]>([])
  const last = done.at(-1)
  const move = (bump: Bump) => send({ kind: 'delivery.setCooking', ...bump })
  return {
    last,
    async bump(bump: Bump): Promise<void> {
      if (await move(bump)) setDone((before) => [...before, bump].slice(-rememberedMax))
    },
    async recall(): Promise<void> {
      if (last && (await move(recallOf(last)))) setDone((before) => before.filter((bump) => bump !== last))
    },
  }
}

type StationsProps = { value: string; onChange: (id: string) => void }

function Stations({ value, onChange }: StationsProps) {
  const t = useText()
  const named = useNamed()
  const { cookingPlaces } = useBooks()
  const { deliveries } = useBoard()
  const used = cookingPlaces.filter(({ id }) => id === value || ticketsOf(deliveries, id).length > 0)
  const options = [
    { value: everywhere, label: t('kitchen.all-stations'), count: ticketsOf(deliveries, null).length },
    ...used.map((place) => ({
      value: place.id,
      label: named(place),
      count: ticketsOf(deliveries, place.id).length,
    })),
  ]
  return (
    <div className="stations">
      <Choices label={t('kitchen.station')} value={value} options={options} onChange={onChange} />
    </div>
  )
}
