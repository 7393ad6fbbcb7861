import type { CloudOrder, CloudOrders, CreationStatus, OrderSearch } from '../../app/ports.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import { columnOf } from '../column-list.ts'
import type { PersonalVault } from '../personal-data.ts'
import { fromMs, isoOf, isoOrNull, type Sql, toMsOrNull } from '../sql.ts'
import { keptText, orderOf, placedColumn } from './placed-state.ts'

type CloudOrderRow = {
  tenant_id: string
  organization_id: string
  id: string
  terminal_group_id: string | null
  login_id: string | null
  source_key: string | null
  external_number: string | null
  creation_status: CreationStatus
  error: RefusalNote | null
  revision: bigint
  received_at: Date | null
  received_from_front_at: Date | null
  contact_id: string | null
  tracking_link: string | null
  moved_from: NonNullable<CloudOrder['movedFrom']> | null
  state: unknown
  placed: string | null
}

const columns = `tenant_id, organization_id, id, terminal_group_id, login_id, source_key, external_number,
  creation_status, error, revision, received_at, received_from_front_at, contact_id, tracking_link, moved_from, state,
  ${placedColumn(`o.state is null and o.creation_status = 'Success'`)}`

const orderOfRow = (row: CloudOrderRow): CloudOrder => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  id: row.id,
  terminalGroupId: row.terminal_group_id,
  loginId: row.login_id,
  sourceKey: row.source_key,
  externalNumber: row.external_number,
  creationStatus: row.creation_status,
  error: row.error,
  revision: row.revision,
  receivedAt: toMsOrNull(row.received_at),
  receivedFromFrontAt: toMsOrNull(row.received_from_front_at),
  contactId: row.contact_id,
  trackingLink: row.tracking_link,
  ...(row.moved_from ? { movedFrom: row.moved_from } : {}),
  state: orderOf(row),
})

const written = `tenant_id, organization_id, id, terminal_group_id, login_id, source_key, external_number,
  creation_status, error, revision, received_at, received_from_front_at, contact_id, tracking_link, pos_id, number,
  status, service_type, courier_id, sum, complete_before, state, moved_from`

const upsert = `
  insert into cloud_order as o (${written}, subject)
  select r.*, p.subject
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
    $9::jsonb[], $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::uuid[], $14::text[], $15::uuid[],
    $16::integer[], $17::text[], $18::text[], $19::uuid[], $20::numeric[], $21::timestamptz[], $22::json[], $23::json[])
    as r(${written})
  left join personal_record p on p.tenant_id = r.tenant_id and p.id = r.contact_id
  on conflict (tenant_id, organization_id, id) do update set
    terminal_group_id = excluded.terminal_group_id, creation_status = excluded.creation_status,
    error = excluded.error, revision = excluded.revision,
    received_from_front_at = excluded.received_from_front_at, contact_id = excluded.contact_id,
    pos_id = excluded.pos_id, number = excluded.number, status = excluded.status,
    service_type = excluded.service_type, courier_id = excluded.courier_id, sum = excluded.sum,
    subject = coalesce(excluded.subject, o.subject), complete_before = excluded.complete_before,
    state = excluded.state, moved_from = excluded.moved_from`

/** Parameters of the upsert: a list for each column. */
function columnsOf(orders: readonly CloudOrder[]): unknown[] {
  const states = orders.map(({ state }) => state)
  return [
    columnOf(orders, (order) => order.tenantId),
    columnOf(orders, (order) => order.organizationId),
    columnOf(orders, (order) => order.id),
    columnOf(orders, (order) => order.terminalGroupId),
    columnOf(orders, (order) => order.loginId),
    orders.map((order) => order.sourceKey),
    orders.map((order) => order.externalNumber),
    orders.map((order) => order.creationStatus),
    orders.map((order) => (order.error ? JSON.stringify(order.error) : null)),
    columnOf(orders, (order) => order.revision),
    columnOf(orders, (order) => isoOrNull(order.receivedAt)),
    columnOf(orders, (order) => isoOrNull(order.receivedFromFrontAt)),
    columnOf(orders, (order) => order.contactId),
    orders.map((order) => order.trackingLink),
    columnOf(states, (state) => state?.posId),
    columnOf(states, (state) => state?.number),
    states.map((state) => state?.status),
    states.map((state) => state?.serviceType),
    columnOf(states, (state) => state?.courier?.id),
    columnOf(states, (state) => (state ? orderSums(state).sum : null)),
    columnOf(states, (state) => (state ? isoOf(state.completeBefore) : null)),
    states.map(keptText),
    orders.map(({ movedFrom }) => (movedFrom ? JSON.stringify(movedFrom) : null)),
  ]
}

