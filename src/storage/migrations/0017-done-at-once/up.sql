alter table journal_pending
  add column is_done boolean not null default false,
  add column seqs bigint[]; -- null: the entry with seq alone
alter table journal_position add column is_done boolean not null default false;
