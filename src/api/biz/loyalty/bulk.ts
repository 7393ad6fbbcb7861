import { closedOrders } from '../../../app/loyalty/list-lines.ts'
import { type CounterPeriod, countOrders, startOfPeriod } from '../../../domain/loyalty/counters.ts'
import { emptyProfile } from '../../../domain/loyalty/guest.ts'
import type { Call, Handler } from '../call.ts'
import { fault } from '../faults.ts'
import type { Fields } from '../wire/body.ts'
import { deskOfQuery, isoTime, readGuestIds } from './desk.ts'
import { categoriesOnWire } from './guest-on-wire.ts'
import { readPeriod } from './period.ts'

const infoRight = 'loyalty/iiko/customer/info'
const daysMax = 100
const guestsMax = 10_000

/** Who was registered here, or was here, within at most a hundred days (biz-card-api §12.6). */
const ofPeriod: Handler = async (call) => {
  const desk = deskOfQuery(call, infoRight)
  const { tenantId, organizationId } = desk.scope
  const period = readPeriod(call, desk, daysMax)
  const { loyaltyGuests } = call.app.storage.now
  const found = await loyaltyGuests.ofPeriod(tenantId, { organizationId, ...period, limit: guestsMax + 1 })
  if (found.length > guestsMax) throw fault(400, `More than ${guestsMax} guests; ask for a shorter period`)
  const known = await loyaltyGuests.several(
    tenantId,
    found.map(({ id }) => id),
  )
  return found.flatMap(({ id, lastVisitAt }) => {
    const stored = known.get(id)
    if (!stored) return []
    const { name, surname, phone, birthday, email, sex, comment } = stored.profile ?? emptyProfile
    return {
      ...{ id, name, surname, phone, email, sex, comment, additionalPhones: [] },
      birthday: birthday === null ? null : `${birthday}T00:00:00`,
      whenCreated: isoTime(stored.guest.createdAt, desk),
      lastVisitDate: isoTime(lastVisitAt, desk),
    }
  })
}

const categories: Handler = async (call) => {
  const { scope } = deskOfQuery(call, infoRight)
  const ids = readGuestIds(call.body)
  const known = await call.app.storage.now.loyaltyGuests.several(scope.tenantId, ids)
  return ids.flatMap((guestId) => {
    const stored = known.get(guestId)
    return stored ? { guestId, categories: categoriesOnWire(stored.guest.categoryIds, call.catalog) } : []
  })
}

/** Numbers of this API for periods and metrics (§12.6). */
const periods: readonly CounterPeriod[] = ['AllTime', 'Day', 'Week', 'Month', 'Quarter', 'Year']
const metrics = { 1: 'sum', 2: 'count' } as const

function readCodes(body: Fields, member: string, first: number, last: number): number[] {
  const given = body.value(member)
  if (!Array.isArray(given) || given.length === 0) throw body.missing(member)
  const codes = given.map(Number)
  if (codes.some((code) => !Number.isInteger(code) || code < first || code > last))
    throw fault(400, `The field '${member}' must have numbers from ${first} to ${last}`)
  return [...new Set(codes)]
}

const counters: Handler = async (call) => {
  const { app, body } = call
  const { scope, place } = deskOfQuery(call, 'loyalty/iiko/get_counters')
  const ids = readGuestIds(body)
  const [wantedPeriods, wantedMetrics] = [readCodes(body, 'periods', 0, 5), readCodes(body, 'metrics', 1, 2)]
  const answer: object[] = []
  for (const guestId of ids) {
    const orders = await closedOrders(app, scope.tenantId, guestId)
    for (const period of wantedPeriods) {
      const since = startOfPeriod(periods[period] ?? 'AllTime', app.clock.now(), place.zone)
      const counted = countOrders(orders, since)
      for (const metric of wantedMetrics) {
        const isSum = metrics[metric as 1 | 2] === 'sum'
        answer.push({ guestId, period, metric, value: isSum ? place.money(counted.sum) : counted.count })
      }
    }
  }
  return answer
}

/** The query names are `organization` and `wallet`; others are refused (§12.6). */
const balances: Handler = async (call: Call) => {
  const { scope, place } = deskOfQuery(call, infoRight)
  const ids = readGuestIds(call.body)
  const walletId = call.query.id('wallet')
  const found = await call.app.storage.now.loyaltyLedger.balances(scope.tenantId, walletId, ids)
  return ids.flatMap((guestId) => {
    const balance = found.get(guestId)
    return balance === undefined ? [] : { guestId, balance: place.money(balance) }
  })
}

/** Many guests at once (§12.6). */
export const bulkHandlers = {
  'customers/get_customers_by_organization_and_by_period': ofPeriod,
  'customers/get_categories_by_guests': categories,
  'customers/get_counters_by_guests': counters,
  'customers/get_balances_by_guests_and_wallet': balances,
} satisfies Record<string, Handler>
