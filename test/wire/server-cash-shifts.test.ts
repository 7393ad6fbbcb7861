import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveBooks } from '../../src/app/books/save-books.ts'
import { followCashShifts } from '../../src/app/shifts/follow-cash-shifts.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { linkedPair } from '../support/link-ends.ts'
import { aPickup, demoLogin, placeThroughCloud, productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { noon } from './cloud-deliveries-driver.ts'
import { cardOnline, cash, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  office = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const manager = demoId('employee', '1111')
const shiftId = 'e1000000-0000-4000-8000-000000000001'
const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const tenantId = () => server.chain.tenant.id
const friday = 'openDateFrom=2027-03-12&openDateTo=2027-03-12'
const list = async (query: string, at = office): Promise<Json[]> => {
  const answer = await at.get(`/v2/cashshifts/list?${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json
}

/** What the tech card of these days says of an amount of a dish, recomputed from the seed: thousandths. */
function ingredientsOf(code: string, portions: bigint): Map<string, bigint> {
  const productId = productByCode(server.chain, code)
  const card = server.chain.items.findLast(
    ({ book, body }) => book === 'techCard' && (body as Json).productId === productId,
  )
  if (!card) throw new Error(`${code} has no tech card`)
  return new Map(
    (card.body as Json).items.map(({ productId: id, gross }: Json) => [id, (gross / 1_000_000n) * portions]),
  )
}

/** A closed shift as a server told of it; ids are made up. */
const recordedAnswer: Json = {
  id: 'cf542dca-5f3c-4655-9fde-38e7581bc424',
  sessionNumber: 142,
  fiscalNumber: 1,
  cashRegNumber: 1,
  cashRegSerial: '0000000',
  openDate: '2026-07-24T08:02:15',
  closeDate: '2026-07-24T23:47:03',
  acceptDate: '2026-07-25T09:15:00',
  managerId: '2d319f4d-64e1-4eb3-beb7-58184b6fabe7',
  sessionStartCash: 2000.0,
  payOrders: 48750.5,
  sumWriteoffOrders: 1250.0,
  salesCash: 19300.0,
  salesCredit: 3200.5,
  salesCard: 26250.0,
  payIn: 500.0,
  payOut: 1500.0,
  payIncome: 0.0,
  cashRemain: 20300,
  cashDiff: 0.0,
  sessionStatus: 'CLOSED',
  conceptionId: '12be649a-3f18-4f7a-92bc-e15ac96514a5',
  pointOfSaleId: 'c7a52b45-a4f1-4eff-9a93-fac5965d2406',
}

describe('a cash shift in the back office [server-api §17, §26.9]', () => {
  test('is open while its till sells', async () => {
    const hall = tablesOf(server, 'pokrovka')
    await hall.atTill({ kind: 'shift.close', employeeId: manager })
    await hall.atTill({ kind: 'shift.open', shiftId, employeeId: manager })
    const first = await hall.placed(hall.anOrder({ payments: [cash(340), cardOnline(500)] }))
    await hall.done('close', first.id)
    const second = await hall.placed(
      hall.anOrder({ items: [hall.anItem('10101', 420)], payments: [cash(420)] }),
    )
    await hall.done('close', second.id)
    const [open] = (await list(`${friday}&status=OPEN&departmentId=${hall.organizationId}`)).filter(
      ({ id }) => id === shiftId,
    )
    expect(open).toMatchObject({ sessionStatus: 'OPEN', closeDate: null, cashRemain: null, payOrders: 1260 })
    const documents = await server.node.storage.now.documents.find(
      { tenantId: tenantId(), organizationId: hall.organizationId },
      shiftId,
    )
    expect(documents).toBeNull()
  })

  test('closed, it has its takings, and the members of the recorded answer', async () => {
    const hall = tablesOf(server, 'pokrovka')
    server.clock.jumpTo(noon + 11 * 3_600_000 + 450)
    // An hour from the login the session is over.
    office = await openBackOffice(server)
    await hall.atTill({ kind: 'shift.close', employeeId: manager })
    const [shift] = await list(`${friday}&status=CLOSED&groupId=${hall.terminalGroupId}`).then((all) =>
      all.filter(({ id }) => id === shiftId),
    )
    expect(shift).toEqual({
      id: shiftId,
      sessionNumber: expect.any(Number),
      fiscalNumber: null,
      cashRegNumber: 1,
      cashRegSerial: 'pokrovka',
      openDate: '2027-03-12T12:00:00',
      closeDate: '2027-03-12T23:00:00.45',
      acceptDate: null,
      managerId: manager,
      responsibleUserId: manager,
      responsibleUser: manager,
      sessionStartCash: 0,
      payOrders: 1260,
      sumWriteoffOrders: 0,
      salesCash: 760,
      salesCredit: 0,
      salesCard: 500,
      payIn: 0,
      payOut: 0,
      payIncome: 0,
      cashRemain: 760,
      cashDiff: 0,
      sessionStatus: 'CLOSED',
      conceptionId: null,
      conception: null,
      pointOfSaleId: hall.terminalGroupId,
      pointOfSale: hall.terminalGroupId,
    })
    for (const [name, value] of Object.entries(recordedAnswer)) {
      expect(shift).toHaveProperty(name)
      if (value !== null && shift[name] !== null) expect(typeof shift[name], name).toBe(typeof value)
    }
    const byId = await office.get(`/v2/cashshifts/byId/${shiftId.toUpperCase()}`)
    expect(byId.json).toEqual({ ...shift, manager })
  })

  test('payments without cash are its records', async () => {
    const answer = await office.get(`/v2/cashshifts/payments/list/${shiftId}?hideAccepted=true`)
    expect(answer.json).toEqual({
      sessionId: shiftId,
      operationDay: '2027-03-12',
      cashlessRecords: [
        expect.objectContaining({
          actualSum: 500,
          originalSum: 500,
          paymentTypeId: demoId('paymentType', 'cardOnline'),
          status: 'UNACCEPTED',
          info: expect.objectContaining({ group: 'CARD', sum: 500, date: '2027-03-12T00:00:00' }),
        }),
      ],
      payInRecords: [],
      payOutsRecords: [],
    })
  })

  test('its sales document writes ingredients off by tech cards, once', async () => {
    const { organizationId } = tablesOf(server, 'pokrovka')
    const owner = { tenantId: tenantId(), organizationId }
    const { documents, ledger } = server.node.storage.now
    const document = await documents.find(owner, shiftId)
    expect(document).toMatchObject({
      status: 'PROCESSED',
      content: { kind: 'salesDocument', isAutomatic: true },
    })
    expect(document?.content.items).toMatchObject([
      { productId: productByCode(server.chain, '10101'), amount: 3_000_000_000n, sum: 1260_00n },
    ])
    const postings = await ledger.ofDocument(owner, shiftId)
    const taken = postings.filter(({ type }) => type === 'SESSION_WRITEOFF')
    expect(new Map(taken.map(({ from }) => [from.productId, from.amount]))).toEqual(
      new Map([...ingredientsOf('10101', 3n)].map(([id, amount]) => [id, amount * 1_000_000n])),
    )
    const revenue = postings.filter(({ type }) => type === 'SALES_REVENUE' || type === 'NDS_SALES')
    expect(revenue.reduce((sum, posting) => sum + posting.sum, 0n)).toBe(1260n * 1_000_000_000n)
    // The cloud has it among its own documents.
    const got = await server.post('/api/inventory/v1/sales_document/get', {
      organizationId,
      documentId: shiftId,
    })
    expect([got.status, got.json?.document?.status ?? got.json?.status]).toEqual([200, 'PROCESSED'])
  })

  test('the same entries again change nothing', async () => {
    const { organizationId } = tablesOf(server, 'pokrovka')
    const owner = { tenantId: tenantId(), organizationId }
    const { storage, app } = server.node
    const [before, postings] = [
      await list(`${friday}&status=ANY`),
      await storage.now.ledger.ofDocument(owner, shiftId),
    ]
    const entries = (await storage.now.journal.ofEntity(tenantId(), shiftId)).map((entry, index) => ({
      ...entry,
      position: BigInt(index),
    }))
    expect(entries.map(({ kind }) => kind)).toEqual([
      'shift.opened',
      'shift.saleCounted',
      'shift.saleCounted',
      'shift.closed',
      'document.created',
      'document.posted',
    ])
    const told = entries.filter(({ kind }) => kind.startsWith('shift.'))
    await storage.transaction((tx) => followCashShifts(app, tx, [...told, ...told]))
    expect(await list(`${friday}&status=ANY`)).toEqual(before)
    expect(await storage.now.ledger.ofDocument(owner, shiftId)).toEqual(postings)
  })

  test('lists are filtered by day, department, status and revision', async () => {
    const ids = async (query: string, at = office) => (await list(query, at)).map(({ id }) => id)
    expect(await ids(`${friday}&status=ANY`)).toContain(shiftId)
    expect(await ids('openDateFrom=2027-03-13&openDateTo=2027-03-13&status=ANY')).not.toContain(shiftId)
    expect(await ids(`${friday}&status=UNACCEPTED`)).toContain(shiftId)
    for (const status of ['ACCEPTED', 'HASWARNINGS', 'OPEN'])
      expect(await ids(`${friday}&status=${status}`)).not.toContain(shiftId)
    expect(await ids(`${friday}&status=ANY&departmentId=${nobody}`)).toEqual([])
    const { revision } = await server.node.app.catalog(tenantId())
    expect(await ids(`${friday}&status=ANY&revisionFrom=${revision}`)).toEqual([])
    const other = await openBackOffice(server, { prefix: '/rms/2/resto' })
    expect(await ids(`${friday}&status=ANY`, other)).not.toContain(shiftId)
    expect((await other.get(`/v2/cashshifts/byId/${shiftId}`)).status).toBe(404)
  })

  test.each([
    [
      'list?openDateFrom=2027-03-12&openDateTo=2027-03-12',
      400,
      "Argument for @NotNull parameter 'status' must not be null",
    ],
    [
      `list?${friday}&status=DONE`,
      400,
      "'DONE': value not one of declared Enum instance names: [ANY, OPEN, CLOSED, ACCEPTED, UNACCEPTED, HASWARNINGS]",
    ],
    ['list?openDateFrom=12.03.2027&openDateTo=2027-03-12&status=ANY', 400, 'Wrong date format: 12.03.2027'],
    [`byId/${nobody}`, 404, `Entity of class CashSession not found by id (${nobody})`],
    ['payments/list/x', 404, 'Entity of class CashSession not found by id (x)'],
  ])('%s is refused', async (path, status, text) => {
    const answer = await office.get(`/v2/cashshifts/${path}`)
    expect([answer.status, answer.text]).toEqual([status, text])
  })
})

test('what the ledger refuses stays a document that is not posted, and the shift is over', async () => {
  const hall = tablesOf(server, 'pokrovka')
  const [app, owner] = [server.node.app, { tenantId: tenantId(), organizationId: hall.organizationId }]
  const restaurant = (await app.catalog(tenantId())).find('organization', hall.organizationId)
  if (!restaurant) throw new Error('no restaurant')
  const sell = async (id: string) => {
    await hall.atTill({ kind: 'shift.open', shiftId: id, employeeId: manager })
    const order = await hall.placed(hall.anOrder({ payments: [cash(840)] }))
    await hall.done('close', order.id)
  }
  const [closedPeriod, goneProduct] = [crypto.randomUUID(), crypto.randomUUID()]
  await sell(closedPeriod)
  const stock = { costMethod: 'Average' as const, isNegativeForbidden: false, closedUntil: '2027-03-31' }
  await saveBooks(app, tenantId(), [{ ...restaurant, body: { ...restaurant.body, stock } }], 'test')
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  await saveBooks(app, tenantId(), [restaurant], 'test')
  await sell(goneProduct)
  const borscht = (await app.catalog(tenantId())).find('product', productByCode(server.chain, '10101'))
  if (!borscht) throw new Error('no borscht')
  await saveBooks(app, tenantId(), [{ ...borscht, isDeleted: true }], 'test')
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  await saveBooks(app, tenantId(), [borscht], 'test')
  for (const id of [closedPeriod, goneProduct]) {
    const { documents, ledger, knownCashShifts } = server.node.storage.now
    expect((await knownCashShifts.find(tenantId(), id))?.shift.closedAt).not.toBeNull()
    const document = await documents.find(owner, id)
    expect(document).toMatchObject({ status: 'NEW', content: { items: [{ sum: 84_000n }] } })
    expect(await ledger.ofDocument(owner, id)).toEqual([])
  }
})

test('a shift of a till on a node of its own makes its document at the server, and only there', async () => {
  const pair = await linkedPair('pokrovka')
  try {
    const { cloud, till, chain, organizationId } = pair
    const login = await demoLogin(cloud.app, chain)
    const orderId = await placeThroughCloud(cloud.app, login, aPickup(cloud.app, chain, pair))
    await pair.converge()
    const run = async (command: Json) => {
      const request = { id: crypto.randomUUID(), command, actor: 'cashier', deadline: null }
      expect((await [...till.tills.values()][0]?.run(request))?.refusal).toBeNull()
    }
    const paid = { isProcessedExternally: false, isFiscalizedExternally: false, isPrepay: false }
    const payment = {
      ...paid,
      typeId: demoId('paymentType', 'cash'),
      kind: null,
      sum: 84_000n,
      additionalData: null,
    }
    // The one that the till was handed over with.
    await run({ kind: 'shift.close', employeeId: manager })
    await run({ kind: 'shift.open', shiftId, employeeId: manager })
    pair.cut()
    await run({ kind: 'delivery.close', orderId, deliveryDate: null, payments: [payment] })
    await run({ kind: 'shift.close', employeeId: manager })
    pair.mend()
    await pair.converge()
    await cloud.followers.settle()
    const known = await cloud.storage.now.knownCashShifts.find(chain.tenant.id, shiftId)
    expect(known?.shift.closedAt).not.toBeNull()
    const owner = { tenantId: chain.tenant.id, organizationId }
    const document = await cloud.storage.now.documents.find(owner, shiftId)
    expect(document).toMatchObject({
      status: 'PROCESSED',
      content: { items: [{ productId: productByCode(chain, '10101'), sum: 84_000n }] },
    })
    expect(await till.storage.now.knownCashShifts.find(chain.tenant.id, shiftId)).toBeNull()
    expect(await till.storage.now.documents.find(owner, shiftId)).toBeNull()
  } finally {
    await pair.close()
  }
})
