import type { DeliveryRequest } from '../../../app/cloud/delivery-request.ts'
import type { PlaceDelivery, SaleInput } from '../../../domain/orders/commands.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { fromLocal, localClock } from '../../../kernel/local-time.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type {
  ChequeAdditionalInfo,
  DeliveriesCreateBody,
  DeliveryOrder,
  NewExternalData,
  NewTableOrder,
} from '../generated/types.ts'
import { type PlaceOfOrder, placeOfOrder } from './place-of-order.ts'
import { invalidField } from './read-amounts.ts'
import { fromWireContact } from './read-contact.ts'
import { fromWireDiscounts, fromWireLoyalty } from './read-discounts.ts'
import { type FieldPath, fromWireCombos, fromWireItems, requireKnownCombos } from './read-items.ts'
import { fromWirePayments, fromWireTips } from './read-payments.ts'

export type CreationMoment = { catalog: Catalog; now: number; correlationId: Uuid }

/** Seconds; the vendor's samples send 0, which means the default (cloud-api §3.5). */
const transportTimeout = { usual: 8, max: 600 }
const daysAheadMax = 60
const dayMs = 86_400_000

/**
 * What a client asks for in our words. Refuses what is provably wrong without asking the restaurant; everything that
 * the books or the till decide is left to the till, as the real service does (cloud-api §4.8, compat mode).
 */
export function fromWireCreation(body: DeliveriesCreateBody, moment: CreationMoment): DeliveryRequest {
  const { catalog, now, correlationId } = moment
  const { organizationId, order } = body
  const place = placeOfOrder(catalog, organizationId, body.terminalGroupId ?? null)
  return {
    correlationId,
    organizationId,
    terminalGroupId: body.terminalGroupId ?? null,
    transportToFrontTimeoutSeconds: readTimeout(body.createOrderSettings),
    checkStopList: body.createOrderSettings?.checkStopList ?? false,
    order: fromWireOrder(order, place, now),
    contact: fromWireContact(order, catalog, place),
    guestId: order.customer?.type === 'regular' ? (order.customer.id ?? null) : null,
  }
}

export function readTimeout(settings: { transportToFrontTimeout?: number | undefined } | undefined): number {
  const timeout = settings?.transportToFrontTimeout ?? 0
  return timeout > 0 ? Math.min(timeout, transportTimeout.max) : transportTimeout.usual
}

/** One literal on purpose: a copy of the half with changes costs several times as much. */
function fromWireOrder(order: DeliveryOrder, place: PlaceOfOrder, now: number): DeliveryRequest['order'] {
  if ((order.orderTypeId === undefined) === (order.orderServiceType === undefined)) {
    throw refuse('order.type-ambiguous', { field: 'order.orderTypeId' })
  }
  const sale = fromWireSale(order, place)
  return {
    orderId: order.id ?? null,
    hasCustomer: sale.hasCustomer,
    externalNumber: sale.externalNumber,
    sourceKey: sale.sourceKey,
    menuId: sale.menuId,
    priceCategoryId: sale.priceCategoryId,
    orderTypeId: sale.orderTypeId,
    items: sale.items,
    combos: sale.combos,
    payments: sale.payments,
    tips: sale.tips,
    discountCardTrack: sale.discountCardTrack,
    discounts: sale.discounts,
    loyalty: sale.loyalty,
    cheque: sale.cheque,
    externalData: sale.externalData,
    hasDeliveryPoint: order.deliveryPoint?.address !== undefined,
    serviceType: order.orderServiceType ?? null,
    completeBefore:
      order.completeBefore === undefined ? null : promisedTime(order.completeBefore, place, now),
    comment: order.comment || null,
    guests: guestsOf(order),
    marketingSourceId: order.marketingSourceId ?? null,
    operatorId: order.operatorId ?? null,
    deliveryDuration: durationOf(order),
    deliveryZone: order.deliveryZone || null,
    deliveryServiceProductId: null,
  }
}

/** What deliveries and orders on tables say alike. */
export function fromWireSale(
  order: Omit<DeliveryOrder | NewTableOrder, 'customer' | 'phone'> & { customer?: unknown },
  place: PlaceOfOrder,
): Omit<SaleInput, 'orderId' | 'guestId' | 'whenReceivedByApi' | 'isExternal'> {
  const items = fromWireItems(order.items, 'order.items', place)
  const combos = fromWireCombos(order.combos, 'order.combos', place)
  requireKnownCombos(items, combos, 'order.items')
  return {
    hasCustomer: order.customer !== undefined,
    externalNumber: order.externalNumber || null,
    sourceKey: order.sourceKey || null,
    menuId: order.menuId || null,
    priceCategoryId: order.priceCategoryId ?? null,
    orderTypeId: order.orderTypeId ?? null,
    items,
    combos,
    payments: fromWirePayments(order.payments, 'order.payments', place),
    tips: fromWireTips(order.tips, 'order.tips', place),
    discountCardTrack: order.discountsInfo?.card?.track || null,
    discounts: fromWireDiscounts(order.discountsInfo, items, 'order.discountsInfo', place),
    loyalty: fromWireLoyalty(order.loyaltyInfo, 'order.loyaltyInfo', place),
    cheque: order.chequeAdditionalInfo ? chequeOf(order.chequeAdditionalInfo) : null,
    externalData: fromWireExternalData(order.externalData, 'order.externalData'),
  }
}

/** Wall-clock time of the order's place as an instant. */
export function readTime(text: string, field: FieldPath, { zone }: PlaceOfOrder): number {
  const instant = fromLocal(text, zone)
  if (instant === null) throw invalidField(field, `is not a date and time: ${text}`)
  return instant
}

/** From the current day to 60 days ahead; whether it is past already is the till's to say (cloud-api §4.2). */
function promisedTime(text: string, place: PlaceOfOrder, now: number): number {
  const field = 'order.completeBefore'
  const instant = readTime(text, field, place)
  const lastDay = localClock(now + daysAheadMax * dayMs, place.zone).date
  if (localClock(instant, place.zone).date > lastDay) {
    throw refuse('order.date-too-far', { date: text, days: daysAheadMax, field })
  }
  return instant
}

function guestsOf({ guests }: DeliveryOrder): PlaceDelivery['guests'] {
  if (!guests) return null
  if (guests.count < 1) throw invalidField('order.guests.count', 'must be at least 1')
  return { count: guests.count, splitBetweenPersons: guests.splitBetweenPersons ?? false }
}

function durationOf({ deliveryDuration }: DeliveryOrder): number | null {
  if (deliveryDuration === undefined) return null
  if (deliveryDuration < 0) throw invalidField('order.deliveryDuration', 'must not be negative')
  return deliveryDuration
}

export function chequeOf(info: ChequeAdditionalInfo): Record<string, string | boolean> {
  const cheque: Record<string, string | boolean> = {}
  for (const [key, value] of Object.entries(info)) if (value !== undefined) cheque[key] = value
  return cheque
}

/** A key names one value: with two of them nobody could tell which one is read back. */
export function fromWireExternalData(
  data: readonly NewExternalData[] | undefined,
  field: FieldPath,
): PlaceDelivery['externalData'] {
  const seen = new Set<string>()
  return (data ?? []).map(({ key, value, isPublic }, index) => {
    if (key === '') throw invalidField(`${field}[${index}].key`, 'must not be empty')
    if (seen.has(key)) throw invalidField(`${field}[${index}].key`, `is given twice: ${key}`)
    seen.add(key)
    return { key, value, isPublic: isPublic ?? false }
  })
}
