-- Accounting days of restaurants whose facts changed since the copy took them.
create table report_dirty (
  tenant_id uuid not null,
  organization_id uuid not null,
  day date not null,
  version integer not null,           -- grows with every change, so that a change meanwhile is not lost
  primary key (tenant_id, organization_id, day)
);

-- What the copy wrote last. A copy that says something else is of another database, or of another time.
create table report_copy (
  tenant_id uuid not null,
  cursor uuid not null,
  primary key (tenant_id)
);
