-- Global: who this storage is. One row.
create table node (
  id uuid primary key,
  created_at timestamptz not null,
  name text not null,
  secret bytea not null,          -- signs tokens
  personal_secret bytea not null  -- blinds phones so that they can be searched
);

create table tenant (
  tenant_id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

create table book_revision (
  tenant_id uuid primary key,
  revision bigint not null
);

create table book_item (
  tenant_id uuid not null,
  book text not null,
  id uuid not null,
  organization_id uuid,
  is_deleted boolean not null,
  revision bigint not null,
  ordinal bigint not null,
  body jsonb not null,
  primary key (tenant_id, book, id)
);
create index book_item_revision on book_item (tenant_id, revision);

-- The journal: only its origin appends; rows never change.
create sequence journal_seq;
create table journal (
  tenant_id uuid not null,
  origin uuid not null,
  seq bigint not null,
  organization_id uuid,
  terminal_group_id uuid,
  entry_id uuid not null,
  at timestamptz not null,
  actor text not null,
  kind text not null,
  entity text not null,
  entity_id uuid not null,
  correlation_id uuid,
  completes boolean not null,
  payload text not null,  -- the very text that the digest covers
  digest bytea not null,
  primary key (tenant_id, origin, seq),
  unique (tenant_id, entry_id)
);
-- An order fits a page: squeezing it costs more time than writing it as it is (ADR 6).
alter table journal alter column payload set storage external;
alter table journal set (toast_tuple_target = 8160);
create index journal_entity on journal (tenant_id, entity_id, seq);
create index journal_correlation on journal (tenant_id, correlation_id) where correlation_id is not null;

-- Entries that the sequencer has not met yet.
create table journal_pending (
  tenant_id uuid not null,
  origin uuid not null,
  seq bigint not null,
  primary key (tenant_id, origin, seq)
);

-- Global to the storage: the order in which entries became visible here, chained by hash.
create table journal_position (
  position bigint not null,
  tenant_id uuid not null,
  origin uuid not null,
  seq bigint not null,
  kind text not null,
  terminal_group_id uuid,
  hash bytea not null,
  primary key (position),
  unique (tenant_id, origin, seq)
);
create index journal_position_group on journal_position (terminal_group_id, position);

-- Global: the end of the chain. One row.
create table journal_head (
  id smallint primary key check (id = 1),
  position bigint not null,
  hash bytea not null
);
insert into journal_head values (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');

-- Global to the storage: how far each follower has come.
create table follower (
  name text primary key,
  position bigint not null,
  moved_at timestamptz not null
);

-- Global: ids that clients choose are unique in the whole system (cloud-api §3.7).
create table client_id_claim (
  kind text not null,
  id uuid not null,
  tenant_id uuid not null,
  organization_id uuid not null,
  digest bytea,
  at timestamptz not null,
  primary key (kind, id)
);

-- Calls that clients promise to be one call: kept for a day for each login (src/app/cloud/idempotency.ts).
create table idempotency_key (
  tenant_id uuid not null,
  login_id uuid not null,
  key_hash bytea not null,
  digest bytea not null,          -- of what was asked
  correlation_id uuid not null,   -- of the call that took the key
  expires_at timestamptz not null,
  primary key (tenant_id, login_id, key_hash)
);
create index idempotency_key_expiry on idempotency_key (tenant_id, login_id, expires_at);

-- Personal data: sealed bodies here, their keys apart; destroying the keys of a subject destroys what they seal.
create table personal_record (
  tenant_id uuid not null,
  id uuid not null,
  subject bytea not null,
  sealed bytea not null,
  primary key (tenant_id, id)
);
create table personal_key (
  tenant_id uuid not null,
  record_id uuid not null,
  subject bytea not null,
  key bytea not null,
  primary key (tenant_id, record_id)
);
create index personal_key_subject on personal_key (tenant_id, subject);

create table guest (
  tenant_id uuid not null,
  id uuid not null,
  subject bytea not null,
  contact_id uuid,
  is_blacklisted boolean not null default false,
  blacklist_reason text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, subject)
);
create index guest_blacklist on guest (tenant_id, id) where is_blacklisted;

-- Role till.
create table till_order (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid not null,
  number integer not null,
  status text not null,
  is_open boolean not null,
  complete_before timestamptz not null,
  created_at timestamptz not null,
  version bigint not null,
  state json,  -- null: as it was placed, read from the journal (ADR 6)
  primary key (tenant_id, organization_id, id)
);
create index till_order_open on till_order (tenant_id, terminal_group_id, complete_before) where is_open;
create index till_order_recent on till_order (tenant_id, terminal_group_id, created_at);

create table till_table_order (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid not null,
  pos_id uuid not null,
  number integer not null,
  is_open boolean not null,
  table_ids uuid[] not null,
  created_at timestamptz not null,
  state json not null,
  primary key (tenant_id, organization_id, id)
);
create index till_table_order_open on till_table_order (tenant_id, terminal_group_id) where is_open;
create index till_table_order_created on till_table_order (tenant_id, terminal_group_id, created_at);

create table till_reserve (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid not null,
  is_active boolean not null,
  starts_at timestamptz not null,
  state json not null,
  primary key (tenant_id, organization_id, id)
);
create index till_reserve_active on till_reserve (tenant_id, terminal_group_id) where is_active;
create index till_reserve_starts on till_reserve (tenant_id, terminal_group_id, starts_at);

create table till_counter (
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  name text not null,
  value bigint not null,
  revision bigint not null default 0,  -- another one after whoever locked the row (ADR 29)
  primary key (tenant_id, organization_id, terminal_group_id, name)
);

create table till_stop_list (
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  items jsonb not null,
  primary key (tenant_id, organization_id, terminal_group_id)
);

create table cash_shift (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid not null,
  is_open boolean not null,
  state jsonb not null,
  primary key (tenant_id, organization_id, id)
);
create unique index cash_shift_one_open on cash_shift (tenant_id, organization_id, terminal_group_id) where is_open;

create table personal_shift (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid not null,
  employee_id uuid not null,
  is_open boolean not null,
  state jsonb not null,
  primary key (tenant_id, organization_id, id)
);
create unique index personal_shift_one_open on personal_shift (tenant_id, organization_id, employee_id) where is_open;

-- Role cloud.
create table command (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid,
  kind text not null,
  order_id uuid,
  state text not null,
  error jsonb,
  accepted_at timestamptz not null,
  deadline timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, organization_id, id)
);
create index command_waiting on command (deadline) where state = 'InProgress';

