import { isPaidAhead } from '../model/payment-sheet.ts'
import { goTo } from '../model/route.ts'
import type { DeliveryDialogProps } from './dialog-props.ts'
import { PaymentForm } from './payment-form.tsx'

/** Takes the money for a delivery and closes it, or waits for the courier. */
export function PaymentDialog({ delivery, onClose }: DeliveryDialogProps) {
  const isAwaited = isPaidAhead(delivery)
  return (
    <PaymentForm
      sale={delivery}
      permission="deliveries.close"
      isAwaited={isAwaited}
      command={(payments) => ({ kind: 'delivery.close', orderId: delivery.id, payments })}
      onClose={onClose}
      onDone={() => !isAwaited && goTo({ screen: 'board' })}
    />
  )
}
