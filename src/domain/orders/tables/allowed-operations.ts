/** Which operation is possible in which status of an order on a table (cloud-api §8.4). */
import { type Refusal, refuse } from '../../../kernel/refusals.ts'
import type { ChangeTableOrder } from './commands.ts'
import type { TableOrderStatus } from './table-order.ts'

const rows: Readonly<Record<ChangeTableOrder['kind'], readonly TableOrderStatus[]>> = {
  // While the guest has the bill, dishes are refused by their own rule, which says what to do about it.
  'tableOrder.addItems': ['New', 'Bill'],
  'tableOrder.printToKitchen': ['New', 'Bill'],
  'tableOrder.setCooking': ['New', 'Bill'],
  'tableOrder.addCustomer': ['New', 'Bill'],
  'tableOrder.addPayments': ['New', 'Bill'],
  'tableOrder.changePayments': ['New', 'Bill'],
  'tableOrder.changeExternalData': ['New', 'Bill'],
  'tableOrder.printBill': ['New', 'Bill'],
  'tableOrder.cancelBill': ['Bill'],
  'tableOrder.close': ['New', 'Bill'],
  'tableOrder.cancel': ['New', 'Bill'],
}

export const isPermitted = (operation: ChangeTableOrder['kind'], status: TableOrderStatus): boolean =>
  rows[operation].includes(status)

export const notPermitted = (operation: ChangeTableOrder['kind'], status: TableOrderStatus): Refusal =>
  refuse('order.wrong-status', { operation: operation.slice('tableOrder.'.length), status })
