import { Button, Chip } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useForbidden, useFormat } from '../../kit/till-context.tsx'
import type { Reserve, Sale } from '../../kit/till-types.ts'
import { goTo } from '../model/route.ts'
import { useTableNames } from '../model/use-table-names.ts'
import { usePrepayText } from '../prepaying/texts.ts'
import { useText } from '../texts.ts'
import { useReserveWords } from './reserve-words.ts'
import { RestoreButton } from './restore-button.tsx'
import { useBookText } from './texts.ts'
import { useGuestsCame } from './use-guests-came.ts'

type ReserveCardProps = {
  reserve: Reserve
  onChange: () => void
  onCancel: () => void
  onPrepay: () => void
  onClose: () => void
}

/** One reserve: who, when, where and what is to be done about it. */
export function ReserveCard({ reserve, onChange, onCancel, onPrepay, onClose }: ReserveCardProps) {
  const t = useBookText()
  const say = useText()
  const format = useFormat()
  const words = useReserveWords()
  const tableNames = useTableNames()
  const { phone, comment, guests, tableIds, banquet } = reserve
  return (
    <Dialog
      title={words.nameOf(reserve)}
      {...(banquet ? { size: 'wide' as const } : {})}
      onClose={onClose}
      foot={<Foot {...{ reserve, onChange, onCancel }} />}
    >
      <div className="stack">
        <p className="book-facts">
          <strong>{t('book.start-end', words.term(reserve))}</strong>
          <Chip look={reserve.status === 'New' ? 'info' : 'plain'}>{words.stage(reserve)}</Chip>
          {banquet && <Chip look="accent">{say('hall.banquet')}</Chip>}
        </p>
        <p>
          {[tableNames(tableIds), say('reserve.guests', { count: guests }), phone && format.phone(phone)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {comment && <p className="reserve-comment">{comment}</p>}
        {banquet && <BanquetMoney reserve={reserve} banquet={banquet} onPrepay={onPrepay} />}
      </div>
    </Dialog>
  )
}

type MoneyProps = Pick<ReserveCardProps, 'reserve' | 'onPrepay'> & { banquet: Sale }

/** What the banquet costs, what was paid ahead, and taking more of it. */
function BanquetMoney({ reserve, banquet, onPrepay }: MoneyProps) {
  const say = useText()
  const t = usePrepayText()
  const format = useFormat()
  const forbidden = useForbidden()('tables.close')
  const mayPrepay = banquet.sum > 0 && reserve.allowed.includes('reserve.prepay')
  return (
    <div className="book-money">
      <span>
        {[
          `${say('delivery.items')} ${format.money(banquet.sum)}`,
          banquet.paid > 0 && `${t('prepay.list')} ${format.money(banquet.paid)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {mayPrepay && (
        <Button icon="cash" forbidden={forbidden} data-action="prepay" onClick={onPrepay}>
          {t('prepay.button')}
        </Button>
      )}
    </div>
  )
}

type FootProps = Pick<ReserveCardProps, 'reserve' | 'onChange' | 'onCancel'>

function Foot({ reserve, onChange, onCancel }: FootProps) {
  const t = useBookText()
  const say = useText()
  const forbidden = useForbidden()('reserves.edit')
  const { came, isBusy } = useGuestsCame(reserve)
  const { id, allowed, banquet, seatedOrderId } = reserve
  const order = banquet
    ? ({ of: 'banquet', id } as const)
    : seatedOrderId
      ? ({ of: 'table', id: seatedOrderId } as const)
      : null
  return (
    <>
      {allowed.includes('reserve.cancel') && (
        <Button icon="close" forbidden={forbidden} data-action="cancel" onClick={onCancel}>
          {say('reserve.cancel')}
        </Button>
      )}
      {allowed.includes('reserve.change') && (
        <Button icon="note" forbidden={forbidden} data-action="change" onClick={onChange}>
          {t('book.change')}
        </Button>
      )}
      <RestoreButton reserve={reserve} />
      {order && (
        <Button icon="list" data-action="open" onClick={() => goTo({ screen: 'hall-order', ...order })}>
          {banquet ? say('reserve.order') : t('book.seated-order')}
        </Button>
      )}
      {allowed.includes('reserve.guestsCame') && (
        <Button
          look="primary"
          icon="check"
          isLarge
          isBusy={isBusy}
          forbidden={forbidden}
          data-action="came"
          onClick={() => void came()}
        >
          {say('reserve.came')}
        </Button>
      )}
    </>
  )
}
