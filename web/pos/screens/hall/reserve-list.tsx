import { useState } from 'react'
import { Button, Chip, Empty } from '../../../kit/controls.tsx'
import { useBoard, useForbidden, useFormat, useNow } from '../../../kit/till-context.tsx'
import type { Reserve } from '../../../kit/till-types.ts'
import { CancelReserveDialog } from '../../dialogs/hall/cancel-reserve-dialog.tsx'
import { inOrderOfWork } from '../../model/hall.ts'
import { goTo } from '../../model/route.ts'
import { useTableNames } from '../../model/use-table-names.ts'
import { RestoreButton } from '../../reserves/restore-button.tsx'
import { useBookText } from '../../reserves/texts.ts'
import { useGuestsCame } from '../../reserves/use-guests-came.ts'
import { useText } from '../../texts.ts'

/** The reserves of the day and those to come: who is awaited, who sits, who did not come. */
export function ReserveList({ onOpen }: { onOpen: (reserve: Reserve) => void }) {
  const t = useText()
  const { reserves } = useBoard()
  const [cancelling, setCancelling] = useState<Reserve | null>(null)
  if (reserves.length === 0) return <Empty title={t('reserve.none')} />
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="rows scroll" aria-label={t('hall.reserves')} tabIndex={0}>
        {inOrderOfWork(reserves).map((reserve) => (
          <li key={reserve.id}>
            <ReserveRow
              reserve={reserve}
              onOpen={() => onOpen(reserve)}
              onCancel={() => setCancelling(reserve)}
            />
          </li>
        ))}
      </ul>
      {cancelling && <CancelReserveDialog reserve={cancelling} onClose={() => setCancelling(null)} />}
    </>
  )
}

type RowProps = { reserve: Reserve; onOpen: () => void; onCancel: () => void }

function ReserveRow({ reserve, onOpen, onCancel }: RowProps) {
  const t = useText()
  const format = useFormat()
  const now = useNow(5000)
  const tableNames = useTableNames()
  const { banquet, customerName, phone, comment } = reserve
  return (
    <article className="row reserve" data-reserve={reserve.id}>
      <time className="reserve-time">{format.moment(reserve.startsAt, now)}</time>
      <span className="reserve-guest">
        <strong className="row-name">{customerName ?? t('delivery.no-name')}</strong>
        <span className="quiet">
          {[
            tableNames(reserve.tableIds),
            t('reserve.guests', { count: reserve.guests }),
            phone && format.phone(phone),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {comment && <span className="reserve-comment">{comment}</span>}
      </span>
      <span className="reserve-state">
        <ReserveState reserve={reserve} now={now} />
        {banquet && <strong>{format.money(banquet.sum)}</strong>}
      </span>
      <ReserveActions {...{ reserve, onOpen, onCancel }} />
    </article>
  )
}

function ReserveState({ reserve, now }: { reserve: Reserve; now: number }) {
  const t = useText()
  const { status, cancelReason, startsAt } = reserve
  if (cancelReason) return <Chip>{t(`reserve.reason.${cancelReason}`)}</Chip>
  if (status === 'New' && startsAt < now) return <Chip look="late">{t('reserve.late')}</Chip>
  const look = { New: 'info', Started: 'accent', Closed: 'plain' } as const
  return <Chip look={look[status]}>{t(`reserve.status.${status}`)}</Chip>
}

function ReserveActions({ reserve, onOpen, onCancel }: RowProps) {
  const t = useText()
  const say = useBookText()
  const forbidden = useForbidden()('reserves.edit')
  const { came, isBusy } = useGuestsCame(reserve)
  const { id, allowed, banquet } = reserve
  return (
    <span className="reserve-actions">
      {banquet && (
        <Button
          icon="list"
          data-action="open"
          onClick={() => goTo({ screen: 'hall-order', of: 'banquet', id })}
        >
          {t('reserve.order')}
        </Button>
      )}
      {allowed.includes('reserve.change') && (
        <Button icon="note" data-action="about" aria-haspopup="dialog" onClick={onOpen}>
          {say('book.open')}
        </Button>
      )}
      <RestoreButton reserve={reserve} />
      {allowed.includes('reserve.cancel') && (
        <Button
          icon="close"
          forbidden={forbidden}
          data-action="cancel"
          aria-haspopup="dialog"
          onClick={onCancel}
        >
          {t('reserve.cancel')}
        </Button>
      )}
      {allowed.includes('reserve.guestsCame') && (
        <Button
          look="primary"
          icon="check"
          isBusy={isBusy}
          forbidden={forbidden}
          data-action="came"
          onClick={() => void came()}
        >
          {t('reserve.came')}
        </Button>
      )}
    </span>
  )
}
