import { useDuration } from '../kit/duration.ts'
import { Icon } from '../kit/icons.tsx'
import { useFormat, useNameOf } from '../kit/till-context.tsx'
import type { Item } from '../kit/till-types.ts'
import { useText } from './texts.ts'
import { type Bump, bumpOf, nextOf, type Ticket, waitOf } from './tickets.ts'

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
  const { delivery, items, elsewhere } = ticket
  const { number, completeBefore, comment, serviceType } = delivery
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
          <Icon name={serviceType === 'DeliveryByClient' ? 'bag' : 'scooter'} />
          {t(serviceType === 'DeliveryByClient' ? 'kitchen.pickup' : 'kitchen.courier')}
        </span>
        <span className="ticket-promise">
          {t('kitchen.to', { time: format.moment(completeBefore, now) })}
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
            <Dish item={item} orderId={delivery.id} isOff={isOff} onBump={onBump} />
          </li>
        ))}
      </ul>
      {elsewhere > 0 && <p className="ticket-elsewhere">{t('kitchen.elsewhere', { count: elsewhere })}</p>}
    </article>
  )
}

type DishProps = { item: Item; orderId: string; isOff: boolean; onBump: (bump: Bump) => Promise<void> }

function Dish({ item, orderId, isOff, onBump }: DishProps) {
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
      onClick={() => next && void onBump({ orderId, positionIds: [item.positionId], status: next })}
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
        {item.comment && <span className="dish-comment">{item.comment}</span>}
        <span className="visually-hidden">{t(`kitchen.state.${item.status}`)}</span>
      </span>
    </button>
  )
}
