-- Role cloud. A draft's order is the sealed record `contact_id`; here lies what drafts are searched by.
create table order_draft (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  terminal_group_id uuid,
  login_id uuid not null,
  source_key text,
  operator_id uuid,
  order_type_id uuid,
  subject bytea not null,
  contact_id uuid not null,
  created_at timestamptz not null,
  version integer not null,
  locked_by uuid,
  locked_at timestamptz,
  committed_as uuid,  -- the command by which it was last sent to a till
  primary key (tenant_id, organization_id, id)
);
create index order_draft_created on order_draft (tenant_id, organization_id, created_at);
create index order_draft_phone on order_draft (tenant_id, organization_id, subject);

-- Open personal shifts as tills have told of them.
create table cloud_personal_shift (
  tenant_id uuid not null,
  organization_id uuid not null,
  terminal_group_id uuid not null,
  employee_id uuid not null,
  role_id uuid,
  opened_at timestamptz not null,
  primary key (tenant_id, organization_id, terminal_group_id, employee_id)
);
create index cloud_personal_shift_employee on cloud_personal_shift (tenant_id, employee_id);

-- Where couriers were lately; kept for a day (src/app/cloud/courier-locations.ts).
create table courier_location (
  tenant_id uuid not null,
  organization_id uuid not null,
  courier_id uuid not null,
  saved_at timestamptz not null,
  measured_at timestamptz not null,
  latitude double precision not null,
  longitude double precision not null,
  primary key (tenant_id, organization_id, courier_id, saved_at)
);
create index courier_location_saved on courier_location (tenant_id, organization_id, saved_at);
