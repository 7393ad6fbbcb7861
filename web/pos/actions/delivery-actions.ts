import type { Books, Delivery } from '../../kit/till-types.ts'
import { nextStep } from '../model/next-step.ts'
import type { DeliveryAction } from './action.ts'
import { addItems } from './add-items.ts'
import { assignCourier } from './assign-courier.ts'
import { cancelBill } from './cancel-bill.ts'
import { cancelConfirmation } from './cancel-confirmation.ts'
import { cancelDelivery } from './cancel-delivery.ts'
import { changeComment } from './change-comment.ts'
import { confirm } from './confirm.ts'
import { markDelivered } from './mark-delivered.ts'
import { markProblem } from './mark-problem.ts'
import { pack } from './pack.ts'
import { printBill } from './print-bill.ts'
import { printToKitchen } from './print-to-kitchen.ts'
import { sendOut } from './send-out.ts'
import { takePayment } from './take-payment.ts'

/** In the order in which they stand on the screen. */
const actions: readonly DeliveryAction[] = [
  confirm,
  printToKitchen,
  addItems,
  assignCourier,
  pack,
  sendOut,
  markDelivered,
  printBill,
  cancelBill,
  takePayment,
  changeComment,
  markProblem,
  cancelConfirmation,
  cancelDelivery,
]

/** What may be done with a delivery now: the one thing that it waits for, and everything else. */
export function offeredActions(
  delivery: Delivery,
  settings: Books['settings'],
): { next: DeliveryAction | null; others: DeliveryAction[] } {
  const offered = actions.filter((action) => action.isOffered(delivery, settings))
  const step = nextStep(delivery, settings)
  const next = offered.find((action) => action.id === step) ?? null
  return { next, others: offered.filter((action) => action !== next) }
}
