import { ids } from './demo-ids.ts'
import type { Chapter } from './step.ts'

const { organizationId, terminalGroupId, cityId, streetId } = ids
const organizations = { organizationIds: [organizationId] }
const place = { organizationId, terminalGroupId }

export const tokens: Chapter = {
  name: 'Tokens',
  steps: [
    { path: '/api/1/access_token', body: { apiLogin: '{{apiLogin}}' }, keep: { token: 'token' } },
    {
      path: '/api/v2/access_token',
      body: { apiKey: '{{apiLogin}}', appId: '{{appId}}', clientSecret: '{{clientSecret}}' },
    },
  ],
}

export const dictionaries: Chapter = {
  name: 'Organizations and dictionaries',
  steps: [
    { path: '/api/1/organizations', body: { returnAdditionalInfo: true } },
    { path: 'GET /api/1/organizations', body: null },
    {
      path: '/api/1/organizations/settings',
      body: { ...organizations, parameters: ['Version', 'PricesVatInclusive'] },
    },
    { path: '/api/1/terminal_groups', body: organizations },
    {
      path: '/api/1/terminal_groups/is_alive',
      body: { ...organizations, terminalGroupIds: [terminalGroupId] },
    },
    {
      path: '/api/1/terminal_groups/awake',
      body: { ...organizations, terminalGroupIds: [terminalGroupId] },
    },
    { path: '/api/1/regions', body: organizations },
    { path: '/api/1/cities', body: organizations },
    { path: '/api/1/streets/by_city', body: { organizationId, cityId } },
    { path: '/api/1/streets/by_id', body: { organizationId, ids: [streetId] } },
    { path: '/api/1/cancel_causes', body: organizations },
    { path: '/api/1/deliveries/order_types', body: organizations },
    { path: '/api/1/discounts', body: organizations },
    { path: '/api/1/payment_types', body: organizations },
    { path: '/api/1/removal_types', body: organizations },
    { path: '/api/1/tips_types', body: {} },
    { path: '/api/1/marketing_sources', body: organizations },
    { path: '/api/1/delivery_restrictions', body: organizations },
    {
      path: '/api/1/delivery_restrictions/allowed',
      body: {
        ...organizations,
        deliveryAddress: { city: 'Москва', streetName: 'Покровка', house: '17' },
        isCourierDelivery: true,
        deliverySum: 1500,
      },
    },
  ],
}

const lunch = (productId: string, comboGroupId: string) => ({
  type: 'Product',
  productId,
  amount: 1,
  price: 0,
  comboInformation: { comboId: '{{comboId}}', comboSourceId: ids.comboSourceId, comboGroupId },
})

export const menu: Chapter = {
  name: 'Menu and stop lists',
  steps: [
    { path: '/api/1/nomenclature', body: { organizationId } },
    { path: '/api/2/menu', body: {} },
    { path: '/api/2/menu/by_id', body: { ...organizations, externalMenuId: '12001', version: 4 } },
    { path: '/api/1/combo', body: { organizationId } },
    {
      path: '/api/1/combo/calculate',
      draw: ['comboId'],
      body: {
        organizationId,
        items: [
          lunch(ids.saladId, ids.saladGroupId),
          lunch(ids.borschtId, ids.soupGroupId),
          lunch(ids.mainCourseId, ids.mainCourseGroupId),
          lunch(ids.teaId, ids.drinkGroupId),
        ],
      },
    },
    {
      path: '/api/1/stop_lists/add',
      body: {
        ...place,
        items: [
          { productId: ids.teaId, balance: 7 },
          { productId: ids.saladId, balance: 0 },
        ],
      },
    },
    {
      path: '/api/1/stop_lists/check',
      body: { ...place, items: [{ type: 'Product', productId: ids.teaId, amount: 8, price: 150 }] },
    },
    { path: '/api/1/stop_lists', body: organizations },
    { path: '/api/1/stop_lists/remove', body: { ...place, items: [{ productId: ids.teaId }] } },
    { path: '/api/1/stop_lists/clear', body: place },
  ],
}

const shift = { ...place, employeeId: ids.otherCourierId }

export const employees: Chapter = {
  name: 'Employees',
  steps: [
    { path: '/api/1/employees/info', body: { organizationId, id: ids.courierId } },
    { path: '/api/1/employees/couriers', body: organizations },
    { path: '/api/1/employees/couriers/by_role', body: { ...organizations, rolesToCheck: ['COUR'] } },
    { path: '/api/1/employees/shift/clockin', body: { ...shift, roleId: ids.courierRoleId } },
    { path: '/api/1/employees/shift/is_open', body: shift },
    { path: '/api/1/employees/shifts/by_courier', body: { employeeId: ids.otherCourierId } },
    { path: '/api/1/employees/couriers/active_location', body: organizations },
    { path: '/api/1/employees/couriers/active_location/by_terminal', body: place },
    {
      path: '/api/1/employees/couriers/locations/by_time_offset',
      body: { ...organizations, offsetInSeconds: 3600 },
    },
    { path: '/api/1/employees/shift/clockout', body: shift },
  ],
}

export const webhooks: Chapter = {
  name: 'Webhooks',
  steps: [
    {
      path: '/api/1/webhooks/update_settings',
      body: {
        organizationId,
        webHooksUri: 'http://127.0.0.1:9/hook',
        authToken: 'a token of yours',
        webHooksFilter: { stopListUpdateFilter: { updates: true } },
      },
    },
    { path: '/api/1/webhooks/settings', body: { organizationId } },
  ],
}
