-- Global: how this node stands in the pair of its till (ADR 32).
create table till_standing (
  id smallint primary key check (id = 1),
  is_standby boolean not null,
  epoch bigint not null,
  partner_url text, -- null: it knows of no other node
  following uuid    -- whose journal the books of a standby follow
);

-- At the hub: which node is the main till of a group.
create table till_reign (
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  epoch bigint not null,
  node_id uuid not null,
  is_alone boolean not null, -- its standby lacks something of what it did
  since timestamptz not null,
  primary key (tenant_id, organization_id, terminal_group_id)
);

-- Entries of a main till that was superseded before they reached its standby: kept, shown, sent to nobody.
create table till_set_aside (
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  origin uuid not null,
  after_seq bigint not null,
  up_to_seq bigint not null,
  epoch bigint not null,
  at timestamptz not null,
  primary key (tenant_id, organization_id, terminal_group_id, origin, after_seq)
);
