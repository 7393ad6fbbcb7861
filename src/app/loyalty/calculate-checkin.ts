import type { Checkin, CheckinGuest, CheckinLine } from '../../domain/loyalty/checkin.ts'
import { type ProgramsOutcome, runPrograms } from '../../domain/loyalty/run-programs.ts'
import type { ComboInput, ItemInput } from '../../domain/orders/commands.ts'
import { costOf, linesOf } from '../../domain/orders/line-costs.ts'
import type { OrderCombo } from '../../domain/orders/order.ts'
import { resolveItem } from '../../domain/orders/placing/items.ts'
import type { SaleTerms } from '../../domain/orders/placing/sale-terms.ts'
import type { BookItem, ServiceType } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { localClock, type TimeZone } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App, Coupon } from '../ports.ts'
import { programsInForce } from './loyalty-scope.ts'

export type CheckinRequest = {
  tenantId: Uuid
  organizationId: Uuid
  zone: TimeZone
  items: readonly ItemInput[]
  combos: readonly ComboInput[]
  priceCategoryId: Uuid | null
  serviceType: ServiceType | null
  guest: { id: Uuid | null; phone: string | null }
  referrerId: Uuid | null
  coupon: string | null
  manualConditionIds: readonly Uuid[]
  dynamicSums: ReadonlyMap<Uuid, Money>
  paymentCampaignIds: readonly Uuid[]
  /** The moment of the order; absent: now. */
  at?: number
}
type Program = BookItem<'loyaltyProgram'>
export type CheckinWarning = 'guest-unknown' | 'referrer-unknown' | 'coupon-unknown' | 'coupon-used'
export type CheckinAnswer = {
  outcome: ProgramsOutcome
  checkin: Checkin
  guestId: Uuid | null
  coupon: Coupon | null
  warnings: CheckinWarning[]
}

/**
 * What the programmes make of an order that is only thought of: nothing is stored (cloud-api §9.6). `imagine` puts what is not
 * saved yet in the place of programmes as they are.
 */
export async function calculateCheckin(
  app: App,
  request: CheckinRequest,
  imagine: (program: Program) => Program = (program) => program,
): Promise<CheckinAnswer> {
  const { tenantId, organizationId, zone } = request
  const catalog = await app.catalog(tenantId)
  const now = request.at ?? app.clock.now()
  const warnings: CheckinWarning[] = []
  const lines = checkinLines(catalog, request)
  const guest = await guestOf(app, request)
  if (!guest) warnings.push('guest-unknown')
  const { referrerId } = request
  if (referrerId && !(await app.storage.now.loyaltyGuests.find(tenantId, referrerId)))
    warnings.push('referrer-unknown')
  const coupons = await couponsOf(app, catalog, request)
  const usable = coupons.filter(({ isDeleted, activatedAt }) => !isDeleted && activatedAt === null)
  if (request.coupon !== null && usable.length === 0)
    warnings.push(coupons.length === 0 ? 'coupon-unknown' : 'coupon-used')
  const { weekday, minutes, date } = localClock(now, zone)
  const checkin: Checkin = {
    ...{ lines, guest, weekday, minutes, today: date, serviceType: request.serviceType },
    couponSeriesIds: usable.map(({ seriesId }) => seriesId),
    hasCoupon: request.coupon !== null,
    manualConditionIds: [...request.manualConditionIds, ...request.dynamicSums.keys()],
    dynamicSums: request.dynamicSums,
    paymentCampaignIds: request.paymentCampaignIds,
  }
  const outcome = runPrograms(programsInForce(catalog, organizationId, now).map(imagine), checkin)
  return { outcome, checkin, guestId: guest?.id ?? null, coupon: usable[0] ?? null, warnings }
}

/** The items at the prices that the till would sell them for, combos at theirs. */
function checkinLines(catalog: Catalog, request: CheckinRequest): CheckinLine[] {
  const { organizationId, priceCategoryId, items, combos } = request
  const organization = catalog.living('organization', organizationId)?.body
  if (!organization?.isActive) throw refuse('organization.disabled', { organizationId })
  const terms: SaleTerms = { catalog, organizationId, priceCategoryId, organization }
  // Positions that the client did not name get names that no client can give.
  let nameless = 0
  const claim = (wanted: Uuid | null): Uuid => wanted ?? `nameless ${nameless++}`
  for (const input of items) requireProducts(catalog, input)
  // Comments have nothing to do with the price, and an organization may forbid them.
  const sold = items.map((input) => resolveItem(terms, claim, { ...input, comment: null }))
  const priced = combos.map((combo): OrderCombo => {
    const includesModifiers = catalog.find('comboAction', combo.sourceId)?.body.includeModifiers ?? false
    // A client always says what a combo costs; only a waiter leaves it to the till.
    return { ...combo, price: combo.price ?? 0n, size: null, includesModifiers }
  })
  return linesOf(sold, priced).map(({ item, parts }, index) => {
    const input = items[index]
    const positionId = input?.kind === 'Compound' ? input.primary.positionId : (input?.positionId ?? null)
    return {
      key: `${index}`,
      positionId: positionId ?? null,
      productId: item.productId,
      sizeId: item.size?.id ?? null,
      categoryId: item.productCategoryId,
      amount: item.amount,
      cost: costOf(parts),
      isInCombo: item.combo !== null,
    }
  })
}

/** Refuses in the words of loyalty, which has a list of products of its own (cloud-api §9.6). */
function requireProducts(catalog: Catalog, input: ItemInput): void {
  const parts =
    input.kind === 'Product' ? [input] : [input.primary, ...(input.secondary ? [input.secondary] : [])]
  for (const { productId } of parts)
    if (!catalog.living('product', productId)) throw refuse('loyalty.product-unknown', { id: productId })
}

async function guestOf(
  app: App,
  { tenantId, guest: { id, phone } }: CheckinRequest,
): Promise<CheckinGuest | null> {
  const { loyaltyGuests } = app.storage.now
  const byId = id === null ? null : await loyaltyGuests.picture(tenantId, { id })
  const found = byId ?? (phone === null ? null : await loyaltyGuests.picture(tenantId, { phone }))
  if (!found || found.guest.isDeleted) return null
  const { guest, profile, wallets, closedOrders } = found
  return {
    id: guest.id,
    categoryIds: guest.categoryIds,
    birthday: profile?.birthday ?? null,
    closedOrders: closedOrders.count,
    wallets: new Map(wallets.map(({ walletId, balance }) => [walletId, balance])),
  }
}

async function couponsOf(
  app: App,
  catalog: Catalog,
  { tenantId, coupon }: CheckinRequest,
): Promise<Coupon[]> {
  if (coupon === null) return []
  const found = await app.storage.now.coupons.byNumber(tenantId, coupon, null)
  return found.filter(({ seriesId }) => catalog.living('couponSeries', seriesId)?.body.isActive === true)
}
