import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf } from './biz-driver.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'
import { byBonuses, inCash, type Loyalty, loyaltyOf } from './loyalty-driver.ts'

// One order seen through both delivery schemes, iiko.biz and iikoCloud (biz-card-api §16.6), is one order in one ledger.

let server: TestServer
let biz: Biz
let shop: Deliveries
let desk: Loyalty
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
  shop = deliveriesOf(server, 'pokrovka')
  desk = loyaltyOf(server)
})
afterAll(() => server.close())

/** What the back office has of the cheques of the day: how many, and their sum. */
async function sales(): Promise<[number, number]> {
  const office = await openBackOffice(server)
  const { json } = await office.postJson('/v2/reports/olap', {
    reportType: 'SALES',
    groupByRowFields: ['OrderNum'],
    aggregateFields: ['DishDiscountSumInt'],
    filters: {
      'OpenDate.Typed': { filterType: 'DateRange', from: '2027-03-12', to: '2027-03-13' },
    },
  })
  const rows: Json[] = json.data
  return [rows.length, rows.reduce((sum, row) => sum + row.DishDiscountSumInt, 0)]
}

test('an order of iiko.biz is paid and closed through the cloud: one receipt, one line in the wallet', async () => {
  const [cheques, sum] = await sales()
  const { id: guestId, phone } = await desk.aGuest()
  const id = crypto.randomUUID()
  const pickup = { id, phone, isSelfService: 'true', address: null, paymentItems: [], externalId: 'WEB-7' }
  const added = await biz.added(biz.anOrder(pickup, { customer: { id: null, name: 'Anna', phone } }))
  await shop.done('change_payments', id, { payments: [byBonuses(200, phone), inCash(640)] })
  await shop.done('close', id)
  await server.settle()
  const [legacy, cloud] = [await biz.read(id), (await shop.byId(id)).order]
  expect([legacy.statusCode, legacy.number, legacy.sum]).toEqual(['CLOSED', added.number, 840])
  expect([cloud.status, String(cloud.number), cloud.sum]).toEqual(['Closed', added.number, 840])
  expect(legacy.payments.map((payment: Json) => payment.sum)).toEqual(
    cloud.payments.map((payment: Json) => payment.sum),
  )
  expect(await sales()).toEqual([cheques + 1, sum + 840])
  // The welcome, what was paid with it, the receipt and what it earned, each once, whoever asks.
  const lines = (await desk.lines(guestId)).map(({ typeName, sum: moved }: Json) => [typeName, moved])
  expect(lines).toEqual([
    ['AutomaticRefillWallet', 300],
    ['PayFromWallet', -200],
    ['CloseOrder', 0],
    ['RefillWalletFromOrder', 32],
  ])
  const asked = { organization: biz.organization, phone }
  const guest = (await biz.get('customers/get_customer_by_phone', asked)).json
  expect(guest.walletBalances.map(({ balance }: Json) => balance)).toContain(132)
  expect(await desk.balance(guestId)).toBe(132)
})

test('an order of the cloud is in the history of iiko.biz, and its repeat through iiko.biz is refused', async () => {
  const phone = desk.newPhone()
  const placed = await shop.placed(
    shop.aPickup({ phone, customer: { type: 'regular', name: 'Анна' }, payments: [inCash(840)] }),
  )
  const legacy = await biz.read(placed.id)
  expect([legacy.number, legacy.sum]).toEqual([String(placed.order.number), placed.order.sum])
  const { customersDeliveryHistory } = await biz.ask('orders/deliveryHistoryByPhone', { phone })
  const history: Json[] = customersDeliveryHistory.flatMap((one: Json) => one.deliveryHistory)
  expect(history.map(({ orderId }) => orderId)).toEqual([placed.id])
  const other = await biz.post('orders/add', biz.anOrder({ id: placed.id }))
  expect(other.status).toBe(400)
  const [cheques, sum] = await sales()
  await shop.done('close', placed.id)
  await server.settle()
  expect((await biz.read(placed.id)).statusCode).toBe('CLOSED')
  expect(await sales()).toEqual([cheques + 1, sum + 840])
})
