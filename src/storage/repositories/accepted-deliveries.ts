import type { AcceptedDelivery } from '../../app/ports.ts'
import { columnOf } from '../column-list.ts'
import { joinPayloads, payloadSeparator } from '../joined-payloads.ts'
import type { PersonalVault } from '../personal-data.ts'
import type { RecentEntries } from '../recent-entries.ts'
import { isoOf, isoOrNull, type Sql } from '../sql.ts'

/**
 * The hot statement: for each delivery a claim of the order's id and, only if it was free, the command, the order's first
 * picture, the sealed contact and the journal entry. One round trip and one sync for all that arrived together.
 */
const acceptAll = `
  with given as materialized (
    select * from rows from (unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bytea[], $7::timestamptz[], $8::uuid[],
        $9::bytea[], $10::bytea[], $11::bytea[], $12::uuid[], $13::uuid[], $14::text[], $15::text[], $16::jsonb[],
        $17::timestamptz[], $18::timestamptz[], $19::uuid[], $20::text[], $21::text[], $22::bigint[], $23::uuid[],
        $24::text[], $25::text[], $26::bytea[]), string_to_table($2::text, '${payloadSeparator}'))
      as g(order_id, tenant_id, organization_id, request_digest, accepted_at, contact_id, subject, sealed, key,
        command_id, terminal_group_id, command_kind, state, error, deadline, finished_at, login_id, source_key,
        external_number, revision, entry_id, actor, entry_kind, entry_digest, payload)),
  claim as (
    insert into client_id_claim (kind, id, tenant_id, organization_id, digest, at)
    select 'order', order_id, tenant_id, organization_id, request_digest, accepted_at from given
    -- Two groups that name the same orders wait for each other in one direction only.
    order by order_id
    on conflict do nothing returning id),
  accepted as materialized (select g.* from given g join claim on claim.id = g.order_id),
  record as (
    insert into personal_record (tenant_id, id, subject, sealed)
    select tenant_id, contact_id, subject, sealed from accepted),
  record_key as (
    insert into personal_key (tenant_id, record_id, subject, key)
    select tenant_id, contact_id, subject, key from accepted),
  asked as (
    insert into command (tenant_id, organization_id, id, terminal_group_id, kind, order_id, state, error, accepted_at,
      deadline, finished_at)
    select tenant_id, organization_id, command_id, terminal_group_id, command_kind, order_id, state, error,
      accepted_at, deadline, finished_at from accepted),
  picture as (
    insert into cloud_order (tenant_id, organization_id, id, terminal_group_id, login_id, source_key, external_number,
      creation_status, error, revision, received_at, subject, contact_id)
    select tenant_id, organization_id, order_id, terminal_group_id, login_id, source_key, external_number, state, error,
      revision, accepted_at, subject, contact_id from accepted),
  entry as (
    insert into journal (tenant_id, origin, seq, organization_id, terminal_group_id, entry_id, at, actor, kind, entity,
      entity_id, correlation_id, completes, payload, digest)
    select tenant_id, $1::uuid, nextval('journal_seq'), organization_id, terminal_group_id, entry_id, accepted_at, actor,
      entry_kind, 'delivery', order_id, command_id, false, payload, entry_digest from accepted
    returning tenant_id, seq),
  pending as (
    insert into journal_pending (tenant_id, origin, seq) select tenant_id, $1::uuid, seq from entry)
  select order_id from accepted`

/** Parameters of the hot statement, in its order; and the digests of the entries among them. */
function valuesOf(
  all: readonly AcceptedDelivery[],
  nodeId: string,
  vault: PersonalVault,
): { values: unknown[]; digests: Buffer[] } {
  const { bytes, digests } = joinPayloads(all.map(({ entry }) => entry))
  const sealed = all.map(({ contact }) => vault.seal(contact.contact))
  const values = [
    nodeId,
    bytes,
    columnOf(all, ({ order }) => order.id),
    columnOf(all, ({ command }) => command.tenantId),
    columnOf(all, ({ command }) => command.organizationId),
    all.map(({ digest }) => digest),
    columnOf(all, ({ command }) => isoOf(command.acceptedAt)),
    columnOf(all, ({ contact }) => contact.id),
    sealed.map(({ subject }) => subject),
    sealed.map((record) => record.sealed),
    sealed.map(({ key }) => key),
    columnOf(all, ({ command }) => command.id),
    columnOf(all, ({ command }) => command.terminalGroupId),
    all.map(({ command }) => command.kind),
    all.map(({ command }) => command.state),
    all.map(({ command }) => (command.error ? JSON.stringify(command.error) : null)),
    columnOf(all, ({ command }) => isoOf(command.deadline)),
    columnOf(all, ({ command }) => isoOrNull(command.finishedAt)),
    columnOf(all, ({ order }) => order.loginId),
    all.map(({ order }) => order.sourceKey),
    all.map(({ order }) => order.externalNumber),
    columnOf(all, ({ order }) => order.revision),
    columnOf(all, ({ entry }) => entry.entryId),
    all.map(({ entry }) => entry.actor),
    all.map(({ entry }) => entry.kind),
    digests,
  ]
  return { values, digests }
}

/**
 * Writes deliveries that name different orders; answers for each whether its id was free. Their entries are remembered in
 * `recent` before they are visible, so that the sequencer finds them there.
 */
export async function acceptDeliveries(
  sql: Sql,
  all: readonly AcceptedDelivery[],
  { nodeId, vault, recent }: { nodeId: string; vault: PersonalVault; recent?: RecentEntries },
): Promise<boolean[]> {
  const { values, digests } = valuesOf(all, nodeId, vault)
  const entries = all.map(({ entry }) => entry)
  recent?.keep(entries, digests)
  let accepted: ReadonlySet<string> = new Set()
  try {
    const rows = await sql.rows<{ order_id: string }>('command.acceptDeliveries', acceptAll, values)
    accepted = new Set(rows.map((row) => row.order_id))
  } finally {
    if (accepted.size < all.length) recent?.drop(entries.filter(({ entityId }) => !accepted.has(entityId)))
  }
  return all.map(({ order }) => accepted.has(order.id))
}
