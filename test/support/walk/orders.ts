import { ids } from './demo-ids.ts'
import type { Chapter, Json, Step } from './step.ts'

const { organizationId, terminalGroupId } = ids
const organizations = { organizationIds: [organizationId] }
const place = { organizationId, terminalGroupId }

export const item = (productId: string, price: number, more: Json = {}): Json => ({
  type: 'Product',
  productId,
  amount: 1,
  price,
  ...more,
})
const cash = (sum: number): Json => ({ paymentTypeKind: 'Cash', paymentTypeId: ids.cashId, sum })
const card = (sum: number): Json => ({
  paymentTypeKind: 'Card',
  paymentTypeId: ids.cardOnlineId,
  sum,
  isProcessedExternally: true,
})
const address = (name: string, city: string, house: string): Json => ({
  address: { type: 'legacy', street: { name, city }, house },
})
const order = (id: string, more: Json = {}): Json => ({
  id,
  phone: '+79005550301',
  orderServiceType: 'DeliveryByCourier',
  customer: { type: 'regular', name: 'Anna' },
  deliveryPoint: address('Покровка', 'Москва', '17'),
  items: [item(ids.borschtId, 420, { amount: 2 })],
  ...more,
})
const pickup = (id: string, more: Json = {}): Json =>
  order(id, { orderServiceType: 'DeliveryByClient', deliveryPoint: null, ...more })

const ofDelivery = { organizationId, orderId: '{{deliveryId}}' }
const ofPickup = { organizationId, orderId: '{{pickupId}}' }
const ofKazan = { organizationId: ids.kazanOrganizationId, orderId: '{{kazanDeliveryId}}' }
const today = { deliveryDateFrom: '{{today}} 00:00:00.000', deliveryDateTo: '{{tomorrow}} 23:59:59.999' }

const courierOrder: Step[] = [
  {
    path: '/api/1/deliveries/create',
    draw: ['deliveryId', 'positionId'],
    body: { ...place, order: order('{{deliveryId}}', { externalData: [{ key: 'a', value: '1' }] }) },
    keep: { correlationId: 'correlationId' },
  },
  { path: '/api/1/commands/status', body: { organizationId, correlationId: '{{correlationId}}' } },
  { path: '/api/1/deliveries/by_id', body: { organizationId, orderIds: ['{{deliveryId}}'] } },
  { path: '/api/1/deliveries/change_comment', body: { ...ofDelivery, comment: 'no bell' } },
  {
    path: '/api/1/deliveries/change_external_data',
    body: { ...ofDelivery, externalData: [{ key: 'b', value: '2' }] },
  },
  {
    path: '/api/1/deliveries/update_order_problem',
    body: { ...ofDelivery, hasProblem: true, problem: 'late' },
  },
  {
    path: '/api/1/deliveries/add_items',
    body: { ...ofDelivery, items: [item(ids.soupId, 390, { positionId: '{{positionId}}' })] },
  },
  {
    path: '/api/1/deliveries/change_complete_before',
    body: { ...ofDelivery, newCompleteBefore: '{{tomorrow}} 14:00:00.000' },
  },
  {
    path: '/api/1/deliveries/change_delivery_point',
    body: { ...ofDelivery, newDeliveryPoint: address('Старая Басманная', 'Москва', '15') },
  },
  { path: '/api/1/deliveries/change_operator', body: { ...ofDelivery, operatorId: ids.operatorId } },
  { path: '/api/1/deliveries/update_order_courier', body: { ...ofDelivery, employeeId: ids.courierId } },
  {
    path: '/api/1/deliveries/change_driver_info',
    body: { ...ofDelivery, estimatedTime: '{{tomorrow}} 13:30:00.000' },
  },
  {
    path: '/api/1/deliveries/update_tracking_link',
    body: { ...ofDelivery, trackingLink: 'https://track.example/1' },
  },
  {
    path: '/api/1/notifications/send',
    body: { ...ofDelivery, messageType: 'order_attention', orderSource: 'site', additionalInfo: 'hurry' },
  },
  { path: '/api/1/deliveries/change_payments', body: { ...ofDelivery, payments: [cash(500)] } },
  {
    path: '/api/1/deliveries/update_order_payments',
    body: {
      ...ofDelivery,
      paymentItems: [{ sum: 300, paymentTypeId: ids.cashId, isProcessedExternally: false }],
    },
  },
  { path: '/api/1/deliveries/add_payments', body: { ...ofDelivery, payments: [card(930)] } },
  { path: '/api/1/deliveries/print_delivery_bill', body: ofDelivery },
  {
    path: '/api/1/deliveries/update_order_delivery_status',
    body: { ...ofDelivery, deliveryStatus: 'OnWay' },
  },
]

