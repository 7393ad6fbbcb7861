-- Role server. What support looks for: events of tills, documents and the back office, and those that clients add.
create table event_log (
  tenant_id uuid not null,
  id uuid not null,
  revision bigint not null,
  entry_id uuid,                      -- the journal's entry that it was made of; null: a client added it
  organization_id uuid,               -- null: the whole chain's
  at timestamptz not null,
  type text not null,
  order_number integer,
  attributes jsonb not null,
  primary key (tenant_id, id)
);
create unique index event_log_revision on event_log (tenant_id, revision);
create index event_log_at on event_log (tenant_id, at);

-- The last revision that a tenant's events took. Its row is locked until their transaction ends, so revisions become
-- visible in their order and whoever reads from one on misses nothing.
create table event_log_head (
  tenant_id uuid primary key,
  revision bigint not null
);