-- Global: the revision last given to an order's picture (cloud-api §6.1: per storage). One row.
create table cloud_revision (
  id smallint primary key check (id = 1),
  revision bigint not null
);
insert into cloud_revision values (1, 0);

create table cloud_order (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid,
  login_id uuid,
  source_key text,
  external_number text,
  creation_status text not null,
  error jsonb,
  revision bigint not null,
  received_at timestamptz,
  received_from_front_at timestamptz,
  pos_id uuid,
  number integer,
  status text,
  service_type text,
  order_type_name text,
  courier_id uuid,
  courier_name text,
  sum numeric(24, 0),
  subject bytea,
  contact_id uuid,
  complete_before timestamptz,
  tracking_link text,
  moved_from json,  -- the cancelled order that this one replaces
  state json,  -- null of a Success: as it was placed, read from the journal (ADR 6)
  primary key (tenant_id, organization_id, id)
);
create index cloud_order_revision on cloud_order (tenant_id, organization_id, revision);
create index cloud_order_date on cloud_order (tenant_id, organization_id, complete_before)
  where complete_before is not null;
create index cloud_order_phone on cloud_order (tenant_id, organization_id, subject);
create index cloud_order_pos on cloud_order (tenant_id, organization_id, pos_id) where pos_id is not null;

create table cloud_table_order (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid,
  login_id uuid,
  source_key text,
  external_number text,
  creation_status text not null,
  error jsonb,
  revision bigint not null,
  received_at timestamptz,
  contact_id uuid,
  pos_id uuid,
  number integer,
  status text,
  table_ids uuid[] not null,
  is_shown boolean not null,      -- orders that a till opened itself wait until somebody asks for them
  created_at timestamptz not null,
  state json,
  primary key (tenant_id, organization_id, id)
);
create index cloud_table_order_date on cloud_table_order (tenant_id, organization_id, created_at) where is_shown;
create index cloud_table_order_pos on cloud_table_order (tenant_id, organization_id, pos_id) where pos_id is not null;

