import type { CloudOrder, CloudOrders, CreationStatus, OrderSearch } from '../../app/ports.ts'
import type { DeliveryOrder } from '../../domain/orders/order.ts'
import { orderTotals } from '../../domain/orders/totals.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import type { PersonalVault } from '../personal-data.ts'
import { fromMs, fromMsOrNull, type Sql, toMsOrNull } from '../sql.ts'

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
  state: unknown
}

const columns = `tenant_id, organization_id, id, terminal_group_id, login_id, source_key, external_number,
  creation_status, error, revision, received_at, received_from_front_at, contact_id, tracking_link, state`

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
  state: row.state === null ? null : (thawNumbers(row.state) as DeliveryOrder),
})

const rowOfOrder = (order: CloudOrder): Record<string, unknown> => ({
  tenant_id: order.tenantId,
  organization_id: order.organizationId,
  id: order.id,
  terminal_group_id: order.terminalGroupId,
  login_id: order.loginId,
  source_key: order.sourceKey,
  external_number: order.externalNumber,
  creation_status: order.creationStatus,
  error: order.error,
  revision: order.revision.toString(),
  received_at: fromMsOrNull(order.receivedAt),
  received_from_front_at: fromMsOrNull(order.receivedFromFrontAt),
  contact_id: order.contactId,
  tracking_link: order.trackingLink,
  pos_id: order.state?.posId ?? null,
  number: order.state?.number ?? null,
  status: order.state?.status ?? null,
  service_type: order.state?.serviceType ?? null,
  courier_id: order.state?.courier?.id ?? null,
  sum: order.state ? orderTotals(order.state).sum.toString() : null,
  complete_before: order.state ? fromMs(order.state.completeBefore) : null,
  state: order.state,
})

const recordColumns = `tenant_id uuid, organization_id uuid, id uuid, terminal_group_id uuid, login_id uuid,
  source_key text, external_number text, creation_status text, error jsonb, revision bigint, received_at timestamptz,
  received_from_front_at timestamptz, contact_id uuid, tracking_link text, pos_id uuid, number integer, status text,
  service_type text, courier_id uuid, sum numeric, complete_before timestamptz, state jsonb`

const written = `tenant_id, organization_id, id, terminal_group_id, login_id, source_key, external_number,
  creation_status, error, revision, received_at, received_from_front_at, contact_id, tracking_link, pos_id, number,
  status, service_type, courier_id, sum, complete_before, state`

export function cloudOrdersRepository(sql: Sql, vault: PersonalVault): CloudOrders {
  return {
    async search(search) {
      const rows = await sql.rows<CloudOrderRow>(
        'cloudOrder.search',
        searchStatement,
        searchValues(search, vault),
      )
      return rows.map(orderOfRow)
    },

    async load(tenantId, ids) {
      const rows = await sql.rows<CloudOrderRow>(
        'cloudOrder.load',
        `select ${columns} from cloud_order where tenant_id = $1 and id = any($2::uuid[]) order by id for update`,
        [tenantId, ids],
      )
      return new Map(rows.map((row) => [row.id, orderOfRow(row)]))
    },

    async save(orders) {
      if (orders.length === 0) return
      await sql.run(
        'cloudOrder.save',
        `insert into cloud_order as o (${written}, subject)
         select ${written.replaceAll(/\b(\w+)/g, 'r.$1')}, p.subject
         from jsonb_to_recordset($1::jsonb) as r(${recordColumns})
         left join personal_record p on p.tenant_id = r.tenant_id and p.id = r.contact_id
         on conflict (tenant_id, organization_id, id) do update set
           terminal_group_id = excluded.terminal_group_id, creation_status = excluded.creation_status,
           error = excluded.error, revision = excluded.revision,
           received_from_front_at = excluded.received_from_front_at, contact_id = excluded.contact_id,
           pos_id = excluded.pos_id, number = excluded.number, status = excluded.status,
           service_type = excluded.service_type, courier_id = excluded.courier_id, sum = excluded.sum,
           subject = coalesce(excluded.subject, o.subject), complete_before = excluded.complete_before,
           state = excluded.state`,
        [toStoredJson(orders.map(rowOfOrder))],
      )
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
 * One statement for every way of finding orders (cloud-api §6.1); an absent condition is null. Date borders come per
 * organization because each has its own zone.
 */
const searchStatement = `
  select ${columns.replaceAll(/\b(\w+)/g, 'o.$1')} from cloud_order o
  join unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) as w(organization_id, date_from, date_to)
    on w.organization_id = o.organization_id
  where o.tenant_id = $1
    and (w.date_from is null or o.complete_before >= w.date_from)
    and (w.date_to is null or o.complete_before <= w.date_to)
    and ($5::text[] is null or o.source_key = any($5))
    and ($6::uuid[] is null or o.terminal_group_id = any($6))
    and ($7::text[] is null or o.status = any($7))
    and ($8::uuid[] is null or o.courier_id = any($8))
    and ($9::bytea is null or o.subject = $9)
    and ($10::text is null or o.service_type = $10)
    and ($11::uuid[] is null or o.id = any($11))
    and ($12::uuid[] is null or o.pos_id = any($12))
    and ($13::bigint is null or o.revision > $13)
    and ($14::bigint is null or o.revision >= $14)
  order by o.revision, o.id
  limit $15`

function searchValues(search: OrderSearch, vault: PersonalVault): unknown[] {
  const at = (dates: ReadonlyMap<string, number> | null | undefined) =>
    search.organizationIds.map((id) => {
      const ms = dates?.get(id)
      return ms === undefined ? null : fromMs(ms)
    })
  return [
    search.tenantId,
    search.organizationIds,
    at(search.dateFrom),
    at(search.dateTo),
    search.sourceKeys ?? null,
    search.terminalGroupIds ?? null,
    search.statuses ?? null,
    search.courierIds ?? null,
    search.phone ? vault.subjectOf(search.phone) : null,
    search.serviceType ?? null,
    search.orderIds ?? null,
    search.posOrderIds ?? null,
    search.revisionAfter ?? null,
    search.changedSince === undefined || search.changedSince === null
      ? null
      : BigInt(search.changedSince) * 1000n,
    search.limit,
  ]
}
