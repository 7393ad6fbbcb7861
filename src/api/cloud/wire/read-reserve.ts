import type { ReserveRequest } from '../../../app/cloud/accept-reserve.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { localClock } from '../../../kernel/local-time.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { NewReserveOrder, ReserveCreateBody } from '../generated/types.ts'
import { type PlaceOfOrder, placeOfOrder } from './place-of-order.ts'
import { invalidField } from './read-amounts.ts'
import { fromWireRegular, readPhone } from './read-contact.ts'
import { fromWireSale, readTime, readTimeout } from './read-order.ts'

const daysAheadMax = 90
const dayMs = 86_400_000
const lengthMax = { eventType: 160, externalNumber: 50 } as const

/** What a client asks for in our words (cloud-api §8.5). Which tables are free, the till knows. */
export function fromWireReserve(
  body: ReserveCreateBody,
  { catalog, now, correlationId }: { catalog: Catalog; now: number; correlationId: Uuid },
): ReserveRequest {
  const { organizationId, tableIds, customer, order, durationInMinutes } = body
  if (tableIds.length === 0) throw invalidField('tableIds', 'must not be empty')
  const terminalGroupId = body.terminalGroupId ?? groupOfTables(catalog, organizationId, tableIds)
  const place = placeOfOrder(catalog, organizationId, terminalGroupId)
  if (durationInMinutes < 1) throw invalidField('durationInMinutes', 'must be at least 1')
  for (const field of ['eventType', 'externalNumber'] as const) {
    const max = lengthMax[field]
    if ((body[field]?.length ?? 0) > max) throw invalidField(field, `must be at most ${max} characters long`)
  }
  return {
    correlationId,
    organizationId,
    terminalGroupId,
    transportToFrontTimeoutSeconds: readTimeout({
      transportToFrontTimeout:
        body.createReserveSettings?.transportToFrontTimeout ?? body.transportToFrontTimeout,
    }),
    checkStopList: body.createReserveSettings?.checkStopList ?? false,
    reserve: {
      ...(order ? fromWireSale(saleOf(order), place) : nothingOrdered),
      externalNumber: body.externalNumber || null,
      hasCustomer: true,
      orderId: body.id ?? null,
      guestId: customer.id ?? null,
      isBanquet: order !== undefined,
      guestCount: guestCountOf(body),
      comment: body.comment || null,
      durationInMinutes,
      shouldRemind: body.shouldRemind,
      tableIds,
      estimatedStartTime: readStart(body.estimatedStartTime, 'estimatedStartTime', place, now),
      eventType: body.eventType || null,
    },
    contact: {
      phone: readPhone(body.phone, 'phone'),
      phoneExtension: null,
      customer: fromWireRegular(customer),
      deliveryPoint: null,
    },
  }
}

/** No more than 90 days ahead; whether it is past already is the till's to say (cloud-api §8.5). */
export function readStart(text: string, field: string, place: PlaceOfOrder, now: number): number {
  const instant = readTime(text, field, place)
  if (localClock(instant, place.zone).date > localClock(now + daysAheadMax * dayMs, place.zone).date)
    throw refuse('order.date-too-far', { date: text, days: daysAheadMax, field })
  return instant
}

/** The document names no group as a must, and the tables stand in one (cloud-api §8.5, unverified). */
function groupOfTables(catalog: Catalog, organizationId: Uuid, tableIds: readonly Uuid[]): Uuid {
  const section = catalog
    .of('restaurantSection', organizationId)
    .find(({ isDeleted, body }) => !isDeleted && body.tables.some(({ id }) => tableIds.includes(id)))
  if (!section) throw refuse('table.unknown', { id: tableIds[0] ?? '', field: 'tableIds' })
  return section.body.terminalGroupId
}

/** The deprecated `guestsCount` gives way to the object that replaced it. */
function guestCountOf({ guests, guestsCount }: ReserveCreateBody): number {
  const count = guests?.count ?? guestsCount ?? 1
  if (count < 1) throw invalidField(guests ? 'guests.count' : 'guestsCount', 'must be at least 1')
  return count
}

const saleOf = (order: NewReserveOrder): Parameters<typeof fromWireSale>[0] => order

const nothingOrdered = {
  sourceKey: null,
  menuId: null,
  priceCategoryId: null,
  orderTypeId: null,
  items: [],
  combos: [],
  payments: [],
  tips: [],
  discountCardTrack: null,
  discounts: [],
  loyalty: null,
  cheque: null,
  externalData: [],
}
