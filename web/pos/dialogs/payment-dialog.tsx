import { useBooks } from '../../kit/till-context.tsx'
import { useGoOn } from '../../kit/use-go-on.ts'
import { isPaidAhead } from '../model/payment-sheet.ts'
import { goTo } from '../model/route.ts'
import { ofDelivery } from '../paying/paid-order.ts'
import { PaymentForm } from '../paying/payment-form.tsx'
import type { DeliveryDialogProps } from './dialog-props.ts'

/** Takes the money for a delivery and closes it, or waits for the courier. */
export function PaymentDialog({ delivery, onClose }: DeliveryDialogProps) {
  const { settings } = useBooks()
  const goOn = useGoOn(goTo)
  const isAwaited = isPaidAhead(delivery)
  return (
    <PaymentForm
      sale={delivery}
      permission="deliveries.close"
      paid={ofDelivery(delivery, settings)}
      isAwaited={isAwaited}
      command={(payments, tips) => ({ kind: 'delivery.pay', orderId: delivery.id, payments, tips })}
      onClose={onClose}
      onDone={() => !isAwaited && goOn({ screen: 'board' })}
    />
  )
}
