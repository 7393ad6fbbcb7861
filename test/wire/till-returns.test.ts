/** Money that comes back at the till, and what it means everywhere else (front-api §2.6.7, §2.11, ADR 25). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveBooks } from '../../src/app/books/save-books.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { openBackOffice } from '../support/back-office.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { hourMs, type Json, noon } from './cloud-deliveries-driver.ts'
import { byBonuses, inCash, loyaltyOf } from './loyalty-driver.ts'
import { cash, type Tables, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  hall = tablesOf(server, 'pokrovka')
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const lost = demoId('removalType', 'cafe')
const kept = demoId('removalType', 'return')
const payType = (key: string): string => demoId('payInOutType', key)

const enter = async (shown: Json): Promise<string> => {
  const answer = await server.post(`${till}/login`, shown, null)
  expect(answer.status, answer.text).toBe(200)
  return answer.json.token
}
type Asked = Json & { kind: string }
async function ask(token: string, command: Asked, confirmation?: Json): Promise<Answer> {
  const id = crypto.randomUUID()
  const answer = await server.post(`${till}/commands`, { id, command, confirmation }, token)
  await server.settle()
  return answer
}
const done = async (token: string, command: Asked, confirmation?: Json): Promise<void> => {
  const answer = await ask(token, command, confirmation)
  expect(answer.status, answer.text).toBe(200)
}
const reportOf = async (token: string): Promise<Json> =>
  (await server.get(`${till}/shift/report`, token)).json.report
const receiptOf = async (token: string, id: string): Promise<Json> =>
  (await server.get(`${till}/receipts/${id}`, token)).json

/** Two bowls of borscht for 840 on a table, paid in cash. */
async function aSale(payments = [cash(840)], more: Json = {}): Promise<string> {
  const { id } = await hall.placed(hall.anOrder({ payments, ...more }))
  await hall.done('close', id)
  await server.settle()
  return id
}
const olap = async (keys: string[], measures: string[]): Promise<Json[]> => {
  const office = await openBackOffice(server)
  const answer = await office.postJson('/v2/reports/olap', {
    ...{ reportType: 'SALES', groupByRowFields: keys, aggregateFields: measures },
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

describe('a return at the till', () => {
  test('by a part of a dish and then by all the rest, seen in the receipt, the X report and the drawer', async () => {
    const manager = await enter({ pin: '1111' })
    const before = await reportOf(manager)
    const id = await aSale()
    const receipt = await receiptOf(manager, id)
    expect(receipt).toMatchObject({ kind: 'tableOrder', sum: 840, returned: 0, returns: [] })
    const [soup] = receipt.left
    const returnId = crypto.randomUUID()
    const part = {
      ...{ kind: 'tableOrder.return', orderId: id, returnId, removalTypeId: lost },
      lines: [{ positionId: soup.positionId, amount: 0.5 }],
    }
    await done(manager, part)
    // The same return once more, by another command: it is made already.
    await done(manager, part)
    expect(await receiptOf(manager, id)).toMatchObject({
      ...{ returned: 210, left: [{ amount: 1.5, sum: 630 }] },
      returns: [{ sum: 210, by: 'Смирнова Анна' }],
      refundable: [{ kind: 'Cash', sum: 630 }],
    })
    await done(manager, { kind: 'tableOrder.return', orderId: id, removalTypeId: kept })
    const again = await ask(manager, { kind: 'tableOrder.return', orderId: id, removalTypeId: kept })
    expect([again.status, again.json.code]).toEqual([409, 'return.nothing-left'])
    const report = await reportOf(manager)
    expect(report).toMatchObject({ kind: 'X', returns: { receipts: before.returns.receipts + 2 } })
    expect(report.revenue - before.revenue).toBe(840)
    expect(report.net - before.net).toBe(0)
    expect(report.expectedCash).toBe(before.expectedCash)
    const listed = (await server.get(`${till}/receipts`, manager)).json
    expect(listed.find((one: Json) => one.id === id)).toMatchObject({ returned: 840, tables: [3] })
  })

  test('is told to the cloud and in the event log; the order stays closed', async () => {
    const manager = await enter({ pin: '1111' })
    const id = await aSale()
    const revision = (await hall.byId(id)).timestamp
    await done(manager, { kind: 'tableOrder.return', orderId: id, removalTypeId: lost, comment: 'Холодный' })
    const info = await hall.byId(id)
    expect(info.order.status).toBe('Closed')
    expect(info.timestamp).toBeGreaterThanOrEqual(revision)
    const office = await openBackOffice(server)
    const events = await office.get('/events?from_time=2027-03-12T00:00:00.000')
    expect(events.text).toContain('orderReturned')
  })

  test('needs its right: a manager lends it by PIN or card for one time, and the journal says who', async () => {
    const cashier = await enter({ pin: '2222' })
    const id = await aSale()
    const command = { kind: 'tableOrder.return', orderId: id, removalTypeId: lost }
    const denied = await ask(cashier, command)
    expect([denied.status, denied.json.code]).toEqual([409, 'access.permission-denied'])
    const waiter = await ask(cashier, command, { pin: '4444' })
    expect([waiter.status, waiter.json.code]).toEqual([403, 'access.permission-denied'])
    const nobody = await ask(cashier, command, { pin: '9999' })
    expect([nobody.status, nobody.json.code]).toEqual([401, 'access.pin-unknown'])
    expect((await ask(cashier, command, { pin: 'x' })).status).toBe(400)
    await done(cashier, command, { card: ';TRAPEZA-1111?' })
    const [back] = (await receiptOf(cashier, id)).returns
    expect(back.by).toBe('Кузнецова Елена')
    const entries = await server.node.storage.now.journal.ofEntity(server.chain.tenant.id, id)
    const returned = entries.find(({ kind }) => kind === 'tableOrder.returned')?.payload as Json
    expect(returned.returned.confirmedBy.name).toBe('Смирнова Анна')
    // The next one is not confirmed by that.
    expect((await ask(cashier, { ...command, orderId: await aSale() })).status).toBe(409)
  })

  test('refuses what is malformed by the name of the field, and changes nothing', async () => {
    const manager = await enter({ pin: '1111' })
    const id = await aSale()
    const refused = async (more: Json): Promise<string> =>
      (await ask(manager, { kind: 'tableOrder.return', orderId: id, removalTypeId: lost, ...more })).json.text
        .en
    expect(await refused({ lines: 'all' })).toContain('lines')
    expect(await refused({ lines: [{ positionId: 1, amount: 1 }] })).toContain('positionId')
    expect(await refused({ refunds: [{ typeId: lost, sum: '1' }] })).toContain('sum')
    expect(await refused({ removalTypeId: null })).toContain('emoval type')
    expect((await receiptOf(manager, id)).returned).toBe(0)
    expect((await server.get(`${till}/receipts/${crypto.randomUUID()}`, manager)).status).toBe(404)
    expect((await server.get(`${till}/receipts/nothing`, manager)).status).toBe(404)
  })

  test('gives bonuses back to the wallet and takes away what the money had earned', async () => {
    const desk = loyaltyOf(server)
    const { id, phone } = await desk.aGuest()
    const orderId = await aSale([byBonuses(200, phone), inCash(640)], {
      ...{ phone, customer: { type: 'regular', name: 'Анна' } },
    })
    expect(await desk.balance(id)).toBe(132)
    const manager = await enter({ pin: '1111' })
    const { left } = await receiptOf(manager, orderId)
    const half = [{ positionId: left[0].positionId, amount: 1 }]
    await done(manager, { kind: 'tableOrder.return', orderId, removalTypeId: lost, lines: half })
    // 100 bonuses and 320 in money went back; of the 32 that were earned 16 stay.
    expect(await desk.balance(id)).toBe(216)
    await done(manager, { kind: 'tableOrder.return', orderId, removalTypeId: lost })
    expect(await desk.balance(id)).toBe(300)
    expect((await desk.lines(id)).map(({ typeName, sum }: Json) => [typeName, sum]).slice(-4)).toEqual([
      ['CancelPayFromWallet', 100],
      ['CancelRefillWalletFromOrder', -16],
      ['CancelPayFromWallet', 100],
      ['CancelRefillWalletFromOrder', -16],
    ])
  })
})

describe('a shift that ends', () => {
  test('tells what was counted, and the next one begins with it', async () => {
    const manager = await enter({ card: 'TRAPEZA-1111' })
    await done(manager, { kind: 'shift.moveCash', typeId: payType('change'), sum: 500 })
    const { expectedCash } = await reportOf(manager)
    const below = await ask(manager, { kind: 'shift.close', countedCash: -1 })
    expect(below.json.code).toBe('request.field-invalid')
    await done(manager, { kind: 'shift.close', countedCash: expectedCash - 1.5 })
    expect(await reportOf(manager)).toMatchObject({
      ...{ kind: 'Z', expectedCash, countedCash: expectedCash - 1.5, difference: -1.5 },
    })
    server.clock.advance(hourMs)
    await done(manager, { kind: 'shift.open' })
    expect(await reportOf(manager)).toMatchObject({
      ...{ kind: 'X', startCash: expectedCash - 1.5, expectedCash: expectedCash - 1.5, revenue: 0 },
    })
    const office = await openBackOffice(server)
    const shifts = await office.get(
      '/v2/cashshifts/list?openDateFrom=2026-01-01&openDateTo=2027-12-31&status=ANY',
    )
    const own = shifts.json.filter((one: Json) => one.pointOfSaleId === hall.terminalGroupId)
    expect(own.at(-1)).toMatchObject({ sessionStartCash: expectedCash - 1.5, sessionStatus: 'OPEN' })
    expect(own.at(-2)).toMatchObject({ cashRemain: expectedCash - 1.5, cashDiff: -1.5 })
  })

  test('leaves its receipts to be returned in the next: reports count them there, below zero', async () => {
    const manager = await enter({ pin: '1111' })
    const past = (await server.get(`${till}/receipts?past=true`, manager)).json
    const sold = past.find((one: Json) => one.kind === 'tableOrder' && one.returned === 0 && one.sum === 840)
    expect((await server.get(`${till}/receipts`, manager)).json).toEqual([])
    await aSale()
    await done(manager, { kind: 'tableOrder.return', orderId: sold.id, removalTypeId: kept })
    expect(await reportOf(manager)).toMatchObject({
      revenue: 840,
      net: 0,
      returns: { receipts: 1, sum: 840 },
    })
    const rows = await olap(
      ['Storned', 'OperationType', 'SessionNum'],
      ['DishDiscountSumInt', 'DishReturnSum'],
    )
    const { number } = await reportOf(manager)
    expect(rows.filter((row) => row.SessionNum === number)).toEqual([
      expect.objectContaining({ Storned: 'FALSE', OperationType: 'PAYMENT', DishDiscountSumInt: 840 }),
      expect.objectContaining({ Storned: 'TRUE', OperationType: 'STORNED', DishReturnSum: 840 }),
    ])
  })

  test('lists what it has sold, though the clock was set back since it was opened', async () => {
    const manager = await enter({ pin: '1111' })
    const listed = async (): Promise<string[]> =>
      (await server.get(`${till}/receipts`, manager)).json.map(({ id }: Json) => id)
    const before = await listed()
    server.clock.advance(-3 * hourMs)
    try {
      const id = await aSale()
      expect(await listed()).toEqual([...before, id])
      expect((await receiptOf(manager, id)).sum).toBe(840)
    } finally {
      server.clock.advance(3 * hourMs)
    }
  })

  test('cannot give cash that it does not have', async () => {
    const manager = await enter({ pin: '1111' })
    const id = await aSale()
    const { expectedCash } = await reportOf(manager)
    const out = { kind: 'shift.moveCash', typeId: payType('collection'), sum: expectedCash - 100 }
    const paid = await ask(manager, out)
    expect(paid.status, paid.text).toBe(200)
    const refused = await ask(manager, { kind: 'tableOrder.return', orderId: id, removalTypeId: lost })
    expect([refused.status, refused.json.code]).toEqual([409, 'shift.drawer-too-small'])
    const more = await ask(manager, { ...out, sum: 101 })
    expect([more.status, more.json.code]).toEqual([409, 'shift.drawer-too-small'])
  })
})

test('a shift waits for its open tables where the restaurant says so', async () => {
  const manager = await enter({ pin: '1111' })
  const { app } = server.node
  const tenantId = server.chain.tenant.id
  const restaurant = (await app.catalog(tenantId)).find('organization', hall.organizationId)
  if (!restaurant) throw new Error('no restaurant')
  const strict = { ...restaurant.body, forbidsClosingShiftWithOpenOrders: true }
  await saveBooks(app, tenantId, [{ ...restaurant, body: strict }], 'test')
  const { id } = await hall.placed(hall.anOrder({ payments: [cash(840)] }))
  const refused = await ask(manager, { kind: 'shift.close', countedCash: 0 })
  expect([refused.status, refused.json.code]).toEqual([409, 'shift.open-orders'])
  expect((await reportOf(manager)).kind).toBe('X')
  await hall.done('close', id)
  await done(manager, { kind: 'shift.close', countedCash: 100 })
  await saveBooks(app, tenantId, [restaurant], 'test')
  await done(manager, { kind: 'shift.open' })
})

describe('who is at work', () => {
  test('opens and closes their own shift; others’ with a right or somebody who has it', async () => {
    const waiter = await enter({ pin: '4444' })
    const own = demoId('employee', '4444')
    const cook = demoId('employee', '3333')
    await done(waiter, { kind: 'personalShift.open', employeeId: own })
    const staff = (await server.get(`${till}/staff`, waiter)).json
    expect(staff.find((one: Json) => one.id === own)).toMatchObject({
      ...{ name: 'Орлова Мария', isElsewhere: false, openedAt: expect.any(Number) },
      roles: [expect.objectContaining({ name: 'Официант' })],
    })
    const denied = await ask(waiter, { kind: 'personalShift.open', employeeId: cook })
    expect([denied.status, denied.json.code]).toEqual([409, 'access.permission-denied'])
    await done(waiter, { kind: 'personalShift.open', employeeId: cook }, { pin: '1111' })
    await done(waiter, { kind: 'personalShift.close', employeeId: own })
    const now = (await server.get(`${till}/staff`, waiter)).json
    const atWork = (id: string): boolean => now.find((one: Json) => one.id === id).openedAt !== null
    expect([atWork(own), atWork(cook)]).toEqual([false, true])
  })

  test('logs in by card: what a reader types, with its sentinels or without; nobody’s card is refused', async () => {
    expect(await enter({ card: '%TRAPEZA-2222?' })).toEqual(expect.any(String))
    const unknown = await server.post(`${till}/login`, { card: 'TRAPEZA-0000' }, null)
    expect([unknown.status, unknown.json.code]).toEqual([401, 'access.card-unknown'])
    for (const card of ['', 'abc', 7, 'x'.repeat(201)])
      expect((await server.post(`${till}/login`, { card }, null)).status, String(card)).toBe(400)
    const employee = (await server.node.app.catalog(server.chain.tenant.id)).find(
      'employee',
      demoId('employee', '2222'),
    )
    expect(employee?.body.cardHash).toMatch(/^[0-9a-f]{64}$/)
  })
})
