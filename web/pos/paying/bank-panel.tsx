import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { SaleMoney } from '../../kit/paying-types.ts'
import { useForbidden, useFormat, useSend, useTill } from '../../kit/till-context.tsx'
import type { PaidOrder } from './paid-order.ts'
import { usePayText } from './texts.ts'

/** Whose money the bank moves, and whose right it takes to say what it did. */
type BankOrder = Pick<PaidOrder, 'of' | 'orderId' | 'closeRight'>
type Props = { order: BankOrder; bankPayment: NonNullable<SaleMoney['bankPayment']> }

/** While the terminal is at work, and when a person has to say what it did. */
export function BankPanel({ order, bankPayment }: Props) {
  const t = usePayText()
  const format = useFormat()
  const { phase, sum } = bankPayment
  if (phase === 'unknown') return <Unknown order={order} bankPayment={bankPayment} />
  return (
    <section className="bank" role="status" data-bank={phase}>
      <span className="bank-icon">
        <Icon name="card" />
      </span>
      <p className="bank-sum">{format.money(sum)}</p>
      <p className="bank-words">{t(phase === 'returning' ? 'bank.returning' : 'bank.wait')}</p>
      {phase === 'authorizing' && <Stop order={order} />}
    </section>
  )
}

function Stop({ order }: { order: BankOrder }) {
  const t = usePayText()
  const { api } = useTill()
  const [isAsked, setAsked] = useState(false)
  const stop = async (): Promise<void> => {
    setAsked(true)
    // The order says what came of it; a till that does not answer is told of by the banner.
    await api.cancelBankPayment(order.of, order.orderId).catch(() => setAsked(false))
  }
  return (
    <Button
      icon="close"
      isLarge
      missing={isAsked ? t('bank.cancelling') : null}
      onClick={() => void stop()}
      data-action="stop-terminal"
    >
      {t('bank.cancel')}
    </Button>
  )
}

function Unknown({ order, bankPayment }: Props) {
  const t = usePayText()
  const format = useFormat()
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()(order.closeRight)
  const { orderId } = order
  const { transactionId, sum, isReturn } = bankPayment
  const say = (isMoved: boolean) =>
    void send({ kind: `${order.of}.resolveBankPayment`, orderId, transactionId, isMoved })
  return (
    <section className="bank" role="alert" data-bank="unknown">
      <span className="bank-icon bank-icon-late">
        <Icon name="alert" />
      </span>
      <p className="bank-sum">{format.money(sum)}</p>
      <p className="bank-words">{t(isReturn ? 'bank.return-unknown' : 'bank.unknown')}</p>
      <p className="quiet">{t(isReturn ? 'bank.return-unknown-hint' : 'bank.unknown-hint')}</p>
      <div className="pay-pad-buttons">
        <Button
          isLarge
          isBusy={isBusy}
          forbidden={forbidden}
          onClick={() => say(false)}
          data-action="bank-not-moved"
        >
          {t(isReturn ? 'bank.return-not-moved' : 'bank.not-moved')}
        </Button>
        <Button
          isLarge
          isBusy={isBusy}
          forbidden={forbidden}
          onClick={() => say(true)}
          data-action="bank-moved"
        >
          {t(isReturn ? 'bank.return-moved' : 'bank.moved')}
        </Button>
      </div>
    </section>
  )
}

/** Why the last card came to nothing, and that the order is there all the same. */
export function BankFailureNote({
  failure,
  after = 'bank.still-open',
}: {
  failure: SaleMoney['bankFailure']
  after?: 'bank.still-open' | 'bank.return-not-made'
}) {
  const t = usePayText()
  if (!failure) return null
  const words = {
    declined: 'bank.declined',
    cancelled: 'bank.cancelled',
    'not-returned': 'bank.not-returned',
  } as const
  const key = words[failure.reason as keyof typeof words] ?? 'bank.declined'
  return (
    <p className="fact-alert" role="alert" data-bank-failure={failure.reason}>
      <Icon name="alert" />
      <span>
        {[t(key), failure.text].filter(Boolean).join('. ')}
        <span className="fact-alert-note">{t(after)}</span>
      </span>
    </p>
  )
}