const otherOrders: Step[] = [
  {
    path: '/api/1/deliveries/create',
    draw: ['pickupId'],
    body: { ...place, order: pickup('{{pickupId}}', { payments: [card(840)] }) },
  },
  { path: '/api/1/deliveries/close', body: ofPickup },
  {
    path: '/api/1/deliveries/create',
    draw: ['cancelledId'],
    body: { ...place, order: order('{{cancelledId}}') },
  },
  {
    path: '/api/1/deliveries/change_service_type',
    body: { organizationId, orderId: '{{cancelledId}}', newServiceType: 'DeliveryByClient' },
  },
  {
    path: '/api/1/deliveries/cancel',
    body: { organizationId, orderId: '{{cancelledId}}', cancelCauseId: ids.cancelCauseId },
  },
  {
    path: '/api/1/deliveries/create',
    draw: ['kazanDeliveryId'],
    body: {
      organizationId: ids.kazanOrganizationId,
      terminalGroupId: ids.kazanTerminalGroupId,
      order: order('{{kazanDeliveryId}}', {
        deliveryPoint: address('Баумана', 'Казань', '7'),
        items: [item(ids.borschtId, 380)],
      }),
    },
  },
  { path: '/api/1/deliveries/confirm', body: ofKazan },
  { path: '/api/1/deliveries/cancel_confirmation', body: ofKazan },
]

const lists: Step[] = [
  {
    path: '/api/1/deliveries/by_delivery_date_and_status',
    body: { ...organizations, ...today, statuses: ['OnWay', 'Closed'] },
    keep: { revision: 'maxRevision' },
  },
  {
    path: '/api/1/deliveries/by_revision',
    body: { ...organizations, startRevision: '{{number revision}}' },
  },
  {
    path: '/api/1/deliveries/by_delivery_date_and_phone',
    body: { ...organizations, phone: '+79005550301', ...today },
  },
  {
    path: '/api/1/deliveries/by_delivery_date_and_source_key_and_filter',
    body: { ...organizations, ...today, orderServiceType: 'DeliveryByCourier' },
  },
  {
    path: '/api/1/deliveries/history/by_delivery_date_and_phone',
    body: { ...organizations, phone: '+79005550301', ...today, rowsCount: 10 },
  },
]

export const deliveries: Chapter = { name: 'Deliveries', steps: [...courierOrder, ...otherOrders, ...lists] }

const draft = { organizationId, orderId: '{{draftId}}' }
const operator = { ...draft, employeeId: ids.operatorId }
const anOrder = (id: string, more: Json = {}): Json => ({
  organizationId,
  terminalGroupId,
  order: order(id, { menuId: '12001', ...more }),
})

export const drafts: Chapter = {
  name: 'Drafts',
  steps: [
    { path: '/api/1/deliveries/drafts/create', draw: ['draftId'], body: anOrder('{{draftId}}') },
    { path: '/api/1/deliveries/drafts/by_id', body: draft },
    { path: '/api/1/deliveries/drafts/lock', body: operator },
    {
      path: '/api/1/deliveries/drafts/save',
      body: { ...anOrder('{{draftId}}', { comment: 'second yard' }), employeeId: ids.operatorId },
    },
    { path: '/api/1/deliveries/drafts/unlock', body: operator },
    { path: '/api/1/deliveries/drafts/by_filter', body: { ...organizations, limit: 10 } },
    { path: '/api/1/deliveries/drafts/commit', body: { ...place, orderId: '{{draftId}}' } },
    { path: '/api/1/deliveries/drafts/create', draw: ['otherDraftId'], body: anOrder('{{otherDraftId}}') },
    { path: '/api/1/deliveries/drafts/delete', body: { organizationId, orderId: '{{otherDraftId}}' } },
  ],
}

const ofTable = { organizationId, orderId: '{{tableOrderId}}' }

