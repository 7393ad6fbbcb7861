import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { fromMinor, toMinor } from '../../kit/format.ts'
import { useNamed } from '../../kit/names.ts'
import { NumberPad } from '../../kit/pads.tsx'
import { useBoard, useBooks, useForbidden, useFormat, useSend, useTill } from '../../kit/till-context.tsx'
import { BankFailureNote, BankPanel } from '../paying/bank-panel.tsx'
import type { PaidOrder } from '../paying/paid-order.ts'
import { useText } from '../texts.ts'
import { Prepayments } from './prepayments.tsx'
import { usePrepayText } from './texts.ts'

/** Bonuses, debts and what is on the house wait for the end. */
const prepaidKinds: ReadonlySet<string> = new Set(['Cash', 'Card', 'External'])

/** Takes money for an order that is not over yet, and gives it back (front-api §3.4). */
export function PrepayDialog({ order, onClose }: { order: PaidOrder; onClose: () => void }) {
  const t = usePrepayText()
  const say = useText()
  const named = useNamed()
  const { sale } = order
  const types = useBooks().paymentTypes.filter(({ kind }) => prepaidKinds.has(kind))
  const [typeId, setTypeId] = useState(types[0]?.id ?? null)
  const title = t('prepay.title', { number: sale.number })
  if (sale.bankPayment)
    return (
      <Dialog title={title} onClose={onClose}>
        <BankPanel order={order} bankPayment={sale.bankPayment} />
      </Dialog>
    )
  return (
    <Dialog title={title} size="full" onClose={onClose}>
      <div className="pay">
        <section className="pay-types" aria-label={say('pay.how')}>
          {types.map((each) => (
            <Button
              key={each.id}
              icon={each.kind === 'Cash' ? 'cash' : each.kind === 'Card' ? 'card' : 'receipt'}
              className="pay-type"
              aria-pressed={each.id === typeId}
              onClick={() => setTypeId(each.id)}
              data-pay={each.kind}
            >
              {named(each)}
            </Button>
          ))}
        </section>
        <Pad key={sale.paid} order={order} typeId={typeId} />
        <Prepayments order={order} />
      </div>
    </Dialog>
  )
}

/** How much: typed, half of what is left, or all of it. */
function Pad({ order, typeId }: { order: PaidOrder; typeId: string | null }) {
  const t = usePrepayText()
  const format = useFormat()
  const { currency } = useTill().session.till
  const { of, orderId, sale, closeRight } = order
  const [typed, setTyped] = useState('')
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()(closeRight)
  const rest = Math.max(0, toMinor(sale.sum, currency) - toMinor(sale.paid, currency))
  const minor = typed === '' ? 0 : Math.min(rest, toMinor(Number(typed), currency))
  const money = (value: number): string => format.money(fromMinor(value, currency))
  const take = (value: number): void => {
    if (typeId === null || value <= 0) return
    const sum = fromMinor(value, currency)
    void send({ kind: `${of}.prepay`, orderId, typeId, sum }, t('prepay.taken', { sum: format.money(sum) }))
  }
  const missing = useMissing(order, rest, minor)
  return (
    <section className="pay-pad" aria-label={t('prepay.button')}>
      <BankFailureNote failure={sale.bankFailure} />
      <output className="pay-typed">{format.plainMoney(fromMinor(minor, currency))}</output>
      <div className="pay-likely">
        {[
          { label: t('prepay.half'), value: Math.round(rest / 2) },
          { label: t('prepay.all'), value: rest },
        ].map(({ label, value }) => (
          <button
            key={label}
            type="button"
            className="button"
            onClick={() => setTyped(String(fromMinor(value, currency)))}
          >
            {label} · {money(value)}
          </button>
        ))}
      </div>
      <NumberPad
        value={typed}
        decimals={currency.scale}
        onChange={setTyped}
        onEnter={() => {
          if (!missing && !forbidden) take(minor)
        }}
      />
      <Button
        look="primary"
        icon="check"
        isLarge
        isBusy={isBusy}
        forbidden={forbidden}
        missing={missing}
        onClick={() => take(minor)}
        data-action="take-prepayment"
      >
        {t('prepay.take', { sum: money(minor) })}
      </Button>
    </section>
  )
}

/** Why nothing can be taken now. */
function useMissing({ sale }: PaidOrder, rest: number, minor: number): string | null {
  const t = usePrepayText()
  const say = useText()
  const { shift } = useBoard()
  if (!shift) return say('pay.shift-closed')
  if (sale.sum === 0) return t('prepay.no-dishes')
  if (rest === 0) return t('prepay.nothing-due')
  return minor === 0 ? t('prepay.no-sum') : null
}
