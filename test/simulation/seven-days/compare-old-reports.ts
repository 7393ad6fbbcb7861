import type { DeliveryOrder } from '../../../src/domain/orders/order.ts'
import { type BackOffice, listIn } from '../../support/back-office.ts'
import type { JournalBooks } from './journal.ts'
import type { Line } from './ledger-of-journal.ts'
import { accountingDayOf, type Sold, salesOf } from './sales-of-journal.ts'
import { type Comparison, decimal, groupsOf, nine, rounded, rowsOf, total } from './tables.ts'
import { dayMs, daysMax, firstMoment, type World } from './world.ts'

type Told = Record<string, any> // any: rows of reports, looked into by name

const russian = (day: string): string => day.split('-').reverse().join('.')
const dayAt = (index: number): string => new Date(firstMoment + index * dayMs).toISOString().slice(0, 10)
const period = `dateFrom=${russian(dayAt(-1))}&dateTo=${dayAt(daysMax)}`
const russianPeriod = `dateFrom=${russian(dayAt(-1))}&dateTo=${russian(dayAt(daysMax))}`

const kopeck = 10_000_000n
const billion = 1_000_000_000n
const whole = (number: number): string => nine(BigInt(number) * billion)

/** `/reports/sales` of each restaurant by days and by dishes, and OLAP of the first version. */
export async function compareOldSales(
  check: Comparison,
  { houses }: World,
  office: BackOffice,
  sales: readonly Sold[],
): Promise<void> {
  for (const house of houses) {
    const lines = sales.filter((sale) => sale.house.id === house.id).flatMap((sale) => sale.lines)
    const ask = async (more: string): Promise<Told[]> =>
      listIn(
        (await office.get(`/reports/sales?department=${house.id}&${russianPeriod}${more}`)).xml.dayDishValue,
      )
    const { code } = house.body
    check.same(
      'sales by days',
      new Map((await ask('')).map((row) => [`${code} ${row['date']}`, row['value']])),
      rowsOf(
        lines,
        ({ sale }) => `${code} ${russian(sale.day)}`,
        (own) => [nine(total(own, ({ result }) => result) * kopeck)],
      ),
    )
    check.same(
      'sales by dishes',
      new Map(
        (await ask('&dishDetails=true')).map((row) => [
          `${code} ${row['date']} ${row['productId']}`,
          row['value'],
        ]),
      ),
      rowsOf(
        lines,
        ({ sale, productId }) => `${code} ${russian(sale.day)} ${productId}`,
        (own) => [nine(total(own, ({ result }) => result) * kopeck)],
      ),
    )
  }
  const olap = await office.get(
    `/reports/olap?report=SALES&groupRow=OpenDate.Typed&groupRow=OrderDeleted&groupRow=DeletedWithWriteoff&agr=DishDiscountSumInt&agr=UniqOrderId&from=${russian(dayAt(-1))}&to=${russian(dayAt(daysMax))}`,
  )
  const rows = (listIn(olap.xml.r) as Told[]).filter(
    (row) => row['OrderDeleted'] === 'NOT_DELETED' && row['DeletedWithWriteoff'] === 'NOT_DELETED',
  )
  check.same(
    'OLAP of the first version',
    new Map(
      rows.map((row) => [
        row['OpenDate.Typed'],
        `${Number(row['DishDiscountSumInt'])} ${row['UniqOrderId']}`,
      ]),
    ),
    rowsOf(
      sales.flatMap((sale) => sale.lines),
      ({ sale }) => sale.day,
      (own) => [
        decimal(
          total(own, ({ result }) => result),
          2,
        ),
        new Set(own.flatMap(({ sale }) => (sale.back ? [] : [sale.id]))).size,
      ],
    ),
  )
}

type Delivered = Sold & { order: DeliveryOrder }
const deliveriesOf = (sales: readonly Sold[]): Delivered[] =>
  sales.flatMap((sale) => (sale.over.kind === 'delivery' ? [{ ...sale, order: sale.over.order }] : []))
