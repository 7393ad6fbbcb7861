import { refuse } from '../../kernel/refusals.ts'
import type { Organization } from '../reference/books.ts'
import type { PlaceDelivery } from './commands.ts'
import type { OrderEvent } from './events.ts'
import type { DeliveryOrder } from './order.ts'
import { type Composition, compose } from './placing/composition.ts'
import { checkContact, checkDeliveryPoint } from './placing/contact.ts'
import { type ChosenOrderType, chooseOrderType } from './placing/order-type.ts'
import { conceptionOf, namedRef, organizationOf, priceCategoryOf } from './placing/sale-terms.ts'
import { cookingStartOf, deliveryDurationOf, promiseOf } from './placing/timing.ts'
import { mergeExternalData } from './sale-folds.ts'
import type { TillContext } from './till-context.ts'

type PlacedOrder = Extract<OrderEvent, { kind: 'delivery.placed' }>['order']

/**
 * Takes a delivery like a cashier would, or refuses (cloud-api §4.2–4.7). The first event holds the complete order.
 * `guestId`: who the guest turned out to be, where the till knows more than the command.
 */
export function placeDelivery(
  ctx: TillContext,
  command: PlaceDelivery,
  guestId = command.guestId,
): OrderEvent[] {
  const organization = organizationOf(ctx)
  const type = chooseOrderType(ctx, organization, command)
  checkContact(ctx, organization, command)
  checkDeliveryPoint(ctx, organization, type.serviceType, command.hasDeliveryPoint)
  const duration = deliveryDurationOf(ctx, type.serviceType, command.deliveryDuration)
  const promise = promiseOf(ctx, command.completeBefore, duration)
  const chargeId = type.serviceType === 'DeliveryByCourier' ? command.deliveryServiceProductId : null
  const composition = compose(ctx, organization, type.serviceType, command, chargeId)
  const order = newOrder(ctx, command, {
    organization,
    type,
    composition,
    guestId,
    people: peopleOf(ctx, organization, command),
    duration,
    promise,
  })
  return [{ kind: 'delivery.placed', order }]
}

type Decided = {
  organization: Organization
  type: ChosenOrderType
  composition: Composition
  guestId: DeliveryOrder['guestId']
  people: Pick<DeliveryOrder, 'marketingSource' | 'operator' | 'priceCategory'>
  duration: number
  promise: Pick<DeliveryOrder, 'completeBefore' | 'isAsap'>
}

/** References to people and places, by the names they have today. */
function peopleOf(ctx: TillContext, organization: Organization, command: PlaceDelivery): Decided['people'] {
  const { marketingSourceId, operatorId, priceCategoryId, isExternal } = command
  const marketingSource = namedRef(ctx, 'marketingSource', marketingSourceId)
  const isSourceMissing = organization.marketingSourceRequiredInDelivery && !isExternal
  if (!marketingSource && (marketingSourceId !== null || isSourceMissing)) {
    throw refuse('order.marketing-source-unknown', { id: marketingSourceId })
  }
  const operator = namedRef(ctx, 'employee', operatorId)
  if (!operator && operatorId !== null) throw refuse('order.operator-unknown', { id: operatorId })
  return { marketingSource, operator, priceCategory: priceCategoryOf(ctx, priceCategoryId) }
}

/**
 * Orders from outside wait for an operator where the organization wants that; others are accepted at once. One literal on
 * purpose: put together from parts it costs several times as much.
 */
function newOrder(
  ctx: TillContext,
  command: PlaceDelivery,
  { organization, type, composition, guestId, people, duration, promise }: Decided,
): PlacedOrder {
  const waits = organization.isConfirmationEnabled && command.isExternal
  const guests = command.guests ?? { count: 1, splitBetweenPersons: false }
  if (guests.count < 1)
    throw refuse('request.field-invalid', { field: 'guests.count', message: 'must be 1 or more' })
  return {
    id: command.orderId,
    posId: command.isExternal ? ctx.random.uuid() : command.orderId,
    tenantId: ctx.tenantId,
    organizationId: ctx.organizationId,
    terminalGroupId: ctx.terminalGroupId,
    number: ctx.nextNumber,
    externalNumber: command.externalNumber,
    sourceKey: command.sourceKey,
    menuId: command.menuId,
    priceCategory: people.priceCategory,
    conception: conceptionOf(ctx),
    serviceType: type.serviceType,
    orderType: type.orderType,
    status: waits ? 'Unconfirmed' : 'WaitCooking',
    contactId: command.contactId,
    guestId,
    comment: command.comment || null,
    guests,
    marketingSource: people.marketingSource,
    operator: people.operator,
    courier: null,
    problem: null,
    items: composition.items,
    combos: composition.combos,
    payments: composition.payments,
    tips: composition.tips,
    discounts: composition.discounts,
    loyalty: command.loyalty,
    cheque: command.cheque,
    externalData: mergeExternalData([], command.externalData),
    deliveryZone: command.deliveryZone,
    deliveryDuration: duration,
    isAsap: promise.isAsap,
    completeBefore: promise.completeBefore,
    cookingStartTime: cookingStartOf(ctx, promise.completeBefore, duration),
    estimatedTime: null,
    // Whoever takes a delivery at the till itself has not asked the restrictions.
    isChangedSinceCheck: !command.isExternal,
    whenReceivedByApi: command.whenReceivedByApi,
    whenCreated: ctx.now,
    whenConfirmed: organization.isConfirmationEnabled && !waits ? ctx.now : null,
    whenPrinted: null,
    whenCookingCompleted: null,
    whenPacked: null,
    whenBillPrinted: null,
    whenSended: null,
    whenDelivered: null,
    whenClosed: null,
    cancel: null,
    isDeleted: false,
    // The fold gives it, and to put a new member into the copy of so large an object costs as much as ten lines of it.
    version: undefined,
  }
}
