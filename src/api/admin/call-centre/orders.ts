import { checkAddress } from '../../../app/call-centre/check-address.ts'
import { deliveriesUnderWay, deliveryNamed } from '../../../app/call-centre/find-deliveries.ts'
import { acceptDelivery } from '../../../app/cloud/accept-delivery.ts'
import { awaitOutcome } from '../../../app/cloud/await-outcome.ts'
import type { DeliveryRequest } from '../../../app/cloud/delivery-request.ts'
import { addressOfPoint } from '../../../domain/orders/address-of-point.ts'
import { conflict, idOf, type OperatorCall, type OperatorRoute } from './call.ts'
import { orderViews } from './order-view.ts'
import { readOrder } from './read-order.ts'
import { whyRejected } from './reject-words.ts'

/** A till that is at hand has answered by then; the page follows the others. */
const patienceMs = 3000

/** The operator's deliveries or everybody's, by the promised time. */
async function list({ app, catalog, operator }: OperatorCall) {
  const orders = await deliveriesUnderWay(app, operator)
  const shown = await orderViews(app, catalog, orders, operator.employee.id)
  const whenOf = (order: (typeof shown)[number]): string => order.promisedAt ?? order.createdAt ?? ''
  return { orders: shown.sort((a, b) => whenOf(a).localeCompare(whenOf(b))) }
}

async function show(call: OperatorCall) {
  const { app, catalog, operator } = call
  const order = await deliveryNamed(app, operator, idOf(call))
  const [shown] = await orderViews(app, catalog, [order], operator.employee.id)
  return shown
}

/**
 * Sends an order to the till that was chosen, or by the delivery restrictions: the road of every other order (ADR 5). The
 * same id again is the same order.
 */
async function send(call: OperatorCall) {
  const { app, operator, services } = call
  const request = readOrder(call)
  const claim = await app.storage.now.commands.claimOf(request.order.orderId ?? '')
  if (!claim) await refuseOutOfRules(call, request)
  const accepted = await acceptDelivery(app, operator.login, request)
  const { tenantId, organizationId, id } = accepted.order
  if (accepted.order.creationStatus === 'InProgress' && !services.isLegacyRoute) {
    const command = { tenantId, organizationId, correlationId: accepted.correlationId }
    await awaitOutcome(app, command, patienceMs)
  }
  return show({ ...call, params: { id } })
}

/**
 * A till that the restrictions do not let bring it is not asked, unless the operator may go round them. Without a till the
 * restrictions choose; what none of them brings is said at once and not kept as an order that failed.
 */
async function refuseOutOfRules(call: OperatorCall, request: DeliveryRequest): Promise<void> {
  const { app, catalog, operator, services } = call
  const { organizationId, terminalGroupId, order, contact } = request
  if (terminalGroupId && operator.rights.has('deliveries.bypass-restrictions')) return
  const answer = await checkAddress(
    app,
    operator,
    {
      isCourierDelivery: order.serviceType === 'DeliveryByCourier',
      address: addressOfPoint(contact.deliveryPoint),
      deliveryDate: order.completeBefore ?? app.clock.now(),
      dishes: { organizationId, items: order.items },
    },
    services.isLegacyRoute,
  )
  const isThat = (one: { terminalGroupId: string }): boolean =>
    terminalGroupId === null || one.terminalGroupId === terminalGroupId
  if ([...answer.allowed, ...answer.unruled].some(isThat)) return
  const scale = catalog.find('organization', organizationId)?.body.currency.scale ?? 2
  const reasons = answer.rejected.filter(isThat).map((one) => whyRejected(one, scale))
  const unlocated = { ru: 'адрес не найден в зонах', en: 'the address is in no zone' }
  const [why = unlocated] = reasons
  throw conflict({ ru: `Касса не может привезти: ${why.ru}`, en: `The till cannot bring it: ${why.en}` })
}

export const orderRoutes: readonly OperatorRoute[] = [
  { method: 'GET', path: '/orders', handle: list },
  { method: 'GET', path: '/orders/:id', handle: show },
  { method: 'POST', path: '/orders', needs: 'deliveries.edit', handle: send },
]
