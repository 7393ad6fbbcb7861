/** Goods that come back at the till without any order (front-api §2.6.7, ADR 46), and where else they are counted. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayTableOrder } from '../../src/domain/orders/tables/evolve-table-order.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { type Json, noon, paymentTypeId } from './cloud-deliveries-driver.ts'
import { frontOf } from './front-table-driver.ts'

let server: TestServer
let manager: string
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  manager = await enter('1111')
  await ask({ kind: 'shift.moveCash', typeId: demoId('payInOutType', 'change'), sum: 5000 })
  await server.post('/__/till/pokrovka/devices', { register: { installed: true } }, null)
  await server.settle()
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const [lost, kept] = [demoId('removalType', 'cafe'), demoId('removalType', 'return')]
const enter = async (pin: string): Promise<string> =>
  (await server.post(`${till}/login`, { pin }, null)).json.token
async function ask(command: Json, { token = manager, id = crypto.randomUUID(), ...more }: Json = {}) {
  const answer: Answer = await server.post(`${till}/commands`, { id, command, ...more }, token)
  await server.settle()
  return answer
}
const read = async (path: string): Promise<Json> => (await server.get(`${till}/${path}`, manager)).json
const report = async (): Promise<Json> => (await read('shift/report')).report
const stop = async (code: string): Promise<Json> =>
  (await read('board')).stopList.find(
    ({ productId }: Json) => productId === productByCode(server.chain, code),
  )

/** Two bowls of borscht at 420. */
const goods = (more: Json = {}): Json => ({
  ...{ kind: 'tableOrder.returnGoods', orderId: crypto.randomUUID(), removalTypeId: kept, comment: null },
  items: [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 2 }],
  paymentTypeId: paymentTypeId('cash'),
  ...more,
})
const olap = async (): Promise<Json[]> => {
  const office = await openBackOffice(server)
  const answer = await office.postJson('/v2/reports/olap', {
    ...{ reportType: 'SALES', groupByRowFields: ['Storned', 'OperationType', 'SessionNum', 'PayTypes'] },
    aggregateFields: ['DishAmountInt', 'DishDiscountSumInt', 'DishReturnSum', 'UniqOrderId'],
    filters: {
      'OpenDate.Typed': {
        ...{ filterType: 'DateRange', periodType: 'CUSTOM', from: '2027-03-12', to: '2027-03-14' },
      },
      OrderDeleted: { filterType: 'IncludeValues', values: ['NOT_DELETED'] },
    },
  })
  expect(answer.status, answer.text).toBe(200)
  return answer.json.data
}

test('money goes out of the drawer once, with a cheque and a receipt; the journal makes the same order', async () => {
  await ask({ kind: 'stopList.put', productId: productByCode(server.chain, '10101'), balance: 5 })
  const before = await report()
  const [asked, id] = [goods(), crypto.randomUUID()]
  expect((await ask(asked, { id })).status).toBe(200)
  // The same command, and the same goods by another one.
  expect([(await ask(asked, { id })).status, (await ask(asked)).status]).toEqual([200, 200])
  const after = await report()
  expect([before.expectedCash - after.expectedCash, before.net - after.net]).toEqual([840, 840])
  expect([after.returns.receipts - before.returns.receipts, after.orders - before.orders]).toEqual([1, 0])
  expect(after.revenue).toBe(before.revenue)
  expect((await stop('10101')).balance).toBe(7)

  const receipt = await read(`receipts/${asked.orderId}`)
  expect(receipt).toMatchObject({
    ...{ kind: 'tableOrder', isGoodsReturn: true, returned: 840, left: [], refundable: [], tables: [] },
    returns: [{ sum: 840, by: 'Смирнова Анна' }],
  })
  expect((await read('receipts')).map((one: Json) => one.id)).toContain(asked.orderId)
  const [{ id: returnId }] = receipt.returns
  const paper = await read(`paper?kind=return&orderId=${asked.orderId}&returnId=${returnId}`)
  expect(JSON.stringify(paper)).toContain('840,00')
  const { register } = (await server.get('/__/till/pokrovka/devices', null)).json
  expect(register.documents.filter((one: Json) => one.orderId === asked.orderId)).toMatchObject([
    { kind: 'return', sum: 84_000 },
  ])
  const jobs = (await read('printing')).jobs.filter((job: Json) => job.orderId === asked.orderId)
  expect(jobs.map(({ paper }: Json) => paper)).toContain('fiscal-return')

  const { storage } = server.node
  const tenantId = server.chain.tenant.id
  const entries = (await storage.now.journal.ofEntity(tenantId, asked.orderId)).filter(({ kind }) =>
    kind.startsWith('tableOrder.'),
  )
  expect(entries.map(({ kind }) => kind)).toEqual(['tableOrder.placed', 'tableOrder.returned'])
  const told = entries.map(({ payload, at }) => ({ event: payload as never, at }))
  const { organizationId } = server.till('pokrovka')
  const stored = await storage.now.tableOrders.load(tenantId, organizationId, [asked.orderId])
  expect(replayTableOrder(told)).toEqual(stored.get(asked.orderId))
})

