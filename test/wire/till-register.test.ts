/** A fiscal register at a till: a cheque for each sale once, whatever it does; payments never wait for it (front-api §2.16, ADR 37). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Json, noon, paymentTypeId } from './cloud-deliveries-driver.ts'
import { tableId } from './table-orders-driver.ts'

let server: TestServer
let manager: string
let waiter: string
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  manager = await tokenOf('1111')
  waiter = await tokenOf('4444')
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const tokenOf = async (pin: string): Promise<string> =>
  (await server.post(`${till}/login`, { pin }, null)).json.token
async function done(command: Json): Promise<void> {
  const answer = await server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, manager)
  expect(answer.status, answer.text).toBe(200)
  await server.settle()
}
const board = async (): Promise<Json> => (await server.get(`${till}/board`, manager)).json
async function setRegister(register: Json): Promise<void> {
  const answer = await server.post('/__/till/pokrovka/devices', { register }, null)
  expect(answer.status, answer.text).toBe(200)
  await server.settle()
}
const register = async (): Promise<Json> =>
  (await server.get('/__/till/pokrovka/devices', null)).json.register
const documents = async (): Promise<Json[]> => (await register()).documents
/** The register among the till's printers; undefined: none stands there. */
async function atScreen(): Promise<Json> {
  const { printers } = (await server.get(`${till}/printing`, manager)).json
  return printers.find(({ kind }: Json) => kind === 'register')
}
const jobsOf = async (orderId: string): Promise<Json[]> =>
  (await server.get(`${till}/printing`, manager)).json.jobs.filter(
    (job: Json) => job.orderId === orderId && job.paper.startsWith('fiscal'),
  )
/** Two bowls of borscht at 420, paid. */
async function sell(typeId = paymentTypeId('cash')): Promise<string> {
  const orderId: string = crypto.randomUUID()
  const items = [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 2 }]
  await done({ kind: 'tableOrder.place', orderId, tableIds: [tableId('main/3')], guestCount: 2, items })
  await done({ kind: 'tableOrder.close', orderId, payments: [{ typeId, sum: 840 }] })
  expect((await board()).tableOrders.find(({ id }: Json) => id === orderId)?.status).toBe('Closed')
  return orderId
}
const chequesOf = async (orderId: string): Promise<Json[]> =>
  (await documents()).filter((one) => one.orderId === orderId)

test('a till without a register asks it for nothing, and has nothing to catch up when one comes', async () => {
  const orderId = await sell()
  expect(await documents()).toEqual([])
  expect(await atScreen()).toBeUndefined()
  const asked = await server.post(`${till}/register/x`, { id: crypto.randomUUID() }, manager)
  expect([asked.status, asked.json.code]).toEqual([400, 'register.none'])
  await setRegister({ installed: true })
  expect(await chequesOf(orderId)).toEqual([])
  expect(await atScreen()).toMatchObject({ nameEn: 'Fiscal register', waiting: 0, trouble: null })
})

test('a sale, its return, cash and X are on the register, which opens its shift by itself', async () => {
  const orderId = await sell()
  expect((await documents()).map(({ kind, sum }) => [kind, sum])).toEqual([
    ['open', 0],
    ['sale', 84_000],
  ])
  const soup = (await board()).tableOrders.find(({ id }: Json) => id === orderId).items[0]
  await done({
    ...{ kind: 'tableOrder.return', orderId, returnId: crypto.randomUUID(), comment: null },
    ...{ lines: [{ positionId: soup.positionId, amount: 1 }], refunds: null },
    removalTypeId: demoId('removalType', 'cafe'),
  })
  expect((await chequesOf(orderId)).map(({ kind, sum }) => [kind, sum])).toEqual([
    ['sale', 84_000],
    ['return', 42_000],
  ])
  const id = crypto.randomUUID()
  for (const _ of [1, 2]) await server.post(`${till}/register/x`, { id }, manager)
  await server.settle()
  expect((await documents()).filter(({ kind }) => kind === 'x')).toHaveLength(1)
  const refused = await server.post(`${till}/register/x`, { id: crypto.randomUUID() }, waiter)
  expect(refused.json.code).toBe('access.permission-denied')
})

