import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Json, type Loyalty, loyaltyOf } from './loyalty-driver.ts'

// Appendix F of the cloud reference: guests and their money.

let server: TestServer
let desk: Loyalty
beforeAll(async () => {
  server = await startServer()
  desk = loyaltyOf(server)
})
afterAll(() => server.close())

const stranger = 'e0e0e0e0-0000-4000-8000-00000000000e'

test('F.37: who is not found is told in the envelope of loyalty; who is created is there at once', async () => {
  const phone = desk.newPhone()
  const name = { type: 'phone', phone }
  const refusal = await desk.refused('customer/info', name, {
    code: 'Transport_WrongCustomerNumber',
    errorCode: 'Validation_IncorrectPhone',
  })
  expect(Object.keys(refusal)).toEqual(
    expect.arrayContaining(['code', 'errorCode', 'message', 'description']),
  )
  const { id } = await desk.call('customer/create_or_update', { phone, name: 'Vera' })
  expect(await desk.info(name)).toMatchObject({ id, phone, name: 'Vera' })
})

test('F.37: a hold takes, its cancelling gives back; more than there is cannot be taken', async () => {
  const customerId = await desk.newGuest()
  const { walletId } = desk.bonuses
  const balance = await desk.balance(customerId)
  const { transactionId } = await desk.call('customer/wallet/hold', { customerId, walletId, sum: balance })
  expect(await desk.balance(customerId)).toBe(0)
  for (const operation of ['customer/wallet/hold', 'customer/wallet/chargeoff'])
    await desk.refused(
      operation,
      { customerId, walletId, sum: 0.01 },
      { errorCode: 'Wallet_NotEnoughBalance' },
    )
  await desk.call('customer/wallet/cancel_hold', { transactionId })
  expect(await desk.balance(customerId)).toBe(balance)
  await desk.refused('customer/wallet/cancel_hold', { transactionId: stranger }, {})
})

test('F.37: pages of both reports together are the whole, in order and without repeats', async () => {
  const customerId = await desk.newGuest()
  const topUp = { customerId, walletId: desk.bonuses.walletId }
  for (let n = 1; n <= 4; n++) await desk.call('customer/wallet/topup', { ...topUp, sum: n })
  const byRevision = (more: Json): Promise<Json> =>
    desk.call('customer/transactions/by_revision', { customerId, ...more })
  const whole: Json[] = (await byRevision({ pageSize: 100 })).transactions
  expect(whole).toHaveLength(5)
  const first = await byRevision({ pageSize: 3 })
  const second = await byRevision({
    pageSize: 3,
    revision: first.lastRevision,
    lastTransactionId: first.lastTransactionId,
  })
  expect([...first.transactions, ...second.transactions]).toEqual(whole)
  const days = { dateFrom: '2020-01-01 00:00:00.000', dateTo: '2099-01-01 00:00:00.000', pageSize: 3 }
  const pages = await Promise.all(
    [0, 1, 2].map((pageNumber) =>
      desk.call('customer/transactions/by_date', { customerId, ...days, pageNumber }),
    ),
  )
  const told: Json[] = pages.flatMap(({ transactions }) => transactions)
  expect(pages.map(({ transactions }) => transactions.length)).toEqual([3, 2, 0])
  expect(new Set(told.map(({ id }) => id))).toEqual(new Set(whole.map(({ id }) => id)))
})

test('F.38: counters are asked for and told by words; numbers are refused', async () => {
  const guestIds = [await desk.newGuest()]
  const { counters } = await desk.call('get_counters', {
    guestIds,
    periods: ['Week', 'AllTime'],
    metrics: ['OrdersCount'],
  })
  expect(counters).toEqual(
    ['Week', 'AllTime'].map((period) => ({ guestId: guestIds[0], period, metric: 'OrdersCount', value: 0 })),
  )
  const codes = { errorCode: 'Validation_CounterValidationError' }
  await desk.refused('get_counters', { guestIds, periods: [0], metrics: ['OrdersSum'] }, codes)
  await desk.refused('get_counters', { guestIds, periods: ['Day'], metrics: [1] }, codes)
})
