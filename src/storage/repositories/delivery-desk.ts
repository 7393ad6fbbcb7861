import type { DecidedDelivery, DeliveryDesk, GuestRecord, NewEntry } from '../../app/ports.ts'
import { orderSums } from '../../domain/orders/totals.ts'
import type { CashShift, PersonalShift } from '../../domain/shifts/shifts.ts'
import type { StopListItem } from '../../domain/stop-list/stop-list.ts'
import { thawNumbers } from '../../kernel/canonical.ts'
import { columnOf } from '../column-list.ts'
import { joinPayloads, payloadSeparator } from '../joined-payloads.ts'
import { type PersonalVault, phoneDigits } from '../personal-data.ts'
import type { RecentEntries } from '../recent-entries.ts'
import { crowdMin } from '../rush.ts'
import { fromMs, isoOf, isoOrNull, type Sql } from '../sql.ts'
import { isOpen } from './till-orders.ts'

/** Claims come in the order of ids, so that two groups that name the same orders wait for each other in one direction only. */
const open = `
  with waiting as materialized (
    select exists (select from command where state = 'InProgress' and tenant_id = $1 and terminal_group_id = $3
      and kind = any($8::text[])) as is_there),
  claim as (
    insert into client_id_claim (kind, id, tenant_id, organization_id, digest, at)
    select 'order', g.id, $1, $2, g.digest, g.at
    from unnest($5::uuid[], $6::bytea[], $7::timestamptz[]) as g(id, digest, at), waiting
    where not waiting.is_there order by g.id
    on conflict do nothing returning id),
  counter as (
    insert into till_counter as c (tenant_id, organization_id, terminal_group_id, name, value)
    select $1, $2, $3, $4, count(*) from claim
    on conflict (tenant_id, organization_id, terminal_group_id, name) do update set value = c.value + excluded.value
    returning value)
  select waiting.is_there, counter.value as last, array(select id from claim) as free from waiting, counter`

/** A statement of its own: its snapshot is taken after the till was locked. */
const books = `
  select
    (select items from till_stop_list where tenant_id = $1 and terminal_group_id = $3
     order by organization_id limit 1) as stop_list,
    (select state from cash_shift where tenant_id = $1 and terminal_group_id = $3 and is_open
     order by organization_id limit 1) as cash_shift,
    (select coalesce(jsonb_agg(state order by state -> 'openedAt', id), '[]') from personal_shift
     where tenant_id = $1 and organization_id = $2 and is_open) as personal_shifts,
    (select coalesce(json_agg(json_build_object('subject', encode(subject, 'hex'), 'id', id, 'contactId', contact_id,
       'isBlacklisted', is_blacklisted, 'blacklistReason', blacklist_reason)), '[]') from guest
     where tenant_id = $1 and subject = any($4::bytea[])) as guests,
    array(select id from till_order where tenant_id = $1 and organization_id = $2 and id = any($5::uuid[])) as known,
    exists (select from webhook_subscription where tenant_id = $1 and organization_id = $2 and uri is not null)
      as has_subscribers`

type BooksRow = {
  stop_list: unknown
  cash_shift: unknown
  personal_shifts: unknown
  guests: (GuestRecord & { subject: string })[]
  known: string[]
  has_subscribers: boolean
}

