/**
 * Which operation is possible in which status: the table of cloud-api §4.10 as data. `if` means that the operation's
 * own file decides; the condition stands beside the row.
 */
import { type Refusal, refuse } from '../../kernel/refusals.ts'
import type { ChangeDelivery } from './commands.ts'
import type { DeliveryStatus } from './order.ts'

export type Permit = 'yes' | 'no' | 'if'
type Column =
  | 'Unconfirmed'
  | 'WaitCooking'
  | 'Cooking'
  | 'Waiting'
  | 'OnWay'
  | 'Delivered'
  | 'Closed'
  | 'Cancelled'

const columns: readonly Column[] = [
  'Unconfirmed',
  'WaitCooking',
  'Cooking',
  'Waiting',
  'OnWay',
  'Delivered',
  'Closed',
  'Cancelled',
]

/** A row in the order of {@link columns}: `+` yes, `-` no, `~` if. */
const rows: Readonly<Record<ChangeDelivery['kind'], string>> = {
  // Unconfirmed, WaitCooking, Cooking, Waiting, OnWay, Delivered, Closed, Cancelled
  'delivery.confirm': /*             */ '~-------', // not earlier than the organization's interval
  'delivery.cancelConfirmation': /*  */ '-~------', // nothing printed
  'delivery.updateStatus': /*        */ '-~~~~~--', // nothing unprinted leaves; payment settings
  'delivery.changeServiceType': /*   */ '++------',
  'delivery.changeDeliveryPoint': /* */ '+++++---',
  'delivery.changeCompleteBefore': /**/ '+++~----', // bill not printed
  'delivery.addItems': /*            */ '+++~----', // bill not printed
  'delivery.changeItemAmount': /*    */ '+++~----', // bill not printed
  'delivery.recomposeItem': /*       */ '+++~----', // bill not printed
  'delivery.deleteItems': /*         */ '+++~----', // bill not printed
  'delivery.applyDiscounts': /*      */ '+++~----', // bill not printed
  'delivery.printToKitchen': /*      */ '-+++----',
  'delivery.setCooking': /*          */ '-+++----',
  'delivery.addPayments': /*         */ '+++++~--', // paid at closing
  'delivery.changePayments': /*      */ '+++++~--', // paid at closing
  'delivery.changeComment': /*       */ '++++++--',
  'delivery.changeOperator': /*      */ '++++++--',
  'delivery.changeExternalData': /*  */ '++++++--',
  'delivery.changeProblem': /*       */ '++++++--',
  'delivery.changeCourier': /*       */ '+++++~--', // only where none is assigned yet
  'delivery.changeDiscounts': /*     */ '+++~----', // bill not printed
  'delivery.changePriceCategory': /* */ '+++~----', // bill not printed
  'delivery.changeLoyalty': /*       */ '+++~----', // bill not printed
  'delivery.setGuest': /*            */ '++++++--',
  'delivery.pay': /*                 */ '-~~~~~--', // as closing
  'delivery.prepay': /*              */ '++++++--',
  'delivery.endBankPayment': /*      */ '+++++++-', // closed: of a return
  'delivery.returnPayment': /*       */ '++++++--',
  'delivery.resolveBankPayment': /*  */ '+++++++-', // closed: of a return
  'delivery.printBill': /*           */ '-+++++--',
  'delivery.cancelBill': /*          */ '---+----',
  'delivery.close': /*               */ '-~~~~~--', // pickup before sending, courier after it
  'delivery.return': /*              */ '------~-', // what is not returned yet
  'delivery.cancel': /*              */ '++++++--',
}

const permits: Readonly<Record<string, Permit>> = { '+': 'yes', '-': 'no', '~': 'if' }

const columnOf = (status: DeliveryStatus): Column =>
  status === 'CookingStarted' || status === 'CookingCompleted' || status === 'ReadyForCooking'
    ? 'Cooking'
    : status

/** May the operation be tried in this status? */
export const permitOf = (operation: ChangeDelivery['kind'], status: DeliveryStatus): Permit =>
  permits[rows[operation][columns.indexOf(columnOf(status))] ?? '-'] ?? 'no'

/** The refusal of an operation by the table, in one wording wherever it is found out. */
export const wrongStatus = (operation: ChangeDelivery['kind'], status: DeliveryStatus): Refusal =>
  refuse('order.wrong-status', { operation: operation.slice('delivery.'.length), status })
