/** Every operation that the document or a working client has (biz-card-api §2–§12); those without a handler answer 501. */
export type BizOperation = {
  methods: readonly ('GET' | 'POST')[]
  /** Below `/api/0`, or at the root of the host. */
  path: string
  isAtRoot?: true
  /** No token of its own is asked for. */
  isOpen?: true
  /** Chapter of biz-card-api. */
  source: string
}

const get = (path: string, source: string): BizOperation => ({ methods: ['GET'], path, source })
const post = (path: string, source: string): BizOperation => ({ methods: ['POST'], path, source })
const both = (path: string, source: string): BizOperation => ({ methods: ['GET', 'POST'], path, source })

export const operations = {
  'auth/access_token': { ...both('auth/access_token', '§2.1'), isOpen: true },
  'auth/echo': { ...get('auth/echo', '§2.2'), isOpen: true },
  'auth/biz_access_token': { ...get('auth/biz_access_token', '§2.3'), isOpen: true },
  'applicationMarket/userInfo': {
    ...get('applicationMarket/userInfo', '§2.4'),
    isAtRoot: true,
    isOpen: true,
  },
  'applicationMarket/usersOrganizations': {
    ...post('applicationMarket/usersOrganizations', '§2.5'),
    isAtRoot: true,
    isOpen: true,
  },
  'organization/list': get('organization/list', '§3.1'),
  'organization/{organizationId}': get('organization/{organizationId}', '§3.2'),
  'organization/{organizationId}/marketing_campaigns': get(
    'organization/{organizationId}/marketing_campaigns',
    '§3.3',
  ),
  'organization/{organizationId}/supportedProtocols': get(
    'organization/{organizationId}/supportedProtocols',
    '§3.4',
  ),
  'nomenclature/{organizationId}': get('nomenclature/{organizationId}', '§4.1'),
  'orders/add': post('orders/add', '§5.1'),
  'orders/checkCreate': post('orders/checkCreate', '§5.11'),
  'orders/checkAddress': post('orders/checkAddress', '§5.12'),
  'orders/info': get('orders/info', '§5.10'),
  'orders/deliveryOrders': get('orders/deliveryOrders', '§5.13'),
  'orders/deliveryHistory': get('orders/deliveryHistory', '§5.14'),
  'orders/deliveryHistoryByPhone': get('orders/deliveryHistoryByPhone', '§5.14'),
  'orders/deliveryHistoryByCustomerId': get('orders/deliveryHistoryByCustomerId', '§5.14'),
  'orders/sendDeliveryOpinion': post('orders/sendDeliveryOpinion', '§5.15'),
  'orders/get_courier_orders': get('orders/get_courier_orders', '§5.16'),
  'orders/assigncourier': post('orders/assigncourier', '§5.16'),
  'orders/set_order_delivered': post('orders/set_order_delivered', '§5.16'),
  'orders/add_order_problem': post('orders/add_order_problem', '§5.16'),
  'orders/calculate_checkin_result': post('orders/calculate_checkin_result', '§12.9'),
  'orders/calculate_checkin_v2': post('orders/calculate_checkin_v2', '§12.9'),
  'orders/calculate_loyalty_discounts': post('orders/calculate_loyalty_discounts', '§12.13'),
  'orders/get_combos_info': get('orders/get_combos_info', '§12.10'),
  'orders/check_and_get_combo_price': post('orders/check_and_get_combo_price', '§12.10'),
  'orders/get_manual_condition_infos': get('orders/get_manual_condition_infos', '§12.11'),
  'deliverySettings/deliveryDiscounts': get('deliverySettings/deliveryDiscounts', '§6.1'),
  'deliverySettings/getDeliveryTerminals': get('deliverySettings/getDeliveryTerminals', '§6.2'),
  'deliverySettings/getDeliveryRestrictions': get('deliverySettings/getDeliveryRestrictions', '§6.3'),
  'deliverySettings/getDeliveryCourierMobileSettings': get(
    'deliverySettings/getDeliveryCourierMobileSettings',
    '§6.4',
  ),
  'deliverySettings/getSurveyItems': get('deliverySettings/getSurveyItems', '§6.5'),
  'cities/cities': get('cities/cities', '§7'),
  'cities/citiesList': get('cities/citiesList', '§7'),
  'streets/streets': get('streets/streets', '§7'),
  'regions/regions': get('regions/regions', '§7'),
  'rmsSettings/getRoles': get('rmsSettings/getRoles', '§8'),
  'rmsSettings/getEmployees': get('rmsSettings/getEmployees', '§8'),
  'rmsSettings/getCouriers': get('rmsSettings/getCouriers', '§8'),
  'rmsSettings/getRestaurantSections': get('rmsSettings/getRestaurantSections', '§8'),
  'rmsSettings/getOrderTypes': get('rmsSettings/getOrderTypes', '§8'),
  'rmsSettings/getPaymentTypes': get('rmsSettings/getPaymentTypes', '§8'),
  'paymentTypes/getPaymentTypes': get('paymentTypes/getPaymentTypes', '§8'),
  'rmsSettings/getMarketingSources': get('rmsSettings/getMarketingSources', '§8'),
  'rmsSettings/supportedProtocols': get('rmsSettings/supportedProtocols', '§3.4'),
  'stopLists/getDeliveryStopList': get('stopLists/getDeliveryStopList', '§9'),
  'olaps/olapColumns': get('olaps/olapColumns', '§10'),
  'olaps/olap': post('olaps/olap', '§10'),
  'olaps/olapPresets': both('olaps/olapPresets', '§10'),
  'olaps/olapByPreset': post('olaps/olapByPreset', '§10'),
  'events/events': both('events/events', '§11.1'),
  'events/eventsMetadata': both('events/eventsMetadata', '§11.1'),
  'events/sessions': both('events/sessions', '§11.1'),
  'notices/notices': post('notices/notices', '§11.2'),
  'mobile/signin': post('mobile/signin', '§11.3'),
  'mobile/sync': post('mobile/sync', '§11.3'),
  'customers/get_customer_by_phone': get('customers/get_customer_by_phone', '§12.2'),
  'customers/get_customer_by_id': get('customers/get_customer_by_id', '§12.2'),
  'customers/get_customer_by_card': get('customers/get_customer_by_card', '§12.2'),
  'customers/create_or_update': post('customers/create_or_update', '§12.3'),
  'customers/{customerId}/add_category': post('customers/{customerId}/add_category', '§12.4'),
  'customers/{customerId}/remove_category': post('customers/{customerId}/remove_category', '§12.4'),
  'customers/{customerId}/add_card': post('customers/{customerId}/add_card', '§12.4'),
  'customers/{customerId}/delete_card': post('customers/{customerId}/delete_card', '§12.4'),
  'customers/refill_balance': post('customers/refill_balance', '§12.5'),
  'customers/withdraw_balance': post('customers/withdraw_balance', '§12.5'),
  'customers/{customerId}/add_to_nutrition_organization': post(
    'customers/{customerId}/add_to_nutrition_organization',
    '§12.7',
  ),
  'customers/{customerId}/remove_from_nutrition_organization': post(
    'customers/{customerId}/remove_from_nutrition_organization',
    '§12.7',
  ),
  'customers/get_customers_by_organization_and_by_period': get(
    'customers/get_customers_by_organization_and_by_period',
    '§12.6',
  ),
  'customers/get_categories_by_guests': post('customers/get_categories_by_guests', '§12.6'),
  'customers/get_counters_by_guests': post('customers/get_counters_by_guests', '§12.6'),
  'customers/get_balances_by_guests_and_wallet': post('customers/get_balances_by_guests_and_wallet', '§12.6'),
  'customers/subscribe_on_customer_balance': post('customers/subscribe_on_customer_balance', '§12.16'),
  'customers/unsubscribe_on_customer_balance': post('customers/unsubscribe_on_customer_balance', '§12.16'),
  'customers/get_subscriptions_on_customer_balance': get(
    'customers/get_subscriptions_on_customer_balance',
    '§12.16',
  ),
  'organization/{organizationId}/guest_categories': get(
    'organization/{organizationId}/guest_categories',
    '§12.4',
  ),
  'organization/{organizationId}/create_or_update_guest_category': post(
    'organization/{organizationId}/create_or_update_guest_category',
    '§12.4',
  ),
  'organization/{organizationId}/corporate_nutritions': get(
    'organization/{organizationId}/corporate_nutritions',
    '§12.7',
  ),
  'organization/{organizationId}/corporate_nutrition_report': get(
    'organization/{organizationId}/corporate_nutrition_report',
    '§12.8',
  ),
  'organization/{organizationId}/transactions_report': get(
    'organization/{organizationId}/transactions_report',
    '§12.8',
  ),
  'organization/{organizationId}/send_sms': post('organization/{organizationId}/send_sms', '§12.12'),
  'organization/{organizationId}/send_email': post('organization/{organizationId}/send_email', '§12.12'),
  'organization/programs': get('organization/programs', '§12.7'),
  'organization/create_program': post('organization/create_program', '§12.7'),
  'organization/update_program': post('organization/update_program', '§12.7'),
  'organization/create_marketing_campaign': post('organization/create_marketing_campaign', '§12.7'),
  create_marketing_campaign: post('create_marketing_campaign', '§12.7'),
  'organization/update_marketing_campaign': post('organization/update_marketing_campaign', '§12.7'),
  'mobileIikoCard5/authenticatePhone': post('mobileIikoCard5/authenticatePhone', '§12.14'),
} as const satisfies Record<string, BizOperation>

export type BizKey = keyof typeof operations