/** The hot statement: all that a group of deliveries leaves at the cloud, at the till and in the journal. */
const save = `
  with given as materialized (
    select * from unnest($8::uuid[], $9::uuid[], $10::bytea[], $11::bytea[], $12::bytea[], $13::uuid[], $14::text[],
        $15::jsonb[], $16::timestamptz[], $17::timestamptz[], $18::uuid[], $19::text[], $20::text[],
        $21::timestamptz[], $22::uuid[], $23::integer[], $24::text[], $25::text[], $26::numeric[], $27::timestamptz[],
        $28::timestamptz[], $29::boolean[]) with ordinality
      as g(order_id, contact_id, subject, sealed, key, command_id, state, error, accepted_at, deadline, login_id,
        source_key, external_number, received_from_front_at, pos_id, number, status, service_type, sum,
        complete_before, created_at, is_open, place)),
  revision as (
    update cloud_revision set revision = greatest(revision + 1, $5::bigint) + $6::bigint - 1 where id = 1
    returning revision - $6::bigint + 1 as first),
  record as (
    insert into personal_record (tenant_id, id, subject, sealed) select $1, contact_id, subject, sealed from given),
  record_key as (
    insert into personal_key (tenant_id, record_id, subject, key) select $1, contact_id, subject, key from given),
  asked as (
    insert into command (tenant_id, organization_id, id, terminal_group_id, kind, order_id, state, error, accepted_at,
      deadline, finished_at)
    select $1, $2, command_id, $3, 'delivery.place', order_id, state, error, accepted_at, deadline, $7 from given),
  picture as (
    insert into cloud_order (tenant_id, organization_id, id, terminal_group_id, login_id, source_key, external_number,
      creation_status, error, revision, received_at, received_from_front_at, subject, contact_id, pos_id, number, status,
      service_type, sum, complete_before)
    select $1, $2, order_id, $3, login_id, source_key, external_number, state, error, first + place - 1, accepted_at,
      received_from_front_at, subject, contact_id, pos_id, number, status, service_type, sum, complete_before
    from given, revision),
  placed as (
    insert into till_order (tenant_id, organization_id, id, terminal_group_id, number, status, is_open, complete_before,
      created_at, version)
    select $1, $2, order_id, $3, number, status, is_open, complete_before, created_at, 1 from given
    where number is not null),
  entry as (
    insert into journal (tenant_id, origin, seq, organization_id, terminal_group_id, entry_id, at, actor, kind, entity,
      entity_id, correlation_id, completes, payload, digest)
    select $1, $4, nextval('journal_seq'), $2, $3, e.entry_id, e.at, e.actor, e.kind, e.entity, e.entity_id,
      e.correlation_id, e.completes, e.payload, e.digest
    from rows from (unnest($30::uuid[], $31::timestamptz[], $32::text[], $33::text[], $34::text[], $35::uuid[],
        $36::uuid[], $37::boolean[], $38::bytea[]), string_to_table($39::text, '${payloadSeparator}'))
      as e(entry_id, at, actor, kind, entity, entity_id, correlation_id, completes, digest, payload)
    returning seq),
  pending as (
    insert into journal_pending (tenant_id, origin, seq, seqs, is_done)
    select $1, $4, min(seq), array_agg(seq), true from entry)
  select first from revision`

/** Parameters of what is said of each delivery, in the order of the statement. */
function deliveryColumns(deliveries: readonly DecidedDelivery[], vault: PersonalVault): unknown[] {
  const contacts = deliveries.map(({ accepted }) => accepted.contact)
  const sealed = contacts.map(({ contact }) => vault.seal(contact))
  const commands = deliveries.map(({ accepted }) => accepted.command)
  const pictures = deliveries.map(({ picture }) => picture)
  const orders = deliveries.map(({ order }) => order)
  return [
    columnOf(pictures, ({ id }) => id),
    columnOf(contacts, ({ id }) => id),
    sealed.map(({ subject }) => subject),
    sealed.map((record) => record.sealed),
    sealed.map(({ key }) => key),
    columnOf(commands, ({ id }) => id),
    columnOf(pictures, ({ creationStatus }) => creationStatus),
    pictures.map(({ error }) => (error ? JSON.stringify(error) : null)),
    columnOf(commands, ({ acceptedAt }) => isoOf(acceptedAt)),
    columnOf(commands, ({ deadline }) => isoOf(deadline)),
    columnOf(pictures, ({ loginId }) => loginId),
    pictures.map(({ sourceKey }) => sourceKey),
    pictures.map(({ externalNumber }) => externalNumber),
    columnOf(pictures, ({ receivedFromFrontAt }) => isoOrNull(receivedFromFrontAt)),
    columnOf(orders, (order) => order?.posId),
    columnOf(orders, (order) => order?.number),
    columnOf(orders, (order) => order?.status),
    columnOf(orders, (order) => order?.serviceType),
    columnOf(orders, (order) => (order ? orderSums(order).sum : null)),
    columnOf(orders, (order) => (order ? isoOf(order.completeBefore) : null)),
    columnOf(orders, (order) => (order ? isoOf(order.whenCreated) : null)),
    columnOf(orders, (order) => (order ? isOpen(order) : null)),
  ]
}

