-- Role server. One row an order that was closed or deleted; times are those of its restaurant.
create table report_order (
  tenant_id uuid not null,
  organization_id uuid not null,
  day date not null,                  -- accounting day of the opening
  id uuid not null,
  kind text not null,                 -- delivery or tableOrder
  number integer not null,
  is_deleted boolean not null,
  return_of_id uuid,                  -- of a return: the order whose money went back; its sums are below zero
  is_back_in_stock boolean,           -- of a return: what was sold is in the store again
  terminal_group_id uuid not null,
  section_id uuid,
  table_number integer,
  order_type_id uuid,
  service_type text not null,
  conception_id uuid,
  price_category_id uuid,
  guest_id uuid,                      -- and nothing else of a person
  guests integer not null,
  opened_at timestamp not null,
  bill_at timestamp,
  closed_at timestamp,
  waiter_id uuid,
  cashier_id uuid,                    -- who closed or deleted it at the till; null: a program did
  pay_types text,                     -- names of the payment types, combined
  discount_types text,                -- names and ids of discounts and surcharges, combined
  discount_type_ids text,
  increase_types text,
  increase_type_ids text,
  coupon text,
  comment text,
  external_number text,
  external_data text,
  source_key text,
  delivery_zone text,
  courier_id uuid,
  operator_id uuid,
  marketing_source_id uuid,
  cancel_cause_id uuid,
  cancel_comment text,
  is_asap boolean,
  expected_at timestamp,
  confirmed_at timestamp,
  printed_at timestamp,
  cooked_at timestamp,
  packed_at timestamp,
  sent_at timestamp,
  delivered_at timestamp,
  primary key (tenant_id, organization_id, day, id)
);
create index report_order_id on report_order (tenant_id, organization_id, id);
create index report_order_guest on report_order (tenant_id, organization_id, guest_id);

-- One row a dish, component or modifier and payment type; an order paid in two ways has its lines twice, in parts.
create table report_sale (
  tenant_id uuid not null,
  organization_id uuid not null,
  day date not null,
  order_id uuid not null,
  line integer not null,
  share smallint not null,            -- of the payment types of the order
  position_id uuid not null,
  product_id uuid not null,
  main_product_id uuid,               -- of a modifier: what it was sold with
  main_position_id uuid,
  size_id uuid,
  category_id uuid,                   -- at the moment of sale
  cooking_place_id uuid,
  combo_id uuid,
  combo_group_id uuid,
  pay_type_id uuid,
  deletion text not null,             -- iiko's code
  removal_type_id uuid,
  deletion_comment text,
  writeoff_user_id uuid,
  comment text,
  discount_types text,                -- names of discounts and surcharges that touched it
  printed_at timestamp,
  cooking_started_at timestamp,
  cooking_completed_at timestamp,
  amount bigint not null,             -- thousandths
  vat_hundredths integer not null,    -- of a percent
  cost bigint not null,               -- sums in 0.0001 of the currency's unit: before discounts,
  discount bigint not null,           -- what discounts took,
  increase bigint not null,           -- what surcharges added,
  result bigint not null,             -- cost - discount + increase,
  vat bigint not null,                -- and the VAT of it, which stands in the price unless is_vat_on_top
  is_vat_on_top boolean not null,
  primary key (tenant_id, organization_id, day, order_id, line, share)
);
create index report_sale_day on report_sale (tenant_id, day);

-- In which cash shift an order was counted.
create table report_shift (
  tenant_id uuid not null,
  organization_id uuid not null,
  order_id uuid not null,
  shift_id uuid not null,
  number integer not null,
  primary key (tenant_id, organization_id, order_id)
);

create index posting_at on posting (tenant_id, organization_id, at);
