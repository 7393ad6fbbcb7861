import { effectiveRow } from '../../../domain/delivery/restriction-rows.ts'
import type { DeliveryRestrictions, DiscountType, RestrictionRow } from '../../../domain/reference/books.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type Call, type Handler, organizationOf } from '../call.ts'
import { terminalOnWire } from '../wire/dictionaries.ts'

const modes: Record<DiscountType['mode'], string> = {
  Percent: 'PERCENT',
  FixedSum: 'FIXED_SUM',
  FlexibleSum: 'FLEXIBLE_SUM',
}
const percent = (hundredths: number): number => hundredths / 100

/** Discounts and surcharges that a program may put on an order; automatic ones apply themselves (biz-card-api §6.1). */
const discounts: Handler = async (call) => {
  const { id, body: outlet } = organizationOf(call, call.query.id('organization'))
  const { scale } = outlet.currency
  const usable = call.catalog
    .of('discountType', id)
    .filter(({ isDeleted, body }) => !isDeleted && !body.isAutomatic)
  return {
    discounts: usable.map(({ id: discountId, body }) => ({
      id: discountId,
      name: body.name,
      departmentCrmIds: null,
      percent: percent(body.percentHundredths),
      sum: moneyToJson(body.sum, scale),
      mode: modes[body.mode],
      isCategorisedDiscount: body.isCategorised,
      productCategoryDiscounts: body.categoryPercents.map(({ categoryId, percentHundredths }) => ({
        categoryId,
        categoryName: call.catalog.find('productCategory', categoryId)?.body.name ?? null,
        percent: percent(percentHundredths),
      })),
      canBeAppliedSelectively: body.canBeAppliedSelectively,
      minOrderSum: moneyToJson(body.minOrderSum, scale),
      isManual: body.isManual,
      isCard: body.isCard,
      canApplyByCardNumber: body.canApplyByCardNumber,
      isAutomatic: body.isAutomatic,
      comment: body.comment,
    })),
  }
}

const weekdays = 7
const dayMinutes = 24 * 60

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Hours of a till by the rows of the restrictions, a day the widest of its rows; null when nothing says. */
function openingHours(settings: DeliveryRestrictions | undefined, terminalGroupId: Uuid) {
  const rows = settings?.restrictions.filter((row) => row.terminalGroupId === terminalGroupId) ?? []
  if (!settings || rows.length === 0) return null
  const hours = (row: RestrictionRow) =>
    settings.useSameWorkTimeInterval
      ? { from: settings.defaultFrom, to: settings.defaultTo }
      : { from: row.from, to: row.to }
  return Array.from({ length: weekdays }, (_, dayOfWeek) => {
    const open = rows.filter(
      ({ weekMap }) => settings.useSameRestrictionsOnAllWeek || (weekMap & (1 << dayOfWeek)) !== 0,
    )
    const spans = open.map(hours).map(({ from, to }) => ({ from: from ?? 0, to: to ?? dayMinutes }))
    // What ends after midnight ends later than anything that does not.
    const ends = spans.map(({ from, to }) => (to < from ? to + dayMinutes : to))
    const [from, to] = [Math.min(...spans.map((span) => span.from)), Math.max(...ends)]
    if (open.length === 0) return { dayOfWeek, from: '00:00', to: '00:00', allDay: false, closed: true }
    return { dayOfWeek, from: clock(from), to: clock(to), allDay: to - from >= dayMinutes, closed: false }
  })
}

/** Where orders of the outlet can be made (§6.2): each group of terminals is a delivery terminal. */
const terminals: Handler = async (call) => {
  const outlet = organizationOf(call, call.query.id('organization'))
  const settings = call.catalog.living('deliveryRestrictions', outlet.id)?.body
  const groups = call.catalog
    .all('terminalGroup')
    .filter((group) => !group.isDeleted && group.organizationId === outlet.id)
  return {
    deliveryTerminals: groups.map((group) => {
      const {
        crmId: _,
        restaurantName,
        groupName,
        protocolVersion: _v,
        ...terminal
      } = terminalOnWire(group, outlet)
      return {
        ...terminal,
        organizationId: outlet.id,
        deliveryRestaurantName: `${restaurantName}: ${groupName}`,
        deliveryGroupName: groupName,
        name: groupName,
        openingHours: openingHours(settings, group.id),
      }
    }),
  }
}

/** A row of the restrictions as it counts (§6.3); `weekMap` has Monday in its lowest bit, as ours has. */
export function restrictionOnWire(
  row: RestrictionRow,
  {
    organizationId,
    settings,
    scale,
  }: { organizationId: Uuid; settings: DeliveryRestrictions; scale: number },
) {
  const { minSum, from, to, durationMinutes } = effectiveRow(settings, organizationId, row, true)
  return {
    minSum: moneyToJson(minSum, scale),
    deliveryTerminalId: row.terminalGroupId,
    organizationId,
    zone: row.zone,
    weekMap: row.weekMap,
    from,
    to,
    priority: row.priority,
    deliveryDurationInMinutes: durationMinutes,
  }
}

const restrictions: Handler = async (call: Call) => {
  const { id, body: outlet } = organizationOf(call, call.query.id('organization'))
  const settings = call.catalog.living('deliveryRestrictions', id)?.body
  const { scale } = outlet.currency
  return {
    deliveryRegionsMapUrl: settings?.deliveryRegionsMapUrl ?? null,
    defaultDeliveryDurationInMinutes: settings?.defaultDeliveryDurationInMinutes ?? null,
    defaultSelfServiceDurationInMinutes: settings?.defaultSelfServiceDurationInMinutes ?? null,
    useSameDeliveryDuration: settings?.useSameDeliveryDuration ?? false,
    useSameMinSum: settings?.useSameMinSum ?? false,
    defaultMinSum: settings?.defaultMinSum == null ? null : moneyToJson(settings.defaultMinSum, scale),
    useSameWorkTimeInterval: settings?.useSameWorkTimeInterval ?? false,
    defaultFrom: settings?.defaultFrom ?? null,
    defaultTo: settings?.defaultTo ?? null,
    useSameRestrictionsOnAllWeek: settings?.useSameRestrictionsOnAllWeek ?? false,
    restrictions: settings
      ? settings.restrictions.map((row) => restrictionOnWire(row, { organizationId: id, settings, scale }))
      : [],
    deliveryZones: (settings?.deliveryZones ?? []).map(({ name, coordinates }) => ({ name, coordinates })),
  }
}

export const deliverySettingsHandlers = {
  'deliverySettings/deliveryDiscounts': discounts,
  'deliverySettings/getDeliveryTerminals': terminals,
  'deliverySettings/getDeliveryRestrictions': restrictions,
} satisfies Record<string, Handler>