const isByCourier = ({ order }: Delivered): boolean => order.serviceType === 'DeliveryByCourier'
const revenueOf = (own: readonly Sold[]): bigint =>
  total(
    own.flatMap(({ lines }) => lines),
    ({ result }) => result,
  ) * kopeck
const dishesOf = (own: readonly Sold[]): bigint =>
  total(
    own.flatMap(({ lines }) => lines),
    ({ amount }) => amount,
  ) * 1_000_000n
const share = (dividend: bigint, divisor: bigint): string => nine(rounded(dividend * billion, divisor))

/** Whole seconds; null: one of the moments is not known. */
const secondsOf = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.floor((to - from) / 1000)
const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)
const averageMinutes = (values: readonly number[]): string =>
  values.length === 0
    ? ''
    : share(BigInt(values.reduce((sum, value) => sum + value, 0)), BigInt(values.length * 60))
const mostMinutes = (values: readonly number[]): string =>
  values.length === 0 ? '' : nine(rounded(BigInt(Math.max(...values)) * billion, 60n))

const wayOf = ({ order }: Delivered): number | null => secondsOf(order.whenSended, order.whenDelivered)
const totalOf = ({ order }: Delivered): number | null => secondsOf(order.whenCreated, order.whenDelivered)

type Asking = { rows(path: string): Promise<Told[]> }
const askingOf = (office: BackOffice): Asking => ({
  async rows(path) {
    const answer = await office.get(`/reports/delivery/${path}`)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`)
    return listIn(answer.xml.rows?.row)
  },
})
const cellsOf = (row: Told, ...names: string[]): string => names.map((name) => row[name] ?? '').join(' ')

export async function compareDeliveries(
  check: Comparison,
  world: World,
  office: BackOffice,
  { sales, books, lines }: { sales: readonly Sold[]; books: JournalBooks; lines: readonly Line[] },
): Promise<void> {
  const asking = askingOf(office)
  const closed = deliveriesOf(sales)
  const given = deliveriesOf(salesOf(world, books.deleted))
  await compareConsolidated(check, world, asking, closed, lines)
  await compareCouriers(check, world, asking, closed)
  await compareCycle(check, asking, closed)
  await compareHalfHours(check, asking, closed)
  await compareZones(check, asking, closed, given)
  await compareGuests(check, asking, closed)
}

async function compareConsolidated(
  check: Comparison,
  { houses }: World,
  asking: Asking,
  closed: readonly Delivered[],
  lines: readonly Line[],
): Promise<void> {
  for (const house of houses) {
    const { code } = house.body
    const spoilt = lines.filter(
      ({ type, organizationId }) => type === 'WRITEOFF' && organizationId === house.id,
    )
    const writtenOff = (day: string): bigint =>
      total(
        spoilt.filter(({ at }) => accountingDayOf(at, house) === day),
        ({ sum }) => sum,
      )
    const rows = await asking.rows(`consolidated?${period}&department=${code}`)
    const names = [
      'revenue',
      'orderCount',
      'orderCountCourier',
      'orderCountPickup',
      'dishAmount',
      'avgReceipt',
      'dishAmountPerOrder',
      'ratioCostWriteoff',
    ]
    check.same(
      'delivery/consolidated',
      new Map(rows.map((row) => [`${code} ${row['date']}`, cellsOf(row, ...names)])),
      rowsOf(
        closed.filter((one) => one.house.id === house.id),
        ({ day }) => `${code} ${russian(day)}`,
        (own) => {
          const count = BigInt(own.length)
          const couriers = own.filter(isByCourier).length
          return [
            ...[nine(revenueOf(own)), own.length, couriers, own.length - couriers, nine(dishesOf(own))],
            ...[share(revenueOf(own), count * billion), share(dishesOf(own), count * billion)],
            share(writtenOff(own[0]?.day ?? '') * 100n, revenueOf(own)),
          ]
        },
      ),
    )
  }
}

async function compareCouriers(
  check: Comparison,
  { catalog }: World,
  asking: Asking,
  closed: readonly Delivered[],
): Promise<void> {
  const rows = await asking.rows(`couriers?${period}`)
  const withCourier = closed.filter(({ order }) => order.courier !== null)
  const told = rows.flatMap((row) =>
    (listIn(row['metrics'].metric) as Told[]).map((metric): [string, string] => [
      `${row['courier']} ${metric['metricType']}`,
      cellsOf(metric, 'orderCount', 'onTheWayTime', 'totalTime', 'doubledOrders', 'tripledOrders'),
    ]),
  )
  const expected = [...groupsOf(withCourier, ({ order }) => order.courier?.id ?? '')].flatMap(([id, own]) => {
    const name = catalog.find('employee', id)?.body.name ?? id
    const days = [...groupsOf(own, ({ day }) => day).values()]
    const trips = days.map((of) => [
      ...groupsOf(
        of.filter(({ order }) => order.whenSended !== null),
        ({ order, house }) => `${house.body.timeZone} ${Math.floor((order.whenSended ?? 0) / 60_000)}`,
      ).values(),
    ])
    const [doubled, tripled] = [
      trips.map((of) => of.filter((trip) => trip.length === 2).length),
      trips.map((of) => of.filter((trip) => trip.length > 2).length),
    ]
    const perDay = (counts: readonly number[]): string =>
      share(BigInt(counts.reduce((sum, one) => sum + one, 0)), BigInt(days.length))
    const [ways, wholes] = [known(own.map(wayOf)), known(own.map(totalOf))]
    const orders = days.map((of) => of.length)
    return [
      [
        `${name} AVERAGE`,
        [perDay(orders), averageMinutes(ways), averageMinutes(wholes), perDay(doubled), perDay(tripled)].join(
          ' ',
        ),
      ],
      [
        `${name} MAXIMUM`,
        [
          whole(Math.max(...orders)),
          mostMinutes(ways),
          mostMinutes(wholes),
          whole(Math.max(...doubled)),
          whole(Math.max(...tripled)),
        ].join(' '),
      ],
    ] as [string, string][]
  })
  check.same('delivery/couriers', new Map(told.filter(([key]) => !key.endsWith('TARGET'))), new Map(expected))
}

async function compareCycle(check: Comparison, asking: Asking, closed: readonly Delivered[]): Promise<void> {
  const names = ['pizzaTime', 'cuttingTime', 'onShelfTime', 'inRestaurantTime', 'onTheWayTime', 'totalTime']
  const stages = [
    ({ order }: Delivered) => secondsOf(order.whenPrinted, order.whenCookingCompleted),
    ({ order }: Delivered) => secondsOf(order.whenCookingCompleted, order.whenPacked),
    ({ order }: Delivered) => secondsOf(order.whenPacked, order.whenSended),
    ({ order }: Delivered) => secondsOf(order.whenCreated, order.whenSended),
    wayOf,
    totalOf,
  ].map((of) => known(closed.map(of)))
  const rows = (await asking.rows(`orderCycle?${period}`)).filter((row) => row['metricType'] !== 'TARGET')
  check.same(
    'delivery/orderCycle',
    new Map(rows.map((row) => [row['metricType'], cellsOf(row, ...names)])),
    new Map([
      ['AVERAGE', stages.map(averageMinutes).join(' ')],
      ['MAXIMUM', stages.map(mostMinutes).join(' ')],
    ]),
  )
}

async function compareHalfHours(
  check: Comparison,
  asking: Asking,
  closed: readonly Delivered[],
): Promise<void> {
  const halfOf = ({ openedAt }: Sold): string =>
    `${russian(openedAt.slice(0, 10))} ${openedAt.slice(11, 14)}${openedAt.slice(14, 16) < '30' ? '00' : '30'}`
  const rows = await asking.rows(`halfHourDetailed?${period}`)
  check.same(
    'delivery/halfHourDetailed',
    new Map(
      rows.flatMap((row) =>
        (listIn(row['metrics'].metric) as Told[]).map((metric): [string, string] => [
          `${row['halfHourDate']} ${metric['deliveryType']}`,
          cellsOf(metric, 'orderCount', 'dishAmount', 'avgReceipt', 'avgDishAmountPerReceipt'),
        ]),
      ),
    ),
    rowsOf(
      closed,
      (one) => `${halfOf(one)} ${isByCourier(one) ? 'COURIER' : 'PICKUP'}`,
      (own) => {
        const count = BigInt(own.length) * billion
        return [own.length, nine(dishesOf(own)), share(revenueOf(own), count), share(dishesOf(own), count)]
      },
    ),
  )
}

async function compareZones(
  check: Comparison,
  asking: Asking,
  closed: readonly Delivered[],
  given: readonly Delivered[],
): Promise<void> {
  const zoneOf = ({ order }: Delivered): string => order.deliveryZone ?? ''
  const rows = await asking.rows(`regions?${period}`)
  const cells = (all: readonly Delivered[]): unknown[] => {
    const own = all.filter((one) => closed.includes(one))
    const delivered = own.filter(({ order }) => order.whenDelivered !== null).length
    const days = [...groupsOf(own, ({ day }) => day).values()].map((of) => of.length)
    return [
      ...[own.length, Math.max(0, ...days), averageMinutes(known(own.map(totalOf)))],
      share(BigInt(delivered) * 100n, BigInt(all.length)),
    ]
  }
  check.same(
    'delivery/regions',
    new Map(
      rows.map((row) => [
        row['region'],
        cellsOf(row, 'orderCount', 'maxOrderCountDay', 'averageDeliveryTime', 'deliveredOrdersPercent'),
      ]),
    ),
    rowsOf([...closed, ...given], zoneOf, cells),
  )
}

async function compareGuests(check: Comparison, asking: Asking, closed: readonly Delivered[]): Promise<void> {
  const firstDays = new Map<string, string>()
  for (const { guestId, day } of closed)
    if (guestId !== null && day < (firstDays.get(guestId) ?? '9999')) firstDays.set(guestId, day)
  for (const metric of ['AVERAGE', 'MINIMUM', 'MAXIMUM']) {
    const rows = await asking.rows(`loyalty?${period}&metricType=${metric}`)
    check.same(
      'delivery/loyalty',
      new Map(
        rows.map((row) => [
          `${metric} ${row['date']}`,
          cellsOf(row, 'totalOrderCount', 'newGuestCount', 'orderCountPerGuest'),
        ]),
      ),
      rowsOf(
        closed,
        ({ day }) => `${metric} ${russian(day)}`,
        (own) => {
          const guests = [
            ...groupsOf(
              own.filter(({ guestId }) => guestId !== null),
              ({ guestId }) => guestId ?? '',
            ),
          ]
          const counts = guests.map(([, orders]) => orders.length)
          const fresh = guests.filter(([id]) => firstDays.get(id) === own[0]?.day).length
          const average = share(BigInt(counts.reduce((sum, one) => sum + one, 0)), BigInt(counts.length))
          const each =
            metric === 'AVERAGE'
              ? average
              : whole(metric === 'MINIMUM' ? Math.min(...counts) : Math.max(...counts))
          return [own.length, fresh, each]
        },
      ),
    )
  }
}

/** The plan is the office's: days add up to the month, and the report has them. */
export async function comparePlans(
  check: Comparison,
  { houses, catalog }: World,
  office: BackOffice,
): Promise<void> {
  for (const house of houses) {
    const plan = catalog
      .all('incomePlan')
      .find(({ organizationId, body }) => organizationId === house.id && body.month === '2027-03')
    const rows: Told[] = listIn(
      (
        await office.get(
          `/reports/monthlyIncomePlan?department=${house.id}&dateFrom=01.03.2027&dateTo=31.03.2027`,
        )
      ).xml.budgetPlanItemDto,
    )
    const sum = total(rows, (row) => BigInt(String(row['planValue']).replace('.', '')))
    check.same(
      'monthlyIncomePlan',
      new Map([[house.body.code, nine(sum)]]),
      new Map([[house.body.code, nine((plan?.body.total ?? 0n) * kopeck)]]),
    )
  }
}
