import { payloadSeparator } from '../joined-payloads.ts'
import { metGuestsInsert } from './guests.ts'

/** Commands of some kinds that still wait for the till. */
const waitingCommands = (kinds: string): string => `
  exists (select from command where state = 'InProgress' and tenant_id = $1 and terminal_group_id = $3
    and kind = any(${kinds}::text[]))`

/** Somebody of the organization hears of orders by webhook. */
const subscribers = `
  exists (select from webhook_subscription where tenant_id = $1 and organization_id = $2 and uri is not null
    and key_id is null)`

/** Claims come in the order of ids, so that two groups that name the same orders wait for each other in one direction only. */
export const openStatement = `
  with waiting as materialized (select ${waitingCommands('$8')} as is_there),
  claim as (
    insert into client_id_claim (kind, id, tenant_id, organization_id, digest, at)
    select 'order', g.id, $1, $2, g.digest, g.at
    from unnest($5::uuid[], $6::bytea[], $7::timestamptz[]) as g(id, digest, at), waiting
    where not waiting.is_there order by g.id
    on conflict do nothing returning id),
  counter as (
    insert into till_counter as c (tenant_id, organization_id, terminal_group_id, name, value)
    select $1, $2, $3, $4, count(*) from claim
    on conflict (tenant_id, organization_id, terminal_group_id, name)
      do update set value = c.value + excluded.value, revision = c.revision + 1
    returning value, revision)
  select waiting.is_there, counter.value as last, counter.revision, array(select id from claim) as free
  from waiting, counter`

/** A statement of its own: its snapshot is taken after the till was locked. */
export const booksStatement = `
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
    ${subscribers} as has_subscribers`

/** What stands before the rows of the hot statement, what they depend on, and what has to be written before revisions. */
type Gate = { before: string; from: string; isOpen: string }

/** The hot statement: all that a group of deliveries leaves at the cloud, at the till and in the journal. */
const saveWith = ({ before, from, isOpen }: Gate): string => `
  with ${before}given as materialized (
    select g.* from ${from}unnest($8::uuid[], $9::uuid[], $10::bytea[], $11::bytea[], $12::bytea[], $13::uuid[],
        $14::text[], $15::jsonb[], $16::timestamptz[], $17::timestamptz[], $18::uuid[], $19::text[], $20::text[],
        $21::timestamptz[], $22::uuid[], $23::integer[], $24::text[], $25::text[], $26::numeric[], $27::timestamptz[],
        $28::timestamptz[], $29::boolean[]) with ordinality
      as g(order_id, contact_id, subject, sealed, key, command_id, state, error, accepted_at, deadline, login_id,
        source_key, external_number, received_from_front_at, pos_id, number, status, service_type, sum,
        complete_before, created_at, is_open, place)),
  revision as (
    update cloud_revision set revision = greatest(revision + 1, $5::bigint) + $6::bigint - 1 where id = 1${isOpen}
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
    from ${from}rows from (unnest($30::uuid[], $31::timestamptz[], $32::text[], $33::text[], $34::text[], $35::uuid[],
        $36::uuid[], $37::boolean[], $38::bytea[]), string_to_table($39::text, '${payloadSeparator}'))
      as e(entry_id, at, actor, kind, entity, entity_id, correlation_id, completes, digest, payload)
    returning seq),
  pending as (
    insert into journal_pending (tenant_id, origin, seq, seqs, is_done)
    select $1, $4, min(seq), array_agg(seq), true from entry having count(*) > 0)
  select first from revision`

export const saveStatement = saveWith({ before: '', from: '', isOpen: '' })

/**
 * The same for a till that is as it was known. The row of its counter is locked first, and looked at as it is then:
 * everything else depends on it, and locks follow in the order in which all lock: the till, ids, guests, the revision. Of
 * the rest the statement's own moment counts, as it does for who reads it before.
 */
export const saveAsKnownStatement = saveWith({
  before: `guard as materialized (
    select true as is_there
    where not ${waitingCommands('$43')} and not ${subscribers}
      and not exists (select from client_id_claim where kind = 'order' and id = any($44::uuid[]))
      and not exists (select from till_order where tenant_id = $1 and organization_id = $2 and id = any($44::uuid[]))
      and not exists (
        select from unnest($45::bytea[], $46::uuid[]) as k(subject, id)
        left join guest g on g.tenant_id = $1 and g.subject = k.subject where g.id is distinct from k.id)),
  till as (
    update till_counter c set value = c.value + $6::bigint, revision = $50::bigint from guard
    where c.tenant_id = $1 and c.organization_id = $2 and c.terminal_group_id = $3 and c.name = $40
      and c.revision = $41::bigint
    returning c.value),
  claim as (
    insert into client_id_claim (kind, id, tenant_id, organization_id, digest, at)
    select 'order', g.id, $1, $2, g.digest, g.at
    from till, unnest($8::uuid[], $42::bytea[], $16::timestamptz[]) as g(id, digest, at) order by g.id
    returning id),
  met as (
    ${metGuestsInsert({ ids: '$47', subjects: '$48', contacts: '$49', at: '$7' }, '(select count(*) from claim) > 0')}
    returning id),
  `,
  from: 'till, ',
  isOpen: ' and (select count(*) from claim) > 0 and (select count(*) from met) >= 0',
})
