import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  deliveriesOf,
  hourMs,
  type Json,
  noon,
  paymentTypeId,
} from './cloud-deliveries-driver.ts'
import { type Loyalty, loyaltyOf } from './loyalty-driver.ts'

// Bonuses at a till whose cable is pulled (corrections 10, biz-card-api §13.1).

const till = '/till/pokrovka/api'
let server: TestServer
let desk: Loyalty
let shop: Deliveries
let cashier: string
beforeAll(async () => {
  server = await startServer()
  desk = loyaltyOf(server)
  shop = deliveriesOf(server, 'pokrovka')
})
beforeEach(async () => {
  server.clock.jumpTo(noon)
  await cable(true)
  cashier = await tokenOf('2222')
})
afterAll(() => server.close())

async function cable(plugged: boolean): Promise<void> {
  const answer = await server.post('/__/till/pokrovka/cable', { plugged }, null)
  expect(answer.status, answer.text).toBe(200)
  if (plugged) await server.settle()
}
const tokenOf = async (pin: string): Promise<string> =>
  (await server.post(`${till}/login`, { pin }, null)).json.token
const pull = (): Promise<void> => cable(false)
const mend = (): Promise<void> => cable(true)
/** A pickup of 840 that nobody has paid for. */
const unpaid = async (phone: string): Promise<string> =>
  (await shop.placed(shop.aPickup({ phone, customer: { type: 'regular', name: 'Анна' } }))).id
const close = (orderId: string, bonuses: number, id: string = crypto.randomUUID()): Promise<Json> => {
  const payments = [
    { typeId: paymentTypeId('bonuses'), sum: bonuses },
    { typeId: paymentTypeId('cash'), sum: 840 - bonuses },
  ]
  return server.post(
    `${till}/commands`,
    { id, command: { kind: 'delivery.close', orderId, payments } },
    cashier,
  )
}
const told = async (id: string): Promise<unknown[]> =>
  (await desk.lines(id)).slice(1).map(({ typeName, sum }: Json) => [typeName, sum])

test('a cut till takes what it knows of, up to its limit; the cloud books it once when the line is back', async () => {
  const { id, phone } = await desk.aGuest()
  await desk.call('customer/wallet/topup', { customerId: id, walletId: desk.bonuses.walletId, sum: 1000 })
  const orders = [await unpaid(phone), await unpaid(phone), await unpaid(phone)]
  await pull()
  const call = crypto.randomUUID()
  expect((await close(orders[0] ?? '', 300, call)).json).toEqual({ ok: true })
  expect((await close(orders[0] ?? '', 300, call)).json).toEqual({ ok: true })
  const refused = await close(orders[1] ?? '', 201)
  expect([refused.status, refused.json.code]).toEqual([409, 'wallet.offline-limit'])
  expect(refused.json.text.ru).toContain('облак')
  expect((await close(orders[1] ?? '', 200)).json).toEqual({ ok: true })
  await server.settle()
  expect(await desk.balance(id)).toBe(1300)

  // Somebody spends it elsewhere meanwhile: the charge goes below zero, as far as the company agreed to risk.
  await desk.call('customer/wallet/chargeoff', { customerId: id, walletId: desk.bonuses.walletId, sum: 1200 })
  await mend()
  const closed = [
    ['RefillWalletFromApi', 1000],
    ['ChargeOffWalletFromApi', -1200],
  ]
  const booked = [
    ...[
      ['PayFromWallet', -300],
      ['CloseOrder', 0],
      ['RefillWalletFromOrder', 27],
    ],
    ...[
      ['PayFromWallet', -200],
      ['CloseOrder', 0],
      ['RefillWalletFromOrder', 32],
    ],
  ]
  expect((await told(id)).slice(2)).toEqual(booked)
  expect((await told(id)).slice(0, 2).map((line) => (line as unknown[])[1])).toEqual(
    closed.map(([, sum]) => sum),
  )
  expect(await desk.balance(id)).toBe(-341)

  // Cut and mended again: nothing is booked twice, and the till knows that nothing is left.
  await pull()
  expect((await close(orders[0] ?? '', 300, call)).json).toEqual({ ok: true })
  const poor = await close(orders[2] ?? '', 1)
  expect(poor.json.code).toBe('wallet.balance-too-small')
  await mend()
  expect(await desk.balance(id)).toBe(-341)
  const { journal } = server.node.app.storage.now
  const entries = await journal.ofEntity(server.chain.tenant.id, id)
  const kinds = entries.flatMap(({ payload }) => (payload as Json).line?.kind ?? [])
  expect(kinds.filter((kind) => kind === 'offlineCharge')).toHaveLength(2)
  expect(kinds).not.toContain('orderPaid')
})

test('an order that the cut till cancels again takes nothing from anybody', async () => {
  const { id, phone } = await desk.aGuest()
  const orderId = await unpaid(phone)
  await pull()
  const command = { kind: 'delivery.addPayments' as const, orderId, tips: [] }
  const payment = { kind: null, isProcessedExternally: false, isFiscalizedExternally: false, isPrepay: false }
  const payments = [{ ...payment, typeId: paymentTypeId('bonuses'), sum: 30_000n, additionalData: null }]
  const { run } = server.till('pokrovka')
  expect((await run({ ...command, payments })).refusal).toBeNull()
  expect((await run({ ...command, payments })).refusal?.code).toBe('wallet.balance-too-small')
  const cancel = { kind: 'delivery.cancel', orderId, cancelCauseId: null, comment: null }
  const answer = await server.post(
    `${till}/commands`,
    { id: crypto.randomUUID(), command: cancel },
    await tokenOf('1111'),
  )
  expect(answer.json).toEqual({ ok: true })
  await mend()
  expect(await desk.balance(id)).toBe(300)
  const other = await unpaid(phone)
  expect((await run({ ...command, orderId: other, payments })).refusal).toBeNull()
  await server.settle()
  expect(await desk.balance(id)).toBe(0)
})

test('a till that has not heard of its cloud for a day takes no bonuses', async () => {
  const { phone } = await desk.aGuest()
  const orderId = await unpaid(phone)
  await pull()
  server.clock.jumpTo(noon + 25 * hourMs)
  cashier = await tokenOf('2222')
  const answer = await close(orderId, 100)
  expect([answer.status, answer.json.code]).toEqual([409, 'wallet.offline-too-long'])
})
