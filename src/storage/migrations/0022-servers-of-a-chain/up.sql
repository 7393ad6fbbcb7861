-- Global: servers that may dial this one; a token is looked up before the tenant is known.
create table server_peer (
  id uuid primary key,
  tenant_id uuid not null,
  line text not null,       -- outlet, callcentre or portal
  organization_id uuid,     -- the restaurant of an outlet's server; null: the whole company's
  name text not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  heard_at timestamptz,     -- when it last said something
  told_at timestamptz       -- when it last said that it has what was sent to it
);
create unique index server_peer_token on server_peer (token_hash);
create index server_peer_tenant on server_peer (tenant_id);
