import type { DaysAsked, DeliveryStage, HalfHour, OldReports, Spell } from '../../app/ports.ts'
import type { Sql } from '../sql.ts'

/** Deliveries of the restaurants and accounting days that are asked for, without what came back of them (ADR 25); `$1`–`$4` of each statement. */
const deliveries = `report_order o where o.tenant_id = $1 and o.organization_id = any($2::uuid[])
  and o.day between $3::date and $4::date and o.kind = 'delivery' and o.return_of_id is null`
const closed = `${deliveries} and not o.is_deleted`

const valuesOf = ({ tenantId, restaurants, from, to }: DaysAsked): unknown[] => [
  tenantId,
  restaurants.map(({ id }) => id),
  from,
  to,
]

/** Whole seconds between two moments; null when one of them is not known. */
const seconds = (from: string, to: string): string => `floor(extract(epoch from ${to} - ${from}))::bigint`
const spellColumns = (name: string, sql: string): string =>
  `count(${sql}) as ${name}_count, coalesce(sum(${sql}), 0) as ${name}_sum, coalesce(max(${sql}), 0) as ${name}_max`

type SpellRow<Name extends string> = Record<`${Name}_${'count' | 'sum' | 'max'}`, bigint | string>
const spellOf = <Name extends string>(row: SpellRow<Name>, name: Name): Spell => ({
  count: Number(row[`${name}_count`]),
  sum: Number(row[`${name}_sum`]),
  max: Number(row[`${name}_max`]),
})

const way = seconds('o.sent_at', 'o.delivered_at')
const whole = seconds('o.opened_at', 'o.delivered_at')

export const courierDays =
  (sql: Sql): OldReports['courierDays'] =>
  async (asked) => {
    type Row = { courier_id: string; day: string; orders: bigint; doubled: bigint; tripled: bigint }
    const rows = await sql.rows<Row & SpellRow<'way' | 'total'>>(
      'oldReports.courierDays',
      `with way as (
         select courier_id, day, count(*) as orders from ${closed} and o.courier_id is not null and o.sent_at is not null
         group by courier_id, day, date_trunc('minute', o.sent_at)),
       ways as (
         select courier_id, day, count(*) filter (where orders = 2) as doubled, count(*) filter (where orders > 2) as tripled
         from way group by courier_id, day)
       select d.*, coalesce(ways.doubled, 0) as doubled, coalesce(ways.tripled, 0) as tripled from (
         select o.courier_id, o.day, count(*) as orders, ${spellColumns('way', way)}, ${spellColumns('total', whole)}
         from ${closed} and o.courier_id is not null group by o.courier_id, o.day) d
       left join ways on ways.courier_id = d.courier_id and ways.day = d.day
       order by d.courier_id, d.day`,
      valuesOf(asked),
    )
    return rows.map((row) => ({
      courierId: row.courier_id,
      day: row.day,
      orders: Number(row.orders),
      way: spellOf(row, 'way'),
      total: spellOf(row, 'total'),
      doubled: Number(row.doubled),
      tripled: Number(row.tripled),
    }))
  }

const stages: Record<DeliveryStage, string> = {
  pizza: seconds('o.printed_at', 'o.cooked_at'),
  cutting: seconds('o.cooked_at', 'o.packed_at'),
  onShelf: seconds('o.packed_at', 'o.sent_at'),
  inRestaurant: seconds('o.opened_at', 'o.sent_at'),
  onTheWay: way,
  total: whole,
}
const stageNames = Object.keys(stages) as DeliveryStage[]

export const deliveryCycle =
  (sql: Sql): OldReports['deliveryCycle'] =>
  async (asked) => {
    const columns = stageNames.map((name) => spellColumns(name.toLowerCase(), stages[name])).join(', ')
    const [row] = await sql.rows<SpellRow<string>>(
      'oldReports.deliveryCycle',
      `select ${columns} from ${closed}`,
      valuesOf(asked),
    )
    const none: Spell = { count: 0, sum: 0, max: 0 }
    const spells = stageNames.map((name) => [name, row ? spellOf(row, name.toLowerCase()) : none])
    return Object.fromEntries(spells) as Record<DeliveryStage, Spell>
  }

