import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CloudPath, operations } from '../../src/api/cloud/generated/operations.ts'
import { type Changes, changesFrom, differencesOf, footprintOf, stampsOf } from '../support/footprint.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { ids } from '../support/walk/demo-ids.ts'
import { steps } from '../support/walk/index.ts'
import { type Json, keep, type Step } from '../support/walk/step.ts'
import { type Call, walkedAt, walkerOf } from '../support/walk/walker.ts'
import { writes } from '../support/walk/writes.ts'
import { deliveriesOf } from './cloud-deliveries-driver.ts'
import { loyaltyOf } from './loyalty-driver.ts'
import { tablesOf } from './table-orders-driver.ts'

/*
 * A client that hears nothing sends again (corrections 9, cloud-api §3.7). Two servers live the same walk: on one each
 * write is sent once, on the other three times, with a socket that is cut and one that is given up in between. After
 * every step the tables of both say the same.
 */

const seed = 7

type Side = { server: TestServer; walker: ReturnType<typeof walkerOf>; since: Changes }
let calm: Side
let stormy: Side
let keyless: Side

async function aSide(): Promise<Side> {
  const server = await startServer()
  // Frozen before it is set, so that all sides do everything at the same millisecond.
  server.clock.setSpeed(0)
  server.clock.jumpTo(walkedAt)
  await server.settle()
  return { server, walker: walkerOf(server, seed), since: await changesFrom(server.pool) }
}

beforeAll(async () => {
  calm = await aSide()
  stormy = await aSide()
  keyless = await aSide()
})
afterAll(async () => {
  await calm?.server.close()
  await stormy?.server.close()
  await keyless?.server.close()
})

/** Ids that both sides share: of the seed, and those that the client has drawn. */
const shared = (): Set<string> =>
  new Set([
    ...calm.server.chain.items.map(({ id }) => id),
    ...Object.values(ids),
    ...steps.flatMap(({ draw = [] }) => draw).flatMap((name) => calm.walker.variables[name] ?? []),
  ])

const changes = ({ since }: Side) => since(shared())

/** Sends a call and hangs up: as soon as it is sent, or when the answer begins to come. */
async function unheard(
  { server }: Side,
  { path, body }: Call,
  headers: Record<string, string>,
  until: 'sent' | 'answered',
): Promise<void> {
  const token = await server.token()
  const { hostname, port } = new URL(server.baseUrl)
  const text = Buffer.from(JSON.stringify(body))
  await new Promise<void>((resolve, reject) => {
    const call = httpRequest({
      hostname,
      port,
      path,
      method: 'POST',
      agent: false,
      headers: { ...headers, authorization: `Bearer ${token}`, 'content-length': String(text.length) },
    })
    const hangUp = (): void => {
      call.on('error', () => {})
      call.destroy()
      resolve()
    }
    call.on('error', reject)
    call.on('response', hangUp)
    call.end(text, () => {
      if (until === 'sent') setTimeout(hangUp, 2)
    })
  })
}

/** Nothing in the walk's bodies of these says that a repeat is one, so without a key they do it again, as at iiko. */
const addsAgain: ReadonlySet<CloudPath> = new Set([
  // On paper.
  '/api/1/deliveries/print_delivery_bill',
  '/api/1/order/print_bill',
  '/api/1/reserve/add_items',
  '/api/1/reserve/add_payments',
  '/api/1/loyalty/iiko/customer/wallet/topup',
  '/api/1/loyalty/iiko/customer/wallet/chargeoff',
  '/api/1/loyalty/iiko/message/send_sms',
  '/api/1/loyalty/iiko/message/send_email',
])

/** Tables of what was asked and told, not of how things are. */
const talk = new Set([
  'command',
  'journal',
  'journal_head',
  'journal_position',
  'event_log',
  'event_log_head',
  'idempotency_key',
  'cloud_revision',
  'book_revision',
  // What was said of a person before stays sealed beside what is said now.
  'personal_key',
  'personal_record',
])
const stateOf = (changed: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(changed).filter(([table]) => !talk.has(table)))

async function stormWithoutKey(step: Step): Promise<void> {
  const call = keyless.walker.callOf(step)
  await unheard(keyless, call, {}, 'sent')
  await unheard(keyless, call, {}, 'answered')
  await keyless.server.settle()
  const answer = await keyless.server.post(call.path, call.body)
  expect(answer.status, answer.text).toBeLessThan(500)
  if (answer.status < 300) keep(step, answer.json, keyless.walker.variables)
  await keyless.server.settle()
}

async function storm(step: Step, headers: Record<string, string>): Promise<void> {
  const call = stormy.walker.callOf(step)
  await expectReusedKey(call)
  lastKey = headers
  await unheard(stormy, call, headers, 'sent')
  await unheard(stormy, call, headers, 'answered')
  await stormy.walker.take(step, headers, call)
}

/** What the last write was sent under: a key that another write cannot use. */
let lastKey: Record<string, string> | null = null

