-- Keys and texts of plugins (src/plugins/doors/storage-door.ts). Reading them all and writing touch a key; a key that
-- nobody touched for days may be cleared when a cash shift closes.
create table plugin_data (
  tenant_id uuid not null,
  terminal_group_id uuid not null,
  module_id bigint not null,
  key text not null,
  value text not null,
  touched_at timestamptz not null,
  primary key (tenant_id, terminal_group_id, module_id, key)
);