create table cloud_reserve (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid,
  login_id uuid,
  source_key text,
  external_number text,
  creation_status text not null,
  error jsonb,
  revision bigint not null,
  received_at timestamptz,
  contact_id uuid,
  is_active boolean not null,
  table_ids uuid[] not null,
  starts_at timestamptz,
  ends_at timestamptz,
  state json,
  primary key (tenant_id, organization_id, id)
);
create index cloud_reserve_active on cloud_reserve (tenant_id, organization_id, ends_at) where is_active;

create table cloud_stop_list (
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  items jsonb not null,
  primary key (tenant_id, organization_id, terminal_group_id)
);

create table till_liveness (
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  seen_at timestamptz not null,
  is_asleep boolean not null default false,
  primary key (tenant_id, organization_id, terminal_group_id)
);

create table webhook_subscription (
  tenant_id uuid not null,
  organization_id uuid not null,
  login_id uuid not null,
  uri text,
  auth_token bytea,      -- sealed under the node's secret, for it has to be sent as it is
  filter jsonb not null,
  profile text not null default 'iiko',
  signing_secret bytea,  -- sealed likewise
  -- How calls went lately: src/webhooks/health.ts.
  blocked_from timestamptz,
  blocked_until timestamptz,
  block_level smallint not null default 0,
  window_from timestamptz,
  calls integer not null default 0,
  failures integer not null default 0,
  primary key (tenant_id, organization_id, login_id)
);

create table webhook_event (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  login_id uuid not null,
  seq bigint generated always as identity,
  entity_id uuid not null,
  event_type text not null,
  correlation_id uuid not null,
  at timestamptz not null,
  body jsonb not null,
  state text not null,
  attempts smallint not null default 0,
  queued_at timestamptz not null,
  next_attempt_at timestamptz not null,
  last_error text,
  settled_at timestamptz,
  primary key (tenant_id, organization_id, id)
);
create index webhook_event_settled on webhook_event (settled_at) where settled_at is not null;
create index webhook_event_entity on webhook_event (tenant_id, organization_id, login_id, entity_id, seq) where state = 'waiting';
create index webhook_event_history on webhook_event (tenant_id, organization_id, login_id, seq);

-- Global: keys reach tenants, not the other way round. Secrets are hashed.
create table api_key (
  id uuid primary key,
  tenant_id uuid not null,
  name text not null,
  login_hash bytea not null unique,
  is_active boolean not null,
  expires_at timestamptz,
  settings jsonb not null,
  created_at timestamptz not null
);
create index api_key_tenant on api_key (tenant_id);
create table api_app (
  app_id uuid primary key,
  tenant_id uuid, -- who registered it; it may be used with every tenant's keys (cloud-api §1.2)
  name text not null,
  secret_hash bytea not null,
  created_at timestamptz not null
);

-- Global: a login leads to its tenant. Passwords are scrypt.
create table admin_account (
  id uuid primary key,
  tenant_id uuid not null,
  login text not null,
  password_hash text not null,
  role text not null check (role in ('viewer', 'operator', 'owner')),
  created_at timestamptz not null
);
create unique index admin_account_login on admin_account (lower(login collate "und-x-icu"));
create index admin_account_tenant on admin_account (tenant_id);
create table admin_session (
  token_hash bytea primary key,
  tenant_id uuid not null,
  admin_id uuid not null,
  expires_at timestamptz not null
);
create index admin_session_admin on admin_session (tenant_id, admin_id);
create index admin_session_end on admin_session (expires_at);

create table licence (
  tenant_id uuid not null,
  module text not null,
  seats integer, -- null: not counted
  expires_at timestamptz,
  primary key (tenant_id, module)
);

-- Global: who may dial in; the token comes before the tenant is known.
create table link_peer (
  id uuid primary key,
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamptz not null
);
create unique index link_peer_token on link_peer (token_hash);
-- Global: the till that this storage plays when its node is a till on its own. One row.
create table till_identity (
  id smallint primary key check (id = 1),
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null
);
-- Global: the last position of each other node that was taken over.
create table link_cursor (
  peer text primary key,
  position bigint not null
);
