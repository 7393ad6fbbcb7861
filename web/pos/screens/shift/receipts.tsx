import { useState } from 'react'
import { Button, Choices, Empty, IconButton } from '../../../kit/controls.tsx'
import type { ReceiptLine } from '../../../kit/shift-types.ts'
import { useBoard, useFormat, useNow, useTill } from '../../../kit/till-context.tsx'
import { GoodsReturnDialog } from '../../dialogs/shift/goods-return-dialog.tsx'
import { useLoaded } from '../../model/loaded.ts'
import { foundReceipts } from '../../model/receipts.ts'
import { goTo, routeHash } from '../../model/route.ts'
import { useText } from '../../texts.ts'
import { ReceiptCard } from './receipt-card.tsx'

type Period = 'shift' | 'past'

/** Closed orders of the shift, or of a month: found by number, table or sum; one of them is opened beside the list. */
export function ReceiptsScreen({ id }: { id: string | null }) {
  const t = useText()
  const { api } = useTill()
  const { shift } = useBoard()
  const [period, setPeriod] = useState<Period>('shift')
  const [text, setText] = useState('')
  const [isOfGoods, setOfGoods] = useState(false)
  // A sale or a return changes the shift's figures, and with them the list.
  const edition = `${period} ${shift?.closedOrders ?? ''} ${shift?.returned ?? ''}`
  const { thing: receipts, hasFailed, again } = useLoaded(() => api.receipts(period === 'past'), edition)
  return (
    <section className="page" aria-label={t('receipts.title')}>
      <header className="page-head">
        <IconButton icon="back" label={t('kit.back')} isFramed onClick={() => goTo({ screen: 'shift' })} />
        <h1 className="page-title">{t('receipts.title')}</h1>
        <Choices
          label={t('receipts.title')}
          value={period}
          options={[
            { value: 'shift', label: t('receipts.shift') },
            { value: 'past', label: t('receipts.past') },
          ]}
          onChange={setPeriod}
        />
        <input
          type="search"
          className="input receipts-search"
          aria-label={t('receipts.search')}
          placeholder={t('receipts.search')}
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          icon="undo"
          missing={shift ? null : t('goods.no-shift')}
          onClick={() => setOfGoods(true)}
          aria-haspopup="dialog"
          data-action="return-goods"
        >
          {t('goods.open')}
        </Button>
      </header>
      <div className="receipts">
        {receipts ? (
          <ReceiptList receipts={foundReceipts(receipts, text)} isFiltered={text !== ''} id={id} />
        ) : hasFailed ? (
          <Empty title={t('receipts.failed')}>
            <Button onClick={again}>{t('kit.retry')}</Button>
          </Empty>
        ) : (
          <Empty title={t('kit.loading')} />
        )}
        {id ? <ReceiptCard key={id} id={id} /> : <Empty title={t('receipt.choose')} />}
      </div>
      {isOfGoods && <GoodsReturnDialog onClose={() => setOfGoods(false)} />}
    </section>
  )
}

type ListProps = { receipts: readonly ReceiptLine[]; isFiltered: boolean; id: string | null }

function ReceiptList({ receipts, isFiltered, id }: ListProps) {
  const t = useText()
  if (receipts.length === 0)
    return isFiltered ? (
      <Empty title={t('receipts.nothing-found')} />
    ) : (
      <Empty title={t('receipts.empty')}>{t('receipts.empty-hint')}</Empty>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ul className="receipt-list scroll" tabIndex={0} aria-label={t('receipts.title')}>
      {receipts.map((receipt) => (
        <li key={receipt.id}>
          <ReceiptLink receipt={receipt} isOpen={receipt.id === id} />
        </li>
      ))}
    </ul>
  )
}

function ReceiptLink({ receipt, isOpen }: { receipt: ReceiptLine; isOpen: boolean }) {
  const t = useText()
  const format = useFormat()
  const now = useNow(60_000)
  const { number, sum, returned, whenClosed, isGoodsReturn } = receipt
  return (
    <a
      className="receipt-link"
      href={routeHash({ screen: 'receipts', id: receipt.id })}
      aria-current={isOpen ? 'true' : undefined}
    >
      <strong>№ {number}</strong>
      <span>{placeOf(receipt, t)}</span>
      <strong className="receipt-sum">{format.money(isGoodsReturn ? -sum : sum)}</strong>
      <span className="quiet">{format.moment(whenClosed, now)}</span>
      <span className="receipt-back">
        {returned > 0 &&
          (returned === sum || isGoodsReturn
            ? t('receipts.returned')
            : t('receipts.returned-part', { sum: format.money(returned) }))}
      </span>
    </a>
  )
}

function placeOf({ kind, tables, isGoodsReturn }: ReceiptLine, t: ReturnType<typeof useText>): string {
  if (isGoodsReturn) return t('receipts.goods')
  if (kind === 'delivery') return t('receipts.delivery')
  return tables.length === 0 ? t('receipts.counter') : t('receipts.tables', { tables: tables.join(', ') })
}
