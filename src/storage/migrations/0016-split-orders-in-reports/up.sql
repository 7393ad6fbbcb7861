alter table report_order
  add column source_order_id uuid,        -- the order that this one was split off
  add column source_order_number integer;

alter table report_sale
  add column serve_number integer;        -- course at a table
