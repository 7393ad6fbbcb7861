import { bonusPayments } from '../../domain/loyalty/bonus-payments.ts'
import { type Checkin, checkinLine } from '../../domain/loyalty/checkin.ts'
import { accrualOf } from '../../domain/loyalty/run-campaign.ts'
import { runPrograms } from '../../domain/loyalty/run-programs.ts'
import { costOf, linesOf } from '../../domain/orders/line-costs.ts'
import type { Sale } from '../../domain/orders/order.ts'
import type { ServiceType } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { localClock } from '../../kernel/local-time.ts'
import type { App, Coupon, StoredGuest, Tx } from '../ports.ts'
import { guestEntry, type LoyaltyScope, programsInForce } from './loyalty-scope.ts'
import { writeMovement, writeRemark } from './move-money.ts'
import { type SettledOrder, told } from './settle-order-payments.ts'

/**
 * What a closed order means for its guest: it is counted, its coupon is used up, and it earns bonuses of what was paid
 * for in money. Does nothing when the ledger has the order as closed. The guest must be locked.
 */
export async function settleClosedOrder(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  { guestId, order, serviceType }: SettledOrder & { serviceType: ServiceType },
): Promise<void> {
  const { tenantId, organizationId } = scope
  const before = await tx.loyaltyLedger.ofOrder(tenantId, order.id)
  if (before.some(({ kind }) => kind === 'orderClosed')) return
  const stored = await tx.loyaltyGuests.find(tenantId, guestId)
  if (!stored) return
  const catalog = await app.catalog(tenantId)
  const coupons = await usableCoupons(tx, scope, order)
  const checkin = await checkinOf(tx, catalog, { stored, order, serviceType, coupons })
  const { results } = runPrograms(programsInForce(catalog, organizationId, app.clock.now()), checkin)
  const { id: orderId, number: orderNumber, sum: orderSum } = told(order)
  await writeRemark(app, tx, scope, guestId, { kind: 'orderClosed', orderId, orderNumber, orderSum })
  await tx.journal.append([
    guestEntry(app, scope, guestId, { kind: 'guest.orderClosed', orderId, sum: orderSum }),
  ])
  for (const coupon of coupons) await activate(app, tx, scope, { guestId, order, coupon, catalog })
  const byBonuses = [...bonusPayments(catalog, order).values()].reduce((total, { sum }) => total + sum, 0n)
  const wallets = await tx.loyaltyLedger.walletsOf(tenantId, guestId)
  for (const { campaign, programId, accruals } of results) {
    const walletId = wallets.find((wallet) => wallet.programId === programId)?.walletId
    const sum = accrualOf(accruals, orderSum - byBonuses)
    if (!walletId || sum <= 0n) continue
    const movement = {
      id: null,
      kind: 'orderAccrued',
      guestId,
      walletId,
      sum,
      campaignId: campaign.id,
    } as const
    await writeMovement(app, tx, scope, { ...movement, order: told(order) })
  }
}

async function usableCoupons(tx: Tx, { tenantId }: LoyaltyScope, order: Sale): Promise<Coupon[]> {
  const number = order.loyalty?.coupon
  if (!number) return []
  const found = await tx.coupons.byNumber(tenantId, number, null)
  return found.filter(({ isDeleted, activatedAt }) => !isDeleted && activatedAt === null)
}

async function activate(
  app: App,
  tx: Tx,
  scope: LoyaltyScope,
  { guestId, order, coupon, catalog }: SettledOrder & { coupon: Coupon; catalog: Catalog },
): Promise<void> {
  if (!(await tx.coupons.activate(scope.tenantId, coupon.id, order.id, app.clock.now()))) return
  await writeRemark(app, tx, scope, guestId, {
    ...{ kind: 'couponActivated', orderId: order.id, orderNumber: order.number },
    couponNumber: coupon.number,
    couponSeries: catalog.find('couponSeries', coupon.seriesId)?.body.name ?? null,
  })
  const event = { kind: 'guest.couponActivated', couponId: coupon.id, orderId: order.id } as const
  await tx.journal.append([guestEntry(app, scope, guestId, event)])
}

async function checkinOf(
  tx: Tx,
  catalog: Catalog,
  {
    stored,
    order,
    serviceType,
    coupons,
  }: { stored: StoredGuest; order: Sale; serviceType: ServiceType; coupons: readonly Coupon[] },
): Promise<Checkin> {
  const { guest, profile } = stored
  const zone =
    catalog.find('terminalGroup', order.terminalGroupId)?.body.timeZone ??
    catalog.find('organization', order.organizationId)?.body.timeZone ??
    'UTC'
  const { weekday, minutes, date } = localClock(order.whenCreated, zone)
  const closed = await tx.loyaltyLedger.list({
    ...{ tenantId: order.tenantId, guestId: guest.id, kinds: ['orderClosed'], order: 'time' as const },
    ...{ skip: 0, limit: 1000 },
  })
  return {
    lines: linesOf(order.items, order.combos).map(({ item, parts }) => checkinLine(item, costOf(parts))),
    ...{ serviceType, weekday, minutes, today: date },
    guest: {
      id: guest.id,
      categoryIds: guest.categoryIds,
      birthday: profile?.birthday ?? null,
      closedOrders: closed.length,
      wallets: new Map(),
    },
    couponSeriesIds: coupons.map(({ seriesId }) => seriesId),
    hasCoupon: Boolean(order.loyalty?.coupon),
    manualConditionIds: order.loyalty?.appliedManualConditions ?? [],
    dynamicSums: new Map(
      order.loyalty?.dynamicDiscounts.map(({ manualConditionId, sum }) => [manualConditionId, sum]) ?? [],
    ),
    paymentCampaignIds: [],
  }
}
