/** Which terminal groups can take a delivery (cloud-api §5.3) and which one does (§5.4). */
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { isOnMenu } from '../menu/till-price.ts'
import type { DeliveryRestrictions } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { type ProductAmount, rejectedByStopList, type StopList } from '../stop-list/stop-list-changes.ts'
import { type EffectiveRow, effectiveRow, type Rejection, rejectionOf } from './restriction-rows.ts'
import { type GeoPoint, isInStreets, locate, type Place, type RestrictionAddress } from './zones.ts'

export type { GeoPoint, RestrictionAddress } from './zones.ts'

export type RestrictionQuery = {
  isCourierDelivery: boolean
  organizationIds: readonly Uuid[]
  location: GeoPoint | null
  address: RestrictionAddress | null
  /** The promised time. */
  deliveryDate: number
  /** Null: not known, the minimum sum is not tested. */
  deliverySum: Money | null
  discountSum: Money
  /** Absolute amounts, modifiers as items of their own. */
  items: readonly (ProductAmount & { isModifier: boolean })[]
}
export type RestrictionContext = {
  catalog: Catalog
  /** Groups the caller may use; null: every one. */
  terminalGroupIds: ReadonlySet<Uuid> | null
  isAlive(terminalGroupId: Uuid): boolean
  stopListOf(terminalGroupId: Uuid): StopList
}
export type AllowedGroup = {
  terminalGroupId: Uuid
  organizationId: Uuid
  deliveryDurationInMinutes: number
  zone: string | null
  deliveryServiceProductId: Uuid | null
  /** From which sum it is served; zero: from any. */
  minSum: Money
}
export type RejectedGroup = { terminalGroupId: Uuid; organizationId: Uuid; zone: string | null } & Rejection
export type AllowedTerminalGroups = {
  isAllowed: boolean
  rejectCause: string | null
  location: GeoPoint | null
  /** Best first. */
  allowed: AllowedGroup[]
  /** Failed rows of groups that no row allows. */
  rejected: RejectedGroup[]
}

type Verdict = { row: EffectiveRow; rejection: Rejection | null }
type Judged = { verdicts: Verdict[]; location: GeoPoint | null; isUnlocated: boolean }

/** The algorithm of §5.3: rows of connected groups, tests in order, lowest priority first, one row a group. */
export function allowedTerminalGroups(
  ctx: RestrictionContext,
  query: RestrictionQuery,
): AllowedTerminalGroups {
  const judged = query.organizationIds.map((organizationId) => judge(ctx, organizationId, query))
  const verdicts = judged.flatMap((part) => part.verdicts)
  const location = query.location ?? judged.find((part) => part.location)?.location ?? null
  const best = new Map<Uuid, EffectiveRow>()
  for (const { row } of verdicts.filter(({ rejection }) => !rejection).sort(byPriority)) {
    if (!best.has(row.terminalGroupId)) best.set(row.terminalGroupId, row)
  }
  const allowed = [...best.values()].map(allowedGroup)
  const rejected = verdicts.flatMap(({ row, rejection }) =>
    rejection && !best.has(row.terminalGroupId) ? [{ ...whereOf(row), ...rejection }] : [],
  )
  const isAllowed = allowed.length > 0
  const isUnlocated = judged.some((part) => part.isUnlocated)
  return { isAllowed, rejectCause: isAllowed ? null : causeOf(isUnlocated), location, allowed, rejected }
}

const causeOf = (isUnlocated: boolean): string =>
  isUnlocated ? 'The address could not be geocoded' : 'No terminal group can take the order'

/** Stable, so equal priorities keep the order of the settings: first found. */
const byPriority = (a: Verdict, b: Verdict): number => a.row.priority - b.row.priority

const whereOf = ({ terminalGroupId, organizationId, zone }: EffectiveRow) => ({
  terminalGroupId,
  organizationId,
  zone,
})

const allowedGroup = (row: EffectiveRow): AllowedGroup => ({
  ...whereOf(row),
  deliveryDurationInMinutes: row.durationMinutes,
  deliveryServiceProductId: row.chargeProductId,
  minSum: row.minSum,
})

