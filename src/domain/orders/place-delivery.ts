import { refuse } from '../../kernel/refusals.ts'
import type { Organization } from '../reference/books.ts'
import type { PlaceDelivery } from './commands.ts'
import type { OrderEvent } from './events.ts'
import { mergeExternalData } from './evolve.ts'
import type { DeliveryOrder, NamedRef } from './order.ts'
import { refuseOverpaid } from './paid-sums.ts'
import { resolveCombos } from './placing/combos.ts'
import { checkContact, checkDeliveryPoint } from './placing/contact.ts'
import { deliveryCharge } from './placing/delivery-charge.ts'
import { resolveDiscounts } from './placing/discounts.ts'
import { resolveItem } from './placing/items.ts'
import { type ChosenOrderType, chooseOrderType } from './placing/order-type.ts'
import { resolvePayment, resolveTips } from './placing/payments.ts'
import { claimPositions } from './placing/positions.ts'
import { namedRef, organizationOf, saleTerms } from './placing/sale-terms.ts'
import { refuseStopped } from './placing/stopped-items.ts'
import { cookingStartOf, deliveryDurationOf, promiseOf } from './placing/timing.ts'
import type { TillContext } from './till-context.ts'

type PlacedOrder = Extract<OrderEvent, { kind: 'delivery.placed' }>['order']
type Composition = Pick<DeliveryOrder, 'items' | 'combos' | 'payments' | 'tips' | 'discounts'>

/** Takes a delivery like a cashier would, or refuses (cloud-api §4.2–4.7). The first event holds the complete order. */
export function placeDelivery(ctx: TillContext, command: PlaceDelivery): OrderEvent[] {
  const organization = organizationOf(ctx)
  const type = chooseOrderType(ctx, organization, command)
  checkContact(ctx, organization, command)
  checkDeliveryPoint(ctx, organization, type.serviceType, command.hasDeliveryPoint)
  const duration = deliveryDurationOf(ctx, type.serviceType, command.deliveryDuration)
  const promise = promiseOf(ctx, command.completeBefore, duration)
  const composition = compose(ctx, organization, type, command)
  const order = newOrder(ctx, command, {
    organization,
    type,
    composition,
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
  people: Pick<DeliveryOrder, 'marketingSource' | 'operator' | 'priceCategory'>
  duration: number
  promise: Pick<DeliveryOrder, 'completeBefore' | 'isAsap'>
}

/** What is sold and what is paid. */
function compose(
  ctx: TillContext,
  organization: Organization,
  { serviceType }: ChosenOrderType,
  command: PlaceDelivery,
): Composition {
  if (command.items.length === 0) throw refuse('order.no-items')
  const terms = saleTerms(ctx, command.priceCategoryId)
  const claim = claimPositions(ctx)
  const asked = command.items.map((item) => resolveItem(terms, claim, item))
  const combos = resolveCombos(ctx, terms, command.combos, asked)
  refuseStopped(ctx, asked)
  const chargeId = serviceType === 'DeliveryByCourier' ? command.deliveryServiceProductId : null
  const items = [...asked, ...deliveryCharge(terms, claim, chargeId, asked)]
  const { isExternal } = command
  const composition = {
    items,
    combos,
    discounts: resolveDiscounts(ctx, { items, combos }, command),
    payments: command.payments.map((payment) => resolvePayment(ctx, organization, payment, isExternal)),
    tips: command.tips.map((tips) => resolveTips(ctx, organization, serviceType, tips, isExternal)),
  }
  refuseOverpaid(organization, composition)
  return composition
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
  const priceCategory: NamedRef | null = namedRef(ctx, 'priceCategory', priceCategoryId)
  if (!priceCategory && priceCategoryId !== null) {
    const message = `price category ${priceCategoryId} is not found`
    throw refuse('request.field-invalid', { field: 'priceCategoryId', message })
  }
  return { marketingSource, operator, priceCategory }
}

/**
 * Orders from outside wait for an operator where the organization wants that; others are accepted at once. One literal on
 * purpose: put together from parts it costs several times as much.
 */
function newOrder(
  ctx: TillContext,
  command: PlaceDelivery,
  { organization, type, composition, people, duration, promise }: Decided,
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
    guestId: command.guestId,
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
  }
}

/** The organization's concept when there is just one. */
function conceptionOf(ctx: TillContext): DeliveryOrder['conception'] {
  const [only, ...others] = ctx.catalog.of('conception', ctx.organizationId).filter((item) => !item.isDeleted)
  return only && others.length === 0 ? { id: only.id, name: only.body.name, code: only.body.code } : null
}
