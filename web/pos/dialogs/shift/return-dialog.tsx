import { useRef, useState } from 'react'
import { Button, OptionList } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { fromMinor, toMinor } from '../../../kit/format.ts'
import type { Receipt } from '../../../kit/shift-types.ts'
import { newCommandId } from '../../../kit/till-api.ts'
import { useBooks, useFormat, useNameOf, useTill } from '../../../kit/till-context.tsx'
import { useConfirmedSend } from '../../model/confirmed-send.tsx'
import { allOf, type Chosen, chosenMinor, isEverything, linesOf } from '../../model/receipts.ts'
import { useText } from '../../texts.ts'
import { missingInRemoval, noRemoval, RemovalForm } from '../removal-form.tsx'
import { ReturnLines } from './return-lines.tsx'

type Props = { receipt: Receipt; onClose: () => void; onDone: () => void }

/** Money back for a receipt, whole or in part: what, why, and by which payment type. */
export function ReturnDialog({ receipt, onClose, onDone }: Props) {
  const t = useText()
  const format = useFormat()
  const { currency } = useTill().session.till
  const { removalTypes, paying } = useBooks()
  const [chosen, setChosen] = useState<Chosen>(() => allOf(receipt))
  const [removal, setRemoval] = useState(noRemoval)
  const [typeId, setTypeId] = useState<string | null>(null)
  const { send, isBusy, unreachable, confirmation } = useConfirmedSend()
  // The same return however often the button is pressed.
  const returnId = useRef(newCommandId())
  const minor = chosenMinor(receipt, chosen, (sum) => toMinor(sum, currency))
  const sum = fromMinor(minor, currency)
  const lines = linesOf(chosen)
  const missing =
    lines.length === 0
      ? 'return.choose-lines'
      : (missingInRemoval(removal, removalTypes) ??
        (receipt.isGoodsReturn && typeId === null ? 'goods.choose-type' : null))
  const submit = async (): Promise<void> => {
    const isDone = await send(
      {
        kind: `${receipt.kind}.return` as const,
        ...{ orderId: receipt.id, returnId: returnId.current },
        ...(isEverything(receipt, chosen) ? {} : { lines }),
        ...(typeId === null ? {} : { refunds: [{ typeId, sum }] }),
        removalTypeId: removal.typeId ?? '',
        comment: removal.comment.trim() || null,
        userIdForWriteoff: removal.userId,
      },
      t(paying.hasTerminal && goesToCard(receipt, typeId) ? 'return.asked' : 'return.done'),
    )
    if (!isDone) return
    onClose()
    onDone()
  }
  return (
    <Dialog
      title={t('return.title', { number: receipt.number })}
      size="wide"
      onClose={onClose}
      foot={
        <>
          {missing && <span className="foot-why">{t(missing)}</span>}
          <Button
            look="danger-solid"
            icon="undo"
            isLarge
            isBusy={isBusy}
            forbidden={unreachable}
            missing={missing && t(missing)}
            onClick={() => void submit()}
            data-action="give-back"
          >
            {t('return.submit', { sum: format.money(sum) })}
          </Button>
        </>
      }
    >
      <div className="two-parts">
        <ReturnLines receipt={receipt} chosen={chosen} onChange={setChosen} />
        <div className="stack">
          <RemovalForm label={t('return.why')} value={removal} onChange={setRemoval} />
          {(receipt.refundable.length > 1 || receipt.isGoodsReturn) && (
            <RefundWay receipt={receipt} sum={sum} value={typeId} onChange={setTypeId} />
          )}
        </div>
      </div>
      {confirmation}
    </Dialog>
  )
}

/** Does a bank that took money of the receipt give some of it back? */
const goesToCard = ({ sale, refundable }: Receipt, typeId: string | null): boolean =>
  sale.payments.some(
    (one) =>
      one.isByBank &&
      (typeId === null || one.typeId === typeId) &&
      refundable.some((way) => way.typeId === one.typeId),
  )

type WayProps = {
  receipt: Receipt
  sum: number
  value: string | null
  onChange: (typeId: string | null) => void
}

const asPaid = 'as-paid'

/** As it was paid, or all by one of the types that paid so much. */
function RefundWay({ receipt, sum, value, onChange }: WayProps) {
  const t = useText()
  const nameOf = useNameOf()
  const format = useFormat()
  return (
    <div className="field">
      <span className="field-label">{t('return.how')}</span>
      <OptionList
        label={t('return.how')}
        value={value ?? (receipt.isGoodsReturn ? null : asPaid)}
        options={[
          // Nobody knows how goods without a receipt were paid.
          ...(receipt.isGoodsReturn ? [] : [{ id: asPaid, label: t('return.as-paid') }]),
          ...receipt.refundable.map((way) => ({
            id: way.typeId,
            label: nameOf(way.name),
            note: format.money(way.sum),
            isOff: way.sum < sum,
          })),
        ]}
        onChange={(id) => onChange(id === asPaid ? null : id)}
      />
    </div>
  )
}