test('what is malformed or not allowed is refused by its name, and nothing is counted', async () => {
  const before = await report()
  const refused = async (more: Json, as: Json = {}): Promise<string> => (await ask(goods(more), as)).json.code
  expect(await refused({ items: 'soup' })).toBe('request.field-invalid')
  expect(await refused({ items: [] })).toBe('order.no-items')
  expect(await refused({ items: [{ productId: lost, amount: 1 }] })).toMatch(/^item\./)
  expect(await refused({ orderId: 7 })).toMatch(/^request\./)
  expect(await refused({ removalTypeId: null })).toBe('cancel.removal-type-required')
  expect(await refused({ paymentTypeId: paymentTypeId('bonuses') })).toBe('return.not-paid-so')
  // A terminal stands at the till: it gives back only what it took.
  expect(await refused({ paymentTypeId: paymentTypeId('card') })).toBe('return.not-paid-so')
  expect(await refused({ items: [{ ...goods().items[0], amount: 900 }] })).toBe('shift.drawer-too-small')
  const taken = (await read('receipts'))[0].id
  expect(await refused({ orderId: taken, removalTypeId: lost })).toBeUndefined()
  const cashier = await enter('2222')
  expect(await refused({}, { token: cashier })).toBe('access.permission-denied')
  expect((await read('goods-return-types')).map(({ kind }: Json) => kind)).toEqual(['Cash'])
  expect(await report()).toEqual(before)
  const lent = await ask(goods({ removalTypeId: lost }), { token: cashier, confirmation: { pin: '1111' } })
  expect(lent.status, lent.text).toBe(200)
})

test('an order that was sold is not taken for goods, and the event log tells of nothing that was ordered', async () => {
  const orderId = crypto.randomUUID()
  const { items } = goods()
  await ask({ kind: 'tableOrder.place', orderId, tableIds: [], guestCount: 1, items })
  const taken = await ask(goods({ orderId }))
  expect(taken.json.code).toBe('order.duplicate-id')
  const cancel = { kind: 'tableOrder.cancel', orderId, removalTypeId: null, removalComment: null }
  expect((await ask({ ...cancel, userIdForWriteoff: null })).status).toBe(200)
  const office = await openBackOffice(server)
  const { text } = await office.get('/events?from_time=2027-03-12T00:00:00.000')
  const times = (type: string): number => text.split(`<type>${type}</type>`).length - 1
  expect([times('orderReturned') > 0, times('orderOpened')]).toEqual([true, 1])
})

test('an operation of the front returns goods with their modifiers; getPastOrders does not offer them', async () => {
  const front = frontOf(server)
  const before = await report()
  const dish = productByCode(server.chain, '10101')
  const asked = {
    ...{ paymentType: paymentTypeId('cash'), removalType: lost },
    items: [{ product: dish, amount: 1, price: 1 }],
  }
  const only = [{ product: dish, amount: 1, isMainDish: false }]
  expect((await front.fails('stornoPastOrderItems', { ...asked, items: only })).fields.details).toContain(
    'modifier',
  )
  const past = await front.call('getPastOrders')
  const known = (await read('receipts')).map(({ id }: Json) => id)
  const catalog = await server.node.app.catalog(server.chain.tenant.id)
  const composed = catalog
    .all('product')
    .find(
      ({ isDeleted, body }) =>
        !isDeleted &&
        body.orderItemType === 'Product' &&
        body.sizeScaleId === null &&
        body.groupModifiers.length === 1,
    )
  const child = composed?.body.groupModifiers[0]?.children[0]
  if (!composed || !child) throw new Error('no dish has a group of modifiers')
  const modifier = child.productId
  // Two dishes, each with one of it.
  const items = [
    { product: composed.id, amount: 2 },
    { product: modifier, amount: 2, isMainDish: false },
  ]
  await front.call('stornoPastOrderItems', { ...asked, items })
  await server.settle()
  const latest = (await read('receipts')).find(({ id }: Json) => !known.includes(id))
  const { sale } = await read(`receipts/${latest.id}`)
  expect(sale.items).toMatchObject([
    {
      productId: composed.id,
      amount: 2,
      modifiers: [{ name: catalog.find('product', modifier)?.body.name, amount: 1 }],
    },
  ])
  expect((await report()).returns.sum - before.returns.sum).toBe(latest.returned)
  expect(await front.call('getPastOrders')).toEqual(past)
})

test('the shift that ends writes what is in the store again and what is lost; reports count it below zero', async () => {
  const { number, returns } = await report()
  await ask({ kind: 'shift.close', countedCash: (await report()).expectedCash })
  const rows = (await olap()).filter((row) => row.SessionNum === number && row.Storned === 'TRUE')
  expect(rows).toEqual([
    expect.objectContaining({
      ...{ OperationType: 'STORNED', UniqOrderId: 0 },
      ...{ DishDiscountSumInt: -returns.sum, DishReturnSum: returns.sum },
    }),
  ])
  const { rows: papers } = await server.pool.query(
    `select content->>'processingMode' as mode, content->'items'->0->'amount' as amount from document
     where kind = 'sessionReturn' order by 1`,
  )
  expect(papers.map(({ mode }) => mode)).toEqual(['DO_NOT_RETURN', 'RETURN_GOOD'])
  const shut = await ask(goods())
  expect(shut.json.code).toBe('shift.not-open')
})
