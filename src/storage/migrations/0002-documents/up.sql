-- Role server.
create table document (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  kind text not null,
  number text not null,
  date timestamptz not null,
  status text not null,
  digest bytea not null,          -- of what it was created with: a repeat is the same
  head jsonb not null,            -- all but the content: what posting changes
  content jsonb not null,
  primary key (tenant_id, organization_id, id)
);
create index document_date on document (tenant_id, organization_id, kind, date);

create table document_counter (
  tenant_id uuid not null,
  organization_id uuid not null,
  kind text not null,
  value bigint not null,
  primary key (tenant_id, organization_id, kind)
);

create table posting (
  tenant_id uuid not null,
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  payment_id uuid,
  at timestamptz not null,
  rank smallint not null,
  line integer not null,
  batch integer not null,
  item_num integer,
  type text not null,
  basis text not null,
  sum numeric(38, 9) not null,
  from_account uuid not null,
  from_counteragent uuid,
  from_product uuid,
  from_amount numeric(38, 9),
  from_key text,                  -- stock key; null when the account is no store
  to_account uuid not null,
  to_counteragent uuid,
  to_product uuid,
  to_amount numeric(38, 9),
  to_key text,
  cash_flow_category uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  modified_at timestamptz not null,
  primary key (tenant_id, organization_id, id)
);
create index posting_document on posting (tenant_id, organization_id, document_id);
create index posting_from_stock on posting (tenant_id, organization_id, from_key, at, rank, document_id, line)
  where from_key is not null;
create index posting_to_stock on posting (tenant_id, organization_id, to_key, at, rank, document_id, line)
  where to_key is not null;
create index posting_from_account on posting (tenant_id, organization_id, from_account, at);
create index posting_to_account on posting (tenant_id, organization_id, to_account, at);

-- What postings of a stock key sum to; kept so that posting a document need not add them up.
create table stock_balance (
  tenant_id uuid not null,
  organization_id uuid not null,
  key text not null,
  amount numeric(38, 9) not null,
  cost numeric(38, 9) not null,
  last_amount numeric(38, 9),      -- of the last receipt and its place; null: there was none
  last_cost numeric(38, 9),
  last_at timestamptz,
  last_rank smallint,
  last_document uuid,
  settled_at timestamptz,          -- after this place only plain receipts came; null: nothing else ever did
  settled_rank smallint,
  settled_document uuid,
  settled_amount numeric(38, 9),   -- what there was at that place
  primary key (tenant_id, organization_id, key)
);
