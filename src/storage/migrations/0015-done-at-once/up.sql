alter table journal_pending add column is_done boolean not null default false;
alter table journal_position add column is_done boolean not null default false;
