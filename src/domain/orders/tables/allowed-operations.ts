/** Which operation is possible in which status of an order on a table (cloud-api §8.4). */
import { type Refusal, refuse } from '../../../kernel/refusals.ts'
import type { ChangeTableOrder } from './commands.ts'
import type { RearrangeTableOrders } from './serving-commands.ts'
import type { TableOrderStatus } from './table-order.ts'

type Operation = ChangeTableOrder['kind'] | RearrangeTableOrders['kind']

const rows: Readonly<Record<Operation, readonly TableOrderStatus[]>> = {
  // While the guest has the bill, dishes are refused by their own rule, which says what to do about it.
  'tableOrder.addItems': ['New', 'Bill'],
  'tableOrder.printToKitchen': ['New', 'Bill'],
  // Quick service is paid before it is cooked: the kitchen's work lives on after the order (front-api §2.17).
  'tableOrder.setCooking': ['New', 'Bill', 'Closed'],
  'tableOrder.addCustomer': ['New', 'Bill'],
  'tableOrder.addPayments': ['New', 'Bill'],
  'tableOrder.changePayments': ['New', 'Bill'],
  'tableOrder.changeExternalData': ['New', 'Bill'],
  'tableOrder.changeDiscounts': ['New', 'Bill'],
  'tableOrder.changePriceCategory': ['New', 'Bill'],
  'tableOrder.changeLoyalty': ['New', 'Bill'],
  'tableOrder.setGuest': ['New', 'Bill'],
  'tableOrder.pay': ['New', 'Bill'],
  'tableOrder.prepay': ['New', 'Bill'],
  // Of a closed order a bank gives money back.
  'tableOrder.endBankPayment': ['New', 'Bill', 'Closed'],
  'tableOrder.returnPayment': ['New', 'Bill'],
  'tableOrder.resolveBankPayment': ['New', 'Bill', 'Closed'],
  'tableOrder.printBill': ['New', 'Bill'],
  'tableOrder.cancelBill': ['Bill'],
  'tableOrder.close': ['New', 'Bill'],
  'tableOrder.return': ['Closed'],
  'tableOrder.cancel': ['New', 'Bill'],
  'tableOrder.addGuest': ['New', 'Bill'],
  'tableOrder.renameGuest': ['New', 'Bill'],
  'tableOrder.removeGuest': ['New', 'Bill'],
  'tableOrder.changeGuestCount': ['New', 'Bill'],
  'tableOrder.changeTables': ['New', 'Bill'],
  'tableOrder.changeWaiter': ['New', 'Bill'],
  'tableOrder.changeTabName': ['New', 'Bill'],
  'tableOrder.assignItems': ['New', 'Bill'],
  'tableOrder.shareItems': ['New', 'Bill'],
  'tableOrder.changeCourse': ['New', 'Bill'],
  'tableOrder.changeItemComment': ['New', 'Bill'],
  'tableOrder.changePrintedComment': ['New', 'Bill'],
  'tableOrder.changeItemAmount': ['New', 'Bill'],
  'tableOrder.recomposeItem': ['New', 'Bill'],
  'tableOrder.deleteItems': ['New', 'Bill'],
  'tableOrder.deletePrintedItems': ['New', 'Bill'],
  'tableOrder.move': ['New', 'Bill'],
  'tableOrder.merge': ['New', 'Bill'],
  'tableOrder.splitByGuests': ['New', 'Bill'],
}

export const isPermitted = (operation: Operation, status: TableOrderStatus): boolean =>
  rows[operation].includes(status)

export const notPermitted = (operation: Operation, status: TableOrderStatus): Refusal =>
  refuse('order.wrong-status', { operation: operation.slice('tableOrder.'.length), status })
