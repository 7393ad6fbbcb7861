import { closedOrders, listLines } from '../../../../app/loyalty/list-lines.ts'
import { ordersOfLines } from '../../../../app/loyalty/orders-of-lines.ts'
import { countOrders, startOfPeriod } from '../../../../domain/loyalty/counters.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import { fromLocal } from '../../../../kernel/local-time.ts'
import type { GuestCounter } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { lineOnWire } from './line-on-wire.ts'
import { deskOf, type LoyaltyDesk } from './loyalty-call.ts'

const pageSizeMax = 1000

/** A larger page is silently the largest one, and the answer says so (cloud-api §9.8). */
function readPageSize(size: number): number {
  if (size < 1) throw invalidField('pageSize', 'must be at least 1')
  return Math.min(size, pageSizeMax)
}

function readUtc(text: string, field: string): number {
  const instant = fromLocal(text, 'UTC')
  if (instant === null) throw invalidField(field, `is not a date and time: ${text}`)
  return instant
}

const guestsMax = 1000

/** What guests did, as lists and as numbers (cloud-api §9.8–9.9). */
export const reportHandlers: Handlers = {
  '/api/1/loyalty/iiko/customer/transactions/by_date': async (call) => {
    const { customerId: guestId, dateFrom, dateTo, pageNumber, organizationId } = call.body
    const { scope, place } = await deskOf(call, organizationId)
    const pageSize = readPageSize(call.body.pageSize)
    if (pageNumber < 0) throw invalidField('pageNumber', 'must not be negative')
    const [from, to] = [readUtc(dateFrom, 'dateFrom'), readUtc(dateTo, 'dateTo')]
    if (to < from) throw invalidField('dateTo', 'must not be before dateFrom')
    const page = { skip: pageNumber * pageSize, limit: pageSize, order: 'time' as const }
    const lines = await listLines(call.app, { tenantId: scope.tenantId, guestId, from, to, ...page })
    const orders = await ordersOfLines(call.app, scope.tenantId, lines)
    const transactions = lines.map((line) => lineOnWire(line, place.scale, orders))
    return { transactions, pageSize, pageNumber }
  },

  '/api/1/loyalty/iiko/customer/transactions/by_revision': async (call) => {
    const { customerId: guestId, revision, lastTransactionId: afterId, organizationId } = call.body
    const { scope, place } = await deskOf(call, organizationId)
    const pageSize = readPageSize(call.body.pageSize)
    if (afterId !== undefined && revision === undefined)
      throw invalidField('lastTransactionId', 'cannot be used without revision')
    const lines = await listLines(call.app, {
      ...{ tenantId: scope.tenantId, guestId, order: 'revision', skip: 0, limit: pageSize },
      afterRevision: revision === undefined ? null : BigInt(revision),
      afterId: afterId ?? null,
    })
    const orders = await ordersOfLines(call.app, scope.tenantId, lines)
    const last = lines.at(-1)
    return {
      transactions: lines.map((line) => lineOnWire(line, place.scale, orders)),
      lastRevision: last ? Number(last.revision) : (revision ?? 0),
      lastTransactionId: last?.id ?? afterId ?? null,
      pageSize,
    }
  },

  '/api/1/loyalty/iiko/get_counters': async (call) => {
    const { guestIds = [], organizationId, periods, metrics } = call.body
    const desk = await deskOf(call, organizationId)
    if (guestIds.length > guestsMax) throw invalidField('guestIds', `must not be more than ${guestsMax}`)
    const counters: GuestCounter[] = []
    for (const guestId of new Set(guestIds)) {
      const orders = await closedOrders(call.app, desk.scope.tenantId, guestId)
      for (const period of new Set(periods)) {
        const { count, sum } = countOrders(orders, since(period, call.app.clock.now(), desk))
        for (const metric of new Set(metrics)) {
          const value = metric === 'OrdersCount' ? count : moneyToJson(sum, desk.place.scale)
          counters.push({ guestId, period, metric, value })
        }
      }
    }
    return { counters }
  },
}

const since = (period: NonNullable<GuestCounter['period']>, now: number, { place }: LoyaltyDesk): number =>
  startOfPeriod(period, now, place.zone)
