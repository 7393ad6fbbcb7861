import type { DialogName } from '../actions/action.ts'
import { AddItemsDialog } from './add-items-dialog.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { CourierDialog } from './courier-dialog.tsx'
import type { DeliveryDialogProps } from './dialog-props.ts'
import { NoteDialog } from './note-dialog.tsx'
import { PaymentDialog } from './payment-dialog.tsx'

/** The dialog that an action opens. */
export function DeliveryDialog({ name, ...props }: DeliveryDialogProps & { name: DialogName }) {
  switch (name) {
    case 'courier':
      return <CourierDialog {...props} />
    case 'payment':
      return <PaymentDialog {...props} />
    case 'cancel':
      return <CancelDialog {...props} />
    case 'add-items':
      return <AddItemsDialog {...props} />
    case 'comment':
    case 'problem':
      return <NoteDialog about={name} {...props} />
  }
}
