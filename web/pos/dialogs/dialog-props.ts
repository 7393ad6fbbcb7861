import type { Delivery } from '../../kit/till-types.ts'

export type DeliveryDialogProps = { delivery: Delivery; onClose: () => void }