export function cloudOrdersRepository(sql: Sql, vault: PersonalVault): CloudOrders {
  return {
    async search(search) {
      const { name, text, values } = searchStatement(search, vault)
      const rows = await sql.rows<CloudOrderRow>(name, text, values)
      return rows.map(orderOfRow)
    },

    async load(tenantId, ids) {
      const rows = await sql.rows<CloudOrderRow>(
        'cloudOrder.load',
        `select ${columns} from cloud_order o where tenant_id = $1 and id = any($2::uuid[]) order by id for update`,
        [tenantId, ids],
      )
      return new Map(rows.map((row) => [row.id, orderOfRow(row)]))
    },

    async save(orders) {
      if (orders.length === 0) return
      await sql.run('cloudOrder.save', upsert, columnsOf(orders))
    },

    async takeRevisions(count, now) {
      const [row] = await sql.rows<{ first: bigint }>(
        'cloudOrder.takeRevisions',
        `update cloud_revision set revision = greatest(revision + 1, $2::bigint) + $1::bigint - 1 where id = 1
         returning revision - $1::bigint + 1 as first`,
        [count, BigInt(now) * 1000n],
      )
      if (!row) throw new Error('the revision row is missing')
      return row.first
    },

    async lastRevision() {
      const [row] = await sql.rows<{ revision: bigint }>(
        'cloudOrder.lastRevision',
        'select revision from cloud_revision where id = 1',
      )
      return row?.revision ?? 0n
    },

    async setTrackingLink(tenantId, organizationId, id, link) {
      const changed = await sql.run(
        'cloudOrder.setTrackingLink',
        'update cloud_order set tracking_link = $4 where tenant_id = $1 and organization_id = $2 and id = $3',
        [tenantId, organizationId, id, link],
      )
      return changed > 0
    },
  }
}

/**
 * A condition of a search: its text with `$` for its own parameter, and the parameter; null leaves it out. A narrow one
 * leaves few orders of the whole storage.
 */
type Condition = { text: string; value: unknown; isNarrow?: true }

/**
 * Every way of finding orders (cloud-api §6.1). Only the conditions that were asked for stand in the statement: a plan
 * that has to work for absent ones too could use no index. Date borders come per organization, each in its own zone.
 */
function searchStatement(
  search: OrderSearch,
  vault: PersonalVault,
): { name: string; text: string; values: unknown[] } {
  const all = conditionsOf(search, vault)
  const conditions = all.filter((condition) => condition.value !== null)
  const values: unknown[] = [search.tenantId, search.organizationIds]
  const texts = conditions.map(({ text, value }) => text.replace('$', `$${values.push(value)}`))
  const dates = search.dateFrom || search.dateTo ? datesOf(search) : null
  if (dates) {
    texts.push(`exists (select from unnest($2::uuid[], $${values.push(dates.from)}::timestamptz[],
      $${values.push(dates.to)}::timestamptz[]) as w(organization_id, date_from, date_to)
      where w.organization_id = o.organization_id and o.complete_before >= w.date_from
        and o.complete_before <= w.date_to)`)
    texts.push(`o.complete_before between $${values.push(dates.first)} and $${values.push(dates.last)}`)
  }
  values.push(search.limit)
  // A digit for each condition: PostgreSQL keeps 63 characters of a name, and their names can be longer together.
  const digits = all.map(({ value }) => (value === null ? '0' : '1')).join('')
  const name = `cloudOrder.search ${digits}${dates ? ' dates' : ''}`
  const found = `select ${columns} from cloud_order o
    where o.tenant_id = $1 and o.organization_id = any($2::uuid[])${texts.map((one) => ` and ${one}`).join('')}`
  // Who names few orders must not be answered by a walk along all revisions, which saves a sort of these few.
  const isNarrow = conditions.some((condition) => condition.isNarrow)
  const from = isNarrow ? `with o as materialized (${found}) select * from o` : found
  return { name, text: `${from} order by o.revision, o.id limit $${values.length}`, values }
}

function conditionsOf(search: OrderSearch, vault: PersonalVault): Condition[] {
  const since = search.changedSince ?? null
  return [
    { text: 'o.id = any($::uuid[])', value: search.orderIds ?? null, isNarrow: true },
    { text: 'o.pos_id = any($::uuid[])', value: search.posOrderIds ?? null, isNarrow: true },
    {
      text: 'o.subject = $::bytea',
      value: search.phone ? vault.subjectOf(search.phone) : null,
      isNarrow: true,
    },
    { text: 'o.revision > $::bigint', value: search.revisionAfter ?? null },
    { text: 'o.revision >= $::bigint', value: since === null ? null : BigInt(since) * 1000n },
    { text: 'o.source_key = any($::text[])', value: search.sourceKeys ?? null },
    { text: 'o.terminal_group_id = any($::uuid[])', value: search.terminalGroupIds ?? null },
    { text: 'o.status = any($::text[])', value: search.statuses ?? null },
    { text: 'o.creation_status = any($::text[])', value: search.creationStatuses ?? null },
    { text: 'o.courier_id = any($::uuid[])', value: search.courierIds ?? null },
    { text: 'o.service_type = $::text', value: search.serviceType ?? null },
  ]
}

const earliest = Date.UTC(2000, 0, 1)
const latest = Date.UTC(2200, 0, 1)

function datesOf({ organizationIds, dateFrom, dateTo }: OrderSearch): {
  from: Date[]
  to: Date[]
  first: Date
  last: Date
} {
  const from = organizationIds.map((id) => dateFrom?.get(id) ?? earliest)
  const to = organizationIds.map((id) => dateTo?.get(id) ?? latest)
  return {
    from: from.map(fromMs),
    to: to.map(fromMs),
    first: fromMs(Math.min(...from)),
    last: fromMs(Math.max(...to)),
  }
}