/** Rows of one organization; no row at all when its address cannot be placed and the settings reject that. */
function judge(ctx: RestrictionContext, organizationId: Uuid, query: RestrictionQuery): Judged {
  const { catalog } = ctx
  const { isCourierDelivery, deliveryDate, deliverySum } = query
  const settings = catalog.living('deliveryRestrictions', organizationId)?.body
  if (!settings) return { verdicts: [], location: null, isUnlocated: false }
  const place = locate(catalog, settings, query.location, query.address)
  const isLocated = isPlaced(settings, place)
  const isUnlocated =
    isCourierDelivery && !isLocated && settings.zonesMode !== 2 && settings.rejectOnGeocodingError
  if (isUnlocated) return { verdicts: [], location: null, isUnlocated }
  const sum = deliverySum === null ? null : deliverySum - query.discountSum
  const question = { isCourierDelivery, deliveryDate, sum, place: isLocated ? place : null }
  const verdicts = settings.restrictions.flatMap((raw): Verdict[] => {
    const group = catalog.living('terminalGroup', raw.terminalGroupId)
    const isKnown = ctx.terminalGroupIds?.has(raw.terminalGroupId) ?? true
    if (!group || !isKnown) return []
    const row = effectiveRow(settings, organizationId, raw, isCourierDelivery)
    const rejection =
      rejectionOf(row, settings, group.body.timeZone, question) ??
      (group.body.isEnabledForTransport ? null : undefinedCause('The terminal group is not connected')) ??
      (ctx.isAlive(row.terminalGroupId) ? null : undefinedCause('The terminal group is asleep')) ??
      productRejection(ctx, row, query)
    return [{ row, rejection }]
  })
  return { verdicts, location: place.point, isUnlocated }
}

/** Manual zones need a street and a house; on the map a point, or a zone that lists the street. */
const isPlaced = (settings: DeliveryRestrictions, place: Place): boolean =>
  settings.zonesMode === 1
    ? place.streetId !== null && place.house !== null
    : place.point !== null || settings.deliveryZones.some((zone) => isInStreets(zone, place))

const undefinedCause = (rejectHint: string): Rejection => ({
  rejectCode: 'Undefined',
  rejectHint,
  data: null,
})

/** What the group does not sell or is out of, by name (§5.3 step 5). */
function productRejection(
  ctx: RestrictionContext,
  row: EffectiveRow,
  query: RestrictionQuery,
): Rejection | null {
  const { catalog } = ctx
  const scope = { catalog, organizationId: row.organizationId, priceCategoryId: null }
  const named = (items: readonly ProductAmount[]) =>
    [
      ...new Set(items.map(({ productId }) => catalog.find('product', productId)?.body.name ?? productId)),
    ].join(', ')
  const unsold = query.items.filter(({ productId, sizeId, isModifier }) =>
    isModifier ? !catalog.living('product', productId) : !isOnMenu(scope, productId, sizeId),
  )
  if (unsold.length > 0) return undefinedCause(`Products are not sold at this point: ${named(unsold)}`)
  const stopped = rejectedByStopList(ctx.stopListOf(row.terminalGroupId), query.items)
  return stopped.length > 0 ? undefinedCause(`Products are in the stop list: ${named(stopped)}`) : null
}

/**
 * The group that takes an order sent without one (§5.4). Without restrictions only a single enabled group is
 * certain; nobody sits in the cloud to assign by hand, so everything else is refused.
 */
export function chooseTerminalGroup(
  ctx: RestrictionContext,
  query: Omit<RestrictionQuery, 'organizationIds'> & { organizationId: Uuid },
): AllowedGroup {
  const { organizationId, isCourierDelivery } = query
  const organization = ctx.catalog.living('organization', organizationId)?.body
  const settings = ctx.catalog.living('deliveryRestrictions', organizationId)?.body
  if (!organization?.useBusinessHoursAndMapping || !settings?.autoAssignExternalDeliveries) {
    return onlyGroup(ctx, organizationId, settings, isCourierDelivery)
  }
  const answer = allowedTerminalGroups(ctx, { ...query, organizationIds: [organizationId] })
  const [best] = answer.allowed
  if (best) return best
  const hints = answer.rejected.map(({ rejectCode, rejectHint }) => `${rejectCode} (${rejectHint})`)
  const reasons = [...new Set(hints)].join('; ') || answer.rejectCause
  throw refuse('terminal-group.not-determined', { reasons })
}

function onlyGroup(
  ctx: RestrictionContext,
  organizationId: Uuid,
  settings: DeliveryRestrictions | undefined,
  isCourierDelivery: boolean,
): AllowedGroup {
  const groups = ctx.catalog.all('terminalGroup').filter((item) => {
    const isOurs =
      item.organizationId === organizationId && !item.isDeleted && item.body.isEnabledForTransport
    return isOurs && (ctx.terminalGroupIds?.has(item.id) ?? true)
  })
  const [only, ...others] = groups
  if (!only || others.length > 0) {
    const reasons = 'automatic assignment is off and the organization has no single terminal group'
    throw refuse('terminal-group.not-determined', { reasons })
  }
  const duration = isCourierDelivery
    ? (settings?.defaultDeliveryDurationInMinutes ?? 60)
    : (settings?.defaultSelfServiceDurationInMinutes ?? 15)
  return {
    terminalGroupId: only.id,
    organizationId,
    deliveryDurationInMinutes: duration,
    zone: null,
    deliveryServiceProductId: null,
    minSum: 0n,
  }
}
