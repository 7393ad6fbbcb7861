import { ids } from './demo-ids.ts'
import { item } from './orders.ts'
import type { Chapter } from './step.ts'

const { organizationId } = ids
const guest = { organizationId, customerId: '{{guestId}}' }
const wallet = { ...guest, walletId: ids.walletId }
const card = { cardTrack: '790000012345', cardNumber: '12345' }

export const loyalty: Chapter = {
  name: 'Loyalty',
  steps: [
    {
      path: '/api/1/loyalty/iiko/customer/create_or_update',
      body: {
        organizationId,
        phone: '+79020001234',
        name: 'Vera',
        surName: 'Orlova',
        email: 'vera@guest.example',
      },
      keep: { guestId: 'id' },
    },
    {
      path: '/api/1/loyalty/iiko/customer/info',
      body: { organizationId, type: 'phone', phone: '+79020001234' },
    },
    { path: '/api/1/loyalty/iiko/customer_category', body: { organizationId } },
    {
      path: '/api/1/loyalty/iiko/customer_category/add',
      body: { ...guest, categoryId: ids.silverCategoryId },
    },
    {
      path: '/api/1/loyalty/iiko/customer_category/remove',
      body: { ...guest, categoryId: ids.silverCategoryId },
    },
    { path: '/api/1/loyalty/iiko/customer/card/add', body: { ...guest, ...card } },
    { path: '/api/1/loyalty/iiko/customer/card/remove', body: { ...guest, cardTrack: card.cardTrack } },
    { path: '/api/1/loyalty/iiko/program', body: { organizationId } },
    {
      path: '/api/1/loyalty/iiko/customer/program/add',
      body: { ...guest, programId: ids.bonusProgramId },
    },
    { path: '/api/1/loyalty/iiko/manual_condition', body: { organizationId } },
    { path: '/api/1/loyalty/iiko/customer/wallet/topup', body: { ...wallet, sum: 100.5 } },
    { path: '/api/1/loyalty/iiko/customer/wallet/chargeoff', body: { ...wallet, sum: 20 } },
    {
      path: '/api/1/loyalty/iiko/customer/wallet/hold',
      draw: ['transactionId'],
      body: { ...wallet, transactionId: '{{transactionId}}', sum: 30 },
    },
    {
      path: '/api/1/loyalty/iiko/customer/wallet/cancel_hold',
      body: { organizationId, transactionId: '{{transactionId}}' },
    },
    {
      path: '/api/1/loyalty/iiko/customer/transactions/by_revision',
      body: { ...guest, pageSize: 100 },
    },
    {
      path: '/api/1/loyalty/iiko/customer/transactions/by_date',
      body: {
        ...guest,
        dateFrom: '{{today}} 00:00:00.000',
        dateTo: '{{tomorrow}} 00:00:00.000',
        pageNumber: 0,
        pageSize: 100,
      },
    },
    {
      path: '/api/1/loyalty/iiko/get_counters',
      body: {
        organizationId,
        guestIds: ['{{guestId}}'],
        periods: ['AllTime'],
        metrics: ['OrdersCount', 'OrdersSum'],
      },
    },
    { path: '/api/1/loyalty/iiko/coupons/series', body: { organizationId } },
    { path: '/api/1/loyalty/iiko/coupons/by_series', body: { organizationId, series: 'ВЕСНА' } },
    { path: '/api/1/loyalty/iiko/coupons/info', body: { organizationId, number: 'VESNA-001' } },
    {
      path: '/api/1/loyalty/iiko/calculate',
      body: {
        organizationId,
        order: {
          phone: '+79020001234',
          orderServiceType: 'DeliveryByClient',
          customer: { type: 'regular', name: 'Vera' },
          items: [item(ids.borschtId, 420, { amount: 3 })],
        },
        coupon: 'VESNA-001',
      },
    },
    { path: '/api/1/loyalty/iiko/check_sms_sending_possibility', body: { organizationId } },
    {
      path: '/api/1/loyalty/iiko/message/send_sms',
      body: { organizationId, phone: '+79020001234', text: 'Your code is 1234' },
      keep: { smsId: 'smsId' },
    },
    { path: '/api/1/loyalty/iiko/check_sms_status', body: { organizationId, smsIds: ['{{smsId}}'] } },
    {
      path: '/api/1/loyalty/iiko/message/send_email',
      body: { organizationId, receiver: 'vera@guest.example', subject: 'Hello', body: 'We wait for you' },
    },
    {
      path: '/api/1/loyalty/iiko/delete_customers',
      body: { organizationId, customerIds: ['{{guestId}}'] },
    },
    {
      path: '/api/1/loyalty/iiko/restore_customers',
      body: { organizationId, customerIds: ['{{guestId}}'] },
    },
  ],
}
