-- A guest may be known by a card alone.
alter table guest alter column subject drop not null;
alter table guest add column profile_id uuid;       -- personal_record of the profile
alter table guest add column email_subject bytea;   -- blinded
alter table guest add column loyalty jsonb;         -- null: met at a till, never registered
alter table guest add column ledger_revision bigint not null default 0;
create index guest_met on guest (tenant_id, created_at, id);
create index guest_email on guest (tenant_id, email_subject) where email_subject is not null;

create table guest_card (
  tenant_id uuid not null,
  id uuid not null,
  guest_id uuid not null,
  track text not null,
  number text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, track)
);
create index guest_card_number on guest_card (tenant_id, number);
create index guest_card_guest on guest_card (tenant_id, guest_id);

create table guest_wallet (
  tenant_id uuid not null,
  id uuid not null,
  guest_id uuid not null,
  wallet_id uuid not null,
  program_id uuid not null,
  balance bigint not null,          -- the sum of its lines
  primary key (tenant_id, id),
  unique (tenant_id, guest_id, wallet_id)
);

create table loyalty_line (
  tenant_id uuid not null,
  id uuid not null,
  guest_id uuid not null,
  kind text not null,
  wallet_id uuid,
  sum bigint not null,
  order_id uuid,
  hold text,
  at timestamptz not null,
  revision bigint not null,
  state jsonb not null,
  primary key (tenant_id, id)
);
create index loyalty_line_revision on loyalty_line (tenant_id, guest_id, revision, id);
create index loyalty_line_at on loyalty_line (tenant_id, guest_id, at, id);
create index loyalty_line_period on loyalty_line (tenant_id, at, id);
create index loyalty_line_order on loyalty_line (tenant_id, order_id) where order_id is not null;

create table coupon (
  tenant_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  number text not null,
  is_deleted boolean not null,
  activated_at timestamptz,
  order_id uuid,                    -- that it was activated in
  primary key (tenant_id, id),
  unique (tenant_id, series_id, number)
);
create index coupon_number on coupon (tenant_id, number);

-- Messages to guests: what a provider would send, and what the sandbox shows.
create table message_outbox (
  tenant_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  channel text not null,
  at timestamptz not null,
  primary key (tenant_id, organization_id, id)
);
