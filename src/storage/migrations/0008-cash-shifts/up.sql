-- Role server. A till's cash shift by its journal.
create table known_cash_shift (
  tenant_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  revision bigint not null,
  state jsonb not null,
  primary key (tenant_id, organization_id, id)
);
-- An address names a shift without its restaurant.
create index known_cash_shift_id on known_cash_shift (tenant_id, id);
create index known_cash_shift_opened on known_cash_shift (tenant_id, opened_at);

-- What one closed order brought and took; once a shift.
create table known_sale (
  tenant_id uuid not null,
  shift_id uuid not null,
  order_id uuid not null,
  at timestamptz not null,
  body jsonb not null,
  primary key (tenant_id, shift_id, order_id)
);
