import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { guestCategoryId } from '../../src/seed/demo/loyalty.ts'
import { openAdminPage } from '../support/admin-page.ts'
import type { TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'
import { type Loyalty, loyaltyOf } from './loyalty-driver.ts'
import { aMovement, officeOf } from './office-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'
import { cardOrder, passingOrder, wholeOrder } from './published-orders.ts'

// Level 3 of the parity ledger for loyalty.

const card = { cardTrack: 'T-1', cardNumber: 'N-1' }

/** A guest of whom all is known. */
async function guests(desk: Loyalty): Promise<string> {
  const referrerId = await desk.newGuest()
  const whole = {
    ...{ phone: '+79005550301', ...card, name: 'Анна', middleName: 'Ивановна', surName: 'Петрова' },
    ...{ birthday: '1990-03-14 00:00:00.000', email: 'anna@guest.example', sex: 2, consentStatus: 1 },
    ...{ shouldReceivePromoActionsInfo: true, shouldReceiveLoyaltyInfo: true, comment: 'у окна' },
    ...{ referrerId, userData: '{"a":1}', nullifyEmptyFields: false, isDeleted: false },
    employeeId: demoId('employee', '6666'),
  }
  const { id } = await desk.call('customer/create_or_update', whole)
  await desk.call('customer/create_or_update', { ...whole, id })
  const names = [
    { type: 'id', id },
    { type: 'phone', phone: whole.phone },
    { type: 'email', email: whole.email },
    { type: 'cardTrack', cardTrack: card.cardTrack },
    { type: 'cardNumber', cardNumber: card.cardNumber },
  ]
  await desk.call('customer_category/add', { customerId: id, categoryId: guestCategoryId('gold') })
  for (const name of names) await desk.info(name)
  await desk.call('customer_category/remove', { customerId: id, categoryId: guestCategoryId('gold') })
  await desk.call('customer/card/add', { customerId: id, cardTrack: 'T-2', cardNumber: 'N-2' })
  await desk.call('customer/card/remove', { customerId: id, cardTrack: 'T-2' })
  await desk.call('customer/program/add', { customerId: id, programId: desk.bonuses.programId })
  await desk.call('delete_customers', { customerIds: [referrerId] })
  await desk.call('restore_customers', { customerIds: [referrerId] })
  return id
}

async function books(desk: Loyalty): Promise<void> {
  await desk.call('manual_condition')
  await desk.call('customer_category')
  await desk.call('program', { withoutMarketingCampaigns: false })
  await desk.call('coupons/series')
  const series = { series: 'СЕРТИФИКАТ-1000' }
  await desk.call('coupons/by_series', { ...series, pageSize: 10, page: 0 })
  await desk.call('coupons/info', { ...series, number: 'CERT-007' })
  await desk.call('check_sms_sending_possibility')
  const { smsId } = await desk.call('message/send_sms', { phone: '8 903 555-44-33', text: 'Код 1234' })
  await desk.call('check_sms_status', { smsIds: [smsId, crypto.randomUUID()] })
  await desk.call('message/send_email', { receiver: 'a@guest.example', subject: 'Привет', body: 'Ждём' })
}

/** Money of a guest: by hand, and by an order with a coupon. */
async function wallets(
  server: TestServer,
  desk: Loyalty,
  shop: Deliveries,
  customerId: string,
): Promise<void> {
  const { walletId } = desk.bonuses
  const change = { customerId, walletId, sum: 100, comment: 'подарок' }
  await desk.call('customer/wallet/topup', change)
  await desk.call('customer/wallet/chargeoff', { ...change, sum: 10 })
  const transactionId = crypto.randomUUID()
  await desk.call('customer/wallet/hold', { ...change, transactionId })
  await desk.call('customer/wallet/cancel_hold', { transactionId })
  const sold = shop.aPickup({
    loyaltyInfo: { coupon: 'VESNA-003' },
    items: [shop.anItem('10101', 420, { amount: 3 })],
    payments: [
      {
        ...{ paymentTypeKind: 'LoyaltyCard', paymentTypeId: demoId('paymentType', 'bonuses'), sum: 50 },
        paymentAdditionalData: { type: 'LoyaltyCard', credential: '+79005550301', searchScope: 'Phone' },
      },
      { paymentTypeKind: 'Cash', paymentTypeId: demoId('paymentType', 'cash'), sum: 1210 },
    ],
  })
  const { id } = await shop.placed(sold)
  await shop.atTill({ kind: 'delivery.close', orderId: id, deliveryDate: null, payments: [] })
  await server.settle()
  await desk.info({ type: 'id', id: customerId })
  await desk.call('coupons/info', { number: 'VESNA-003' })
  await desk.call('get_counters', {
    ...{ guestIds: [customerId], metrics: ['OrdersCount', 'OrdersSum'], periods: ['AllTime'] },
  })
  // Somebody of the office corrects the wallet by hand: the report names them.
  const office = officeOf(server, await openAdminPage(server))
  await office.done('POST', `/guests/${customerId}/money`, aMovement())
  const days = { dateFrom: '2027-03-01 00:00:00.000', dateTo: '2027-03-31 00:00:00.000' }
  await desk.call('customer/transactions/by_date', { customerId, ...days, pageNumber: 0, pageSize: 100 })
  const first = await desk.call('customer/transactions/by_revision', { customerId, pageSize: 2 })
  const { lastRevision: revision, lastTransactionId } = first
  await desk.call('customer/transactions/by_revision', {
    customerId,
    pageSize: 100,
    revision,
    lastTransactionId,
  })
}

async function calculations(server: TestServer, desk: Loyalty, shop: Deliveries): Promise<void> {
  const { order } = wholeOrder(server, shop)
  const { menuId: _, ...whole } = order
  const ask = (body: Json) => desk.call('calculate', body)
  const around = {
    ...{ terminalGroupId: shop.terminalGroupId, coupon: 'CERT-001', isLoyaltyTraceEnabled: true },
    ...{
      referrerId: crypto.randomUUID(),
      applicableManualConditions: [demoId('manualCondition', 'student')],
    },
    ...{ dynamicDiscounts: [{ manualConditionId: demoId('manualCondition', 'apology'), Sum: 5 }] },
    availablePaymentMarketingCampaignIds: [demoId('loyaltyCampaign', 'bonuses')],
  }
  await ask({ ...around, order: whole })
  await ask({ ...around, order: passingOrder(server, shop).order })
  await ask({ order: cardOrder(shop).order })
  const guest = { phone: '+79005550301', discountsInfo: undefined }
  const cake = { items: [shop.anItem('50001', 320, { amount: 2, positionId: crypto.randomUUID() })] }
  for (const more of [{}, cake]) await ask({ order: { ...cardOrder(shop).order, ...guest, ...more } })
}

holdAgainstSamples(
  [
    '/api/1/loyalty/iiko/customer/info',
    '/api/1/loyalty/iiko/calculate',
    '/api/1/loyalty/iiko/manual_condition',
    '/api/1/loyalty/iiko/customer_category',
    '/api/1/loyalty/iiko/customer/create_or_update',
    '/api/1/loyalty/iiko/delete_customers',
    '/api/1/loyalty/iiko/restore_customers',
    '/api/1/loyalty/iiko/customer_category/add',
    '/api/1/loyalty/iiko/customer_category/remove',
    '/api/1/loyalty/iiko/check_sms_sending_possibility',
    '/api/1/loyalty/iiko/message/send_sms',
    '/api/1/loyalty/iiko/check_sms_status',
    '/api/1/loyalty/iiko/message/send_email',
    '/api/1/loyalty/iiko/program',
    '/api/1/loyalty/iiko/customer/program/add',
    '/api/1/loyalty/iiko/customer/card/add',
    '/api/1/loyalty/iiko/customer/card/remove',
    '/api/1/loyalty/iiko/customer/wallet/hold',
    '/api/1/loyalty/iiko/customer/wallet/cancel_hold',
    '/api/1/loyalty/iiko/customer/wallet/topup',
    '/api/1/loyalty/iiko/customer/wallet/chargeoff',
    '/api/1/loyalty/iiko/get_counters',
    '/api/1/loyalty/iiko/coupons/info',
    '/api/1/loyalty/iiko/coupons/series',
    '/api/1/loyalty/iiko/coupons/by_series',
    '/api/1/loyalty/iiko/customer/transactions/by_revision',
    '/api/1/loyalty/iiko/customer/transactions/by_date',
  ],
  async (server) => {
    server.clock.jumpTo(noon)
    const desk = loyaltyOf(server)
    const shop = deliveriesOf(server, 'pokrovka')
    const id = await guests(desk)
    await books(desk)
    await wallets(server, desk, shop, id)
    await calculations(server, desk, shop)
  },
)
