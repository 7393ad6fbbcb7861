-- Role server. An order to a supplier; number and date name it in the whole chain.
create table edi_order (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  date date not null,
  state jsonb not null,
  primary key (tenant_id, id)
);
create unique index edi_order_number on edi_order (tenant_id, number, date);
create index edi_order_date on edi_order (tenant_id, date);
