import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json, login } from './biz-driver.ts'
import { noon, paymentTypeId } from './cloud-deliveries-driver.ts'
import { type Loyalty, loyaltyOf } from './loyalty-driver.ts'

/*
 * One guest's life in every family that speaks of guests: made in iiko.biz, charged at a till with its cable in and out, shown
 * at the POS server, read in the cloud, corrected in iikoCard. All of them tell the same ledger.
 */

let server: TestServer
let biz: Biz
let cloud: Loyalty
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  biz = await bizOf(server)
  cloud = loyaltyOf(server)
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const phone = '+79007900001'
const card = '790001'
const organization = () => ({ organization: biz.organization })

/** Closes an order of 840 at the till, so much of it by bonuses. */
async function close(orderId: string, bonuses: number): Promise<void> {
  const { token } = (await server.post(`${till}/login`, { pin: '2222' }, null)).json
  const payments = [
    { typeId: paymentTypeId('bonuses'), sum: bonuses },
    { typeId: paymentTypeId('cash'), sum: 840 - bonuses },
  ]
  const command = { kind: 'delivery.close', orderId, payments }
  const answer = await server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, token)
  expect(answer.json).toEqual({ ok: true })
}

const cable = async (plugged: boolean): Promise<void> => {
  await server.settle()
  expect((await server.post('/__/till/pokrovka/cable', { plugged }, null)).status).toBe(200)
  if (plugged) await server.settle()
}

async function posWallet(): Promise<number> {
  const asked = new URLSearchParams({ userName: login.id, password: login.secret })
  const { json: token } = await biz.call('GET', `/api/v1/getAccessToken?${asked}`)
  const answer = await fetch(`${server.baseUrl}/api/v2/guests/userWallets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', AccessToken: token },
    body: JSON.stringify({ request: { authData: { credential: card, searchScope: 2 } } }),
  })
  const { userWallets } = (await answer.json()) as Json
  return userWallets.find(({ id }: Json) => id === cloud.bonuses.walletId).balance
}

test('one guest, four families, one ledger', async () => {
  // A site registers the guest with a card, and gives bonuses.
  const customer = { phone, name: 'Anna', magnetCardTrack: card, magnetCardNumber: card }
  const { json: id } = await biz.post('customers/create_or_update', { customer }, organization())
  const money = { customerId: id, organizationId: biz.organization, walletId: cloud.bonuses.walletId }
  expect((await biz.post('customers/refill_balance', { ...money, sum: 500, comment: 'gift' })).status).toBe(
    200,
  )

  // Two orders come by the legacy scheme, one by the cloud; the till is paid, the second time without its cable.
  const order = (): Promise<Json> =>
    biz.added(
      biz.anOrder(
        { phone, isSelfService: true, address: null, paymentItems: [] },
        { customer: { id, name: 'Anna', phone } },
      ),
    )
  const [first, second] = [await order(), await order()]
  // The till hears over its line what the site gave.
  await server.settle()
  await close(first.orderId, 400)
  await server.settle()
  expect(await cloud.balance(id)).toBe(800 - 400 + 22)
  await cable(false)
  await close(second.orderId, 300)
  // The site takes 300 meanwhile: the till knows nothing of it.
  expect((await biz.post('customers/withdraw_balance', { ...money, sum: 300, comment: 'shop' })).status).toBe(
    200,
  )
  await cable(true)

  // The cloud holds, gives back and reads; iikoCard corrects what went below zero.
  const before = await cloud.balance(id)
  expect(before).toBe(422 - 300 - 300 + 27)
  const short = await biz.post('customers/withdraw_balance', { ...money, sum: 1 })
  expect([short.status, short.json.httpStatusCode]).toEqual([400, 400])
  const correction = { ...money, sum: -before + 10.5, comment: 'correction' }
  expect((await biz.post('customers/refill_balance', correction)).status).toBe(200)
  const { transactionId } = await cloud.call('customer/wallet/hold', {
    ...{ customerId: id, walletId: cloud.bonuses.walletId, sum: 10 },
  })
  await cloud.call('customer/wallet/cancel_hold', { transactionId })
  await server.settle()

  await expectOneLedger(id, 10.5, [first, second])
})

/** Every family tells this balance, and the same lines that make it. */
async function expectOneLedger(id: string, balance: number, orders: Json[]): Promise<void> {
  const guest = await biz.ask('customers/get_customer_by_card', { card })
  const ofBiz = guest.walletBalances.find(({ wallet }: Json) => wallet.id === cloud.bonuses.walletId).balance
  const wallet = { ...organization(), wallet: cloud.bonuses.walletId }
  const bulk = await biz.post('customers/get_balances_by_guests_and_wallet', { guestIds: [id] }, wallet)
  expect([guest.id, ofBiz, bulk.json]).toEqual([id, balance, [{ guestId: id, balance }]])
  expect(await cloud.balance(id)).toBe(balance)
  expect(await posWallet()).toBe(balance)

  const lines = (await cloud.lines(id)).map(({ sum, balanceBefore, balanceAfter }: Json) => ({
    ...{ sum, balanceBefore, balanceAfter },
  }))
  const moved = lines.filter(({ sum }: Json) => sum !== 0)
  expect(moved.reduce((total: number, { sum }: Json) => total + sum * 100, 0)).toBe(balance * 100)
  const report: Json[] = await biz.ask(`organization/${biz.organization}/transactions_report`, {
    ...{ date_from: '2027-03-01', date_to: '2027-03-20', userId: id },
  })
  const inReport = report.map(({ transactionSum }) => transactionSum).filter((sum) => sum !== 0)
  expect(inReport).toEqual(moved.map(({ sum }: Json) => sum))
  const chain = report.filter(({ balanceAfter }) => balanceAfter !== null)
  for (const [index, row] of chain.entries()) {
    expect(row.balanceAfter * 100 - row.balanceBefore * 100).toBeCloseTo(row.transactionSum * 100, 6)
    if (index > 0) expect(row.balanceBefore).toBe(chain[index - 1]?.balanceAfter)
  }
  for (const { orderId } of orders) {
    const shown = await biz.read(orderId)
    expect([shown.statusCode, shown.customerId]).toEqual(['CLOSED', id])
  }
  const entries = await server.node.app.storage.now.journal.ofEntity(server.chain.tenant.id, id)
  const told = entries.flatMap(({ payload }) => (payload as Json).line?.sum ?? [])
  expect(told.reduce((total: bigint, sum: bigint) => total + sum, 0n)).toBe(BigInt(balance * 100))
}
