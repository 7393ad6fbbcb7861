import type { CloudOrder } from '../../../../app/ports.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { DeliveriesByDeliveryDateAndSourceKeyAndFilterBody } from '../../generated/types.ts'
import type { Handler } from '../../operation.ts'
import { loadOrderInfoContext } from '../../wire/order-context.ts'
import { renderOrderInfo } from '../../wire/order-info.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { hasProblem, matchesText, sortOrders } from './order-filter.ts'
import {
  answerMax,
  greatest,
  idsMax,
  inOrderOf,
  knownRevision,
  orNull,
  renderByOrganizations,
  requireFreshRevision,
  requireOneList,
  searchAll,
  searchFrame,
  tooMuch,
} from './order-search.ts'

const historyRowsMax = 200
/** Orders that a text or problem filter may look through. */
const sieveMax = 5 * answerMax

export const byId: Handler<'/api/1/deliveries/by_id'> = async ({ app, login, body, correlationId }) => {
  const { organizationId, orderIds, posOrderIds, sourceKeys, returnExternalDataKeys } = body
  const frame = await searchFrame(app, login, { organizationIds: [organizationId], sourceKeys })
  requireOneList(orderIds, posOrderIds)
  if (!orderIds && !posOrderIds) throw refuse('request.field-required', { field: 'orderIds' })
  const search = { ...frame, orderIds: orderIds ?? null, posOrderIds: posOrderIds ?? null }
  const orders = inOrderOf(orderIds ?? [], await searchAll(app, search, idsMax))
  const ctx = await loadOrderInfoContext(app, frame.tenantId, orders, returnExternalDataKeys)
  return { correlationId, orders: orders.map((order) => renderOrderInfo(order, ctx)) }
}

export const byStatus: Handler<'/api/1/deliveries/by_delivery_date_and_status'> = async (call) => {
  const { app, login, body, correlationId } = call
  const frame = await searchFrame(app, login, body)
  const maxRevision = await knownRevision(app)
  const found = await searchAll(app, {
    ...frame,
    statuses: orNull(body.statuses),
    courierIds: orNull(body.courierIds),
  })
  const orders = sortOrders(found, 'CompleteBefore', 'Ascending')
  const ctx = await loadOrderInfoContext(app, frame.tenantId, orders)
  return renderByOrganizations(correlationId, { ...frame, orders, maxRevision }, ctx)
}

/**
 * More changes than one answer holds come in pages: `maxRevision` is then the last one's, and the client's next call
 * goes on from there. A refusal would leave a client that follows revisions no way to go on.
 */
export const byRevision: Handler<'/api/1/deliveries/by_revision'> = async ({
  app,
  login,
  body,
  correlationId,
}) => {
  const { startRevision } = body
  const frame = await searchFrame(app, login, body)
  requireFreshRevision(startRevision, app.clock.now())
  const known = await knownRevision(app)
  const after = BigInt(startRevision)
  const search = { ...frame, revisionAfter: after, limit: answerMax + 1 }
  const found = await app.storage.now.cloudOrders.search(search)
  const orders = firstPage(found)
  const last = orders.at(-1)?.revision
  const reached = last !== undefined && orders.length < found.length && last < known ? last : known
  const ctx = await loadOrderInfoContext(app, frame.tenantId, orders)
  return renderByOrganizations(
    correlationId,
    { ...frame, orders, maxRevision: greatest(reached, after) },
    ctx,
  )
}

/** Orders with one revision stay together: the next page starts after it. */
function firstPage(orders: readonly CloudOrder[]): readonly CloudOrder[] {
  const next = orders[answerMax]
  if (!next) return orders
  const page = orders.filter(({ revision }) => revision < next.revision)
  return page.length > 0 ? page : orders.slice(0, answerMax)
}

