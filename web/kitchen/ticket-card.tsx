import { useDuration } from '../kit/duration.ts'
import { Icon } from '../kit/icons.tsx'
import type { Item } from '../kit/item-types.ts'
import { useBooks, useFormat, useNameOf } from '../kit/till-context.tsx'
import type { KitchenOrder } from './kitchen-orders.ts'
import { useText } from './texts.ts'
import { type Bump, bump, bumpOf, nextOf, type Ticket, waitOf } from './tickets.ts'

type TicketProps = {
  ticket: Ticket
  now: number
  cookingMinutes: number
  isOff: boolean
  onBump: (bump: Bump) => Promise<void>
}

/** One order for the kitchen. Its head moves all dishes on, a dish moves alone. */
export function TicketCard({ ticket, now, cookingMinutes, isOff, onBump }: TicketProps) {
  const t = useText()
  const format = useFormat()
  const duration = useDuration()
  const { order, items, elsewhere } = ticket
  const { number, promisedAt, comment } = order
  const { waitedMs, share, urgency } = waitOf(ticket, now, cookingMinutes)
  const all = bumpOf(ticket)
  const isStart = all?.status === 'CookingStarted'
  return (
    <article className={`ticket ticket-${urgency}`} aria-label={t('kitchen.ticket', { number })}>
      <button
        type="button"
        className="ticket-head"
        disabled={isOff || !all}
        data-bump={number}
        onClick={() => all && void onBump(all)}
      >
        <span className="ticket-number">{number}</span>
        <span className="ticket-wait">{duration(waitedMs)}</span>
        <span className="ticket-kind">
          <Place order={order} />
        </span>
        <span className="ticket-promise">
          {promisedAt !== null && t('kitchen.to', { time: format.moment(promisedAt, now) })}
        </span>
        <span className="ticket-step">
          <Icon name={isStart ? 'flame' : 'check'} />
          {t(isStart ? 'kitchen.start' : 'kitchen.finish')}
        </span>
        <span className="ticket-burn" aria-hidden="true">
          <span style={{ width: `${Math.round(share * 100)}%` }} />
        </span>
      </button>
      {comment && <p className="ticket-comment">{comment}</p>}
      <ul>
        {items.map((item) => (
          <li key={item.positionId}>
            <Dish item={item} order={order} isOff={isOff} onBump={onBump} />
          </li>
        ))}
      </ul>
      {elsewhere > 0 && <p className="ticket-elsewhere">{t('kitchen.elsewhere', { count: elsewhere })}</p>}
    </article>
  )
}

/** Where it goes when it is cooked. */
function Place({ order: { place, tableIds, orderType } }: { order: KitchenOrder }) {
  const t = useText()
  const nameOf = useNameOf()
  const { sections } = useBooks()
  const icon = { courier: 'scooter', pickup: 'bag', table: 'table', counter: 'bag' } as const
  const numbers = sections
    .flatMap(({ tables }) => tables)
    .flatMap(({ id, number }) => (tableIds.includes(id) ? [number] : []))
  const words = {
    courier: t('kitchen.courier'),
    pickup: t('kitchen.pickup'),
    table: t('kitchen.table', { numbers: numbers.join(', ') }),
    counter: nameOf(orderType ?? ''),
  }
  return (
    <>
      <Icon name={icon[place]} />
      {words[place]}
    </>
  )
}

type DishProps = {
  item: Item
  order: KitchenOrder
  isOff: boolean
  onBump: (bump: Bump) => Promise<void>
}

function Dish({ item, order, isOff, onBump }: DishProps) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const next = nextOf(item)
  return (
    <button
      type="button"
      className={`dish dish-${item.status}`}
      disabled={isOff || next === null}
      data-dish={item.positionId}
      onClick={() => next && void onBump(bump(order, [item], next))}
    >
      <span className="dish-mark" aria-hidden="true">
        {item.status === 'CookingStarted' && <Icon name="flame" />}
        {next === null && <Icon name="check" />}
      </span>
      <span className="dish-amount">{format.amount(item.amount)}</span>
      <span className="dish-words">
        <span className="dish-name">
          {nameOf(item.name)}
          {item.size && <span className="dish-size">{` ${nameOf(item.size)}`}</span>}
        </span>
        {item.modifiers.map(({ name, amount }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: modifiers of a dish stay in their places.
          <span className="dish-modifier" key={index}>
            {amount > 1 ? `+ ${nameOf(name)} × ${format.amount(amount)}` : `+ ${nameOf(name)}`}
          </span>
        ))}
        {item.course !== null && (
          <span className="dish-modifier">
            {item.course === 0 ? t('kitchen.course-vip') : t('kitchen.course', { course: item.course })}
          </span>
        )}
        {item.comment && <span className="dish-comment">{item.comment}</span>}
        <span className="visually-hidden">{t(`kitchen.state.${item.status}`)}</span>
      </span>
    </button>
  )
}
