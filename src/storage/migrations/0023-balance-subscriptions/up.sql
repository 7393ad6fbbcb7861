-- Null: a login's own receiver of events. Else the receiver is of guests' balances, and `login_id` is its subscription's id.
alter table webhook_subscription add column key_id uuid;
-- Sealed like the token; it is sent inside of the event.
alter table webhook_subscription add column password bytea;
create index webhook_subscription_balances on webhook_subscription (tenant_id) where key_id is not null;

-- What a customer said of a delivery; the last word counts.
create table delivery_opinion (
  tenant_id uuid not null,
  organization_id uuid not null,
  order_id uuid not null,
  given_at timestamptz not null,
  comment text,
  marks jsonb not null,
  primary key (tenant_id, organization_id, order_id)
);

-- A hash: the key is long and random. It leads to its account in the whole storage.
alter table admin_account add column external_key_hash bytea;
create unique index admin_account_external_key on admin_account (external_key_hash);
