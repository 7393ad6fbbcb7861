-- Postings are copied beside sales; `slot` keeps those who write postings of one day at once from waiting for each other.
alter table report_dirty
  add column subject text not null default 'sales',
  add column slot smallint not null default 0;
alter table report_dirty drop constraint report_dirty_pkey;
alter table report_dirty add primary key (tenant_id, organization_id, day, subject, slot);

alter table report_copy add column subject text not null default 'sales';
alter table report_copy drop constraint report_copy_pkey;
alter table report_copy add primary key (tenant_id, subject);
