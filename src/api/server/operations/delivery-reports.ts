import type { CourierDay, DaysAsked, DeliveryStage, GuestDay, Spell } from '../../../app/ports.ts'
import { consolidateDeliveries, type DeliveryDay } from '../../../app/reports/consolidate-deliveries.ts'
import { factScale } from '../../../domain/reports/facts.ts'
import { divideRounded } from '../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { notFound, wrongDay } from '../errors.ts'
import type {
  CourierMetric,
  DeliveryConsolidated,
  DeliveryCouriers,
  DeliveryHalfHour,
  DeliveryLoyalty,
  DeliveryOrderCycle,
  HalfHourMetric,
} from '../generated/types.ts'
import type { Caller, Handlers } from '../operation.ts'
import { dayOf } from '../wire/read-value.ts'
import { nineDigits } from './documents/decimals.ts'
import { russianDayOf } from './old-reports.ts'
import { clocksOf, restaurantsOf } from './scope.ts'

type DeliveryQuery = { department?: string | undefined; dateFrom: string; dateTo: string }
type Asking = { caller: Caller; query: DeliveryQuery; signal: AbortSignal }

const readDay = (text: string): string => {
  const day = dayOf(text, 'dd.MM.yyyy') ?? dayOf(text, 'yyyy-MM-dd')
  if (day === null) throw wrongDay(text)
  return day
}

/** `{code="005"}`, an id or a code; none: all restaurants of the server (server-api §19.3). */
function departmentsOf(caller: Caller, department: string | undefined) {
  const all = restaurantsOf(caller)
  const said = department?.trim()
  if (!said) return all
  const [, quoted] = /^\{\s*code\s*=\s*"([^"]*)"\s*\}$/.exec(said) ?? []
  const key = quoted ?? said
  const found = all.filter(({ id, body }) => (isUuid(key) ? id === key.toLowerCase() : body.code === key))
  if (found.length === 0) throw notFound('Department', key.slice(0, 80))
  return found
}

const askedOf = ({ caller, query, signal }: Asking): DaysAsked => ({
  tenantId: caller.tenantId,
  restaurants: clocksOf(departmentsOf(caller, query.department)),
  from: readDay(query.dateFrom),
  to: readDay(query.dateTo),
  signal,
})

const billion = 1_000_000_000n
/** A quotient with nine digits; null: there is nothing to divide by. */
const quotient = (dividend: bigint, divisor: bigint, scale = 1n): bigint | null =>
  divisor === 0n ? null : divideRounded(dividend * scale * billion, divisor)
const printed = (billionths: bigint | null): string | undefined =>
  billionths === null ? undefined : nineDigits(billionths)
const orZero = (billionths: bigint | null): string => nineDigits(billionths ?? 0n)
const whole = (count: number): bigint => BigInt(count) * billion

const factUnit = 10n ** BigInt(9 - factScale)
const thousandth = 1_000_000n
const secondsInMinute = 60n

const averageMinutes = ({ sum, count }: Spell): bigint | null =>
  quotient(BigInt(sum), BigInt(count) * secondsInMinute)
const mostMinutes = ({ max, count }: Spell): bigint | null =>
  count === 0 ? null : divideRounded(BigInt(max) * billion, secondsInMinute)
/** Percents of a target; null where none was set. */
const ofTarget = (value: bigint | null, target: number): bigint | null =>
  value === null || target <= 0 ? null : divideRounded(value * 100n, BigInt(target))

const consolidatedOnWire = (day: DeliveryDay): DeliveryConsolidated => ({
  avgReceipt: orZero(quotient(day.revenue, whole(day.orders))),
  date: russianDayOf(day.day),
  dishAmount: nineDigits(day.amount * thousandth),
  dishAmountPerOrder: orZero(quotient(day.amount * thousandth, whole(day.orders))),
  orderCount: day.orders,
  orderCountCourier: day.courierOrders,
  orderCountPickup: day.pickupOrders,
  planExecutionPercent: printed(day.planned === null ? null : quotient(day.revenue, day.planned, 100n)),
  ratioCostWriteoff: printed(quotient(day.writtenOff, day.revenue, 100n)),
  revenue: nineDigits(day.revenue),
})