export const halfHours =
  (sql: Sql): OldReports['halfHours'] =>
  async (asked) => {
    type Row = { at: string; is_by_courier: boolean; orders: bigint; amount: string; revenue: string }
    const rows = await sql.rows<Row>(
      'oldReports.halfHours',
      `select date_bin('30 minutes', o.opened_at, timestamp '2000-01-01')::text as at,
         o.service_type = 'DeliveryByCourier' as is_by_courier, count(*) as orders,
         coalesce(sum(s.amount), 0) as amount, coalesce(sum(s.revenue), 0) as revenue
       from (select * from ${closed}) o
       left join (
         select f.organization_id, f.order_id, sum(f.amount) as amount, sum(f.result) as revenue from report_sale f
         where f.tenant_id = $1 and f.organization_id = any($2::uuid[]) and f.day between $3::date and $4::date
           and f.deletion = 'NOT_DELETED'
         group by f.organization_id, f.order_id) s on s.organization_id = o.organization_id and s.order_id = o.id
       group by at, is_by_courier order by at, is_by_courier desc`,
      valuesOf(asked),
    )
    return rows.map(
      ({ at, is_by_courier, orders, amount, revenue }): HalfHour => ({
        at,
        isByCourier: is_by_courier,
        orders: Number(orders),
        amount: BigInt(amount),
        revenue: BigInt(revenue),
      }),
    )
  }

export const deliveryZones =
  (sql: Sql): OldReports['deliveryZones'] =>
  async (asked) => {
    type Row = { zone: string | null; orders: string; taken: string; delivered: string; most: bigint }
    const rows = await sql.rows<Row & SpellRow<'total'>>(
      'oldReports.deliveryZones',
      `select zone, sum(orders) as orders, sum(taken) as taken, sum(delivered) as delivered, max(orders) as most,
         sum(total_count) as total_count, sum(total_sum) as total_sum, max(total_max) as total_max
       from (
         select o.delivery_zone as zone, o.day, count(*) filter (where not o.is_deleted) as orders, count(*) as taken,
           count(*) filter (where not o.is_deleted and o.delivered_at is not null) as delivered,
           ${spellColumns('total', `case when not o.is_deleted then ${whole} end`)}
         from ${deliveries} group by o.delivery_zone, o.day) days
       group by zone order by zone nulls last`,
      valuesOf(asked),
    )
    return rows.map((row) => ({
      zone: row.zone,
      orders: Number(row.orders),
      taken: Number(row.taken),
      delivered: Number(row.delivered),
      maxOfDay: Number(row.most),
      total: spellOf(row, 'total'),
    }))
  }

export const guestDays =
  (sql: Sql): OldReports['guestDays'] =>
  async (asked) => {
    type Row = {
      day: string
      orders: bigint
      guests: bigint
      guest_orders: string | null
      least: bigint | null
      most: bigint | null
      new_guests: bigint
      zones: { zone: string | null; orders: number }[]
    }
    const rows = await sql.rows<Row>(
      'oldReports.guestDays',
      `with own as (select o.day, o.guest_id, o.delivery_zone as zone from ${closed}),
       first as (
         select o.guest_id, min(o.day) as day from report_order o
         where o.tenant_id = $1 and o.organization_id = any($2::uuid[]) and o.kind = 'delivery' and not o.is_deleted
           and o.guest_id in (select guest_id from own)
         group by o.guest_id),
       guest as (select day, guest_id, count(*) as orders from own where guest_id is not null group by day, guest_id),
       guests as (
         select g.day, count(*) as guests, sum(g.orders) as guest_orders, min(g.orders) as least, max(g.orders) as most,
           count(*) filter (where first.day = g.day) as new_guests
         from guest g join first on first.guest_id = g.guest_id group by g.day),
       zone as (select day, zone, count(*) as orders from own group by day, zone),
       zones as (
         select day, sum(orders) as orders,
           json_agg(json_build_object('zone', zone, 'orders', orders) order by zone) as zones from zone group by day)
       select z.day, z.orders, coalesce(g.guests, 0) as guests, g.guest_orders, g.least, g.most,
         coalesce(g.new_guests, 0) as new_guests, z.zones
       from zones z left join guests g on g.day = z.day order by z.day`,
      valuesOf(asked),
    )
    return rows.map((row) => ({
      day: row.day,
      orders: Number(row.orders),
      guests: Number(row.guests),
      guestOrders: Number(row.guest_orders ?? 0),
      leastOfGuest: Number(row.least ?? 0),
      mostOfGuest: Number(row.most ?? 0),
      newGuests: Number(row.new_guests),
      zones: row.zones,
    }))
  }
