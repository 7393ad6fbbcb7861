create table menu_image (
  tenant_id uuid not null,
  image_id uuid not null,
  media_type text not null,
  bytes bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, image_id)
);
