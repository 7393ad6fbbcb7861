import { factScale } from '../../domain/reports/facts.ts'
import { plannedDays } from '../../domain/reports/income-plan.ts'
import { billionth, type Cost } from '../../domain/stock/amounts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { App, DaysAsked, ReportFilter } from '../ports.ts'

export type DeliveryDay = {
  day: LocalDate
  orders: number
  courierOrders: number
  pickupOrders: number
  /** Thousandths of dishes. */
  amount: bigint
  /** All sums are billionths. Null: nobody planned anything for that day. */
  revenue: Cost
  planned: Cost | null
  /** What was written off to the accounts that were asked for. */
  writtenOff: Cost
}

type Asked = DaysAsked & {
  /** Null: all that write-offs went to. */ writeoffAccounts: readonly Uuid[] | null
}

const costOfFact = 10n ** BigInt(billionth - factScale)

/** Closed deliveries by accounting days, beside the plan and what was written off (server-api §19.3). */
export async function consolidateDeliveries(app: App, asked: Asked): Promise<DeliveryDay[]> {
  const [sold, writtenOff, planned] = await Promise.all([
    soldByDays(app, asked),
    writtenOffByDays(app, asked),
    plannedByDays(app, asked),
  ])
  return [...sold.values()]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((day) => ({
      ...day,
      planned: planned.get(day.day) ?? null,
      writtenOff: writtenOff.get(day.day) ?? 0n,
    }))
}

const daysOf = (column: string, { from, to }: DaysAsked): ReportFilter => ({
  column,
  kind: 'range',
  from,
  to,
  includesLow: true,
  includesHigh: true,
})
const include = (column: string, ...values: string[]): ReportFilter => ({ column, kind: 'include', values })

async function soldByDays(app: App, asked: Asked) {
  const groups = await app.storage.now.reports.group({
    tenantId: asked.tenantId,
    restaurants: asked.restaurants,
    type: 'DELIVERIES',
    keys: ['OpenDate.Typed', 'Delivery.ServiceType'],
    sums: ['result', 'amount', 'orders'],
    filters: [
      daysOf('OpenDate.Typed', asked),
      include('OrderDeleted', 'NOT_DELETED'),
      include('DeletedWithWriteoff', 'NOT_DELETED'),
      // What came back later is no part of the day's deliveries (ADR 25).
      include('Storned', 'FALSE'),
    ],
    levels: [[0, 1]],
    names: () => new Map(),
    ...(asked.signal ? { signal: asked.signal } : {}),
  })
  const days = new Map<LocalDate, Omit<DeliveryDay, 'planned' | 'writtenOff'>>()
  for (const { keys, sums } of groups) {
    const day = keys[0] ?? ''
    const orders = Number(sums.get('orders') ?? 0n)
    const isByCourier = keys[1] === 'COURIER'
    const before = days.get(day)
    days.set(day, {
      day,
      orders: (before?.orders ?? 0) + orders,
      courierOrders: (before?.courierOrders ?? 0) + (isByCourier ? orders : 0),
      pickupOrders: (before?.pickupOrders ?? 0) + (isByCourier ? 0 : orders),
      amount: (before?.amount ?? 0n) + (sums.get('amount') ?? 0n),
      revenue: (before?.revenue ?? 0n) + (sums.get('result') ?? 0n) * costOfFact,
    })
  }
  return days
}

async function writtenOffByDays(app: App, asked: Asked): Promise<Map<LocalDate, Cost>> {
  const { tenantId, restaurants, writeoffAccounts, signal } = asked
  const groups = await app.storage.now.reports.group({
    tenantId,
    restaurants,
    type: 'TRANSACTIONS',
    keys: ['DateTime.DateTyped'],
    sums: ['incoming'],
    filters: [
      daysOf('DateTime.DateTyped', asked),
      include('TransactionType', 'WRITEOFF'),
      include('TransactionSide', 'DEBIT'),
      ...(writeoffAccounts === null ? [] : [include('Account.Id', ...writeoffAccounts)]),
    ],
    levels: [[0]],
    names: () => new Map(),
    ...(signal ? { signal } : {}),
  })
  return new Map(groups.map(({ keys, sums }) => [keys[0] ?? '', sums.get('incoming') ?? 0n]))
}

async function plannedByDays(app: App, { tenantId, restaurants }: Asked): Promise<Map<LocalDate, Cost>> {
  const catalog = await app.catalog(tenantId)
  const planned = new Map<LocalDate, Cost>()
  for (const { id } of restaurants) {
    const scale = catalog.find('organization', id)?.body.currency.scale ?? 2
    for (const { isDeleted, organizationId, body } of catalog.all('incomePlan'))
      if (!isDeleted && organizationId === id)
        for (const { date, sum } of plannedDays(body))
          planned.set(date, (planned.get(date) ?? 0n) + sum * 10n ** BigInt(billionth - scale))
  }
  return planned
}
