/** A kiosk's guest pays by the bank terminal of its till (ADR 27). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let key: string
let token: string
beforeAll(async () => {
  server = await startServer()
  const device = { use: 'kiosk', pin: '8888', deviceId: crypto.randomUUID() }
  key = (await server.post(`${till}/devices`, device, null)).json.key
  token = (await server.post(`${till}/login`, { pin: '1111' }, null)).json.token
})
afterAll(() => server.close())
beforeEach(() => terminal([]))

const till = '/till/pokrovka/api'
const terminal = (steps: object[]) => server.post('/__/till/pokrovka/terminal', { steps }, null)
const charged = async (): Promise<number[]> =>
  (await server.get('/__/till/pokrovka/terminal', null)).json.charged.map(({ sum }: { sum: number }) => sum)
const orderOf = async (id: string): Promise<Answer['json']> => {
  await server.settle()
  const { tableOrders } = (await server.get(`${till}/board`, token)).json
  return tableOrders.find((order: { id: string }) => order.id === id)
}
/** A bowl of borscht for 420 to take away. */
async function placed(): Promise<string> {
  const orderId = crypto.randomUUID()
  const items = [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 1, modifiers: [] }]
  const body = { id: crypto.randomUUID(), orderId, orderTypeId: demoId('orderType', 'takeaway'), items }
  const answer = await server.post(`${till}/kiosk/orders`, body, key)
  expect(answer.status, answer.text).toBe(200)
  return orderId
}
const at = (orderId: string, deed: 'pay' | 'leave') =>
  server.post(`${till}/kiosk/orders/${orderId}/${deed}`, { id: crypto.randomUUID() }, key)

test('approved: the order is closed; paying it again charges nothing', async () => {
  const had = await charged()
  const id = await placed()
  expect((await at(id, 'pay')).json).toEqual({ ok: true })
  expect((await at(id, 'pay')).json).toEqual({ ok: true })
  expect(await orderOf(id)).toMatchObject({ status: 'Closed', payments: [{ sum: 420, isByBank: true }] })
  expect(await charged()).toEqual([...had, 42_000])
})

test('declined: nothing is charged, the guest hears the bank’s words, tries again or leaves', async () => {
  const had = await charged()
  const [again, gone] = [await placed(), await placed()]
  await terminal([
    { do: 'decline', text: 'Недостаточно средств' },
    { do: 'decline', text: 'Карта закрыта' },
  ])
  const first = await at(again, 'pay')
  expect([first.status, first.json.code]).toEqual([409, 'payment.declined'])
  expect(first.json.text.ru).toContain('Недостаточно средств')
  expect((await at(gone, 'pay')).json.text.ru).toContain('Карта закрыта')
  expect(await orderOf(again)).toMatchObject({ status: 'New', payments: [], due: 420 })
  expect((await at(gone, 'leave')).json).toEqual({ ok: true })
  expect((await at(gone, 'pay')).json.code).toBe('order.wrong-status')
  expect((await at(again, 'pay')).json).toEqual({ ok: true })
  expect(await charged()).toEqual([...had, 42_000])
})

test('two requests at once ask the terminal once, and none leaves while it works', async () => {
  const had = await charged()
  const id = await placed()
  await terminal([{ do: 'approve', after: 'PT1M' }])
  const both = Promise.all([at(id, 'pay'), at(id, 'pay')])
  await expect.poll(async () => (await orderOf(id)).bankPayment?.phase).toBe('authorizing')
  expect((await at(id, 'leave')).json.code).toBe('order.bank-is-asked')
  await server.post('/__/clock', { advance: 'PT1M' }, null)
  for (const { json } of await both) expect(json).toEqual({ ok: true })
  expect((await orderOf(id)).status).toBe('Closed')
  expect(await charged()).toEqual([...had, 42_000])
})

test('where the bank does not know, people see to it and the card is not asked again', async () => {
  const had = await charged()
  const id = await placed()
  await terminal([{ do: 'unknown' }])
  expect((await at(id, 'pay')).json.code).toBe('payment.unclear')
  expect((await at(id, 'pay')).json.code).toBe('payment.unclear')
  const { transactionId } = (await orderOf(id)).bankPayment
  const command = { kind: 'tableOrder.resolveBankPayment', orderId: id, transactionId, isMoved: true }
  await server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, token)
  expect((await at(id, 'pay')).json).toEqual({ ok: true })
  expect((await orderOf(id)).status).toBe('Closed')
  expect(await charged()).toEqual(had)
})
