import { refuse } from '../../kernel/refusals.ts'
import { permitOf, wrongStatus } from './allowed-operations.ts'
import { addItems } from './changes/add-items.ts'
import { applyDiscounts } from './changes/apply-discounts.ts'
import { cancelBill, printBill } from './changes/bill.ts'
import { cancel } from './changes/cancel.ts'
import { changeCompleteBefore } from './changes/change-complete-before.ts'
import { changeCourier } from './changes/change-courier.ts'
import { changeDeliveryPoint } from './changes/change-delivery-point.ts'
import { changeItemAmount } from './changes/change-item-amount.ts'
import { addPayments, changePayments } from './changes/change-payments.ts'
import { changeServiceType } from './changes/change-service-type.ts'
import { close } from './changes/close.ts'
import { cancelConfirmation, confirm } from './changes/confirmation.ts'
import type { Deed } from './changes/deed.ts'
import { deleteItems } from './changes/delete-items.ts'
import { changeComment, changeExternalData, changeOperator, changeProblem } from './changes/notes.ts'
import { payDelivery } from './changes/pay-delivery.ts'
import { printToKitchen } from './changes/print-to-kitchen.ts'
import { recomposeItem } from './changes/recompose-item.ts'
import { setCooking } from './changes/set-cooking.ts'
import { updateStatus } from './changes/update-status.ts'
import type { ChangeDelivery } from './commands.ts'
import type { OrderEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { DeliveryOrder } from './order.ts'
import { refuseOverpaid } from './paid-sums.ts'
import { refuseWhileBankIsAsked } from './paying/pay-lines.ts'
import { organizationOf } from './placing/sale-terms.ts'
import { returnByBank } from './returns/return-by-bank.ts'
import type { TillContext } from './till-context.ts'

/** Whoever took the order bears what a removal type puts on them. */
const giveBack: Deed<'delivery.return'> = (ctx, order, command) =>
  returnByBank(ctx, 'delivery', order, order.operator?.id ?? null, command)

const deeds: { readonly [K in ChangeDelivery['kind']]: Deed<K> } = {
  'delivery.confirm': confirm,
  'delivery.cancelConfirmation': cancelConfirmation,
  'delivery.addItems': addItems,
  'delivery.changeItemAmount': changeItemAmount,
  'delivery.recomposeItem': recomposeItem,
  'delivery.deleteItems': deleteItems,
  'delivery.printToKitchen': printToKitchen,
  'delivery.setCooking': setCooking,
  'delivery.updateStatus': updateStatus,
  'delivery.printBill': printBill,
  'delivery.cancelBill': cancelBill,
  'delivery.changeDeliveryPoint': changeDeliveryPoint,
  'delivery.changeServiceType': changeServiceType,
  'delivery.changeCompleteBefore': changeCompleteBefore,
  'delivery.changeComment': changeComment,
  'delivery.changeOperator': changeOperator,
  'delivery.changeProblem': changeProblem,
  'delivery.changeCourier': changeCourier,
  'delivery.changeExternalData': changeExternalData,
  'delivery.addPayments': addPayments,
  'delivery.changePayments': changePayments,
  'delivery.applyDiscounts': applyDiscounts,
  'delivery.changeDiscounts': payDelivery,
  'delivery.changePriceCategory': payDelivery,
  'delivery.changeLoyalty': payDelivery,
  'delivery.setGuest': payDelivery,
  'delivery.pay': payDelivery,
  'delivery.endBankPayment': payDelivery,
  'delivery.prepay': payDelivery,
  'delivery.returnPayment': payDelivery,
  'delivery.resolveBankPayment': payDelivery,
  'delivery.close': close,
  'delivery.return': giveBack,
  'delivery.cancel': cancel,
}

/** These may leave an order cheaper than what is paid, or take more than it costs. */
const touchesMoney: ReadonlySet<ChangeDelivery['kind']> = new Set([
  'delivery.addItems',
  'delivery.changeItemAmount',
  'delivery.recomposeItem',
  'delivery.deleteItems',
  'delivery.changeServiceType',
  'delivery.addPayments',
  'delivery.changePayments',
  'delivery.applyDiscounts',
  'delivery.changeDiscounts',
  'delivery.changePriceCategory',
])

/** Decides one change of an existing delivery: the events that follow, none when nothing changes, or a refusal. */
export function changeDelivery(
  ctx: TillContext,
  order: DeliveryOrder,
  command: ChangeDelivery,
): OrderEvent[] {
  const { kind: operation } = command
  if (permitOf(operation, order.status) === 'no') throw notPermitted(order, command)
  refuseWhileBankIsAsked(order, operation)
  const decide = deeds[operation] as (
    ctx: TillContext,
    order: DeliveryOrder,
    command: ChangeDelivery,
  ) => OrderEvent[]
  const events = decide(ctx, order, command)
  if (touchesMoney.has(operation) && events.length > 0) {
    refuseOverpaid(
      organizationOf(ctx),
      events.reduce((changed, event) => evolve(changed, event, ctx.now), order),
    )
  }
  return events
}

const notPermitted = ({ status }: DeliveryOrder, command: ChangeDelivery) =>
  command.kind === 'delivery.updateStatus'
    ? refuse('order.illegal-status', { from: status, to: command.status })
    : wrongStatus(command.kind, status)
