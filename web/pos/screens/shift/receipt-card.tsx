import { useEffect, useState } from 'react'
import { Button, Empty } from '../../../kit/controls.tsx'
import type { PaperAsked } from '../../../kit/printing-types.ts'
import type { Receipt } from '../../../kit/shift-types.ts'
import { useFormat, useNameOf, useNow, useTill } from '../../../kit/till-context.tsx'
import { ReturnDialog } from '../../dialogs/shift/return-dialog.tsx'
import { useLoaded } from '../../model/loaded.ts'
import { BankFailureNote, BankPanel } from '../../paying/bank-panel.tsx'
import { PaperDialog } from '../../printing/paper-dialog.tsx'
import { usePrintText } from '../../printing/texts.ts'
import { useText } from '../../texts.ts'

/** A closed order: what was sold, how it was paid, what came back. */
export function ReceiptCard({ id }: { id: string }) {
  const t = useText()
  const { api } = useTill()
  const { thing: receipt, hasFailed, again } = useLoaded(() => api.receipt(id), id)
  const [isReturning, setReturning] = useState(false)
  const [isOnPaper, setOnPaper] = useState(false)
  const print = usePrintText()
  if (!receipt)
    return hasFailed ? (
      <Empty title={t('receipts.failed')}>
        <Button onClick={again}>{t('kit.retry')}</Button>
      </Empty>
    ) : (
      <Empty title={t('kit.loading')} />
    )
  const { bankPayment } = receipt.sale
  const nothingLeft = receipt.left.length === 0 ? t('receipt.nothing-left') : null
  const title = t(receipt.isGoodsReturn ? 'receipt.goods' : 'receipt.title', { number: receipt.number })
  const missing = bankPayment ? t('receipt.bank-is-asked') : nothingLeft
  return (
    <section className="panel receipt-card" aria-label={title}>
      <header className="receipt-head">
        <h2 className="panel-title">{title}</h2>
        <Button
          icon="printer"
          isLarge
          onClick={() => setOnPaper(true)}
          aria-haspopup="dialog"
          data-action="show-paper"
        >
          {print('print.paper')}
        </Button>
        <Button
          icon="undo"
          look="danger"
          isLarge
          missing={missing}
          onClick={() => setReturning(true)}
          aria-haspopup="dialog"
          data-action="return"
        >
          {t('receipt.return')}
        </Button>
      </header>
      {bankPayment ? (
        <Refund receipt={receipt} bankPayment={bankPayment} again={again} />
      ) : (
        <>
          <BankFailureNote failure={receipt.sale.bankFailure} after="bank.return-not-made" />
          <ReceiptBody receipt={receipt} />
        </>
      )}
      {isOnPaper && <PaperDialog title={title} asked={paperOf(receipt)} onClose={() => setOnPaper(false)} />}
      {isReturning && <ReturnDialog receipt={receipt} onClose={() => setReturning(false)} onDone={again} />}
    </section>
  )
}

/** What sold nothing has the paper of its return. */
function paperOf({ id: orderId, isGoodsReturn, returns: [first] }: Receipt): PaperAsked {
  return isGoodsReturn && first
    ? { kind: 'return', orderId, returnId: first.id }
    : { kind: 'receipt', orderId }
}

type RefundProps = {
  receipt: Receipt
  bankPayment: NonNullable<Receipt['sale']['bankPayment']>
  again: () => void
}

/** Between two looks at what the bank has answered: a receipt is on no board that tells of it. */
const lookMs = 1000

/** While the terminal gives the money back: the return is made with its answer. */
function Refund({ receipt, bankPayment, again }: RefundProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one look after the other while the receipt is shown.
  useEffect(() => {
    const timer = setInterval(again, lookMs)
    return () => clearInterval(timer)
  }, [])
  const closeRight = receipt.kind === 'delivery' ? 'deliveries.close' : 'tables.close'
  return <BankPanel order={{ of: receipt.kind, orderId: receipt.id, closeRight }} bankPayment={bankPayment} />
}

function ReceiptBody({ receipt }: { receipt: Receipt }) {
  const format = useFormat()
  const nameOf = useNameOf()
  const { sale } = receipt
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className="receipt-body scroll" tabIndex={0}>
      <ul>
        {sale.items
          .filter(({ isDeleted }) => !isDeleted)
          .map((item) => (
            <li key={item.positionId} className="total-line">
              <span>
                {nameOf(item.name)} × {format.amount(item.amount)}
              </span>
              <span>{format.money(item.sum)}</span>
            </li>
          ))}
      </ul>
      <dl>
        <div className="total-line total-sum">
          <ReceiptTotal />
          <dd>{format.money(sale.sum)}</dd>
        </div>
        {sale.payments.map((payment) => (
          <div className="total-line" key={payment.id}>
            <dt>{nameOf(payment.name)}</dt>
            <dd>{format.money(payment.sum)}</dd>
          </div>
        ))}
      </dl>
      {receipt.returns.length > 0 && <Returns receipt={receipt} />}
    </div>
  )
}

function ReceiptTotal() {
  const t = useText()
  return <dt>{t('report.total')}</dt>
}

function Returns({ receipt }: { receipt: Receipt }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useNameOf()
  const now = useNow(60_000)
  return (
    <>
      <h3 className="panel-title">{t('receipt.returns')}</h3>
      <dl>
        {receipt.returns.map(({ id, at, by, reason, comment, sum }) => (
          <div className="total-line" key={id}>
            <dt>{[format.moment(at, now), nameOf(reason), comment, by].filter(Boolean).join(' · ')}</dt>
            <dd>{format.money(-sum)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
