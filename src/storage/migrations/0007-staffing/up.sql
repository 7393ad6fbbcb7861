-- Role server. owner_id: the employee or the role that a record is of.
create table staff_record (
  tenant_id uuid not null,
  kind text not null,
  id uuid not null,
  owner_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  is_deleted boolean not null,
  revision bigint not null,
  body jsonb not null,
  primary key (tenant_id, kind, id)
);
create index staff_record_owner on staff_record (tenant_id, kind, owner_id, from_at);
create index staff_record_period on staff_record (tenant_id, kind, from_at);