test('a register without paper loses no payment: the cheque waits in words and is printed when it can be', async () => {
  await setRegister({ state: 'no-paper' })
  const first = await sell()
  const second = await sell()
  expect(await atScreen()).toMatchObject({
    waiting: 2,
    trouble: { ru: 'Фискальный регистратор: нет бумаги', en: 'Fiscal register: no paper' },
  })
  const [job] = await jobsOf(first)
  expect(job).toMatchObject({ paper: 'fiscal-sale', state: 'failed' })
  await server.post(`${till}/print-jobs/${job?.id}/retry`, {}, manager)
  await server.settle()
  expect((await jobsOf(first))[0]).toMatchObject({ state: 'failed' })
  await setRegister({ state: 'ready' })
  expect([await chequesOf(first), await chequesOf(second)].map(({ length }) => length)).toEqual([1, 1])
  expect(await atScreen()).toMatchObject({ waiting: 0, trouble: null })
  // What the law has seen once it does not see again.
  const again = await server.post(`${till}/print-jobs/${job?.id}/again`, { id: crypto.randomUUID() }, manager)
  expect(again.json.code).toBe('register.once')
})

test.each([
  ['whose answer was lost', 'lose', 'ready'],
  ['that died after it printed', 'die', 'unplugged'],
  ['that stopped in the middle of the cheque', 'break', 'ready'],
])('a register %s prints one cheque', async (_, deed, state) => {
  await setRegister({ steps: [{ do: deed }] })
  const orderId = await sell()
  expect((await atScreen()).trouble.en).toMatch(/no answer/)
  expect((await register()).state).toBe(state)
  await setRegister({ state: 'ready' })
  expect(await chequesOf(orderId)).toHaveLength(1)
  expect(await jobsOf(orderId)).toMatchObject([{ state: 'printed', trouble: null }])
})

test('money that is not fiscal has no cheque', async () => {
  const orderId = await sell(demoId('paymentType', 'writeoff'))
  expect(await chequesOf(orderId)).toEqual([])
})

test('Z follows the close of the shift, and the next shift is opened', async () => {
  await setRegister({ state: 'unplugged' })
  await done({ kind: 'shift.close' })
  await done({ kind: 'shift.open' })
  const orderId = await sell()
  await setRegister({ state: 'ready' })
  expect((await documents()).slice(-3).map(({ kind }) => kind)).toEqual(['z', 'open', 'sale'])
  expect(await chequesOf(orderId)).toHaveLength(1)
})

test('scales give their weight by one question, or say why not', async () => {
  const setScales = (scales: Json) => server.post('/__/till/pokrovka/devices', { scales }, null)
  const weigh = () => server.get(`${till}/scales/weight`, waiter)
  expect((await server.get(`${till}/scales`, waiter)).json).toEqual({ isInstalled: false })
  expect((await weigh()).json.code).toBe('scales.none')
  await setScales({ installed: true })
  expect((await server.get(`${till}/scales`, waiter)).json).toEqual({ isInstalled: true })
  expect((await weigh()).json.code).toBe('scales.empty')
  await setScales({ weight: 0.345 })
  expect((await weigh()).json).toEqual({ weight: 0.345 })
  await setScales({ state: 'unstable' })
  expect((await weigh()).json.text.en).toBe('Scales: the weight still moves; weigh again')
  await setScales({ state: 'unplugged' })
  expect((await weigh()).json.code).toBe('scales.unplugged')
})

test('what is asked of the devices is refused by name where it is malformed', async () => {
  const answer = await server.post('/__/till/pokrovka/devices', { register: { state: 'on fire' } }, null)
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('register.state')])
})
