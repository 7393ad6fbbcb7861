import { Chip } from '../../kit/controls.tsx'
import { useDuration } from '../../kit/duration.ts'
import { Icon } from '../../kit/icons.tsx'
import { useFormat } from '../../kit/till-context.tsx'
import type { Delivery } from '../../kit/till-types.ts'
import { columnOf } from '../model/columns.ts'
import { type Deadline, deadlineOf } from '../model/deadline.ts'
import { routeHash } from '../model/route.ts'
import { shortAddress } from '../model/short-address.ts'
import { useText } from '../texts.ts'

type TileProps = { delivery: Delivery; now: number; hasStatus?: boolean }

/** A delivery on the board: a docket whose edge burns down as its promised time comes near. */
export function DeliveryTile({ delivery, now, hasStatus = false }: TileProps) {
  const t = useText()
  const format = useFormat()
  const deadline = deadlineOf(delivery, now)
  const isPickup = delivery.serviceType === 'DeliveryByClient'
  return (
    <a
      className={`tile tile-${deadline.urgency}`}
      href={routeHash({ screen: 'delivery', id: delivery.id })}
      data-delivery={delivery.number}
    >
      <Fuse deadline={deadline} />
      <span className="tile-head">
        <strong className="tile-number">
          <span className="visually-hidden">№ </span>
          {delivery.number}
        </strong>
        <time className="tile-time">{format.moment(delivery.completeBefore, now)}</time>
      </span>
      <Countdown deadline={deadline} />
      <span className="tile-line">
        <Icon name={isPickup ? 'bag' : 'pin'} />
        <span className="tile-place">
          {isPickup
            ? `${t('delivery.pickup')}${delivery.customerName ? ` · ${delivery.customerName}` : ''}`
            : delivery.address
              ? shortAddress(delivery.address)
              : t('delivery.no-address')}
        </span>
      </span>
      {!isPickup && (delivery.courier || columnOf(delivery) === 'ready') && (
        <span className={delivery.courier ? 'tile-line' : 'tile-line quiet'}>
          <Icon name="scooter" />
          <span className="tile-courier">{delivery.courier?.name ?? t('delivery.no-courier')}</span>
        </span>
      )}
      <span className="tile-foot">
        <strong>{format.money(delivery.sum)}</strong>
        {delivery.due <= 0 && (
          <span className="tile-paid">
            <Icon name="check" />
            {t('delivery.paid')}
          </span>
        )}
      </span>
      <TileChips delivery={delivery} hasStatus={hasStatus} />
    </a>
  )
}

function TileChips({ delivery, hasStatus }: Pick<TileProps, 'delivery' | 'hasStatus'>) {
  const t = useText()
  const isUnconfirmed = delivery.status === 'Unconfirmed'
  if (!hasStatus && !isUnconfirmed && delivery.problem === null && !delivery.source) return null
  return (
    <span className="tile-chips">
      {hasStatus && <Chip look="accent">{t(`status.${delivery.status}`)}</Chip>}
      {!hasStatus && isUnconfirmed && <Chip look="info">{t('delivery.unconfirmed')}</Chip>}
      {delivery.problem !== null && (
        <Chip look="late" icon="alert">
          {t('delivery.problem')}
        </Chip>
      )}
      {delivery.source && <Chip>{delivery.source}</Chip>}
    </span>
  )
}

/** How much time is left, drawn as an edge that gets shorter. */
const Fuse = ({ deadline }: { deadline: Deadline }) => (
  <span className="fuse" aria-hidden="true">
    <span className="fuse-left" style={{ height: `${Math.round(deadline.share * 100)}%` }} />
  </span>
)

export function Countdown({ deadline }: { deadline: Deadline }) {
  const t = useText()
  const duration = useDuration()
  const { urgency, leftMs, isSettled } = deadline
  const words = (): string => {
    if (isSettled)
      return urgency === 'late' ? t('time.was-late', { time: duration(leftMs) }) : t('time.in-time')
    return t(urgency === 'late' ? 'time.late' : 'time.left', { time: duration(leftMs) })
  }
  return <span className={`countdown countdown-${urgency}`}>{words()}</span>
}
