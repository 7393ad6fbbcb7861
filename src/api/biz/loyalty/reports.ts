import { ordersOfLines } from '../../../app/loyalty/orders-of-lines.ts'
import { type People, peopleOf } from '../../../app/loyalty/people-of-guests.ts'
import { transactionTypeOf } from '../../../app/loyalty/transaction-types.ts'
import { emptyProfile } from '../../../domain/loyalty/guest.ts'
import type { LedgerLine } from '../../../domain/loyalty/ledger.ts'
import type { Call, Handler } from '../call.ts'
import { fault } from '../faults.ts'
import { pathOrganization } from '../operations/organizations.ts'
import { type CardDesk, deskOf, isoTime } from './desk.ts'
import { readPeriod } from './period.ts'

const linesMax = 100_000
const daysMax = 366
const reportRight = 'loyalty/iiko/customer/transactions/by_date'

const transactions: Handler = async (call) => {
  const desk = deskOf(call, pathOrganization(call), reportRight)
  const { tenantId, organizationId } = desk.scope
  const period = readPeriod(call, desk, daysMax)
  const guestId = call.query.idOrNull('userId')
  const search = { organizationId, guestId, ...period, limit: linesMax + 1 }
  const lines = await call.app.storage.now.loyaltyLedger.ofPeriod(tenantId, search)
  if (lines.length > linesMax)
    throw fault(400, `More than ${linesMax} transactions; ask for a shorter period`)
  const people = await peopleOf(
    call.app,
    tenantId,
    lines.map((line) => line.guestId),
  )
  const orders = await ordersOfLines(call.app, tenantId, lines)
  return lines.map((line) => lineOnWire(line, { ...people, orders }, call, desk))
}

type Told = People & { orders: Awaited<ReturnType<typeof ordersOfLines>> }

function lineOnWire(line: LedgerLine, { guests, cards, orders }: Told, { catalog }: Call, desk: CardDesk) {
  const { place, scope } = desk
  const program = catalog.find('loyaltyProgram', line.programId)?.body
  const campaign = program?.campaigns.find(({ id }) => id === line.campaignId)
  const money = (sum: bigint | null) => (sum === null ? null : place.money(sum))
  return {
    transactionCreateDate: isoTime(line.at, desk),
    transactionType: transactionTypeOf(line),
    transactionSum: place.money(line.sum),
    orderCreateDate: isoTime(orders.get(line.orderId ?? '')?.whenCreated, desk),
    orderNumber: line.orderNumber,
    orderSum: money(line.orderSum),
    phoneNumber: guests.get(line.guestId)?.profile?.phone ?? null,
    cardNumbers: (cards.get(line.guestId) ?? []).map(({ number }) => number).join(',') || null,
    comment: line.comment,
    organizationId: line.organizationId,
    networkId: scope.tenantId,
    programName: program?.name ?? null,
    marketingCampaignName: campaign?.name ?? null,
    balanceBefore: money(line.balanceBefore),
    balanceAfter: money(line.balanceAfter),
    posBalanceBefore: null,
    apiClientLogin: line.apiClient,
    iikoBizUser: line.officeUser ?? null,
    couponNumber: line.couponNumber,
    couponSeries: line.couponSeries,
    certificateNumber: null,
    certificateStatus: null,
    certificateType: null,
    certificateNominal: null,
    certificateEmitentName: null,
    certificateCounteragent: null,
    certificateCounteragentType: null,
    certificateBlockReason: null,
  }
}

/** A programme with an account over a period, a row for each guest of it (§12.8). */
const nutrition: Handler = async (call) => {
  const desk = deskOf(call, pathOrganization(call), reportRight)
  const { place, scope } = desk
  const programId = call.query.id('corporate_nutrition_id', 'corporateNutritionId')
  const walletId = call.catalog.living('loyaltyProgram', programId)?.body.wallet?.id
  if (!walletId) throw fault(400, `Program ${programId} is not found, or has no wallet`)
  const period = readPeriod(call, desk, daysMax)
  const rows = await call.app.storage.now.loyaltyLedger.turnover(scope.tenantId, walletId, period)
  const people = await peopleOf(
    call.app,
    scope.tenantId,
    rows.map(({ guestId }) => guestId),
  )
  return rows.map((row) => {
    const stored = people.guests.get(row.guestId)
    const profile = stored?.profile ?? emptyProfile
    const categories = stored?.guest.categoryIds ?? []
    return {
      guestId: row.guestId,
      guestName: [profile.name, profile.surname].filter(Boolean).join(' ') || null,
      guestPhone: profile.phone,
      guestCardTrack: people.cards.get(row.guestId)?.[0]?.track ?? null,
      guestCategoryNames:
        categories.flatMap((id) => call.catalog.living('guestCategory', id)?.body.name ?? []).join(',') ||
        null,
      employeeNumber: stored?.guest.employeeId ?? null,
      balanceOnPeriodStart: place.money(row.balanceAtStart),
      balanceOnPeriodEnd: place.money(row.balanceAtEnd),
      balanceRefillSum: place.money(row.refilled),
      balanceResetSum: place.money(0n),
      payFromWalletSum: place.money(row.spent),
      paidOrdersCount: row.paidOrders,
    }
  })
}

/** What guests did, for the office (§12.8). */
export const reportHandlers = {
  'organization/{organizationId}/transactions_report': transactions,
  'organization/{organizationId}/corporate_nutrition_report': nutrition,
} satisfies Record<string, Handler>