export const byPhone: Handler<'/api/1/deliveries/by_delivery_date_and_phone'> = async (call) => {
  const { app, login, body, correlationId } = call
  const { phone, startRevision, rowsCount } = body
  const frame = await searchFrame(app, login, body)
  if (!phone) throw refuse('request.field-required', { field: 'phone' })
  requireRows(rowsCount)
  const known = await knownRevision(app)
  const after = startRevision === undefined ? null : BigInt(startRevision)
  const found = await searchAll(app, { ...frame, phone, revisionAfter: after })
  const orders = latest(found, rowsCount)
  const ctx = await loadOrderInfoContext(app, frame.tenantId, orders)
  return renderByOrganizations(
    correlationId,
    { ...frame, orders, maxRevision: greatest(known, after ?? 0n) },
    ctx,
  )
}

export const historyByPhone: Handler<'/api/1/deliveries/history/by_delivery_date_and_phone'> = async (
  call,
) => {
  const { app, login, body, correlationId } = call
  const { phone, startRevision, rowsCount } = body
  const frame = await searchFrame(app, login, body, 'history')
  if (phone === '') throw refuse('request.field-required', { field: 'phone' })
  requireRows(rowsCount, historyRowsMax)
  if (startRevision !== undefined) requireFreshRevision(startRevision, app.clock.now())
  const known = await knownRevision(app)
  const after = startRevision === undefined ? null : BigInt(startRevision)
  const found = await searchAll(app, { ...frame, phone, revisionAfter: after }, sieveMax)
  const orders = latest(found, rowsCount)
  const ctx = await loadOrderInfoContext(app, frame.tenantId, orders)
  return renderByOrganizations(
    correlationId,
    { ...frame, orders, maxRevision: greatest(known, after ?? 0n) },
    ctx,
  )
}

function requireRows(rowsCount: number | undefined, max?: number): void {
  if (rowsCount === undefined) return
  if (rowsCount < 1) throw invalidField('rowsCount', 'must be at least 1')
  if (max !== undefined && rowsCount > max) throw invalidField('rowsCount', `must be at most ${max}`)
}

/** A guest's orders, the latest first: who asks for a few means the last few. */
const latest = (orders: readonly CloudOrder[], rowsCount: number | undefined): CloudOrder[] =>
  sortOrders(orders, 'CompleteBefore', 'Descending').slice(0, rowsCount)

export const byFilter: Handler<'/api/1/deliveries/by_delivery_date_and_source_key_and_filter'> = async (
  call,
) => {
  const { app, login, body, correlationId } = call
  const frame = await searchFrame(app, login, body)
  requireOneList(body.orderIds, body.posOrderIds)
  requireRows(body.rowsCount)
  const maxRevision = await knownRevision(app)
  const search = {
    ...frame,
    terminalGroupIds: orNull(body.terminalGroupIds),
    statuses: orNull(body.statuses),
    serviceType: body.orderServiceType ?? null,
    orderIds: body.orderIds ?? null,
    posOrderIds: body.posOrderIds ?? null,
  }
  const found = await searchAll(app, search, isSieve(body) ? sieveMax : answerMax)
  const ctx = await loadOrderInfoContext(app, frame.tenantId, found)
  const now = app.clock.now()
  const matching = found.filter(
    (order) =>
      (body.hasProblem === undefined || hasProblem(order, now, body) === body.hasProblem) &&
      (body.searchText === undefined || matchesText(order, ctx.contacts, body.searchText)),
  )
  const { sortProperty = 'CompleteBefore', sortDirection = 'Ascending' } = body
  const orders = sortOrders(matching, sortProperty, sortDirection, ctx.contacts).slice(0, body.rowsCount)
  if (orders.length > answerMax)
    throw tooMuch(`more than ${answerMax} orders; split it by dates or organizations`)
  return renderByOrganizations(correlationId, { ...frame, orders, maxRevision }, ctx)
}

/** Filters that the storage cannot apply leave fewer orders than it finds. */
const isSieve = (body: DeliveriesByDeliveryDateAndSourceKeyAndFilterBody): boolean =>
  body.hasProblem !== undefined || body.searchText !== undefined || body.rowsCount !== undefined