/** Accounts by their ids or codes; null where none are said. */
function accountsOf({ catalog }: Caller, said: readonly string[] | undefined): Uuid[] | null {
  const keys = (said ?? []).filter((key) => key !== '')
  if (keys.length === 0) return null
  return keys.map((key) => {
    const found = catalog
      .all('account')
      .find(({ id, isDeleted, body }) =>
        isUuid(key) ? id === key.toLowerCase() : !isDeleted && body.code === key,
      )
    if (!found) throw notFound('Account', key.slice(0, 80))
    return found.id
  })
}

type CourierTargets = {
  targetCommonTime: number
  targetOnTheWayTime: number
  targetDoubledOrders: number
  targetTripledOrders: number
  targetTotalOrders: number
}

const together = (spells: readonly Spell[]): Spell => ({
  count: spells.reduce((sum, { count }) => sum + count, 0),
  sum: spells.reduce((total, { sum }) => total + sum, 0),
  max: spells.reduce((most, { max }) => Math.max(most, max), 0),
})

/** Counts are those of a working day: on average, and on the best one. Times are minutes of an order. */
function courierMetrics(days: readonly CourierDay[], targets: CourierTargets): CourierMetric[] {
  const [way, total] = [together(days.map((day) => day.way)), together(days.map((day) => day.total))]
  const perDay = (of: (day: CourierDay) => number): bigint =>
    quotient(
      days.reduce((sum, day) => sum + BigInt(of(day)), 0n),
      BigInt(days.length),
    ) ?? 0n
  const most = (of: (day: CourierDay) => number): bigint => whole(Math.max(0, ...days.map(of)))
  const [orders, doubled, tripled] = [
    (day: CourierDay) => day.orders,
    (day: CourierDay) => day.doubled,
    (day: CourierDay) => day.tripled,
  ]
  return [
    {
      doubledOrders: printed(perDay(doubled)),
      metricType: 'AVERAGE',
      onTheWayTime: printed(averageMinutes(way)),
      orderCount: printed(perDay(orders)),
      totalTime: printed(averageMinutes(total)),
      tripledOrders: printed(perDay(tripled)),
    },
    {
      doubledOrders: printed(ofTarget(perDay(doubled), targets.targetDoubledOrders)),
      metricType: 'TARGET',
      onTheWayTime: printed(ofTarget(averageMinutes(way), targets.targetOnTheWayTime)),
      orderCount: printed(ofTarget(perDay(orders), targets.targetTotalOrders)),
      totalTime: printed(ofTarget(averageMinutes(total), targets.targetCommonTime)),
      tripledOrders: printed(ofTarget(perDay(tripled), targets.targetTripledOrders)),
    },
    {
      doubledOrders: printed(most(doubled)),
      metricType: 'MAXIMUM',
      onTheWayTime: printed(mostMinutes(way)),
      orderCount: printed(most(orders)),
      totalTime: printed(mostMinutes(total)),
      tripledOrders: printed(most(tripled)),
    },
  ]
}

function cycleRow(
  metricType: DeliveryOrderCycle['metricType'],
  of: (stage: DeliveryStage) => bigint | null,
): DeliveryOrderCycle {
  return {
    cuttingTime: printed(of('cutting')),
    inRestaurantTime: printed(of('inRestaurant')),
    onShelfTime: printed(of('onShelf')),
    onTheWayTime: printed(of('onTheWay')),
    pizzaTime: printed(of('pizza')),
    totalTime: printed(of('total')),
    metricType,
  }
}

const ordersPerGuest = (day: GuestDay, metric: DeliveryLoyalty['metricType']): bigint => {
  if (metric === 'MINIMUM') return whole(day.leastOfGuest)
  if (metric === 'MAXIMUM') return whole(day.mostOfGuest)
  return quotient(BigInt(day.guestOrders), BigInt(day.guests)) ?? 0n
}

/** Of 2031-03-04 09:30:00 as `04.03.2031 09:30`. */
const russianMoment = (at: string): string => `${russianDayOf(at.slice(0, 10))} ${at.slice(11, 16)}`