/**
 * Of a crowd memory keeps what the sequencer needs. Whoever follows such entries has time, and reads them: to hold the
 * contents of thousands for them costs more than the orders took.
 */
const withoutPayload = (entry: NewEntry): NewEntry => ({ ...entry, payload: undefined })

const phoneSubjects = (vault: PersonalVault, phones: readonly string[]): Map<string, Buffer> =>
  new Map(
    [...new Set(phones)]
      .filter((phone) => phoneDigits(phone) !== '')
      .map((phone) => [phone, vault.subjectOf(phone)]),
  )

function guestsBy(subjects: ReadonlyMap<string, Buffer>, rows: BooksRow['guests']): Map<string, GuestRecord> {
  const bySubject = new Map(rows.map(({ subject, ...guest }) => [subject, guest]))
  const found = new Map<string, GuestRecord>()
  for (const [phone, subject] of subjects) {
    const guest = bySubject.get(subject.toString('hex'))
    if (guest) found.set(phone, guest)
  }
  return found
}

/** Deliveries that their till takes in the transaction that accepts them. */
export function deliveryDeskRepository(
  sql: Sql,
  { nodeId, vault, recent }: { nodeId: string; vault: PersonalVault; recent: RecentEntries },
): DeliveryDesk {
  return {
    async open({ tenantId, organizationId, terminalGroupId, counter }, claims, kinds) {
      const [row] = await sql.rows<{ is_there: boolean; last: bigint; free: string[] }>('desk.open', open, [
        ...[tenantId, organizationId, terminalGroupId, counter],
        columnOf(claims, ({ id }) => id),
        claims.map(({ digest }) => digest),
        columnOf(claims, ({ at }) => isoOf(at)),
        kinds,
      ])
      if (!row) throw new Error(`counter ${counter} gave no number`)
      if (row.is_there) return null
      return { free: new Set(row.free), firstNumber: Number(row.last) - row.free.length + 1 }
    },

    async books({ tenantId, organizationId, terminalGroupId }, { phones, orderIds }) {
      const subjects = phoneSubjects(vault, phones)
      const [row] = await sql.rows<BooksRow>('desk.books', books, [
        ...[tenantId, organizationId, terminalGroupId],
        [...subjects.values()],
        columnOf(orderIds, (id) => id),
      ])
      if (!row) throw new Error('the books of a till gave nothing')
      return {
        stopList: row.stop_list ? (thawNumbers(row.stop_list) as StopListItem[]) : [],
        cashShift: row.cash_shift ? (thawNumbers(row.cash_shift) as CashShift) : null,
        personalShifts: thawNumbers(row.personal_shifts) as PersonalShift[],
        guests: guestsBy(subjects, row.guests),
        knownOrderIds: row.known,
        hasSubscribers: row.has_subscribers,
      }
    },

    async save({ tenantId, organizationId, terminalGroupId }, { deliveries, entries }, now) {
      if (deliveries.some(({ order }) => order && order.version !== 1))
        throw new Error('a delivery that was only placed is of the first version')
      const { bytes, digests } = joinPayloads(entries)
      recent.keep(deliveries.length < crowdMin ? entries : entries.map(withoutPayload), digests)
      const [row] = await sql.rows<{ first: bigint }>('desk.save', save, [
        ...[tenantId, organizationId, terminalGroupId, nodeId],
        ...[BigInt(now) * 1000n, deliveries.length, fromMs(now)],
        ...deliveryColumns(deliveries, vault),
        columnOf(entries, ({ entryId }) => entryId),
        columnOf(entries, ({ at }) => isoOf(at)),
        entries.map(({ actor }) => actor),
        columnOf(entries, ({ kind }) => kind),
        columnOf(entries, ({ entity }) => entity),
        columnOf(entries, ({ entityId }) => entityId),
        columnOf(entries, ({ correlationId }) => correlationId),
        columnOf(entries, ({ completes }) => completes),
        digests,
        bytes,
      ])
      if (!row) throw new Error('the revision row is missing')
      return deliveries.map((_, index) => row.first + BigInt(index))
    },
  }
}
