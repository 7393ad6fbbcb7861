-- Role till. Papers that its printers print: each once, however often its entry is read.
create table print_job (
  tenant_id uuid not null,
  job_id uuid not null,
  terminal_group_id uuid not null,
  printer_id uuid not null,
  paper json not null,
  order_id uuid, -- null: of no order
  entry_origin uuid, -- null: of the moment at which it is printed
  entry_seq bigint,
  made_at timestamptz not null,
  made_by text not null,
  state text not null,
  attempts integer not null,
  tried_at timestamptz,
  trouble json,
  fiscal json, -- of a fiscal register's task (ADR 37)
  primary key (tenant_id, job_id)
);

create index print_job_of_till on print_job (tenant_id, terminal_group_id, made_at);
create index print_job_open on print_job (tenant_id, terminal_group_id) where state in ('waiting', 'printing', 'failed');
create index print_job_of_order on print_job (tenant_id, order_id) where order_id is not null;