/** Reports on deliveries of the first version, of the facts that OLAP is made of (server-api §19.3). */
export const deliveryReportHandlers: Handlers = {
  'GET /reports/delivery/consolidated': async (call) => {
    const asked = {
      ...askedOf(call),
      writeoffAccounts: accountsOf(call.caller, call.query.writeoffAccounts),
    }
    return { rows: (await consolidateDeliveries(call.app, asked)).map(consolidatedOnWire) }
  },

  'GET /reports/delivery/couriers': async (call) => {
    const { app, caller, query } = call
    const days = await app.storage.now.oldReports.courierDays(askedOf(call))
    const rows = [...new Set(days.map(({ courierId }) => courierId))].map(
      (id): DeliveryCouriers => ({
        courier: caller.catalog.find('employee', id)?.body.name ?? id,
        metrics: courierMetrics(
          days.filter(({ courierId }) => courierId === id),
          query,
        ),
      }),
    )
    return { rows: rows.sort((a, b) => a.courier.localeCompare(b.courier)) }
  },

  'GET /reports/delivery/orderCycle': async (call) => {
    const { query } = call
    const cycle = await call.app.storage.now.oldReports.deliveryCycle(askedOf(call))
    if (cycle.total.count === 0) return { rows: [] }
    const targets: Record<DeliveryStage, number> = {
      pizza: query.targetPizzaTime,
      cutting: query.targetCuttingTime,
      onShelf: query.targetOnShelfTime,
      inRestaurant: query.targetInRestaurantTime,
      onTheWay: query.targetOnTheWayTime,
      total: query.targetTotalTime,
    }
    return {
      rows: [
        cycleRow('AVERAGE', (stage) => averageMinutes(cycle[stage])),
        cycleRow('TARGET', (stage) => ofTarget(averageMinutes(cycle[stage]), targets[stage])),
        cycleRow('MAXIMUM', (stage) => mostMinutes(cycle[stage])),
      ],
    }
  },

  'GET /reports/delivery/halfHourDetailed': async (call) => {
    const found = await call.app.storage.now.oldReports.halfHours(askedOf(call))
    const rows = new Map<string, DeliveryHalfHour>()
    for (const { at, isByCourier, orders, amount, revenue } of found) {
      const row = rows.get(at) ?? { halfHourDate: russianMoment(at), metrics: [] }
      const metric: HalfHourMetric = {
        avgDishAmountPerReceipt: orZero(quotient(amount * thousandth, whole(orders))),
        avgReceipt: orZero(quotient(revenue * factUnit, whole(orders))),
        deliveryType: isByCourier ? 'COURIER' : 'PICKUP',
        dishAmount: nineDigits(amount * thousandth),
        orderCount: orders,
      }
      rows.set(at, { ...row, metrics: [...row.metrics, metric] })
    }
    return { rows: [...rows.values()] }
  },

  'GET /reports/delivery/regions': async (call) => {
    const zones = await call.app.storage.now.oldReports.deliveryZones(askedOf(call))
    return {
      rows: zones.map(({ zone, orders, taken, delivered, maxOfDay, total }) => ({
        averageDeliveryTime: printed(averageMinutes(total)),
        deliveredOrdersPercent: orZero(quotient(BigInt(delivered), BigInt(taken), 100n)),
        maxOrderCountDay: maxOfDay,
        orderCount: orders,
        region: zone ?? '',
      })),
    }
  },

  'GET /reports/delivery/loyalty': async (call) => {
    const metricType = call.query.metricType ?? 'AVERAGE'
    const days = await call.app.storage.now.oldReports.guestDays(askedOf(call))
    return {
      rows: days.map((day) => ({
        date: russianDayOf(day.day),
        metricType,
        newGuestCount: day.newGuests,
        orderCountPerGuest: nineDigits(ordersPerGuest(day, metricType)),
        regions: day.zones.map(({ zone, orders }) => ({ orderCount: orders, region: zone ?? undefined })),
        totalOrderCount: day.orders,
      })),
    }
  },
}
