import { requireTill } from '../../../../app/cloud/usable-till.ts'
import type { ShowTableOrders } from '../../../../domain/orders/tables/commands.ts'
import { requireOrganizations } from '../../access.ts'
import type { Call, Handler } from '../../operation.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { sendCommand } from '../send-command.ts'

async function send(
  call: Call<'/api/1/order/init_by_table' | '/api/1/order/init_by_posOrder'>,
  command: ShowTableOrders,
) {
  const { app, login, body } = call
  const { organizationId, terminalGroupId } = body
  requireOrganizations(login, [organizationId])
  requireTill(await app.catalog(login.key.tenantId), login, organizationId, terminalGroupId)
  return sendCommand(call, { organizationId, terminalGroupId, command })
}

/** A table without an open order is no failure: nothing is shown (cloud-api §8.3). */
export const initByTable: Handler<'/api/1/order/init_by_table'> = async (call) => {
  const { tableIds } = call.body
  if (tableIds.length === 0) throw invalidField('tableIds', 'must not be empty')
  return send(call, { kind: 'tableOrder.show', tableIds })
}

export const initByPosOrder: Handler<'/api/1/order/init_by_posOrder'> = async (call) => {
  const { posOrderIds } = call.body
  if (posOrderIds.length === 0) throw invalidField('posOrderIds', 'must not be empty')
  return send(call, { kind: 'tableOrder.show', posOrderIds })
}
