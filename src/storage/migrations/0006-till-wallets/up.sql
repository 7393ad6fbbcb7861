-- Role till. The cloud's word of a guest's wallet and what orders of the till take that the cloud has not booked yet.
create table till_wallet (
  tenant_id uuid not null,
  terminal_group_id uuid not null,
  guest_id uuid not null,
  wallet_id uuid not null,
  state json not null,
  primary key (tenant_id, terminal_group_id, guest_id, wallet_id)
);

-- Tills hear a few kinds of the entries that concern no group.
create index journal_position_company on journal_position (kind, position) where terminal_group_id is null;