export const tables: Chapter = {
  name: 'Orders on tables',
  steps: [
    {
      path: '/api/1/order/create',
      draw: ['tableOrderId', 'tablePositionId'],
      body: {
        ...place,
        order: {
          id: '{{tableOrderId}}',
          tableIds: [ids.tableId],
          items: [item(ids.borschtId, 420, { amount: 2 })],
        },
      },
    },
    {
      path: '/api/1/order/by_id',
      body: { ...organizations, orderIds: ['{{tableOrderId}}'] },
      keep: { posOrderId: 'orders[0].posId' },
    },
    { path: '/api/1/order/by_table', body: { ...organizations, tableIds: [ids.tableId] } },
    { path: '/api/1/order/init_by_table', body: { ...place, tableIds: [ids.tableId] } },
    { path: '/api/1/order/init_by_posOrder', body: { ...place, posOrderIds: ['{{posOrderId}}'] } },
    {
      path: '/api/1/order/add_items',
      body: { ...ofTable, items: [item(ids.soupId, 390, { positionId: '{{tablePositionId}}' })] },
    },
    {
      path: '/api/1/order/add_customer',
      body: { ...ofTable, customer: { name: 'Anna', phone: '+79005550301' } },
    },
    {
      path: '/api/1/order/change_external_data',
      body: { ...ofTable, externalData: [{ key: 'a', value: '1' }] },
    },
    { path: '/api/1/order/change_payments', body: { ...ofTable, payments: [cash(100)] } },
    { path: '/api/1/order/add_payments', body: { ...ofTable, payments: [card(1130)] } },
    { path: '/api/1/order/print_bill', body: ofTable },
    { path: '/api/1/order/close', body: ofTable },
    {
      path: '/api/1/order/create',
      draw: ['deletedTableOrderId'],
      body: {
        ...place,
        order: {
          id: '{{deletedTableOrderId}}',
          tableIds: [ids.otherTableId],
          items: [item(ids.borschtId, 420)],
        },
      },
    },
    { path: '/api/1/order/cancel', body: { organizationId, orderId: '{{deletedTableOrderId}}' } },
  ],
}

const ofReserve = { organizationId, reserveId: '{{reserveId}}' }

export const reserves: Chapter = {
  name: 'Reserves and banquets',
  steps: [
    { path: '/api/1/reserve/available_organizations', body: organizations },
    { path: '/api/1/reserve/available_terminal_groups', body: organizations },
    {
      path: '/api/1/reserve/available_restaurant_sections',
      body: { terminalGroupIds: [terminalGroupId], returnSchema: true },
    },
    {
      path: '/api/1/reserve/create',
      draw: ['reserveId'],
      body: {
        ...place,
        id: '{{reserveId}}',
        customer: { type: 'regular', name: 'Anna' },
        phone: '+79005550380',
        guests: { count: 4 },
        durationInMinutes: 120,
        shouldRemind: true,
        tableIds: [ids.reserveTableId],
        estimatedStartTime: '{{tomorrow}} 18:00:00.000',
        order: { items: [item(ids.borschtId, 420, { amount: 2 })] },
      },
    },
    {
      path: '/api/1/reserve/restaurant_sections_workload',
      body: {
        restaurantSectionIds: [ids.hallId],
        dateFrom: '{{today}} 00:00:00.000',
        dateTo: '{{tomorrow}} 23:59:59.999',
      },
    },
    { path: '/api/1/reserve/status_by_id', body: { organizationId, reserveIds: ['{{reserveId}}'] } },
    { path: '/api/1/reserve/add_items', body: { ...ofReserve, items: [item(ids.soupId, 390)] } },
    {
      path: '/api/1/reserve/change_items',
      body: { ...ofReserve, items: [item(ids.borschtId, 420, { amount: 3 })] },
    },
    { path: '/api/1/reserve/add_payments', body: { ...ofReserve, payments: [cash(100)] } },
    {
      path: '/api/1/reserve/change_tables',
      body: { ...ofReserve, tableIds: [ids.otherReserveTableId] },
    },
    {
      path: '/api/1/reserve/change_estimated_start_time',
      body: { ...ofReserve, newEstimatedStartTime: '{{tomorrow}} 20:00:00.000' },
    },
    { path: '/api/1/reserve/cancel', body: { ...ofReserve, cancelReason: 'ClientRefused' } },
  ],
}
