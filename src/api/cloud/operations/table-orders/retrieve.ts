import type { Login } from '../../../../app/cloud/login.ts'
import type { App, CloudTableOrder, TableOrderSearch } from '../../../../app/ports.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../access.ts'
import type { TableOrdersResponse } from '../../generated/types.ts'
import type { Call, Handler } from '../../operation.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { loadTableOrderContext, renderTableOrderInfo } from '../../wire/table-order-info.ts'
import {
  answerMax,
  borderOf,
  idsMax,
  inOrderOf,
  orNull,
  reachMs,
  requireOneList,
  tooMuch,
  visibleSourceKeys,
} from '../deliveries/order-search.ts'

/** Whose orders, how far back: they are kept for 90 days (cloud-api §8.2). */
function searchFrame(
  app: App,
  login: Login,
  question: { organizationIds: Uuid[]; sourceKeys?: string[] | undefined },
): Omit<TableOrderSearch, 'limit'> {
  const organizationIds = [...new Set(question.organizationIds)]
  requireOrganizations(login, organizationIds)
  return {
    tenantId: login.key.tenantId,
    organizationIds,
    sourceKeys: visibleSourceKeys(login, question.sourceKeys),
    changedSince: app.clock.now() - reachMs.history,
  }
}

async function answerOf(
  { app, login, correlationId }: Pick<Call, 'app' | 'login' | 'correlationId'>,
  orders: readonly CloudTableOrder[],
  returnExternalDataKeys?: readonly string[],
): Promise<TableOrdersResponse> {
  const ctx = await loadTableOrderContext(app, login.key.tenantId, orders, returnExternalDataKeys)
  return { correlationId, orders: orders.map((order) => renderTableOrderInfo(order, ctx)) }
}

/** Unknown ids are left out; orders that a till opened itself are unknown until they were asked for (cloud-api §8.2). */
export const byId: Handler<'/api/1/order/by_id'> = async (call) => {
  const { app, login, body } = call
  const { orderIds, posOrderIds, returnExternalDataKeys } = body
  const frame = searchFrame(app, login, body)
  requireOneList(orderIds, posOrderIds)
  if (!orderIds && !posOrderIds) throw refuse('request.field-required', { field: 'orderIds' })
  const search = { ...frame, orderIds: orderIds ?? null, posOrderIds: posOrderIds ?? null, limit: idsMax }
  const found = await app.storage.now.cloudTableOrders.search(search)
  return answerOf(call, inOrderOf(orderIds ?? [], found), returnExternalDataKeys)
}

export const byTable: Handler<'/api/1/order/by_table'> = async (call) => {
  const { app, login, body } = call
  const frame = searchFrame(app, login, body)
  if (body.tableIds.length === 0) throw invalidField('tableIds', 'must not be empty')
  const catalog = await app.catalog(login.key.tenantId)
  const border = (field: 'dateFrom' | 'dateTo') =>
    borderOf(body[field], field, frame.organizationIds, catalog)
  const found = await app.storage.now.cloudTableOrders.search({
    ...frame,
    tableIds: body.tableIds,
    statuses: orNull(body.statuses),
    createdFrom: border('dateFrom'),
    createdTo: border('dateTo'),
    limit: answerMax + 1,
  })
  if (found.length > answerMax) throw tooMuch(`more than ${answerMax} orders; split it by dates or tables`)
  return answerOf(call, found)
}
