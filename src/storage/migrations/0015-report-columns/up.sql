alter table report_order
  add column external_data_xml text,
  add column coupon_series_id uuid,
  add column waiter_team_id uuid,     -- of the waiter when the order was over
  add column city_id uuid,            -- and nothing else of an address
  add column region_id uuid,
  add column guest_since date,        -- day on which the guest was registered
  add column predicted_at timestamp;  -- when the courier said to be there

alter table report_sale
  add column combo_size_id uuid,
  add column is_bonus boolean,        -- paid from a wallet
  add column vouchers integer,        -- payments by vouchers, on the first line of the order that they paid
  add column norm_minutes integer,    -- how long the card says that it is cooked
  add column served_at timestamp;