async function expectReusedKey(call: Call): Promise<void> {
  if (!lastKey) return
  const answer = await stormy.server.post(call.path, call.body, undefined, lastKey)
  expect(answer.status, answer.text).toBe(409)
}

/** Reading it asks the till, so a command and its answer are left; nothing else is. */
const asksTheTill: CloudPath = '/api/1/employees/shift/is_open'
const ofCommands = ['command', 'journal', 'journal_head', 'journal_position']

/** The welcome of a guest has made a member of them already. */
const isDoneAlready: CloudPath = '/api/1/loyalty/iiko/customer/program/add'

/** A write that leaves nothing but its key would prove nothing here. */
let lastCalm: Record<string, string[]> = {}
function expectTrace(path: CloudPath, calmly: Record<string, string[]>): void {
  const { idempotency_key: _, ...before } = lastCalm
  const { idempotency_key: __, ...after } = calmly
  if (path !== isDoneAlready) expect(differencesOf(before, after)).not.toEqual([])
  lastCalm = calmly
}

test('every operation is in the walk, so every write has its storm', () => {
  const walked = new Set(steps.map(({ path }) => path))
  expect((Object.keys(operations) as CloudPath[]).filter((path) => !walked.has(path))).toEqual([])
  expect(writes.size).toBe(131)
})

describe('each write of the walk three times, under one key and without', () => {
  test.each(steps.map((step, index) => ({ step, index, path: step.path })))('$index $path', async (one) => {
    const { step, index, path } = one
    if (!writes.has(path)) {
      // The till's answer may be written down in the words that stand there already.
      const look = path === asksTheTill ? footprintOf : stampsOf
      const before = await look(calm.server.pool)
      await calm.walker.take(step)
      await stormy.walker.take(step)
      await keyless.walker.take(step)
      await calm.server.settle()
      const after = await look(calm.server.pool)
      const traces = Object.keys(after).filter((table) => after[table] !== before[table])
      expect(traces).toEqual(path === asksTheTill ? ofCommands : [])
      return
    }
    const headers = { 'idempotency-key': `storm-${index}` }
    await calm.walker.take(step, headers)
    await storm(step, headers)
    const calmly = await changes(calm)
    expectTrace(path, calmly)
    expect(differencesOf(calmly, await changes(stormy))).toEqual([])
    if (addsAgain.has(path)) await keyless.walker.take(step)
    else await stormWithoutKey(step)
    expect(differencesOf(stateOf(calmly), stateOf(await changes(keyless)))).toEqual([])
  })
})

describe('without a key and without ids of its own a repeat adds again, as at iiko', () => {
  const thrice = async (path: string, body: Json): Promise<void> => {
    for (let n = 1; n <= 3; n++) {
      const answer = await keyless.server.post(path, body)
      expect(answer.status, answer.text).toBe(200)
      await keyless.server.settle()
    }
  }
  const cash = { paymentTypeKind: 'Cash', paymentTypeId: ids.cashId, sum: 10 }
  const soup = { type: 'Product', productId: ids.soupId, amount: 1, price: 390 }

  test('deliveries/add_items, deliveries/add_payments', async () => {
    const shop = deliveriesOf(keyless.server, 'pokrovka')
    const { organizationId } = shop
    const { id: orderId } = await shop.placed(shop.anOrder())
    await thrice('/api/1/deliveries/add_items', { organizationId, orderId, items: [soup] })
    await thrice('/api/1/deliveries/add_payments', { organizationId, orderId, payments: [cash] })
    const { order } = await shop.byId(orderId)
    expect([order.items.length, order.payments.length]).toEqual([4, 3])
  })

  test('order/add_items, order/add_payments', async () => {
    const hall = tablesOf(keyless.server, 'pokrovka')
    const { organizationId } = hall
    const { id: orderId } = await hall.placed(hall.anOrder())
    await thrice('/api/1/order/add_items', { organizationId, orderId, items: [soup] })
    await thrice('/api/1/order/add_payments', { organizationId, orderId, payments: [cash] })
    const { order } = await hall.byId(orderId)
    expect([order.items.length, order.payments.length]).toEqual([4, 3])
  })

  test('wallet/topup, wallet/chargeoff, and messages', async () => {
    const desk = loyaltyOf(keyless.server)
    const { organizationId } = desk
    const customerId = await desk.newGuest()
    const before = await desk.balance(customerId)
    const wallet = { organizationId, customerId, walletId: ids.walletId }
    await thrice(desk.path('customer/wallet/topup'), { ...wallet, sum: 100 })
    await thrice(desk.path('customer/wallet/chargeoff'), { ...wallet, sum: 10 })
    expect(await desk.balance(customerId)).toBe(before + 300 - 30)
    const sms = { organizationId, phone: '+79035554433', text: 'Thrice' }
    await thrice(desk.path('message/send_sms'), sms)
    const outbox: Json[] = (await keyless.server.get('/__/outbox')).json
    expect(outbox.filter(({ text }) => text === 'Thrice')).toHaveLength(3)
  })
})
