import type { Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { fromWireTableCustomer } from '../../wire/read-table-order.ts'
import { sendCommand } from '../send-command.ts'
import { findTableOrder } from './changed-order.ts'

/** Persons are records apart from the order: the command names one (cloud-api §8.4). */
export const addCustomer: Handler<'/api/1/order/add_customer'> = async (call) => {
  const { organizationId, orderId, customer } = call.body
  const { terminalGroupId } = await findTableOrder(call.app, call.login, { organizationId, orderId })
  const { guestId, contact } = namingField(() => fromWireTableCustomer(customer))
  const record = contact && { id: call.app.random.uuid(), contact }
  return sendCommand(call, {
    organizationId,
    terminalGroupId,
    command: { kind: 'tableOrder.addCustomer', orderId, contactId: record?.id ?? null, guestId },
    ...(record ? { contact: record } : {}),
  })
}
