-- Global: a login leads to its tenant. Role server.
create table back_office_login (
  employee_id uuid primary key,
  tenant_id uuid not null,
  login text not null,
  password_hash text not null,
  changed_at timestamptz not null
);
create unique index back_office_login_login on back_office_login (lower(login collate "und-x-icu"));
create index back_office_login_tenant on back_office_login (tenant_id);

-- iikoServer knows documents by their numbers.
create index document_number on document (tenant_id, organization_id, kind, number);
