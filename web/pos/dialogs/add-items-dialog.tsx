import { ComposeForm } from './compose-form.tsx'
import type { DeliveryDialogProps } from './dialog-props.ts'

/** Composes what is added to a delivery. */
export const AddItemsDialog = ({ delivery, onClose }: DeliveryDialogProps) => (
  <ComposeForm
    sale={delivery}
    permission="deliveries.edit"
    command={(items) => ({ kind: 'delivery.addItems', orderId: delivery.id, items })}
    onClose={onClose}
  />
)
