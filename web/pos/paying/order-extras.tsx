import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { useBoard, useBooks, useForbidden, useFormat, useSend } from '../../kit/till-context.tsx'
import { PaperDialog } from '../printing/paper-dialog.tsx'
import { useText } from '../texts.ts'
import { DiscountsDialog } from './discounts-dialog.tsx'
import { GuestDialog } from './guest-dialog.tsx'
import { mayDo, type PaidOrder } from './paid-order.ts'
import { PriceCategoryButton } from './price-category.tsx'
import { usePayText } from './texts.ts'

type Opened = 'guest' | 'discounts' | 'bill'

/** Guest, discounts, bill and exact cash of an order: one tap from its card. */
export function OrderExtras({ order, guestName }: { order: PaidOrder; guestName: string | null }) {
  const t = usePayText()
  const format = useFormat()
  const [opened, setOpened] = useState<Opened | null>(null)
  const { sale } = order
  const off = sale.discounts.reduce((total, { sum }) => total + sum, 0)
  const close = (): void => setOpened(null)
  return (
    <section className="order-extras">
      {mayDo(order, 'setGuest') && (
        <Button icon="user" onClick={() => setOpened('guest')} data-action="guest">
          {sale.guestId ? (
            <span className="order-extra">{guestName ?? t('paying.guest')}</span>
          ) : (
            t('paying.choose-guest')
          )}
        </Button>
      )}
      {mayDo(order, 'changeDiscounts') && sale.whenBillPrinted === null && (
        <Button icon="receipt" onClick={() => setOpened('discounts')} data-action="discounts">
          {off === 0 ? t('paying.give-discount') : t('paying.discount-sum', { sum: format.money(off) })}
        </Button>
      )}
      <PriceCategoryButton order={order} />
      {sale.whenBillPrinted !== null && (
        <Button icon="note" onClick={() => setOpened('bill')} data-action="show-bill">
          {t('paying.show-bill')}
        </Button>
      )}
      {order.mayPay && <FastCash order={order} />}
      {opened === 'guest' && <GuestDialog order={order} onClose={close} />}
      {opened === 'discounts' && <DiscountsDialog order={order} onClose={close} />}
      {opened === 'bill' && (
        <PaperDialog
          title={t('bill.title', { number: sale.number })}
          asked={{ kind: order.of === 'delivery' ? 'delivery' : 'bill', orderId: order.orderId }}
          onClose={close}
        />
      )}
    </section>
  )
}

/** Closes with exact cash by one tap (front-api §2.6.8: cash is silent). */
function FastCash({ order }: { order: PaidOrder }) {
  const t = usePayText()
  const pos = useText()
  const format = useFormat()
  const { shift } = useBoard()
  const { paymentTypes } = useBooks()
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()(order.closeRight)
  const { sale } = order
  const cash = paymentTypes.find(({ kind }) => kind === 'Cash')
  const due = sale.due - sale.planned
  if (!cash || due <= 0 || sale.bankPayment) return null
  const pay = (): void =>
    void send(
      {
        ...{ kind: `${order.of}.pay`, orderId: order.orderId },
        payments: [{ typeId: cash.id, sum: due }],
        tips: [],
      },
      t('paying.fast-cash-done'),
    )
  return (
    <Button
      icon="cash"
      isBusy={isBusy}
      forbidden={forbidden}
      missing={shift ? null : pos('pay.shift-closed')}
      onClick={pay}
      data-action="fast-cash"
    >
      {t('paying.fast-cash', { sum: format.money(due) })}
    </Button>
  )
}
